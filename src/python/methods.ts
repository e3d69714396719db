import { dictMethod } from "./dict-methods.js";
import { listMethod } from "./list-methods.js";
import type { Machine } from "./machine.js";
import { setMethod } from "./set-methods.js";
import { stringMethod } from "./string-methods.js";
import type { TupleValue, Value } from "./values.js";

/** A method of a built-in value; null when it has none of that name. */
export function methodOf(machine: Machine, value: Value, name: string): Value | null {
  switch (value.kind) {
    case "str":
      return stringMethod(machine, value.value, name);
    case "list":
      return listMethod(machine, value, name);
    case "tuple":
      return name === "count" || name === "index"
        ? listMethod(machine, { kind: "list", items: value.items }, name)
        : fieldOf(value, name);
    case "dict":
      return dictMethod(machine, value, name);
    case "set":
      return setMethod(machine, value, name);
    default:
      return null;
  }
}

function fieldOf({ items, fields }: TupleValue, name: string): Value | null {
  const item = fields === undefined ? undefined : items[fields.indexOf(name)];
  return item === undefined || item.kind === "maybe" || item.kind === "rest" ? null : item;
}
