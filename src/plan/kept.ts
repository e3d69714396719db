import { WHOLE_FILE } from "./lock.js";
import type { Kept } from "./merge.js";
import type { Note } from "./types.js";

const TEXTS: Readonly<Record<Kept["reason"], string>> = {
  edited: "edited by hand: stays as it is",
  outdated: "edited by hand: stays as it is, though a newer version would be generated",
  "edited-orphan":
    "no longer generated, but edited or used by hand: stays, and is yours from now on",
  deleted: "deleted by hand: stays deleted",
};

/** Reports a block or file of which a person's version stands. */
export function keptNote(path: string, { block, reason }: Kept): Note {
  const note = { kind: "kept", path, text: TEXTS[reason] } as const;
  return block === WHOLE_FILE ? note : { ...note, block };
}
