import { argument } from "./arguments.js";
import { compareOrder } from "./compare.js";
import { equal } from "./identity.js";
import { certainItems, iterate } from "./iterate.js";
import { touch } from "./journal.js";
import { mayRaise, PythonError, type Machine } from "./machine.js";
import { truthOf } from "./truth-of.js";
import { argumentsOf } from "./arguments.js";
import {
  int,
  list,
  native,
  NONE,
  unknown,
  type CallArguments,
  type Item,
  type ListValue,
  type Value,
} from "./values.js";

type Method = (machine: Machine, self: ListValue, call: CallArguments) => Value;

/** A bound method of a list. */
export function listMethod(machine: Machine, self: ListValue, name: string): Value | null {
  const method = METHODS.get(name);
  return method ? native(`list.${name}`, (call) => method(machine, self, call)) : null;
}

function replace(machine: Machine, self: ListValue, items: readonly Item[]): void {
  touch(machine, self);
  self.items = items;
}

const append: Method = (machine, self, call) => {
  const [item] = call.args;
  if (item) replace(machine, self, [...self.items, item]);
  return NONE;
};

const extend: Method = (machine, self, call) => {
  const value = argument(call, 0);
  if (value) replace(machine, self, [...self.items, ...iterate(machine, value, call.place)]);
  return NONE;
};

const insert: Method = (machine, self, call) => {
  const [index, item] = [argument(call, 0), argument(call, 1)];
  if (!item) return NONE;
  // Where the place is not known the item is still there.
  const at = index?.kind === "int" ? index.value : 0;
  const from = at < 0 ? Math.max(0, self.items.length + at) : at;
  replace(machine, self, self.items.toSpliced(from, 0, item));
  return NONE;
};

/** Position of the first equal item; null when that is not known, -1 when there is none. */
function find(self: ListValue, wanted: Value | null): number | null {
  if (!wanted) return null;
  let open = false;
  for (const [at, one] of self.items.entries()) {
    const value = one.kind === "maybe" ? one.value : one;
    const answer = one.kind === "rest" ? null : equal(value, wanted);
    if (answer === true) return open ? null : at;
    if (answer === null) open = true;
  }
  return open ? null : -1;
}

const remove: Method = (machine, self, call) => {
  const at = find(self, argument(call, 0));
  if (at === -1) throw new PythonError("ValueError", "list.remove(x): x not in list", call.place);
  if (at !== null) replace(machine, self, self.items.toSpliced(at, 1));
  else removeUncertain(machine, self, argument(call, 0), call);
  return NONE;
};

/** With unknown items around, the equal one may or may not be what is removed. */
function removeUncertain(
  machine: Machine,
  self: ListValue,
  wanted: Value | null,
  call: CallArguments,
): void {
  const cause = unknown("remove() from a list that is not wholly known", call.place);
  mayRaise(machine, "ValueError", cause);
  const at = self.items.findIndex(
    (one) => wanted !== null && equal(one.kind === "maybe" ? one.value : one, wanted) === true,
  );
  if (at >= 0 && wanted?.kind !== "unknown") {
    replace(machine, self, self.items.toSpliced(at, 1));
    return;
  }
  if (wanted?.kind === "unknown") {
    const items = self.items.map((one): Item =>
      one.kind === "maybe" || one.kind === "rest" ? one : { kind: "maybe", value: one, cause },
    );
    replace(machine, self, items);
  }
}

const index: Method = (machine, self, call) => {
  const at = find(self, argument(call, 0));
  if (at === -1) throw new PythonError("ValueError", "value is not in list", call.place);
  if (at !== null && certainItems(self.items.slice(0, at)) !== null) return int(at);
  const cause = unknown("a position in a list that is not wholly known", call.place);
  mayRaise(machine, "ValueError", cause);
  return cause;
};

const pop: Method = (machine, self, call) => {
  const position = argument(call, 0);
  const certain = certainItems(self.items);
  const at =
    position === null ? self.items.length - 1 : position.kind === "int" ? position.value : null;
  if (certain === null || at === null) {
    const cause = unknown("pop() from a list that is not wholly known", call.place);
    replace(machine, self, [{ kind: "rest", cause }]);
    return cause;
  }
  const from = at < 0 ? certain.length + at : at;
  const item = certain[from];
  if (!item) throw new PythonError("IndexError", "pop index out of range", call.place);
  replace(machine, self, certain.toSpliced(from, 1));
  return item;
};

const count: Method = (_machine, self, call) => {
  const wanted = argument(call, 0);
  const answers = self.items.map((one) =>
    wanted && one.kind !== "rest" && one.kind !== "maybe" ? equal(one, wanted) : null,
  );
  return answers.includes(null)
    ? unknown("a count that is not known", call.place)
    : int(answers.filter(Boolean).length);
};

const sort: Method = (machine, self, call) => {
  const sorted = sortItems(machine, self.items, call);
  replace(
    machine,
    self,
    sorted.kind === "list"
      ? sorted.items
      : [{ kind: "rest", cause: unknown("a sort that is not known", call.place) }],
  );
  return NONE;
};

/** `sorted(items, key=..., reverse=...)`; the same items as `maybe` where the order is not known. */
export function sortItems(machine: Machine, items: readonly Item[], call: CallArguments): Value {
  const certain = certainItems(items);
  const key = call.kwargs.get("key");
  const reverse = call.kwargs.get("reverse");
  if (certain === null) return list(items);
  const keyed = certain.map((item) => ({
    item,
    by: key && key.kind !== "none" ? machine.call(key, argumentsOf([item], call.place)) : item,
  }));
  let lost = false;
  const downward = reverse !== undefined && truthOf(machine, reverse, call.place) === true;
  const ordered = keyed.toSorted((a, b) => {
    const difference = compareOrder(a.by, b.by);
    if (difference === null) lost = true;
    return downward ? -(difference ?? 0) : (difference ?? 0);
  });
  // The order is lost, the items are not.
  return list(lost ? certain : ordered.map(({ item }) => item));
}

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["append", append],
  ["extend", extend],
  ["insert", insert],
  ["remove", remove],
  ["index", index],
  ["pop", pop],
  ["count", count],
  ["sort", sort],
  ["copy", (_machine, self) => list(self.items)],
  // What dynaconf and python-box give is asked for a plain one.
  ["to_list", (_machine, self) => list(self.items)],
  [
    "reverse",
    (machine, self) => {
      replace(machine, self, self.items.toReversed());
      return NONE;
    },
  ],
  [
    "clear",
    (machine, self) => {
      replace(machine, self, []);
      return NONE;
    },
  ],
  [
    "__len__",
    (_machine, self, call) =>
      certainItems(self.items)
        ? int(self.items.length)
        : unknown("a length that is not known", call.place),
  ],
]);
