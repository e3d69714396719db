import type { Machine } from "./machine.js";
import type { SliceNode } from "./syntax.js";
import type { Scope, Value } from "./values.js";

const part = (value: Value | null): number | null | "none" => {
  if (value === null || value.kind === "none") return "none";
  return value.kind === "int" || value.kind === "bool" ? Number(value.value) : null;
};

/** A slice with its bounds brought into the range of a length, as `slice.indices` does. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/** Evaluates the bounds of a slice; null when one of them is not known. */
export function sliceBounds(
  machine: Machine,
  node: SliceNode,
  length: number,
  scope: Scope,
): Bounds | null {
  const [lower, upper, stride] = [node.lower, node.upper, node.step].map((one) =>
    part(one && machine.evaluate(one, scope)),
  );
  if (lower === null || upper === null || stride === null) return null;
  const step = stride === "none" || stride === undefined ? 1 : stride;
  if (step === 0) return null;
  const clamp = (value: number): number => {
    const at = value < 0 ? value + length : value;
    return step > 0 ? Math.min(Math.max(at, 0), length) : Math.min(Math.max(at, -1), length - 1);
  };
  const from = lower === "none" || lower === undefined ? (step > 0 ? 0 : length - 1) : clamp(lower);
  const to = upper === "none" || upper === undefined ? (step > 0 ? length : -1) : clamp(upper);
  return { from, to, step };
}

/** The elements that bounds select. */
export function selectSlice<T>(items: readonly T[], { from, to, step }: Bounds): readonly T[] {
  if (step === 1) return items.slice(from, Math.max(from, to));
  const selected: T[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) {
    const item = items[at];
    if (item !== undefined) selected.push(item);
  }
  return selected;
}
