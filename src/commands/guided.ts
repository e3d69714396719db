import { UserError } from "../errors.js";
import { generators } from "../../generators/index.js";
import { adopt, type Config } from "../plan/config.js";
import type { Phase } from "../plan/phases.js";
import { choiceText, settingsName } from "../report/settings-choice.js";
import { counted } from "../report/table.js";
import type { Project } from "../project/facts.js";
import type { Context, ExitCode } from "./context.js";
import { runPhases } from "./phases.js";
import { chosen, planProject } from "./planning.js";
import { readConfig, readDjango } from "./reading.js";
import { recoverInterrupted, showAndWrite } from "./writing.js";

/** Shows what was found, asks which phases to take, previews and writes. */
export async function runGuided(context: Context): Promise<ExitCode> {
  const { options, terminal, print } = context;
  if (options.yes) return runPhases(context, ["all"]);
  if (terminal === "none") {
    throw new UserError("the guided run asks questions, and there is no terminal to ask in", {
      hint: "Name the phases, such as `soundcheck all --yes`; add --dry-run to look first.",
    });
  }
  recoverInterrupted(context);
  const before = chosen(context, readConfig(context));
  const { askPhases } = await import("./prompts.js");
  const project = await readAsked(context, before);
  print(survey(project));
  const phases = await askPhases(choicesOf(project, before.phases));
  if (phases.length === 0) {
    print("No phase was chosen; nothing was written.");
    return 0;
  }
  const recorded = await recordPhases(phases);
  return showAndWrite(context, await planProject(context, project, adopt(before, recorded)));
}

/** Where an environment of the project is found, Django may be asked as well. */
async function readAsked(context: Context, config: Config): Promise<Project> {
  const { findInterpreters } = await import("../project/probe/interpreters.js");
  const [interpreter] = findInterpreters(context.root);
  if (context.options.python !== undefined || !interpreter) return readDjango(context, config);
  const { askWhetherToAskDjango } = await import("./prompts.js");
  if (!(await askWhetherToAskDjango(interpreter.origin))) return readDjango(context, config);
  const options = { ...context.options, python: interpreter.python };
  return readDjango({ ...context, options }, config);
}

/** Drives the same generators that `npx plop` lists; they record, the plan and the write are ours. */
async function recordPhases(phases: readonly Phase[]): Promise<readonly Phase[]> {
  const [{ default: nodePlop }, { registerGenerators }] = await Promise.all([
    import("node-plop"),
    import("../plop-generators.js"),
  ]);
  const recorded: Phase[] = [];
  const plop = await nodePlop("", { destBasePath: process.cwd(), force: false });
  registerGenerators(plop, {
    prepare: async (phase) => [{ label: phase, record: () => void recorded.push(phase) }],
  });
  for (const phase of phases) {
    const generator = plop.getGenerator(phase);
    const { failures } = await generator.runActions(await generator.runPrompts());
    if (failures.length > 0) throw new Error(failures[0]?.error ?? `${phase} failed`);
  }
  return recorded;
}

/** A phase to choose, or the reason why it cannot be chosen. */
export interface PhaseChoice {
  readonly phase: Phase;
  readonly title: string;
  readonly summary: string;
  readonly checked: boolean;
  readonly disabled: string | null;
}

function choicesOf(project: Project, adopted: readonly Phase[]): readonly PhaseChoice[] {
  return generators.map(({ phase, title, summary, applies }) => {
    const fit = applies(project);
    return {
      phase,
      title,
      summary,
      checked: adopted.length === 0 || adopted.includes(phase),
      disabled: fit.kind === "yes" ? null : fit.reason,
    };
  });
}

function survey({
  project,
  apps,
  models,
  serializers,
  routes,
  doubts,
  setup,
  source,
}: Project): string {
  const firstParty = apps.filter((app) => app.firstParty).length;
  const engines = project.databases.map(({ engine }) => engine || "unknown").join(", ");
  return [
    `Found ${project.manage ?? "a Django project"} with settings ${settingsName(project.settings, setup)}`,
    `  ${choiceText(setup)}`,
    ...(source === "django" ? ["  as Django itself tells it"] : []),
    `  ${counted(firstParty, "app")}, ${counted(models.length, "model")}, ` +
      `${counted(serializers.length, "serializer")}, ${counted(routes.length, "route")}`,
    `  Django ${project.django ?? "of unknown version"}, database: ${engines || "none"}, ` +
      `packages by ${project.packageManager}`,
    `  ${counted(doubts.length, "doubt")}${doubts.length > 0 ? " (soundcheck inspect shows them)" : ""}`,
    "",
  ].join("\n");
}
