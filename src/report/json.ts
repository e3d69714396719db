import type { Drift } from "../plan/drift.js";
import type { Change, Note, Plan } from "../plan/types.js";
import { changeKind, unifiedDiff } from "./diff.js";

/** A plan as machines read it. */
export interface PlanJson {
  readonly changes: readonly ChangeJson[];
  readonly notes: readonly Note[];
  readonly drift?: readonly Drift[];
  readonly doubts: number;
  /** Whether the changes were written. */
  readonly written: boolean;
}

interface ChangeJson {
  readonly path: string;
  readonly kind: ReturnType<typeof changeKind>;
  readonly phase: string;
  readonly why: Change["why"];
  readonly diff: string;
}

/** Turns a plan into the object that `--json` prints. */
export function planJson(
  plan: Plan,
  state: Pick<PlanJson, "doubts" | "written" | "drift">,
): PlanJson {
  const changes = plan.changes.map((change) => ({
    path: change.path,
    kind: changeKind(change),
    phase: change.phase,
    why: change.why,
    diff: unifiedDiff(change),
  }));
  return { changes, notes: plan.notes, ...state };
}
