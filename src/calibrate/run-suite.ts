import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, sep } from "node:path";
import { UserError } from "../errors.js";
import { parseClaims, type Claim } from "./claims.js";
import { parseJunit, type TestResult } from "./junit.js";
import type { Recipes } from "./prove-recipes.js";
import { pythonFile } from "./row-evidence.js";

export interface SuiteRun {
  readonly results: readonly TestResult[];
  readonly claims: readonly Claim[];
}

export interface SuiteOptions {
  readonly python: string;
  /** Folder of manage.py, absolute: where pytest runs. */
  readonly cwd: string;
  /** The generated tests, absolute. */
  readonly tests: string;
  /** SOUNDCHECK_SEED; empty for that of every other run. */
  readonly seed: string;
  readonly mode: "record" | "compare";
  /** Claims of an earlier run: only the states that made a difference there are tried again. */
  readonly told?: readonly Claim[];
  /** Ids of the tests to run; all where it is left out. */
  readonly only?: readonly string[];
  /** Recipes to run with, as if recipes.py had them. */
  readonly recipes?: Recipes;
  /** Whether pytest-xdist may spread the tests over the processors; only where it is installed. */
  readonly spread?: boolean;
  /** Told how many tests are done as pytest prints them. */
  readonly onProgress: (done: number) => void;
}

/** pytest's exit codes that mean "tests ran": all passed, or some failed. */
const RAN = new Set([0, 1]);

/** Each process builds the database and the rows anew: more of them gain nothing. */
const SPREAD = ["-n", "auto", "--maxprocesses=8"];
/** Begins the names of the files of claims: each process of pytest-xdist has one. */
const CLAIMS = "claims.jsonl";

/** Runs the generated tests once and reads pytest's own report and, if wanted, the claims. */
export async function runSuite(options: SuiteOptions): Promise<SuiteRun> {
  const folder = mkdtempSync(join(tmpdir(), "soundcheck-calibrate-"));
  const report = join(folder, "report.xml");
  try {
    const { code, output } = await pytest(options, report, join(folder, CLAIMS));
    // A plugin that fails while it is loaded ends pytest with 1 as well, before any report.
    const xml = RAN.has(code) ? readIfThere(report) : "";
    if (xml === "") throw cannotRun(code, output);
    return {
      results: parseJunit(withoutFolder(xml, options.cwd)),
      claims: options.mode === "record" ? claimsIn(folder) : [],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pytest(
  options: SuiteOptions,
  report: string,
  record: string,
): Promise<{ readonly code: number; readonly output: string }> {
  const chosen = options.only?.map((id) => `${options.tests}/${id}`) ?? [options.tests];
  const args = ["-m", "pytest", ...chosen, "-q", "--tb=short", "--color=no"];
  const flags = [`--junitxml=${report}`, "-o", "junit_family=xunit1", "--create-db"];
  if (options.spread) flags.push(...SPREAD);
  const trial = trialOf(options, dirname(report));
  return new Promise((resolve, reject) => {
    const child = spawn(options.python, [...args, ...flags, ...trial.flags], {
      cwd: options.cwd,
      env: {
        ...process.env,
        SOUNDCHECK_SEED: options.seed,
        ...(options.mode === "record" ? { SOUNDCHECK_RECORD: record } : {}),
        ...toldOf(options, dirname(report)),
        ...trial.env,
      },
    });
    let output = "";
    let done = 0;
    const keep = (data: Buffer): void => {
      output += data.toString();
      done += [...data.toString().matchAll(/^[.FEsxX]+/gm)].join("").length;
      options.onProgress(done);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", () => reject(noInterpreter(options.python)));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Whether the tests can be spread over processes: pytest-xdist is installed, and pytest takes it. */
export function canSpread({ python, cwd }: Pick<SuiteOptions, "python" | "cwd">): boolean {
  const { status } = spawnSync(python, ["-m", "pytest", ...SPREAD, "--markers"], { cwd });
  return status === 0;
}

function claimsIn(folder: string): readonly Claim[] {
  const files = readdirSync(folder).filter((name) => name.startsWith(CLAIMS));
  return files.flatMap((name) => parseClaims(readFileSync(join(folder, name), "utf8")));
}

/** How the tests learn what an earlier run has told. */
function toldOf({ told }: SuiteOptions, folder: string): Readonly<Record<string, string>> {
  if (told === undefined) return {};
  const file = join(folder, "told.jsonl");
  writeFileSync(file, told.map((claim) => `${JSON.stringify(claim)}\n`).join(""));
  return { SOUNDCHECK_TOLD: file };
}

/** How pytest is made to use recipes that are not written yet. */
function trialOf({ recipes, tests }: SuiteOptions, folder: string) {
  if (recipes === undefined || Object.keys(recipes).length === 0) return { flags: [], env: {} };
  const file = join(folder, "recipes.json");
  writeFileSync(file, JSON.stringify({ tests, recipes }));
  const paths = [dirname(pythonFile("trial_recipes.py")), process.env["PYTHONPATH"] ?? ""];
  const PYTHONPATH = paths.filter((path) => path !== "").join(delimiter);
  return { flags: ["-p", "trial_recipes"], env: { SOUNDCHECK_RECIPES: file, PYTHONPATH } };
}

/** Paths of the repository from its own folder, as they are the same on every machine. */
function withoutFolder(report: string, folder: string): string {
  return report.replaceAll(`${folder}${sep}`, "");
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

function noInterpreter(python: string): UserError {
  return new UserError(`cannot run ${python}: expected the project's Python interpreter`, {
    hint: "Name the interpreter that has the project's packages: --python .venv/bin/python",
  });
}

function cannotRun(code: number, output: string): UserError {
  const lines = output.trim().split("\n");
  const telling = lines.filter((line) => /^E |Error|error:/.test(line)).slice(-6);
  return new UserError(
    `pytest could not run the generated tests (exit code ${code}):\n${(telling.length > 0 ? telling : lines.slice(-6)).join("\n")}`,
    {
      hint: "Install the project's requirements, start its services, set the variables its settings need, then calibrate again.",
    },
  );
}
