import type { Item, UnknownValue, Value } from "../python/index.js";

/** What a sequence surely holds, what it may hold, and why it is not known in full. */
export interface Items {
  readonly certain: readonly Value[];
  readonly possible: readonly { readonly value: Value; readonly cause: UnknownValue }[];
  readonly causes: readonly UnknownValue[];
}

const NOTHING: Items = { certain: [], possible: [], causes: [] };

/** Reads a list, tuple, set or a choice of several; null when the value is no sequence. */
export function itemsOf(value: Value): Items | null {
  switch (value.kind) {
    case "list":
    case "tuple":
    case "set":
      return sorted(value.items);
    case "choice":
      return either(value.options, value.cause);
    case "unknown":
      return { ...NOTHING, causes: [value] };
    default:
      return null;
  }
}

/** The text of a string, null for anything else. */
export function textOf(value: Value | null | undefined): string | null {
  return value?.kind === "str" ? value.value : null;
}

function sorted(items: readonly Item[]): Items {
  const certain: Value[] = [];
  const possible: { value: Value; cause: UnknownValue }[] = [];
  const causes: UnknownValue[] = [];
  for (const item of items) {
    if (item.kind === "rest") causes.push(item.cause);
    else if (item.kind === "maybe") possible.push(item);
    else if (item.kind === "unknown") causes.push(item);
    else certain.push(item);
  }
  return { certain, possible, causes };
}

/** What every alternative holds is certain; what only some hold is possible. */
function either(options: readonly Value[], cause: UnknownValue): Items {
  const all = options.map((option) => itemsOf(option) ?? NOTHING);
  const everywhere = (value: Value): boolean =>
    all.every((items) => items.certain.some((other) => isSame(other, value)));
  const [first = NOTHING] = all;
  const certain = first.certain.filter(everywhere);
  const possible = all
    .flatMap((items) => [...items.certain.map((value) => ({ value, cause })), ...items.possible])
    .filter(({ value }) => !everywhere(value));
  return { certain, possible, causes: all.flatMap((items) => items.causes) };
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (a.kind === "str" && b.kind === "str" && a.value === b.value);
}
