import nodeFs from "node:fs";
import { resolve } from "node:path";
import { stateDir } from "../apply/state.js";
import type { Repository } from "../apply/repository.js";
import { UserError } from "../errors.js";
import type { Colours } from "../report/colours.js";
import { coloursFor } from "../report/colours.js";

/** The options that every command takes. */
export interface Options {
  readonly cwd: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly color: boolean;
  /** Whether facts of an earlier run may be used where nothing changed. */
  readonly cache: boolean;
  readonly python?: string;
  readonly settings?: string;
  readonly testsDir?: string;
}

/** Where a command runs and whom it talks to. */
export interface Context {
  readonly root: string;
  readonly options: Options;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly colours: Colours;
  /** Whether questions can be asked. */
  readonly terminal: "interactive" | "none";
  /** Columns of the terminal; undefined for files and pipes, which take any width. */
  readonly width: number | undefined;
  /** Prints to standard output. */
  readonly print: (text: string) => void;
  /** Prints to standard error. */
  readonly warn: (text: string) => void;
}

/** What a process ends with. */
export const EXIT = { done: 0, error: 1, drift: 2, conflict: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Sets a command up for the folder it was pointed at. */
export function contextFor(options: Options): Context {
  const { env, stdout, stderr } = process;
  const wantsColour = options.color && !env["NO_COLOR"] && (stdout.isTTY || env["FORCE_COLOR"]);
  const mayAsk = stdout.isTTY && !options.yes && !options.json && !options.dryRun;
  return {
    root: folderAt(options.cwd),
    options,
    env,
    colours: coloursFor(wantsColour ? "colour" : "plain"),
    // Standard input is opened where it is looked at.
    terminal: mayAsk && process.stdin.isTTY ? "interactive" : "none",
    width: stdout.isTTY ? stdout.columns : undefined,
    print: (text) => void stdout.write(`${text}\n`),
    warn: (text) => void stderr.write(`${text}\n`),
  };
}

/** The repository as the writer needs it. */
export function repositoryOf({ root, env }: Context): Repository {
  return { fs: nodeFs, root, state: stateDir(nodeFs, root, env) };
}

function folderAt(path: string): string {
  const root = resolve(path);
  const stat = nodeFs.statSync(root, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return root;
  throw new UserError(`${path} is not a folder`, {
    hint: "Point --cwd at the folder that holds the Django project.",
  });
}
