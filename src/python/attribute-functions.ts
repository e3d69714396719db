import type { Machine } from "./machine.js";
import { readSlot } from "./names.js";
import {
  native,
  str,
  unknown,
  type DescriptorValue,
  type FunctionValue,
  type Value,
} from "./values.js";

/** An attribute of a function. */
export function functionAttribute(value: FunctionValue, name: string): Value | null {
  const own = readSlot(value.attributes, name);
  if (own) return own;
  switch (name) {
    case "__name__":
      return str(value.name);
    case "__qualname__":
      return str(value.qualname);
    case "__module__":
      return str(value.module.name);
    case "__doc__":
      return unknown(`the documentation of ${value.name}()`, value.place);
    case "__dict__":
      return {
        kind: "dict",
        entries: new Map(),
        open: null,
        scope: { ...value.scope, names: value.attributes },
      };
    default:
      // What a decorator that is not read has put in the place of the function may have it.
      return value.decorators.length > 0
        ? unknown(`what ${value.name} has become`, value.place)
        : null;
  }
}

/** An attribute of a property, classmethod or staticmethod. */
export function descriptorAttribute(
  machine: Machine,
  value: DescriptorValue,
  name: string,
): Value | null {
  if (name === "setter" || name === "deleter") return native(name, () => value);
  if (name === "getter") {
    return native(name, ({ args }) => {
      const [getter] = args;
      return getter && getter.kind !== "maybe" && getter.kind !== "rest"
        ? { ...value, function: getter }
        : value;
    });
  }
  return name === "fget" || name === "__func__"
    ? value.function
    : machine.attribute(value.function, name);
}
