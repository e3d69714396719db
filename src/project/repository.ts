import { readFileSync } from "node:fs";
import { join } from "node:path";
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
  /** Everything read so far, by absolute path; null for what was not there. */
  inputs(): Inputs;
}

/** Files as a plan would leave them, by path; null for a file that goes. */
export type Overlay = ReadonlyMap<string, Uint8Array | null>;

/** Contents of files by absolute path; null for what was not there. */
export type Inputs = ReadonlyMap<string, Uint8Array | null>;

/** Opens a repository: lists its files and reads them on demand. */
export function openRepository(root: string, overlay: Overlay = new Map()): Repository {
  const { files: onDisk, templates } = walk(root);
  const files = withOverlay(onDisk, overlay);
  const known = new Set(files);
  const folders = foldersOf(files);
  const contents = new Map<string, Uint8Array | null>();
  for (const [path, content] of overlay) contents.set(join(root, path), content);

  const foreign = (path: string): Uint8Array | null => {
    let content = contents.get(path);
    if (content === undefined) {
      content = readIfPossible(path);
      contents.set(path, content);
    }
    return content;
  };
  // Of git's own files, which the walk leaves out, some tell the default branch.
  const bytes = (path: string): Uint8Array | null =>
    known.has(path) || path.startsWith(".git/") ? foreign(join(root, path)) : null;
  const sources = new Map<string, Decoded | null>();
  const python = (path: string): Decoded | null => {
    let source = sources.get(path);
    if (source === undefined) {
      const content = bytes(path);
      source = content === null ? null : decodePython(content);
      sources.set(path, source);
    }
    return source;
  };
  const text = (path: string): string | null => {
    const source = path.endsWith(".py") ? python(path) : null;
    if (source?.kind === "text") return source.text;
    const content = bytes(path);
    return content === null ? null : decodeText(content);
  };

  return {
    root,
    files,
    templates,
    has: (path) => known.has(path),
    hasFolder: (path) => path === "" || folders.has(path),
    bytes,
    python,
    text,
    foreign,
    inputs: () => contents,
  };
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
