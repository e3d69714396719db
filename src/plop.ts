import type { NodePlopAPI } from "node-plop";
import { applyChanges } from "./apply/transaction.js";
import { contextFor, repositoryOf, type Context } from "./commands/context.js";
import { planOfPhases } from "./commands/phases.js";
import { recoverInterrupted, showNotes } from "./commands/writing.js";
import type { Phase } from "./plan/phases.js";
import type { Change } from "./plan/types.js";
import { registerGenerators, type Step } from "./plop-generators.js";
import { changeKind } from "./report/diff.js";

/** Registers the seven phases in a repository's own plopfile: `await plop.load("django-soundcheck")`. */
export default function register(plop: NodePlopAPI): void {
  const cwd = plop.getDestBasePath();
  registerGenerators(plop, {
    prepare: (phase) =>
      preparePhase(
        contextFor({ cwd, yes: false, dryRun: false, json: false, color: true, cache: true }),
        phase,
      ),
  });
}

async function preparePhase(context: Context, phase: Phase): Promise<readonly Step[]> {
  recoverInterrupted(context);
  const { plan } = await planOfPhases(context, [phase]);
  showNotes(context, plan);
  if (plan.changes.length === 0) context.print("Nothing to change: everything is up to date.");
  if (plan.changes.length === 0 || !(await agreed(context, plan.changes))) return [];
  const recorded: Change[] = [];
  const steps = plan.changes.map((change) => ({
    label: `${changeKind(change)} ${change.path}`,
    record: () => void recorded.push(change),
  }));
  const write = {
    label: "all written; `npx soundcheck undo` takes them back",
    record: () => applyChanges(repositoryOf(context), recorded),
  };
  return [...steps, write];
}

async function agreed(context: Context, changes: readonly Change[]): Promise<boolean> {
  if (context.terminal === "none") return true;
  const { confirmWrite } = await import("./commands/prompts.js");
  return confirmWrite(context, { changes, notes: [] });
}
