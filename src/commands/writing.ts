import { pendingJournal } from "../apply/journal.js";
import { recover } from "../apply/recover.js";
import { applyChanges } from "../apply/transaction.js";
import type { Plan } from "../plan/types.js";
import { colouredDiff, unifiedDiff } from "../report/diff.js";
import { planJson } from "../report/json.js";
import { changeList, noteList, summary } from "../report/plan.js";
import { EXIT, repositoryOf, type Context, type ExitCode } from "./context.js";
import { variablesGiven } from "./given.js";
import { nextSteps } from "./next-steps.js";
import type { Planned } from "./planning.js";
import { readConfig } from "./reading.js";

/** Puts back what a killed run left half-written, and says so. */
export function recoverInterrupted(context: Context): void {
  if (context.options.dryRun) return warnOfInterruption(context);
  const recovery = recover(repositoryOf(context));
  if (recovery === null) return;
  context.warn(`The last run was interrupted; ${recovery.paths.length} files were put back.`);
  for (const path of recovery.changed) context.warn(`  changed since, left as it is: ${path}`);
}

/** Tells of a killed run where nothing may be written: what is read may be half old, half new. */
export function warnOfInterruption(context: Context): void {
  const { fs, state } = repositoryOf(context);
  if (pendingJournal(fs, state) === null) return;
  context.warn("The last run was interrupted; the next one that writes puts its files back first.");
}

/** Shows a plan and writes it, unless it is a dry run or a person says no. */
export async function showAndWrite(context: Context, planned: Planned): Promise<ExitCode> {
  const { options } = context;
  const { plan } = planned;
  if (options.dryRun) return dryRun(context, planned);
  if (!options.json) showPlan(context, plan);
  if (context.terminal === "interactive" && plan.changes.length > 0) {
    const { confirmWrite } = await import("./prompts.js");
    if (!(await confirmWrite(context, plan))) {
      context.print("Nothing was written.");
      return EXIT.done;
    }
  }
  applyChanges(repositoryOf(context), plan.changes);
  report(context, planned);
  return exitCodeOf(plan);
}

/** 3 when something waits for a person, else 0. */
export function exitCodeOf({ notes }: Plan): ExitCode {
  const waits = notes.some((note) => note.kind === "conflict" || note.kind === "refused");
  return waits ? EXIT.conflict : EXIT.done;
}

/** Prints what a plan leaves as it is or to a person. */
export function showNotes({ print, colours }: Context, plan: Plan): void {
  if (plan.notes.length > 0) print(noteList(plan.notes, colours));
}

function showPlan(context: Context, plan: Plan): void {
  context.print(changeList(plan, context.colours, context.width));
  if (plan.notes.length > 0) context.print("");
  showNotes(context, plan);
}

function dryRun(context: Context, { plan, project }: Planned): ExitCode {
  const { print, colours, options } = context;
  const doubts = project.doubts.length;
  if (options.json) print(JSON.stringify(planJson(plan, { doubts, written: false }), null, 2));
  else {
    for (const change of plan.changes) print(colouredDiff(unifiedDiff(change), colours));
    showNotes(context, plan);
    print(summary(plan, { doubts, written: "planned" }));
  }
  return exitCodeOf(plan);
}

function report(context: Context, { plan, project }: Planned): void {
  const { print, options } = context;
  const doubts = project.doubts.length;
  if (options.json) {
    print(JSON.stringify(planJson(plan, { doubts, written: plan.changes.length > 0 }), null, 2));
    return;
  }
  print(`\n${summary(plan, { doubts, written: "written" })}`);
  if (plan.changes.length === 0) return;
  print(`\n${nextSteps(project, readConfig(context), plan, variablesGiven(context, project))}`);
}
