import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { onTestFinished, vi } from "vitest";

// A test here starts several processes on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

/** What a run of the command gave. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let built: string | null = null;

/** Builds the package once, into a folder of this process; returns that folder. */
export function builtPackage(): string {
  if (built !== null) return built;
  const base = resolve("node_modules/.cache", `soundcheck-test-${process.pid}`);
  mkdirSync(base, { recursive: true });
  process.once("exit", () => rmSync(base, { recursive: true, force: true }));
  execFileSync(process.execPath, ["scripts/build.js", join(base, "dist")]);
  for (const path of ["package.json", "plopfile.js", "templates"]) {
    cpSync(path, join(base, path), { recursive: true });
  }
  built = base;
  return built;
}

/** Runs soundcheck in a folder, without a terminal. */
export function soundcheck(cwd: string, ...words: readonly string[]): Run {
  const env = { ...process.env, XDG_STATE_HOME: join(cwd, "..", "state"), NO_COLOR: "" };
  const command = join(builtPackage(), "dist", "cli.js");
  const run = spawnSync(process.execPath, [command, ...words], { cwd, env, encoding: "utf8" });
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
