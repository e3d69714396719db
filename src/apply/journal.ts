import { join } from "node:path";
import { errorCode, readBytes, type Fs } from "./fs.js";

/** One file of a run: what it was and what it becomes. */
export interface JournalEntry {
  /** Path of the plan, relative to the repository. */
  readonly path: string;
  /** Absolute path that is written, links resolved. */
  readonly target: string;
  /** Name of the stored bytes from before; null when there was no file. */
  readonly before: string | null;
  /** Digest of the new bytes; null when the file goes. */
  readonly after: string | null;
  /** Permission bits of the file; null for the default. */
  readonly mode: number | null;
  /** Where the new bytes are written before they take the target's name. */
  readonly temporary: string;
}

/** A run that writes: begun and perhaps interrupted, or done and open to undo. */
export interface Journal {
  readonly kind: "run" | "undo";
  /** The process that writes. */
  readonly pid: number;
  /** Folder below the state folder that holds the stored bytes. */
  readonly store: string;
  readonly entries: readonly JournalEntry[];
  /** Folders that the run makes, outermost first. */
  readonly folders: readonly string[];
}

const PENDING = "pending.json";
const LAST = "last-run.json";

/** The run under way or interrupted; null when there is none. */
export function pendingJournal(fs: Fs, state: string): Journal | null {
  return readJournal(fs, join(state, PENDING));
}

/** The last run that wrote anything; null when there is none or it was taken back. */
export function lastRun(fs: Fs, state: string): Journal | null {
  const journal = readJournal(fs, join(state, LAST));
  return journal?.kind === "run" ? journal : null;
}

/** Makes an empty folder for the bytes of a run and returns its name. */
export function openStore(fs: Fs, state: string): string {
  fs.mkdirSync(state, { recursive: true });
  const taken = new Set(fs.readdirSync(state).map(String));
  for (let number = 1; ; number += 1) {
    const name = `store-${number}`;
    if (taken.has(name)) continue;
    fs.mkdirSync(join(state, name));
    return name;
  }
}

/** Records a run before its first write; fails with EEXIST while another one is under way. */
export function begin(fs: Fs, state: string, journal: Journal): void {
  const draft = join(state, journal.store, "journal.json");
  writeDurably(fs, draft, Buffer.from(JSON.stringify(journal)));
  try {
    fs.linkSync(draft, join(state, PENDING));
  } catch (error) {
    // File systems without hard links lose the guard against a second process, nothing else.
    if (!["EPERM", "ENOTSUP", "ENOSYS", "EOPNOTSUPP"].includes(errorCode(error) ?? "")) throw error;
    fs.renameSync(draft, join(state, PENDING));
  }
}

/** Turns the run under way into the last run, in one step; the one before it is forgotten. */
export function commit(fs: Fs, state: string, journal: Journal): void {
  fs.renameSync(join(state, PENDING), join(state, LAST));
  for (const name of fs.readdirSync(state).map(String)) {
    const isOld = name.startsWith("store-") && name !== journal.store;
    if (isOld) fs.rmSync(join(state, name), { recursive: true, force: true });
  }
}

/** Forgets the run under way, once its changes are taken back. */
export function abandon(fs: Fs, state: string, journal: Journal): void {
  fs.unlinkSync(join(state, PENDING));
  fs.rmSync(join(state, journal.store), { recursive: true, force: true });
}

/** Writes a file that survives a power cut once the call has returned. */
export function writeDurably(fs: Fs, path: string, bytes: Uint8Array): void {
  const handle = fs.openSync(path, "w");
  try {
    fs.writeFileSync(handle, bytes);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

function readJournal(fs: Fs, path: string): Journal | null {
  const bytes = readBytes(fs, path);
  return bytes === null ? null : (JSON.parse(Buffer.from(bytes).toString("utf8")) as Journal);
}
