import { generators } from "../../generators/index.js";
import { loadPythonParser } from "../edit/python-tree.js";
import { UserError } from "../errors.js";
import { assemble } from "../plan/assemble.js";
import { adopt, parseConfig, type Config } from "../plan/config.js";
import { ignoredByGit } from "../plan/ignored.js";
import type { Phase } from "../plan/phases.js";
import type { Plan } from "../plan/types.js";
import type { Project } from "../project/facts.js";
import { loadRuff } from "../render/ruff.js";
import type { Context } from "./context.js";
import { parserModules, ruffWasm } from "./package.js";
import { fileReader, readConfig, readDjango, readLock, readSource } from "./reading.js";
import { templateReader } from "./templates.js";

/** A plan with the facts and choices it was computed from. */
export interface Planned {
  readonly plan: Plan;
  readonly project: Project;
  readonly config: Config;
}

/** Plans the phases adopted so far, and those of this run. */
export async function planPhases(context: Context, phases: readonly Phase[]): Promise<Planned> {
  const config = adopt(chosen(context, readConfig(context)), phases);
  const project = await readDjango(context, config);
  return planProject(context, project, config);
}

/** Plans a project that is already read. */
export async function planProject(
  context: Context,
  project: Project,
  config: Config,
): Promise<Planned> {
  loadRuff(ruffWasm());
  await loadPythonParser(parserModules());
  const input = {
    project,
    generators,
    config,
    lock: readLock(context),
    readFile: fileReader(context.root),
    readTemplate: templateReader(context.root),
  };
  const draft = await assemble(input);
  if (draft.changes.length === 0) return { plan: draft, project, config };
  const patched = await readPatched(context, project, config, draft);
  const plan = await assemble({ ...input, patched });
  const notes = [...plan.notes, ...ignoredByGit(plan.changes, input.readFile)];
  return { plan: { ...plan, notes }, project, config };
}

/** The facts of the repository as a plan leaves it; what Django told stays told. */
async function readPatched(
  context: Context,
  project: Project,
  config: Config,
  { changes }: Plan,
): Promise<Project> {
  const overlay = new Map(changes.map(({ path, after }) => [path, after]));
  const patched = await readSource(context, config, { overlay });
  if (project.source === "static") return patched;
  const { apps, models, serializers, routes, doubts } = project;
  return { ...patched, source: project.source, apps, models, serializers, routes, doubts };
}

/** The team's choices with those of the command line; a folder once chosen is moved by hand only. */
export function chosen({ options }: Context, config: Config): Config {
  const { testsDir, settings } = options;
  const wanted = testsDir === undefined ? null : parseConfig(JSON.stringify({ testsDir })).testsDir;
  if (wanted !== null && config.testsDir !== null && wanted !== config.testsDir) {
    throw new UserError(`the tests are in ${config.testsDir}; --tests-dir names ${wanted}`, {
      hint: `Move the folder and change "testsDir" in soundcheck.json, or leave --tests-dir out.`,
    });
  }
  return { ...config, testsDir: wanted ?? config.testsDir, settings: settings ?? config.settings };
}

/** The phases adopted; an error when soundcheck was never run here. */
export function adoptedPhases(context: Context): readonly Phase[] {
  const { phases } = readConfig(context);
  if (phases.length > 0) return phases;
  throw new UserError("no phase is adopted here yet: soundcheck.json names none", {
    hint: "Run `soundcheck all`, or `soundcheck foundation` for the first phase.",
  });
}
