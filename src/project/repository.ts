import { readFileSync } from "node:fs";
import { join } from "node:path";
import { nothingAsked, type Asked, type Suite } from "../python/index.js";
import { decodePython, decodeText, type Decoded } from "./decode.js";
import type { Files } from "./files.js";
import { walk } from "./walk.js";

/** The files of a repository, read once each. Paths are relative, with forward slashes. */
export interface Repository {
  /** Absolute path of the root. */
  readonly root: string;
  readonly files: readonly string[];
  /** Folders that are unrendered templates, left out of `files`. */
  readonly templates: readonly string[];
  has(path: string): boolean;
  hasFolder(path: string): boolean;
  bytes(path: string): Uint8Array | null;
  /** A Python file as Python would decode it; null when there is no such file. */
  python(path: string): Decoded | null;
  /** Any other text file; null when there is no such file. */
  text(path: string): string | null;
  /** A file outside of the repository, by its absolute path. */
  foreign(path: string): Uint8Array | null;
  /** What a scan finds in the text of a file, looked for once; null when there is no such file. */
  scan<Found>(path: string, scan: Scan<Found>, ...args: readonly string[]): Found | null;
  /** As `python`, for those who then scan or execute it rather than read all of it. */
  source(path: string): Decoded | null;
  /** Notes which text of a file is executed, and by its suite what has been looked at in it. */
  noteExecuted(path: string, text: string, suite: Suite): void;
  /** The names that executed code has asked for; files are relative to the root. */
  readonly asked: Asked;
  /** Everything read so far, by absolute path. */
  inputs(): Inputs;
}

/** A question to the text of a file, answered by that text and the arguments alone. */
export interface Scan<Found> {
  /** Tells it from the others, also in what is remembered between runs. */
  readonly name: string;
  readonly find: (text: string, ...args: readonly string[]) => Found;
  /** What of it facts can depend on, where nobody has asked for other names; all of it by default. */
  relevant?(found: Found, isAsked: (name: string) => boolean): unknown;
  /** Files without this word need no scan: they have `without`. */
  readonly needs?: { readonly word: string; readonly without: Found };
}

/** What has been taken from a file. */
export interface Input {
  /** Null for what was not there. */
  readonly content: Uint8Array | null;
  /** Whether all of it was read, rather than scanned or executed. */
  whole: boolean;
  /** By the name of the scan and its arguments. */
  readonly scans: Map<string, Scanned>;
  readonly executed: { readonly text: string; readonly suite: Suite }[];
}

/** Files as a plan would leave them, by path; null for a file that goes. */
export type Overlay = ReadonlyMap<string, Uint8Array | null>;

/** What a scan has found. */
export interface Scanned {
  readonly name: string;
  readonly args: readonly string[];
  readonly found: unknown;
}

/** What was taken from which file, by absolute path. */
export type Inputs = ReadonlyMap<string, Input>;

/** Opens a repository: lists its files and reads them on demand. */
export function openRepository(root: string, overlay: Overlay = new Map()): Repository {
  const { files: onDisk, templates } = walk(root);
  const files = withOverlay(onDisk, overlay);
  const known = new Set(files);
  const folders = foldersOf(files);
  const inputs = new Map<string, Input>();
  for (const [path, content] of overlay) inputs.set(join(root, path), newInput(content));

  const open = (path: string): Input => {
    let input = inputs.get(path);
    if (input === undefined) inputs.set(path, (input = newInput(readIfPossible(path))));
    return input;
  };
  // Of git's own files, which the walk leaves out, some tell the default branch.
  const ours = new Map<string, Input | null>();
  const own = (path: string): Input | null => {
    let input = ours.get(path);
    if (input === undefined) {
      input = known.has(path) || path.startsWith(".git/") ? open(join(root, path)) : null;
      ours.set(path, input);
    }
    return input;
  };
  const read = (input: Input | null): Uint8Array | null => {
    if (input !== null) input.whole = true;
    return input?.content ?? null;
  };
  const sources = new Map<string, Decoded | null>();
  const source = (path: string): Decoded | null => {
    let decoded = sources.get(path);
    if (decoded === undefined) {
      const content = own(path)?.content ?? null;
      decoded = content === null ? null : decodePython(content);
      sources.set(path, decoded);
    }
    return decoded;
  };
  const textOf = (path: string): string | null => {
    const decoded = path.endsWith(".py") ? source(path) : null;
    if (decoded?.kind === "text") return decoded.text;
    const content = own(path)?.content ?? null;
    return content === null ? null : decodeText(content);
  };
  const scan = <Found>(
    { name, find, needs }: Scan<Found>,
    path: string,
    args: readonly string[],
  ) => {
    const input = own(path);
    if (input?.content == null) return null;
    const key = [name, ...args].join(" ");
    const known = input.scans.get(key);
    if (known !== undefined) return known.found as Found;
    const isLacking = needs !== undefined && !includesWord(input.content, needs.word);
    const found = isLacking ? needs.without : find(textOf(path) ?? "", ...args);
    input.scans.set(key, { name, args, found });
    return found;
  };

  return {
    root,
    files,
    templates,
    has: (path) => known.has(path),
    hasFolder: (path) => path === "" || folders.has(path),
    bytes: (path) => read(own(path)),
    python: (path) => {
      read(own(path));
      return source(path);
    },
    text: (path) => {
      read(own(path));
      return textOf(path);
    },
    foreign: (path) => read(open(path)),
    scan: (path, wanted, ...args) => scan(wanted, path, args),
    source,
    noteExecuted: (path, text, suite) => own(path)?.executed.push({ text, suite }),
    asked: nothingAsked(),
    inputs: () => inputs,
  };
}

const newInput = (content: Uint8Array | null): Input => ({
  content,
  whole: false,
  scans: new Map(),
  executed: [],
});

function includesWord(content: Uint8Array, word: string): boolean {
  return Buffer.from(content.buffer, content.byteOffset, content.length).includes(word);
}

function withOverlay(files: readonly string[], overlay: Overlay): readonly string[] {
  if (overlay.size === 0) return files;
  const added = [...overlay].flatMap(([path, content]) => (content === null ? [] : [path]));
  const kept = files.filter((path) => overlay.get(path) !== null);
  return [...new Set([...kept, ...added])].toSorted();
}

function readIfPossible(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch {
    // Unreadable or gone since the walk: the same as absent for whoever asks.
    return null;
  }
}

function foldersOf(files: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files) {
    let end = file.lastIndexOf("/");
    while (end > 0 && !folders.has(file.slice(0, end))) {
      folders.add(file.slice(0, end));
      end = file.lastIndexOf("/", end - 1);
    }
  }
  return folders;
}

/** A repository as the readers of manifests see it. */
export function projectFiles(repository: Repository): Files {
  return { read: (path) => repository.text(path), list: () => repository.files };
}
