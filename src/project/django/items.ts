import type { Item, Value } from "../../python/index.js";

/** Items that are all there for certain; null when one of them may not be. */
export function certainValues(items: readonly Item[]): readonly Value[] | null {
  const values: Value[] = [];
  for (const item of items) {
    if (item.kind === "maybe" || item.kind === "rest") return null;
    values.push(item);
  }
  return values;
}
