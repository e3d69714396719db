import { UserError } from "../errors.js";

/** Digests of what was generated last: path, then block, then digest. */
export type Lock = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The lock's place in the repository. */
export const LOCK_PATH = "soundcheck.lock";

/** Name of the only block of a file that is not merged by block. */
export const WHOLE_FILE = "*";

const HEADER = "# soundcheck.lock 1 - what was generated last. Commit it; never edit it.\n";

/** Reads the lock; null stands for no lock. */
export function parseLock(text: string | null): Lock {
  const lock = new Map<string, Map<string, string>>();
  for (const [index, line] of (text ?? "").split(/\r?\n/).entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const [path, block, digest, ...rest] = line.split("\t");
    if (!path || !block || !digest || rest.length > 0 || !/^[0-9a-f]{16}$/.test(digest)) {
      throw lockError(line, index + 1);
    }
    const blocks = lock.get(path) ?? new Map<string, string>();
    lock.set(path, blocks.set(block, digest));
  }
  return lock;
}

/** Writes the lock: one line a block, sorted, so that two branches merge. */
export function formatLock(lock: Lock): string {
  const lines: string[] = [];
  for (const [path, blocks] of lock) {
    for (const [block, digest] of blocks) lines.push(`${path}\t${block}\t${digest}\n`);
  }
  return HEADER + lines.toSorted().join("");
}

function lockError(line: string, number: number): UserError {
  const isMarker = /^(<{7}|={7}|>{7}|\|{7})/.test(line);
  const found = isMarker ? "a merge conflict marker" : JSON.stringify(line.slice(0, 60));
  return new UserError(
    `${LOCK_PATH} cannot be read: expected path, block and digest between tabs, found ${found}`,
    {
      hint: isMarker
        ? "Keep the lines of both sides, delete the markers, then run `soundcheck sync`."
        : "Restore the file from version control; it is written by soundcheck only.",
      place: { file: LOCK_PATH, line: number },
    },
  );
}
