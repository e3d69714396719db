import type { UnknownValue } from "../python/index.js";
import type { Doubt, Place } from "./facts.js";

/** Collects what could not be decided, each once. */
export interface Doubts {
  add(place: Place, what: string, effect: string): void;
  /** An unknown of the evaluator, with what it leaves uncertain. */
  unknown(cause: UnknownValue, effect: string): void;
  all(): readonly Doubt[];
}

/** Makes an empty collection of doubts. */
export function createDoubts(): Doubts {
  const found = new Map<string, Doubt>();
  const add = (place: Place, what: string, effect: string): void => {
    const doubt = { file: place.file, line: place.line, what, effect };
    found.set(JSON.stringify(doubt), doubt);
  };
  return {
    add,
    unknown: (cause, effect) => add(cause.place, cause.reason, effect),
    all: () => together([...found.values()]).toSorted(byPlace),
  };
}

const BELOW = /^(routes(?: of \S+)? may be missing) below (\/.*)$/;
const SHOWN_PATHS = 5;

/** The paths that the effect of a doubt about routes is limited to; null where it is limited to none. */
export function pathsOf(effect: string): readonly string[] | null {
  return BELOW.exec(effect)?.[2]?.split(", ") ?? null;
}

/** One cause that concerns the routes below several paths is one doubt. */
function together(doubts: readonly Doubt[]): readonly Doubt[] {
  const groups = new Map<string, Doubt[]>();
  for (const doubt of doubts) {
    const effect = doubt.effect.replace(BELOW, "$1");
    const key = JSON.stringify({ ...doubt, effect });
    groups.set(key, [...(groups.get(key) ?? []), doubt]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return first ?? [];
    const paths = [first, ...others].map(({ effect }) => pathsOf(effect)?.[0] ?? "/");
    const common = paths.length > SHOWN_PATHS ? [sharedStart(paths)] : paths.toSorted(compare);
    const isAnywhere = common.includes("/");
    const effect = first.effect.replace(BELOW, "$1");
    return { ...first, effect: isAnywhere ? effect : `${effect} below ${common.join(", ")}` };
  });
}

/** The longest path that all of several begin with. */
function sharedStart(paths: readonly string[]): string {
  const [first = "/", ...others] = paths;
  let end = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, end))) end--;
  return first.slice(0, first.lastIndexOf("/", end - 1) + 1);
}

/** Orders by file, then by line, then by text. */
export function byPlace(a: Doubt, b: Doubt): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    compare(a.what, b.what) ||
    compare(a.effect, b.effect)
  );
}

/** Orders texts by code unit, so that no locale plays a part. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
