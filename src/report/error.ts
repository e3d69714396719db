import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../errors.js";
import { coloursFor } from "./colours.js";
import { codeFrame } from "./frame.js";

/** How an error is shown. */
export interface ErrorOptions {
  readonly cwd: string;
  readonly json: boolean;
  readonly color: boolean;
}

/** Tells a person what went wrong and what to do; returns the exit code. */
export function reportError(error: unknown, options: ErrorOptions): 1 {
  if (options.json) process.stdout.write(`${JSON.stringify(errorJson(error), null, 2)}\n`);
  const { env, stderr } = process;
  const use = options.color && !env["NO_COLOR"] && stderr.isTTY ? "colour" : "plain";
  const colours = coloursFor(use);
  if (isInterrupted(error)) {
    stderr.write("Stopped; nothing was written.\n");
    return 1;
  }
  const text = error instanceof UserError ? userErrorText(error, options, use) : bugText(error);
  stderr.write(`${colours.red("error")} ${text}\n`);
  return 1;
}

/** Ctrl-C at a prompt, as inquirer puts it. */
function isInterrupted(error: unknown): boolean {
  return error instanceof Error && error.name === "ExitPromptError";
}

function userErrorText(error: UserError, options: ErrorOptions, use: "colour" | "plain"): string {
  const { message, hint, place } = error;
  if (!place) return `${message}\n  ${hint}`;
  const source = readText(join(resolve(options.cwd), place.file));
  const frame = source === null ? "" : codeFrame(source, place.line, coloursFor(use));
  const lines = [`${place.file}:${place.line}: ${message}`, frame, `  ${hint}`];
  return lines.filter((line) => line !== "").join("\n");
}

function bugText(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    "this is a fault of soundcheck, not of your project; nothing was written.",
    stack,
    `Please report it with the lines above and the output of \`soundcheck inspect --json\`.`,
  ].join("\n");
}

function errorJson(error: unknown): object {
  if (!(error instanceof UserError)) return { error: { message: String(error), bug: true } };
  const { message, hint, place } = error;
  return { error: { message, hint, ...place } };
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The frame is an extra; the message stands without it.
    return null;
  }
}
