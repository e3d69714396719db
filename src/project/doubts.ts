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
    all: () => [...found.values()].toSorted(byPlace),
  };
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
