import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";

/** What a run of the command gave. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let command: string | null = null;

/** Builds the command once, into a folder of this process. */
function built(): string {
  if (command !== null) return command;
  const base = resolve("node_modules/.cache", `soundcheck-test-${process.pid}`);
  mkdirSync(base, { recursive: true });
  execFileSync(process.execPath, ["scripts/build.js", join(base, "dist")]);
  cpSync("package.json", join(base, "package.json"));
  if (!existsSync(join(base, "templates")))
    symlinkSync(resolve("templates"), join(base, "templates"));
  process.once("exit", () => rmSync(base, { recursive: true, force: true }));
  command = join(base, "dist", "cli.js");
  return command;
}

/** Runs soundcheck in a folder, without a terminal. */
export function soundcheck(cwd: string, ...words: readonly string[]): Run {
  const env = { ...process.env, XDG_STATE_HOME: join(cwd, "..", "state"), NO_COLOR: "" };
  const run = spawnSync(process.execPath, [built(), ...words], { cwd, env, encoding: "utf8" });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** A folder with the files given, removed after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const base = realpathSync(mkdtempSync(join(tmpdir(), "soundcheck-cli-")));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const root = join(base, "repo");
  mkdirSync(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
