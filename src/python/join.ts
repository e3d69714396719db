import { equal, keyOf } from "./identity.js";
import type { Entry, Item, LazyImport, UnknownValue, Value } from "./values.js";

/** The changeable part of a list, set, dict or module. */
export interface ContainerState {
  readonly items: readonly Item[] | null;
  readonly entries: ReadonlyMap<string, Entry> | null;
  readonly open: UnknownValue | null;
}

const MAX_OPTIONS = 8;

/** One value for what is `first` on one side of a branch and `second` on the other. */
export function join(first: Value, second: Value, cause: UnknownValue): Value {
  if (first === second || equal(first, second) === true) return second;
  if (first.kind === "unknown") return first;
  if (second.kind === "unknown") return second;
  if (
    first.kind === "tuple" &&
    second.kind === "tuple" &&
    first.items.length !== second.items.length
  ) {
    return { kind: "tuple", items: joinItems(first.items, second.items, cause) };
  }
  if (first.kind === "list" && second.kind === "list") {
    return { kind: "list", items: joinItems(first.items, second.items, cause) };
  }
  if (first.kind === "dict" && second.kind === "dict" && !first.scope && !second.scope) {
    const entries = joinEntries(first.entries, second.entries, cause);
    return { kind: "dict", entries, open: first.open ?? second.open };
  }
  return choose([first, second], cause);
}

/** A choice among values, flattened and without repetition. */
export function choose(values: readonly Value[], cause: UnknownValue): Value {
  const options: Value[] = [];
  for (const value of values.flatMap((one) => (one.kind === "choice" ? one.options : [one]))) {
    if (!options.some((one) => one === value || equal(one, value) === true)) options.push(value);
  }
  const [first] = options;
  if (options.length === 1 && first) return first;
  const lost = options.find((one) => one.kind === "unknown");
  if (lost) return lost;
  return options.length > MAX_OPTIONS ? cause : { kind: "choice", options, cause };
}

const force = (slot: Value | LazyImport): Value => (slot.kind === "lazy" ? slot.resolve() : slot);

/** As `join`, for names that may be unbound on one side. */
export function joinNamespaceSlot(
  first: Value | LazyImport | undefined,
  second: Value | LazyImport | undefined,
  cause: UnknownValue,
): Value | LazyImport | null {
  if (first === undefined || second === undefined || first === second) {
    // Bound on one side only: whoever uses the name relies on that side.
    return first ?? second ?? null;
  }
  if (first.kind !== "lazy" && second.kind !== "lazy") return join(first, second, cause);
  return { kind: "lazy", resolve: () => join(force(first), force(second), cause) };
}

/** What a container holds after a branch, given what each side left in it. */
export function joinStates(
  first: ContainerState,
  second: ContainerState,
  cause: UnknownValue,
): ContainerState {
  return {
    items: first.items && second.items ? joinItems(first.items, second.items, cause) : null,
    entries:
      first.entries && second.entries ? joinEntries(first.entries, second.entries, cause) : null,
    open: first.open ?? second.open,
  };
}

const same = (a: Item | undefined, b: Item | undefined): boolean =>
  a !== undefined && b !== undefined && (a === b || (core(a) !== null && equalCore(a, b)));

/** Common items stay as they are; those of one side become `maybe`. Order is that of the sides. */
export function joinItems(
  first: readonly Item[],
  second: readonly Item[],
  cause: UnknownValue,
): readonly Item[] {
  if (first === second) return second;
  let start = 0;
  while (same(first[start], second[start])) start++;
  let end = 0;
  while (
    end < Math.min(first.length, second.length) - start &&
    same(first[first.length - 1 - end], second[second.length - 1 - end])
  ) {
    end++;
  }
  const left = first.slice(start, first.length - end);
  const right = second.slice(start, second.length - end);
  return [
    ...second.slice(0, start),
    ...merge(left, right, cause),
    ...second.slice(second.length - end),
  ];
}

const core = (item: Item): Value | null =>
  item.kind === "maybe" ? item.value : item.kind === "rest" ? null : item;

function equalCore(a: Item, b: Item): boolean {
  const [left, right] = [core(a), core(b)];
  return left !== null && right !== null && a.kind === b.kind && equal(left, right) === true;
}

function merge(left: readonly Item[], right: readonly Item[], cause: UnknownValue): Item[] {
  const maybe = (item: Item): Item =>
    item.kind === "maybe" || item.kind === "rest" ? item : { kind: "maybe", value: item, cause };
  const shared = new Set(
    left.map(keyOf).filter((key) => key !== null && right.some((one) => keyOf(one) === key)),
  );
  const leftRest = left.filter((item) => !shared.has(keyOf(item)));
  return [
    ...leftRest.map(maybe),
    ...right.map((item) => (shared.has(keyOf(item)) ? item : maybe(item))),
  ];
}

function joinEntries(
  first: ReadonlyMap<string, Entry>,
  second: ReadonlyMap<string, Entry>,
  cause: UnknownValue,
): ReadonlyMap<string, Entry> {
  if (first === second) return second;
  const joined = new Map<string, Entry>();
  for (const [key, entry] of [...first, ...second]) {
    const [a, b] = [first.get(key), second.get(key)];
    if (a && b)
      joined.set(key, { ...b, value: join(a.value, b.value, cause), maybe: a.maybe ?? b.maybe });
    else joined.set(key, { ...entry, maybe: cause });
  }
  return joined;
}
