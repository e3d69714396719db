import type { Place } from "../project/facts.js";
import { argumentsOf } from "./arguments.js";
import { setEntry } from "./assign.js";
import { keyOf } from "./identity.js";
import { certainItems } from "./iterate.js";
import { choose } from "./join.js";
import { placeAt, PythonError, type Machine } from "./machine.js";
import { nameIn } from "./special-names.js";
import { selectSlice, sliceBounds } from "./slices.js";
import type { Expression, SliceNode } from "./syntax.js";
import { characters } from "./text.js";
import { str, unknown, type DictValue, type Item, type Scope, type Value } from "./values.js";

/** `object[index]`. */
export function subscript(machine: Machine, object: Value, node: Expression, scope: Scope): Value {
  const place = placeAt(scope.module, node.start);
  if (object.kind === "choice") {
    return choose(
      object.options.map((one) => subscript(machine, one, node, scope)),
      object.cause,
    );
  }
  if (node.type === "slice") return slice(machine, object, node, scope, place);
  if (object.kind === "unknown") return object;
  // `Generic[T]` and `ModelSerializer[Model]`: the class itself, for all that matters here.
  if (object.kind === "class" || object.kind === "external") return object;
  return item(machine, object, machine.evaluate(node, scope), place);
}

/** `object[index]` for a value as index. */
export function item(machine: Machine, object: Value, index: Value, place: Place): Value {
  if (index.kind === "choice") {
    return choose(
      index.options.map((one) => item(machine, object, one, place)),
      index.cause,
    );
  }
  switch (object.kind) {
    case "list":
    case "tuple":
      return sequenceItem(object.items, index, place);
    case "str":
      return sequenceItem(characters(object.value).map(str), index, place);
    case "dict":
      return dictItem(machine, object, index, place);
    case "instance":
    case "modelled": {
      const method = machine.attribute(object, "__getitem__");
      return method
        ? machine.call(method, argumentsOf([index], place))
        : unknown("an item of an object", place);
    }
    default:
      return object.kind === "unknown"
        ? object
        : unknown("an item of a value that is not known", place);
  }
}

function sequenceItem(items: readonly Item[], index: Value, place: Place): Value {
  if (index.kind !== "int" && index.kind !== "bool") {
    return index.kind === "unknown" ? index : unknown("an index that is not known", place);
  }
  const wanted = Number(index.value);
  const known = wanted < 0 ? items.slice(wanted) : items.slice(0, wanted + 1);
  const certain = certainItems(known);
  if (certain === null) return unknown("an item of a list that is not wholly known", place);
  const value = wanted < 0 ? items[items.length + wanted] : items[wanted];
  if (value === undefined || value.kind === "maybe" || value.kind === "rest") {
    throw new PythonError("IndexError", "index out of range", place);
  }
  return value;
}

function dictItem(machine: Machine, dict: DictValue, index: Value, place: Place): Value {
  if (index.kind === "unknown") return index;
  if (dict.scope) {
    const value = index.kind === "str" ? nameIn(dict.scope, index.value) : null;
    if (value) return value;
    if (dict.scope.module.open) return dict.scope.module.open;
    throw new PythonError("KeyError", "no such name", place);
  }
  const hash = keyOf(index);
  if (hash === null) return unknown("a key that is not known", place);
  const entry = dict.entries.get(hash);
  if (entry) return entry.maybe && dict.open ? dict.open : entry.value;
  if (dict.open) return dict.open;
  if (dict.factory) {
    const made = machine.call(dict.factory, argumentsOf([], place));
    setEntry(machine, dict, index, made);
    return made;
  }
  throw new PythonError(
    "KeyError",
    index.kind === "str" ? index.value : "no such key",
    place,
    index,
  );
}

function slice(
  machine: Machine,
  object: Value,
  node: SliceNode,
  scope: Scope,
  place: Place,
): Value {
  if (object.kind === "str") {
    const parts = characters(object.value);
    const bounds = sliceBounds(machine, node, parts.length, scope);
    return bounds
      ? str(selectSlice(parts, bounds).join(""))
      : unknown("a slice that is not known", place);
  }
  if (object.kind === "list" || object.kind === "tuple") {
    const bounds = sliceBounds(machine, node, object.items.length, scope);
    const whole = bounds && bounds.from === 0 && bounds.to === object.items.length;
    if (bounds && (whole || certainItems(object.items))) {
      return { kind: object.kind, items: selectSlice(object.items, bounds) };
    }
    const cause = unknown("a slice that is not known", place);
    return { kind: object.kind, items: [{ kind: "rest", cause }] };
  }
  return object.kind === "unknown"
    ? object
    : unknown("a slice of a value that is not known", place);
}
