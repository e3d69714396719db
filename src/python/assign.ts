import { argumentsOf } from "./arguments.js";
import { ownEntries } from "./entries.js";
import { keyOf } from "./identity.js";
import { certainItems, iterate } from "./iterate.js";
import { touch, write } from "./journal.js";
import { placeAt, PythonError, type Machine } from "./machine.js";
import { assignName } from "./names.js";
import { sliceBounds } from "./slices.js";
import type { Expression } from "./syntax.js";
import {
  unknown,
  type DictValue,
  type Item,
  type ListValue,
  type Scope,
  type Value,
} from "./values.js";

/** Binds a value to a name, attribute, subscript or unpacking. */
export function assignTarget(
  machine: Machine,
  target: Expression,
  value: Value,
  scope: Scope,
): void {
  switch (target.type) {
    case "name":
      assignName(machine, scope, target.id, value);
      return;
    case "tuple":
    case "list":
      unpack(machine, target.items, value, target.start, scope);
      return;
    case "attribute":
      setAttribute(machine, machine.evaluate(target.object, scope), target.name, value);
      return;
    case "subscript":
      assignSubscript(machine, target, value, scope);
      return;
    case "star":
      assignTarget(machine, target.value, value, scope);
      return;
    default:
      return;
  }
}

function unpack(
  machine: Machine,
  targets: readonly Expression[],
  value: Value,
  start: number,
  scope: Scope,
): void {
  const place = placeAt(scope.module, start);
  if (value.kind === "choice") {
    unpack(machine, targets, value.cause, start, scope);
    return;
  }
  const items = iterate(machine, value, place);
  const certain = certainItems(items);
  const star = targets.findIndex((target) => target.type === "star");
  if (certain === null) {
    const cause =
      value.kind === "unknown" ? value : unknown("unpacking of items that are not known", place);
    for (const target of targets)
      assignTarget(
        machine,
        target,
        target.type === "star" ? { kind: "list", items: [{ kind: "rest", cause }] } : cause,
        scope,
      );
    return;
  }
  const wrong = star < 0 ? certain.length !== targets.length : certain.length < targets.length - 1;
  if (wrong) throw new PythonError("ValueError", "wrong number of values to unpack", place);
  const extra = certain.length - targets.length;
  for (let at = 0; at < targets.length; at++) {
    const target = targets[at];
    if (!target) continue;
    if (at === star) {
      assignTarget(
        machine,
        target,
        { kind: "list", items: certain.slice(at, at + extra + 1) },
        scope,
      );
    } else {
      const item = certain[star >= 0 && at > star ? at + extra : at];
      if (item) assignTarget(machine, target, item, scope);
    }
  }
}

/** `object.name = value`. */
export function setAttribute(machine: Machine, object: Value, name: string, value: Value): void {
  switch (object.kind) {
    case "instance":
    case "function":
    case "call":
      write(machine, object.attributes, name, value);
      return;
    case "module":
      write(machine, object.namespace, name, value);
      return;
    case "class": {
      if (machine.work.trials > 0) return; // of what a request would do nothing stays
      machine.classBody(object);
      if (object.namespace) write(machine, object.namespace, name, value);
      return;
    }
    case "method":
      setAttribute(machine, object.function, name, value);
      return;
    default:
      return;
  }
}

type Subscript = Extract<Expression, { type: "subscript" }>;

function assignSubscript(machine: Machine, target: Subscript, value: Value, scope: Scope): void {
  const object = machine.evaluate(target.object, scope);
  if (target.index.type === "slice") {
    if (object.kind === "list") assignSlice(machine, object, target, value, scope);
    return;
  }
  const index = machine.evaluate(target.index, scope);
  setItem(machine, object, index, value, target.start, scope);
}

function setItem(
  machine: Machine,
  object: Value,
  index: Value,
  value: Value,
  start: number,
  scope: Scope,
): void {
  const place = placeAt(scope.module, start);
  if (object.kind === "dict") setEntry(machine, object, index, value);
  else if (object.kind === "list") setListItem(machine, object, index, value, place);
  else if (object.kind === "instance" || object.kind === "modelled") {
    const method = machine.attribute(object, "__setitem__");
    if (method) machine.call(method, argumentsOf([index, value], place));
  }
}

/** `dict[key] = value`. */
export function setEntry(machine: Machine, dict: DictValue, key: Value, value: Value): void {
  if (dict.scope) {
    if (key.kind === "str") write(machine, dict.scope.names, key.value, value);
    return;
  }
  touch(machine, dict);
  const hash = keyOf(key);
  if (hash === null)
    dict.open =
      key.kind === "unknown"
        ? key
        : (dict.open ?? unknown("a key that is not known", { file: "", line: 1 }));
  else ownEntries(dict).set(hash, { key, value, maybe: null });
}

function setListItem(
  machine: Machine,
  list: ListValue,
  index: Value,
  value: Value,
  place: { file: string; line: number },
): void {
  touch(machine, list);
  const certain = certainItems(list.items);
  if (index.kind !== "int" || certain === null) {
    list.items = [
      ...list.items,
      { kind: "rest", cause: unknown("assignment to an index that is not known", place) },
    ];
    return;
  }
  const at = index.value < 0 ? index.value + certain.length : index.value;
  if (at < 0 || at >= certain.length)
    throw new PythonError("IndexError", "list assignment index out of range", place);
  list.items = certain.map((item, position) => (position === at ? value : item));
}

function assignSlice(
  machine: Machine,
  list: ListValue,
  target: Subscript,
  value: Value,
  scope: Scope,
): void {
  const place = placeAt(scope.module, target.start);
  const bounds =
    target.index.type === "slice"
      ? sliceBounds(machine, target.index, list.items.length, scope)
      : null;
  const items: readonly Item[] = iterate(machine, value, place);
  touch(machine, list);
  if (bounds === null || bounds.step !== 1 || certainItems(list.items) === null) {
    list.items = [
      { kind: "rest", cause: unknown("assignment to a slice that is not known", place) },
    ];
    return;
  }
  list.items = [
    ...list.items.slice(0, bounds.from),
    ...items,
    ...list.items.slice(Math.max(bounds.from, bounds.to)),
  ];
}
