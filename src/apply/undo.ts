import { readBytes } from "./fs.js";
import { lastRun } from "./journal.js";
import { digestOf, storedBytes } from "./rollback.js";
import type { Repository } from "./repository.js";
import { transact } from "./transaction.js";

/** How taking back the last run ended. */
export type Undone =
  | { readonly kind: "nothing" }
  | { readonly kind: "changed"; readonly paths: readonly string[] }
  | { readonly kind: "undone"; readonly paths: readonly string[] };

/** What undo would do, without doing it. */
export function undoable({ fs, state }: Repository): Undone {
  const run = lastRun(fs, state);
  if (run === null) return { kind: "nothing" };
  const changed = run.entries
    .filter(({ target, after }) => digestOf(readBytes(fs, target)) !== after)
    .map((entry) => entry.path);
  if (changed.length > 0) return { kind: "changed", paths: changed };
  return { kind: "undone", paths: run.entries.map((entry) => entry.path) };
}

/** Takes back the last run that wrote anything, byte for byte, unless its files changed since. */
export function undo(repository: Repository): Undone {
  const outcome = undoable(repository);
  const { fs, state } = repository;
  const run = lastRun(fs, state);
  if (outcome.kind !== "undone" || run === null) return outcome;
  const modes = new Map<string, number>();
  for (const { path, mode } of run.entries) if (mode !== null) modes.set(path, mode);
  transact(repository, {
    kind: "undo",
    changes: run.entries.map((entry) => ({
      path: entry.path,
      before: readBytes(fs, entry.target),
      after: storedBytes(fs, state, run, entry),
    })),
    modes,
    obsolete: run.folders,
  });
  return outcome;
}
