import { UserError } from "../errors.js";
import { generators } from "../../generators/index.js";
import { PHASES, type Phase } from "../plan/phases.js";
import { adopt } from "../plan/config.js";
import type { Project } from "../project/facts.js";
import type { Note } from "../plan/types.js";
import type { Context, ExitCode } from "./context.js";
import { nearest } from "./nearest.js";
import { chosen, planProject, type Planned } from "./planning.js";
import { readConfig, readDjango } from "./reading.js";
import { recoverInterrupted, showAndWrite } from "./writing.js";

/** Adopts phases, named or numbered as in the guide, and brings every adopted one up to date. */
export async function runPhases(context: Context, names: readonly string[]): Promise<ExitCode> {
  const named = names.filter((name) => name !== "all").map(phaseNamed);
  recoverInterrupted(context);
  return showAndWrite(context, await planOfPhases(context, names.includes("all") ? "all" : named));
}

/** Plans phases together with those adopted before; `all` takes every phase that fits. */
export async function planOfPhases(
  context: Context,
  wanted: readonly Phase[] | "all",
): Promise<Planned> {
  const before = chosen(context, readConfig(context));
  const project = await readDjango(context, before);
  if (wanted !== "all") {
    for (const phase of wanted) demandFit(project, phase);
    return planProject(context, project, adopt(before, wanted));
  }
  const planned = await planProject(context, project, adopt(before, fittingPhases(project)));
  const notes = [...leftOutOf(project), ...planned.plan.notes];
  return { ...planned, plan: { ...planned.plan, notes } };
}

function fittingPhases(project: Project): readonly Phase[] {
  const fitting = generators.filter((each) => each.applies(project).kind === "yes");
  return fitting.map((each) => each.phase);
}

function leftOutOf(project: Project): readonly Note[] {
  return generators.flatMap((each) => {
    const applies = each.applies(project);
    if (applies.kind === "yes") return [];
    const text = `the ${each.phase} phase: ${applies.reason}`;
    return [{ kind: "left-out", path: "", text, byHand: applies.instead }];
  });
}

function demandFit(project: Project, phase: Phase): void {
  const applies = generators.find((each) => each.phase === phase)?.applies(project);
  if (applies?.kind !== "no") return;
  throw new UserError(`the ${phase} phase does not fit this project: ${applies.reason}`, {
    hint: applies.instead,
  });
}

function phaseNamed(name: string): Phase {
  const phase = PHASES.find((each, index) => each === name || String(index + 1) === name);
  if (phase) return phase;
  const guess = nearest(name, [...PHASES, "all", ...COMMANDS]);
  throw new UserError(`unknown phase or command "${name}"`, {
    hint:
      (guess ? `Did you mean \`soundcheck ${guess}\`? ` : "") +
      `Phases: ${PHASES.join(", ")} (or 1 to ${PHASES.length}, or all).`,
  });
}

const COMMANDS = ["sync", "check", "status", "inspect", "calibrate", "undo", "eject"];
