import { dirname, join } from "node:path";
import { UserError } from "../errors.js";
import { sameBytes } from "../plan/text.js";
import type { Change } from "../plan/types.js";
import { errorCode, readBytes, type Fs } from "./fs.js";
import {
  abandon,
  begin,
  commit,
  openStore,
  pendingJournal,
  writeDurably,
  type Journal,
  type JournalEntry,
} from "./journal.js";
import { recover } from "./recover.js";
import type { Repository } from "./repository.js";
import { digestOf, removeFolders, replaceFile, rollBack } from "./rollback.js";
import { targetOf } from "./target.js";

type Bytes = Pick<Change, "path" | "before" | "after">;

/** What a transaction does beside writing. */
export interface Transaction {
  readonly kind: Journal["kind"];
  readonly changes: readonly Bytes[];
  /** Permission bits by path, where they are not those of the file on disk. */
  readonly modes?: ReadonlyMap<string, number>;
  /** Folders to remove once they are empty, outermost first. */
  readonly obsolete?: readonly string[];
}

/** Writes all changes or none; an interrupted run is taken back by the next one. */
export function applyChanges(repository: Repository, changes: readonly Bytes[]): void {
  if (changes.length > 0) transact(repository, { kind: "run", changes });
}

/** Runs a transaction: check everything, record it, write, and take all back when a write fails. */
export function transact(repository: Repository, transaction: Transaction): void {
  const { fs, state } = repository;
  const targets = checkAll(repository, transaction.changes);
  guarded(repository, "the journal", () => recover(repository));
  const journal = guarded(repository, "the journal", () =>
    record(repository, transaction, targets),
  );
  try {
    for (const [index, entry] of journal.entries.entries()) {
      replaceFile(fs, entry, transaction.changes[index]?.after ?? null);
    }
    removeFolders(fs, transaction.obsolete ?? []);
    commit(fs, state, journal);
  } catch (error) {
    if (pendingJournal(fs, state) !== null) {
      rollBack(fs, state, journal);
      abandon(fs, state, journal);
    }
    throw asUserError(error, "the changes were taken back; nothing is written");
  }
}

function checkAll({ fs, root }: Repository, changes: readonly Bytes[]): readonly string[] {
  return changes.map(({ path, before }) => {
    const target = targetOf(fs, root, path);
    if (fs.statSync(target, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UserError(`${path} cannot be written: a folder has its name`, {
        hint: "Rename the folder, then run soundcheck again.",
      });
    }
    if (!sameBytes(readBytes(fs, target), before)) {
      throw new UserError(`${path} changed while soundcheck was reading`, {
        hint: "Nothing was written. Run soundcheck again.",
      });
    }
    checkWritable(fs, path, target);
    return target;
  });
}

const W_OK = 2;

function checkWritable(fs: Fs, path: string, target: string): void {
  let folder = dirname(target);
  while (!fs.existsSync(folder)) folder = dirname(folder);
  try {
    fs.accessSync(folder, W_OK);
    if (fs.existsSync(target)) fs.accessSync(target, W_OK);
  } catch (error) {
    throw asUserError(error, `${path} cannot be written; nothing was`);
  }
}

function record(
  { fs, state }: Repository,
  { kind, changes, modes }: Transaction,
  targets: readonly string[],
): Journal {
  const store = openStore(fs, state);
  const entries = changes.map((change, index): JournalEntry => {
    const target = targets[index] ?? "";
    const stat = fs.statSync(target, { throwIfNoEntry: false });
    if (change.before !== null) writeDurably(fs, join(state, store, String(index)), change.before);
    return {
      path: change.path,
      target,
      before: change.before === null ? null : String(index),
      after: digestOf(change.after),
      mode: modes?.get(change.path) ?? (stat ? stat.mode & 0o7777 : null),
      temporary: join(dirname(target), `.soundcheck-${process.pid}-${index}.tmp`),
    };
  });
  const folders = missingFolders(
    fs,
    entries.filter((entry) => entry.after !== null),
  );
  const journal: Journal = { kind, pid: process.pid, store, entries, folders };
  begin(fs, state, journal);
  return journal;
}

function missingFolders(fs: Fs, entries: readonly JournalEntry[]): readonly string[] {
  const missing = new Set<string>();
  for (const { target } of entries) {
    let folder = dirname(target);
    for (; !fs.existsSync(folder); folder = dirname(folder)) missing.add(folder);
  }
  return [...missing].toSorted();
}

function guarded<T>({ state }: Repository, what: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw asUserError(error, `${what} in ${state} cannot be written; nothing was`);
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: "Give yourself write permission there, then run soundcheck again.",
  EPERM: "Give yourself write permission there, then run soundcheck again.",
  EROFS: "The file system is read-only; work on a copy that can be written.",
  ENOSPC: "The disk is full; free some space, then run soundcheck again.",
  EDQUOT: "Your disk quota is used up; free some space, then run soundcheck again.",
  ENOTDIR: "A file is where a folder should be; rename it, then run soundcheck again.",
  EEXIST: "Another soundcheck run is writing here; wait for it, then run soundcheck again.",
};

function asUserError(error: unknown, outcome: string): unknown {
  const hint = REMEDIES[errorCode(error) ?? ""];
  if (hint === undefined || !(error instanceof Error)) return error;
  return new UserError(`${outcome} (${error.message})`, { hint });
}
