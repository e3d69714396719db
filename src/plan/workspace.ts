import type { Phase } from "./phases.js";
import { decode, encode, sameBytes, type TextFile } from "./text.js";
import type { Change, Note, ReadFile, Why } from "./types.js";

interface Entry {
  readonly before: Uint8Array | null;
  readonly file: TextFile | null;
  readonly text: string | null;
  readonly phase: Phase;
  readonly why: readonly Why[];
}

/** What asked for a new text of a file. */
export interface Cause {
  readonly phase: Phase;
  readonly why: readonly Why[];
}

/** The files that a plan touches, each with the bytes it had and the text it gets. */
export interface Workspace {
  /** The text as planned so far; null when there is no such file. */
  readonly text: (path: string) => string | null;
  /** Plans a text for a file, null for none; false when its encoding cannot hold the text. */
  readonly write: (path: string, text: string | null, cause: Cause) => boolean;
  readonly note: (note: Note) => void;
  readonly changes: () => Change[];
  readonly notes: () => Note[];
}

/** Opens a workspace on the files that `readFile` gives. */
export function openWorkspace(readFile: ReadFile): Workspace {
  const entries = new Map<string, Entry>();
  const notes: Note[] = [];
  const open = (path: string): Entry => {
    const known = entries.get(path);
    if (known) return known;
    const before = readFile(path);
    const file = before === null ? null : decode(before);
    return { before, file, text: file?.text ?? null, phase: "foundation", why: [] };
  };
  return {
    text: (path) => open(path).text,
    write: (path, text, { phase, why }) => {
      const entry = open(path);
      if (text !== null && encode(text, entry.file) === null) return false;
      const first = entries.has(path) ? entry.phase : phase;
      entries.set(path, { ...entry, text, phase: first, why: [...entry.why, ...why] });
      return true;
    },
    note: (note) => void notes.push(note),
    changes: () => [...entries].flatMap(([path, entry]) => changeOf(path, entry)).toSorted(byPath),
    notes: () => notes.toSorted((left, right) => (noteKey(left) < noteKey(right) ? -1 : 1)),
  };
}

function changeOf(path: string, { before, file, text, phase, why }: Entry): Change[] {
  const after = text === null ? null : encode(text, file);
  return sameBytes(before, after) ? [] : [{ path, before, after, phase, why }];
}

function byPath(left: Change, right: Change): number {
  return left.path < right.path ? -1 : 1;
}

function noteKey({ path, block, text }: Note): string {
  return [path, block ?? "", text].join("\n");
}
