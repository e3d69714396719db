import { join, relative } from "node:path";
import { essence, shapeOf } from "../python/footprint.js";
import type { Suite } from "../python/index.js";
import { inertIn, NOTHING_INERT, type Inert } from "../python/inert.js";
import type { Kept } from "../python/kept-lines.js";
import { normalise, parseModule } from "../python/parse-module.js";
import { askedAmong, filesListed, namesAsked, type IsAsked } from "./asked-names.js";
import { CLASSES, DOTTED_BASES } from "./class-headers.js";
import { DATABASE_TEXTS } from "./database-variables.js";
import { decodePython } from "./decode.js";
import type { Place, Project } from "./facts.js";
import { IMPORTS } from "./imports.js";
import { digest, type Seen, type SeenFile } from "./remembered.js";
import { CHANGES, HOOKS, READY, REGISTRATIONS } from "./registration-scans.js";
import type { Input, Repository, Scan } from "./repository.js";
import {
  FIELDS,
  MAKES_FOLDERS,
  MIGRATION,
  NESTED_MODELS,
  NESTED_SERIALIZERS,
  PAIRS,
  QUOTED,
  REQUEST_METHODS,
  ROUTES_OF_SETTINGS,
  SERIALIZERS,
  URLPATTERNS,
} from "./scans.js";
import { BAD_LINE, BRACKET } from "./syntax.js";

const SCANS: ReadonlyMap<string, Scan<unknown>> = new Map(
  [
    BAD_LINE,
    BRACKET,
    CHANGES,
    CLASSES,
    DATABASE_TEXTS,
    DOTTED_BASES,
    FIELDS,
    HOOKS,
    IMPORTS,
    MAKES_FOLDERS,
    MIGRATION,
    NESTED_MODELS,
    NESTED_SERIALIZERS,
    PAIRS,
    QUOTED,
    READY,
    REGISTRATIONS,
    REQUEST_METHODS,
    ROUTES_OF_SETTINGS,
    SERIALIZERS,
    URLPATTERNS,
  ].map((scan) => [scan.name, scan]),
);

/** Remembers what a reading has seen of the files that it did not read whole. */
export function seenOf(started: number, repository: Repository, project: Project): Seen {
  const { root, asked } = repository;
  const inputs = repository.inputs();
  const names = namesAsked(asked, inputs);
  const isAsked = askedAmong(names);
  const listed = filesListed(asked);
  const named = namedLines(root, project);
  const files: Record<string, SeenFile> = {};
  for (const [path, input] of inputs) {
    if (input.whole) continue;
    const isListed = listed.has(relative(root, path));
    const seen = seenFile(input, named.get(path) ?? new Set(), isAsked, isListed);
    if (seen !== null) files[path] = seen;
  }
  return { started, asked: names, files };
}

const inertOf = (text: string, suite: Suite, isAsked: IsAsked, isListed: boolean): Inert =>
  isListed ? NOTHING_INERT : inertIn(text, suite, isAsked);

/** Null when the file's content alone can tell whether the facts still hold. */
function seenFile(
  { content, scans, executed }: Input,
  named: ReadonlySet<number>,
  isAsked: IsAsked,
  isListed: boolean,
): SeenFile | null {
  if (content === null || decodePython(content).kind !== "text") return null;
  // Neither scanned nor executed: nobody knows what was taken from it.
  if (scans.size + executed.length === 0) return null;
  const found = [...scans.values()].map(({ name, args, found: one }) => {
    return [name, args, answer(SCANS.get(name), one, isAsked)] as const;
  });
  if ([...scans.values()].some(({ name, found: one }) => isDamage(name) && one !== null))
    return null;
  const seen: (readonly [string, string])[] = [];
  const views: Kept[] = [];
  for (const { text, suite } of executed) {
    const inert = inertOf(text, suite, isAsked, isListed);
    const shape = shapeOf(suite, inert);
    const view = essence(text, suite, shape, inert);
    if (view === null) return null;
    seen.push([shape, digest(view.text)]);
    views.push(view);
  }
  const lines = [...named].map((line) => lineIn(views, line));
  return lines.includes(undefined)
    ? null
    : { scans: found, executed: seen, isListed, lines: lines.filter((one) => one != null) };
}

const isDamage = (name: string): boolean => name === BAD_LINE.name || name === BRACKET.name;

function answer(scan: Scan<unknown> | undefined, found: unknown, isAsked: IsAsked): string {
  const relevant = scan?.relevant?.(found, isAsked) ?? found ?? null;
  return digest(JSON.stringify(relevant)).slice(0, 22);
}

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
): { readonly project: Project; readonly seen: Seen } | null {
  const isAsked = askedAmong(seen.asked);
  const files = { ...seen.files };
  const moved = new Map<string, ReadonlyMap<number, number>>();
  for (const [path, content] of changed) {
    const was = seen.files[path];
    const lines = was ? newLines(was, content, isAsked) : null;
    if (!was || lines === null) return null;
    moved.set(path, new Map(was.lines.map(([line], at) => [line, lines[at] ?? line])));
    files[path] = {
      ...was,
      lines: was.lines.map(([line, view, ordinal], at) => [lines[at] ?? line, view, ordinal]),
    };
  }
  return { project: moveLines(root, project, moved), seen: { ...seen, files } };
}

/** Where the named lines of a file are now; null when the file says something new. */
function newLines(was: SeenFile, content: Uint8Array, isAsked: IsAsked): readonly number[] | null {
  const decoded = decodePython(content);
  if (decoded.kind !== "text") return null;
  for (const [name, args, found] of was.scans) {
    const scan = SCANS.get(name);
    if (!scan || answer(scan, scan.find(decoded.text, ...args), isAsked) !== found) return null;
  }
  const text = normalise(decoded.text);
  const suite = parseModule(text);
  const inert = inertOf(text, suite, isAsked, was.isListed);
  const views: Kept[] = [];
  for (const [shape, wanted] of was.executed) {
    const view = essence(text, suite, shape, inert);
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
