import { argument, argumentsOf } from "./arguments.js";
import { setEntry } from "./assign.js";
import { keyOf } from "./identity.js";
import { iterate, certainItems } from "./iterate.js";
import { ownEntries } from "./entries.js";
import { join } from "./join.js";
import { touch } from "./journal.js";
import { PythonError, type Machine } from "./machine.js";
import { readSlot } from "./names.js";
import {
  list,
  native,
  NONE,
  str,
  tuple,
  unknown,
  type CallArguments,
  type DictValue,
  type Entry,
  type Item,
  type Value,
} from "./values.js";
import { openModule } from "./open-module.js";
import { nameIn } from "./special-names.js";

type Method = (machine: Machine, self: DictValue, call: CallArguments) => Value;

/** A bound method of a dict. */
export function dictMethod(machine: Machine, self: DictValue, name: string): Value | null {
  const method = METHODS.get(name);
  return method ? native(`dict.${name}`, (call) => method(machine, self, call)) : null;
}

/** The entries of a dict, those of a scope included. */
export function entriesOf(self: DictValue): readonly Entry[] {
  if (!self.scope) return [...self.entries.values()];
  const { names } = self.scope;
  return [...names.keys()].map((name) => ({
    key: str(name),
    value: readSlot(names, name) ?? NONE,
    maybe: null,
  }));
}

function seen(self: DictValue, pick: (entry: Entry) => Value): Value {
  const items: Item[] = entriesOf(self).map((entry) =>
    entry.maybe ? { kind: "maybe", value: pick(entry), cause: entry.maybe } : pick(entry),
  );
  return list(self.open ? [...items, { kind: "rest", cause: self.open }] : items);
}

/** What is under a key: null when there is nothing, an unknown when that is not known. */
export function entryAt(self: DictValue, key: Value): Entry | null {
  if (self.scope) {
    const value = key.kind === "str" ? nameIn(self.scope, key.value) : null;
    const open = self.scope.module.open;
    return value ? { key, value, maybe: null } : open ? { key, value: open, maybe: open } : null;
  }
  const hash = keyOf(key);
  if (hash === null) {
    const lost =
      key.kind === "unknown" ? key : unknown("a key that is not known", { file: "", line: 1 });
    return { key, value: lost, maybe: lost };
  }
  return self.entries.get(hash) ?? (self.open ? { key, value: self.open, maybe: self.open } : null);
}

const get: Method = (_machine, self, call) => {
  const key = argument(call, 0);
  const fallback = argument(call, 1, "default") ?? NONE;
  const entry = key && entryAt(self, key);
  if (!entry) return fallback;
  return entry.maybe ? join(entry.value, fallback, entry.maybe) : entry.value;
};

const pop: Method = (machine, self, call) => {
  const key = argument(call, 0);
  const entry = key && entryAt(self, key);
  const fallback = argument(call, 1);
  if (!entry) {
    if (fallback) return fallback;
    throw new PythonError("KeyError", "no such key", call.place);
  }
  if (self.scope) {
    if (key.kind === "str") self.scope.names.delete(key.value);
  } else {
    touch(machine, self);
    ownEntries(self).delete(keyOf(key) ?? "");
  }
  return entry.maybe ? join(entry.value, fallback ?? entry.value, entry.maybe) : entry.value;
};

const setdefault: Method = (machine, self, call) => {
  const key = argument(call, 0);
  const fallback = argument(call, 1) ?? NONE;
  if (!key) return NONE;
  const entry = entryAt(self, key);
  if (entry) return entry.maybe ? join(entry.value, fallback, entry.maybe) : entry.value;
  setEntry(machine, self, key, fallback);
  return fallback;
};

const update: Method = (machine, self, call) => {
  const other = argument(call, 0);
  if (other) updateFrom(machine, self, other, call);
  for (const [name, value] of call.kwargs) setEntry(machine, self, str(name), value);
  if (call.open) lose(machine, self, call);
  return NONE;
};

function updateFrom(machine: Machine, self: DictValue, other: Value, call: CallArguments): void {
  if (other.kind === "dict") {
    for (const entry of entriesOf(other)) {
      const before = entry.maybe ? entryAt(self, entry.key) : null;
      const value =
        entry.maybe && before ? join(before.value, entry.value, entry.maybe) : entry.value;
      setEntry(machine, self, entry.key, value);
    }
    if (other.open) lose(machine, self, call);
    return;
  }
  const pairs = certainItems(iterate(machine, mappedPairs(machine, other, call), call.place));
  for (const pair of pairs ?? []) {
    const parts = pair.kind === "tuple" || pair.kind === "list" ? certainItems(pair.items) : null;
    const [key, value] = parts ?? [];
    if (key && value) setEntry(machine, self, key, value);
    else lose(machine, self, call);
  }
  if (pairs === null) lose(machine, self, call);
}

/** The keys and values of an object that has `keys()`, as pairs; anything else itself. */
function mappedPairs(machine: Machine, other: Value, call: CallArguments): Value {
  const keys = other.kind === "instance" ? machine.attribute(other, "keys") : null;
  const item = keys && machine.attribute(other, "__getitem__");
  if (!keys || !item) return other;
  const named = iterate(machine, machine.call(keys, argumentsOf([], call.place)), call.place);
  const known = certainItems(named);
  if (known === null) return unknown("keys that are not known", call.place);
  return list(known.map((key) => tuple([key, machine.call(item, argumentsOf([key], call.place))])));
}

function lose(machine: Machine, self: DictValue, call: CallArguments): void {
  const cause = unknown("update with what is not known", call.place);
  if (self.scope) {
    openModule(machine, self.scope.module, cause);
    return;
  }
  touch(machine, self);
  self.open ??= cause;
}

const copy: Method = (_machine, self) => ({
  kind: "dict",
  entries: new Map(entriesOf(self).map((entry) => [keyOf(entry.key) ?? "", entry])),
  open: self.open,
});

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["keys", (_machine, self) => seen(self, (entry) => entry.key)],
  ["values", (_machine, self) => seen(self, (entry) => entry.value)],
  ["items", (_machine, self) => seen(self, (entry) => tuple([entry.key, entry.value]))],
  ["get", get],
  ["pop", pop],
  ["setdefault", setdefault],
  ["update", update],
  ["copy", copy],
  // What dynaconf and python-box give is asked for a plain one.
  ["to_dict", copy],
  [
    "clear",
    (machine, self) => {
      touch(machine, self);
      self.entries = new Map();
      self.open = null;
      return NONE;
    },
  ],
]);
