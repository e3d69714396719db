import { argument } from "./arguments.js";
import { equal, keyOf } from "./identity.js";
import { iterate } from "./iterate.js";
import { touch } from "./journal.js";
import { PythonError, type Machine } from "./machine.js";
import { setOperation, uniqueItems } from "./operators.js";
import {
  native,
  NONE,
  unknown,
  type CallArguments,
  type Item,
  type SetValue,
  type Value,
} from "./values.js";

const OPERATIONS: Readonly<Record<string, string>> = {
  union: "|",
  difference: "-",
  intersection: "&",
  symmetric_difference: "^",
};

/** A bound method of a set. */
export function setMethod(machine: Machine, self: SetValue, name: string): Value | null {
  const operator = OPERATIONS[name];
  if (operator) return native(`set.${name}`, (call) => operate(machine, self, operator, call));
  const inPlace = OPERATIONS[name.replace(/_update$/, "")];
  if (inPlace && name.endsWith("_update")) {
    return native(`set.${name}`, (call) =>
      replace(machine, self, operate(machine, self, inPlace, call)),
    );
  }
  switch (name) {
    case "add":
      return native("set.add", (call) =>
        replace(machine, self, { kind: "set", items: uniqueItems([...self.items, ...call.args]) }),
      );
    case "update":
      return native("set.update", (call) =>
        replace(machine, self, operate(machine, self, "|", call)),
      );
    case "discard":
    case "remove":
      return native(`set.${name}`, (call) => drop(machine, self, name, call));
    case "copy":
      return native("set.copy", () => ({ kind: "set", items: self.items }));
    case "issubset":
      return native("set.issubset", (call) => unknown("a set comparison", call.place));
    default:
      return null;
  }
}

function operate(machine: Machine, self: SetValue, operator: string, call: CallArguments): Value {
  let items: readonly Item[] = self.items;
  for (const at of call.args.keys()) {
    const other = argument(call, at);
    const result = other && setOperation(operator, items, iterate(machine, other, call.place));
    if (result?.kind !== "set") {
      return {
        kind: "set",
        items: [{ kind: "rest", cause: unknown("a set operation that is not known", call.place) }],
      };
    }
    items = result.items;
  }
  return { kind: "set", items };
}

function replace(machine: Machine, self: SetValue, after: Value): Value {
  touch(machine, self);
  if (after.kind === "set") self.items = after.items;
  return NONE;
}

function drop(machine: Machine, self: SetValue, name: string, call: CallArguments): Value {
  const wanted = argument(call, 0);
  if (!wanted || keyOf(wanted) === null) return NONE;
  const rest = self.items.filter(
    (one) => equal(one.kind === "maybe" ? one.value : one, wanted) !== true,
  );
  if (
    rest.length === self.items.length &&
    name === "remove" &&
    rest.every((one) => keyOf(one) !== null)
  ) {
    throw new PythonError("KeyError", "no such item", call.place);
  }
  return replace(machine, self, { kind: "set", items: rest });
}
