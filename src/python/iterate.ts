import type { Place } from "../project/facts.js";
import { joinItems } from "./join.js";
import { PythonError, type Machine } from "./machine.js";
import { int, str, unknown, type Item, type Value } from "./values.js";
import { characters } from "./text.js";

/** The items that iterating over a value gives; what is not known is a `rest`. */
export function iterate(machine: Machine, value: Value, place: Place): readonly Item[] {
  switch (value.kind) {
    case "list":
    case "tuple":
    case "set":
      return value.items;
    case "str":
      return characters(value.value).map(str);
    case "bytes":
      return characters(value.value).map((one) => int(one.charCodeAt(0)));
    case "dict":
      return iterateDict(value);
    case "choice":
      return value.options
        .map((option) => iterate(machine, option, place))
        .reduce((first, second) => joinItems(first, second, value.cause));
    case "instance":
    case "class":
      return iterateObject(machine, value, place);
    case "unknown":
      return [{ kind: "rest", cause: value }];
    case "none":
    case "bool":
    case "int":
    case "float":
    case "function":
    case "module":
      throw new PythonError("TypeError", `${value.kind} is not iterable`, place);
    default:
      return [{ kind: "rest", cause: unknown(describe(value), place) }];
  }
}

function describe(value: Value): string {
  if (value.kind === "external") return `${value.name} is not read`;
  if (value.kind === "call" && value.callee.kind === "external")
    return `what ${value.callee.name}() gives is not read`;
  return "iteration over a value that is not known";
}

function iterateDict(value: Extract<Value, { kind: "dict" }>): readonly Item[] {
  if (value.scope) return [...value.scope.names.keys()].map(str);
  const items: Item[] = [...value.entries.values()].map((entry) =>
    entry.maybe ? { kind: "maybe", value: entry.key, cause: entry.maybe } : entry.key,
  );
  return value.open ? [...items, { kind: "rest", cause: value.open }] : items;
}

function iterateObject(machine: Machine, value: Value, place: Place): readonly Item[] {
  const method = machine.attribute(value, "__iter__");
  if (!method) return [{ kind: "rest", cause: unknown("iteration over an object", place) }];
  const items = machine.call(method, { args: [], kwargs: new Map(), open: null, place });
  return items.kind === "instance"
    ? [{ kind: "rest", cause: unknown("iteration over an object", place) }]
    : iterate(machine, items, place);
}

/** Plain items only; null when the length or an item is uncertain. */
export function certainItems(items: readonly Item[]): readonly Value[] | null {
  const certain: Value[] = [];
  for (const item of items) {
    if (item.kind === "maybe" || item.kind === "rest") return null;
    certain.push(item);
  }
  return certain;
}
