import { parseLock, LOCK_PATH, WHOLE_FILE, type Lock } from "./lock.js";
import { CONFIG_PATH } from "./config.js";
import type { Plan } from "./types.js";

/** One way in which the validation stack and the repository have moved apart. */
export interface Drift {
  readonly path: string;
  /** Null when the file as a whole is concerned. */
  readonly block: string | null;
  readonly kind: "missing" | "outdated" | "orphan";
}

/** Names what a plan would bring along: entries to add, blocks to renew, orphans to remove. */
export function driftOf(plan: Plan): readonly Drift[] {
  const lock = plan.changes.find((change) => change.path === LOCK_PATH);
  const before = lockOf(lock?.before ?? null);
  const after = lockOf(lock?.after ?? null);
  const blocks = lock ? lockDrift(before, after) : [];
  const named = new Set([...blocks.map((drift) => drift.path), LOCK_PATH, CONFIG_PATH]);
  const files = plan.changes
    .filter((change) => !named.has(change.path))
    .map(({ path, before: old }): Drift => ({
      path,
      block: null,
      kind: old ? "outdated" : "missing",
    }));
  return [...blocks, ...files].toSorted((left, right) =>
    driftKey(left) < driftKey(right) ? -1 : 1,
  );
}

function lockOf(bytes: Uint8Array | null): Lock {
  return parseLock(bytes === null ? null : new TextDecoder().decode(bytes));
}

function lockDrift(before: Lock, after: Lock): Drift[] {
  const drifts: Drift[] = [];
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const old = before.get(path);
    const next = after.get(path);
    if (!old || !next) drifts.push({ path, block: null, kind: old ? "orphan" : "missing" });
    else drifts.push(...blockDrift(path, old, next));
  }
  return drifts;
}

function blockDrift(
  path: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Drift[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key): Drift[] => {
    if (before.get(key) === after.get(key)) return [];
    const block = key === WHOLE_FILE ? null : key;
    if (!before.has(key)) return [{ path, block, kind: "missing" }];
    return [{ path, block, kind: after.has(key) ? "outdated" : "orphan" }];
  });
}

function driftKey({ path, block, kind }: Drift): string {
  return [path, block ?? "", kind].join("\n");
}
