import type { Item, Value } from "./values.js";

/** Whether a value counts as true; null when that is not known. */
export function truth(value: Value): boolean | null {
  switch (value.kind) {
    case "none":
      return false;
    case "bool":
      return value.value;
    case "int":
    case "float":
      return value.value !== 0;
    case "str":
    case "bytes":
      return value.value !== "";
    case "list":
    case "tuple":
    case "set":
      return hasItems(value.items);
    case "dict":
      if (value.scope) return true;
      if ([...value.entries.values()].some((entry) => !entry.maybe)) return true;
      return value.open || value.entries.size > 0 ? null : false;
    case "choice":
      return truthOfAll(value.options);
    case "unknown":
    case "external":
    case "call":
    case "instance":
      return null;
    case "modelled":
      return value.isTrue ?? null;
    default:
      return true;
  }
}

function hasItems(items: readonly Item[]): boolean | null {
  if (items.some((item) => item.kind !== "maybe" && item.kind !== "rest")) return true;
  return items.length > 0 ? null : false;
}

function truthOfAll(options: readonly Value[]): boolean | null {
  const answers = options.map(truth);
  return answers.every((answer) => answer === answers[0]) ? (answers[0] ?? null) : null;
}
