import { UserError } from "../errors.js";
import { errorCode } from "./fs.js";
import { abandon, pendingJournal, type Journal } from "./journal.js";
import { rollBack } from "./rollback.js";
import type { Repository } from "./repository.js";

/** What became of a run that was interrupted. */
export interface Recovery {
  /** Files that were put back as they had been. */
  readonly paths: readonly string[];
  /** Files that someone changed since, which stay as they are. */
  readonly changed: readonly string[];
}

/** Takes back a run that was killed half-way; null when there is none. */
export function recover({ fs, state }: Repository): Recovery | null {
  const journal = pendingJournal(fs, state);
  if (journal === null) return null;
  if (isAlive(journal)) {
    throw new UserError("another soundcheck run is writing to this repository", {
      hint: `Wait for process ${journal.pid} to end, then run soundcheck again.`,
    });
  }
  const changed = rollBack(fs, state, journal);
  abandon(fs, state, journal);
  const paths = journal.entries.map((entry) => entry.path);
  return { paths: paths.filter((path) => !changed.includes(path)), changed };
}

function isAlive({ pid }: Journal): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}
