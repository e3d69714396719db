import { join } from "node:path";
import { applyChanges } from "../apply/transaction.js";
import { agreedRows } from "../calibrate/claims.js";
import { isBad } from "../calibrate/junit.js";
import { planCalibration, RECIPES, type Calibration } from "../calibrate/plan.js";
import {
  asRecipes,
  proveRecipes,
  type ProvenRecipe,
  type Recipes,
} from "../calibrate/prove-recipes.js";
import { readRowEvidence } from "../calibrate/row-evidence.js";
import { suspectsOf } from "../calibrate/suspects.js";
import { tableRows } from "../calibrate/table-rows.js";
import { canSpread, runSuite, type SuiteRun } from "../calibrate/run-suite.js";
import { triage as triageRuns, type Triage } from "../calibrate/triage.js";
import { UserError } from "../errors.js";
import type { Project } from "../project/facts.js";
import { findInterpreters } from "../project/probe/interpreters.js";
import { formatPython, loadRuff } from "../render/ruff.js";
import { calibrationText } from "../report/calibration.js";
import { colouredDiff, unifiedDiff } from "../report/diff.js";
import { planJson } from "../report/json.js";
import { noteList } from "../report/plan.js";
import { EXIT, repositoryOf, type Context, type ExitCode } from "./context.js";
import { ruffWasm } from "./package.js";
import { adoptedPhases } from "./planning.js";
import { readConfig, readDjango, textReader } from "./reading.js";
import { recoverInterrupted } from "./writing.js";

/** What only `calibrate` takes. */
export interface CalibrateOptions {
  /** Rows whose changed behaviour is meant. */
  readonly accept?: readonly string[];
}

/**
 * What no two seeds agree on is no property of the code, and chance may fool two runs. The first is
 * the seed of every run without calibrate, so that no recorded row is red there by chance.
 */
const SEEDS = ["", "2", "3"];

/** Runs the suite on today's code, triages failures, and records what every run agrees on. */
export async function runCalibrate(context: Context, options: CalibrateOptions): Promise<ExitCode> {
  adoptedPhases(context);
  recoverInterrupted(context);
  const config = readConfig(context);
  const project = await readDjango(context, config);
  const testsDir = config.testsDir ?? "tests";
  const { runs, recipes } = await runAll(context, project, testsDir);
  const triage = triageRuns(runs.map(({ results }) => results));
  const agreement = agreedRows(
    runs.map(({ claims }) => claims),
    triage.failing,
  );
  loadRuff(ruffWasm());
  const read = textReader(context.root);
  const calibration = planCalibration({
    testsDir,
    triage,
    agreement,
    recipes,
    accepted: options.accept ?? [],
    sourceOf: (file) => read(`${testsDir}/${file}`),
    layOut: (statement) => laidOut(statement, project),
  });
  return finish(context, calibration, triage);
}

/** Runs with what recipes could be proven after the first; without them where others break. */
async function runAll(
  context: Context,
  project: Project,
  testsDir: string,
): Promise<{ readonly runs: readonly SuiteRun[]; readonly recipes: readonly ProvenRecipe[] }> {
  const suite = suiteOf(context, project, testsDir);
  const first = await suite.record(0, []);
  const recipes = await provenRecipes(context, project, testsDir, suite, first);
  if (recipes.length > 0) {
    const runs = await followed(suite, await suite.record(0, recipes), recipes);
    if (!breaksOthers(first, runs)) return { runs, recipes };
    context.warn("Recipes that were tried break other tests; none is taken.");
  }
  return { runs: await followed(suite, first, []), recipes: [] };
}

/** The first run and those that only have to agree with what it has told. */
async function followed(
  suite: ReturnType<typeof suiteOf>,
  first: SuiteRun,
  recipes: readonly ProvenRecipe[],
): Promise<readonly SuiteRun[]> {
  const runs = [first];
  for (const index of [...SEEDS.keys()].slice(1)) {
    runs.push(await suite.record(index, recipes, first));
  }
  return runs;
}

/** The suite of a project, to be run as a whole or in part. */
function suiteOf(context: Context, project: Project, testsDir: string) {
  const options = {
    python: interpreterOf(context),
    cwd: join(context.root, project.setup.baseDir),
    tests: join(context.root, testsDir),
  };
  const spread = canSpread(options);
  return {
    ...options,
    async record(
      index: number,
      recipes: readonly ProvenRecipe[],
      first?: SuiteRun,
    ): Promise<SuiteRun> {
      const title = `Run ${index + 1} of ${SEEDS.length}`;
      const run = await runSuite({
        ...options,
        seed: SEEDS[index] ?? String(index),
        mode: "record",
        spread,
        recipes: asRecipes(recipes),
        ...(first === undefined ? {} : { told: first.claims }),
        onProgress: (done) => progress(context, `${title}: ${done} tests`),
      });
      endProgress(context, `${title}: ${run.results.length} tests`);
      return run;
    },
    async run(only: readonly string[], recipes: Recipes, seed: string) {
      progress(context, `Trying a recipe for ${Object.keys(recipes).at(-1)}`);
      const quiet = { mode: "compare" as const, onProgress: () => undefined };
      try {
        return (await runSuite({ ...options, ...quiet, only, recipes, seed })).results;
      } catch (error) {
        if (error instanceof UserError) return null; // pytest itself stumbles over the values
        throw error;
      }
    },
  };
}

async function provenRecipes(
  { root }: Context,
  { models }: Project,
  testsDir: string,
  { python, run }: ReturnType<typeof suiteOf>,
  { results }: SuiteRun,
): Promise<readonly ProvenRecipe[]> {
  if (!results.some((result) => isBad(result) && suspectsOf(result, models).length > 0)) return [];
  const table = tableRows(textReader(root)(`${testsDir}/${RECIPES}`) ?? "", "RECIPES");
  if (table === null) return [];
  const evidence = await readRowEvidence(python, root, testsDir);
  const written = new Set(table.keys());
  return proveRecipes({ results, models, evidence, written, run });
}

/** Whether a test fails in some run that did not fail before. */
function breaksOthers(first: SuiteRun, runs: readonly SuiteRun[]): boolean {
  const failed = new Set(first.results.filter(isBad).map(({ id }) => id));
  return runs.some(({ results }) => results.some((one) => isBad(one) && !failed.has(one.id)));
}

function interpreterOf({ root, options }: Context): string {
  const python = options.python ?? findInterpreters(root)[0]?.python;
  if (python !== undefined) return python;
  throw new UserError("calibrate runs the suite and needs the project's Python; none was found", {
    hint: "Name the interpreter that has the project's packages: --python .venv/bin/python",
  });
}

/** The line is redrawn on a terminal; elsewhere only its last state is printed. */
function progress({ options }: Context, text: string): void {
  if (!options.json && process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
}

function endProgress(context: Context, text: string): void {
  progress(context, "");
  context.warn(text);
}

function laidOut(statement: string, { setup }: Project): string {
  const formatted = formatPython(`${statement}\n`, setup.style);
  return formatted.kind === "formatted" ? formatted.text.trimEnd() : statement;
}

async function finish(
  context: Context,
  calibration: Calibration,
  triage: Triage,
): Promise<ExitCode> {
  const { print, colours, options } = context;
  const { plan } = calibration;
  if (options.json) {
    const { recorded, known, mended, environment, changed, accepted } = calibration;
    const written = planJson(plan, { doubts: 0, written: !options.dryRun });
    print(
      JSON.stringify(
        { ...written, recorded, known, mended, environment, changed, accepted },
        null,
        2,
      ),
    );
  } else {
    print(calibrationText(calibration, triage, colours));
    if (plan.notes.length > 0) print(`\n${noteList(plan.notes, colours)}`);
  }
  if (options.dryRun && !options.json) {
    for (const change of plan.changes) print(colouredDiff(unifiedDiff(change), colours));
  }
  if (!options.dryRun) await write(context, calibration);
  return calibration.environment.length + calibration.changed.length > 0
    ? EXIT.conflict
    : EXIT.done;
}

async function write(context: Context, { plan }: Calibration): Promise<void> {
  const { print, options, terminal } = context;
  if (plan.changes.length === 0) {
    if (!options.json) print("\nNothing to record: the tables agree with today's code.");
    return;
  }
  if (terminal === "interactive") {
    const { confirmWrite } = await import("./prompts.js");
    if (!(await confirmWrite(context, plan))) {
      print("Nothing was written.");
      return;
    }
  }
  applyChanges(repositoryOf(context), plan.changes);
  if (!options.json) {
    print(`\nWritten: ${plan.changes.map(({ path }) => path).join(", ")}. Review the rows: each`);
    print("claims what today's code does. `soundcheck undo` takes them back.");
  }
}
