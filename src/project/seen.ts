import { join } from "node:path";
import { essence, shapeOf } from "../python/footprint.js";
import type { Kept } from "../python/kept-lines.js";
import { normalise, parseModule } from "../python/parse-module.js";
import { CLASSES, DOTTED_BASES } from "./class-headers.js";
import { decodePython } from "./decode.js";
import type { Place, Project } from "./facts.js";
import { IMPORTS } from "./imports.js";
import { digest, type Seen, type SeenFile } from "./remembered.js";
import type { Input, Inputs, Scan } from "./repository.js";
import {
  FIELDS,
  MIGRATION,
  NESTED_SERIALIZERS,
  PAIRS,
  QUOTED,
  REQUEST_METHODS,
  SERIALIZERS,
  URLPATTERNS,
} from "./scans.js";
import { BAD_LINE, BRACKET } from "./syntax.js";

const SCANS: ReadonlyMap<string, Scan<unknown>> = new Map(
  [
    BAD_LINE,
    BRACKET,
    CLASSES,
    DOTTED_BASES,
    FIELDS,
    IMPORTS,
    MIGRATION,
    NESTED_SERIALIZERS,
    PAIRS,
    QUOTED,
    REQUEST_METHODS,
    SERIALIZERS,
    URLPATTERNS,
  ].map((scan) => [scan.name, scan]),
);

/** Remembers what a reading has seen of the files that it did not read whole. */
export function seenOf(root: string, started: number, inputs: Inputs, project: Project): Seen {
  const named = namedLines(root, project);
  const files: Record<string, SeenFile> = {};
  for (const [path, input] of inputs) {
    const seen = input.whole ? null : seenFile(input, named.get(path) ?? new Set());
    if (seen !== null) files[path] = seen;
  }
  return { started, files };
}

/** Null when the file's content alone can tell whether the facts still hold. */
function seenFile(
  { content, scans, executed }: Input,
  named: ReadonlySet<number>,
): SeenFile | null {
  if (content === null || decodePython(content).kind !== "text") return null;
  // Neither scanned nor executed: nobody knows what was taken from it.
  if (scans.size + executed.length === 0) return null;
  const found = [...scans.values()].map(({ name, args, found: one }) => {
    return [name, args, answer(one)] as const;
  });
  if (found.some(([name, , one]) => isDamage(name) && one !== answer(null))) return null;
  const seen: (readonly [string, string])[] = [];
  const views: Kept[] = [];
  for (const { text, suite } of executed) {
    const shape = shapeOf(suite);
    const view = essence(text, suite, shape);
    if (view === null) return null;
    seen.push([shape, digest(view.text)]);
    views.push(view);
  }
  const lines = [...named].map((line) => lineIn(views, line));
  return lines.includes(undefined)
    ? null
    : { scans: found, executed: seen, lines: lines.filter((one) => one != null) };
}

const isDamage = (name: string): boolean => name === BAD_LINE.name || name === BRACKET.name;

const answer = (found: unknown): string => digest(JSON.stringify(found ?? null)).slice(0, 22);

/** Where a line is among those seen; null for one that stands for the whole file, undefined if lost. */
function lineIn(
  views: readonly Kept[],
  line: number,
): SeenFile["lines"][number] | null | undefined {
  for (const [at, { lines }] of views.entries()) {
    const ordinal = lines.indexOf(line);
    if (ordinal >= 0) return [line, at, ordinal];
  }
  return line <= 1 ? null : undefined;
}

/**
 * The facts after files have changed, when these are the same to whoever has read them; null when
 * one of them says something new.
 */
export function withChanges(
  root: string,
  project: Project,
  seen: Seen,
  changed: ReadonlyMap<string, Uint8Array>,
): { readonly project: Project; readonly files: Seen["files"] } | null {
  const files = { ...seen.files };
  const moved = new Map<string, ReadonlyMap<number, number>>();
  for (const [path, content] of changed) {
    const was = seen.files[path];
    const lines = was ? newLines(was, content) : null;
    if (!was || lines === null) return null;
    moved.set(path, new Map(was.lines.map(([line], at) => [line, lines[at] ?? line])));
    files[path] = {
      ...was,
      lines: was.lines.map(([line, view, ordinal], at) => [lines[at] ?? line, view, ordinal]),
    };
  }
  return { project: moveLines(root, project, moved), files };
}

/** Where the named lines of a file are now; null when the file says something new. */
function newLines(was: SeenFile, content: Uint8Array): readonly number[] | null {
  const decoded = decodePython(content);
  if (decoded.kind !== "text") return null;
  for (const [name, args, found] of was.scans) {
    const scan = SCANS.get(name);
    if (!scan || answer(scan.find(decoded.text, ...args)) !== found) return null;
  }
  const text = normalise(decoded.text);
  const suite = parseModule(text);
  const views: Kept[] = [];
  for (const [shape, wanted] of was.executed) {
    const view = essence(text, suite, shape);
    if (view === null || digest(view.text) !== wanted) return null;
    views.push(view);
  }
  const lines = was.lines.map(([, view, ordinal]) => views[view]?.lines[ordinal] ?? 0);
  // The first line also stands for a file as a whole.
  const isClear = lines.every((line, at) => line === was.lines[at]?.[0] || line > 1);
  return isClear && !was.lines.some(([line], at) => line === 1 && lines[at] !== 1) ? lines : null;
}

/** The lines that facts name, by absolute path. */
function namedLines(root: string, project: Project): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  visitPlaces(project, ({ file, line }) => {
    const path = join(root, file);
    found.set(path, (found.get(path) ?? new Set()).add(line));
  });
  return found;
}

type Moved = ReadonlyMap<string, ReadonlyMap<number, number>>;

function moveLines(root: string, project: Project, moved: Moved): Project {
  visitPlaces(project, (place) => {
    place.line = moved.get(join(root, place.file))?.get(place.line) ?? place.line;
  });
  return project;
}

/** Every object of the facts that says where something is. */
function visitPlaces(
  value: unknown,
  visit: (place: { -readonly [K in keyof Place]: Place[K] }) => void,
) {
  if (typeof value !== "object" || value === null) return;
  if (isPlace(value)) visit(value);
  for (const child of Object.values(value)) visitPlaces(child, visit);
}

function isPlace(value: object): value is Place {
  return (
    "file" in value &&
    typeof value.file === "string" &&
    "line" in value &&
    typeof value.line === "number"
  );
}
