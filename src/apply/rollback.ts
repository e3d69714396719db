import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { errorCode, readBytes, type Fs } from "./fs.js";
import { writeDurably, type Journal, type JournalEntry } from "./journal.js";

/** Digest of a file's bytes; null for no file. */
export function digestOf(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : createHash("sha256").update(bytes).digest("hex");
}

/** Puts back what a run replaced; returns the paths that someone changed since, which stay. */
export function rollBack(fs: Fs, state: string, journal: Journal): readonly string[] {
  const changed: string[] = [];
  for (const entry of journal.entries) {
    fs.rmSync(entry.temporary, { force: true });
    const before = storedBytes(fs, state, journal, entry);
    const current = digestOf(readBytes(fs, entry.target));
    if (current === digestOf(before)) continue;
    if (current === entry.after) replaceFile(fs, entry, before);
    else changed.push(entry.path);
  }
  removeFolders(fs, journal.folders);
  return changed;
}

/** The bytes that an entry's file had before the run. */
export function storedBytes(
  fs: Fs,
  state: string,
  journal: Journal,
  { before }: JournalEntry,
): Uint8Array | null {
  return before === null ? null : fs.readFileSync(join(state, journal.store, before));
}

/** Gives a file new bytes in one step, or removes it. */
export function replaceFile(
  fs: Fs,
  { target, temporary, mode }: JournalEntry,
  bytes: Uint8Array | null,
): void {
  if (bytes === null) {
    fs.unlinkSync(target);
    return;
  }
  fs.mkdirSync(dirname(target), { recursive: true });
  writeDurably(fs, temporary, bytes);
  if (mode !== null) fs.chmodSync(temporary, mode);
  fs.renameSync(temporary, target);
}

/** Removes folders that a run made, as far as nothing of anybody's is in them. */
export function removeFolders(fs: Fs, folders: readonly string[]): void {
  for (const folder of folders.toReversed()) {
    removeBytecode(fs, folder);
    try {
      fs.rmdirSync(folder);
    } catch (error) {
      if (!["ENOENT", "ENOTEMPTY", "EEXIST", "ENOTDIR"].includes(errorCode(error) ?? ""))
        throw error;
    }
  }
}

/** Python leaves its bytecode in a folder whose modules it has imported. */
function removeBytecode(fs: Fs, folder: string): void {
  const cache = join(folder, "__pycache__");
  if (!fs.existsSync(cache)) return;
  const isAlone = fs.readdirSync(folder).every((name) => String(name) === "__pycache__");
  if (isAlone) fs.rmSync(cache, { recursive: true, force: true });
}
