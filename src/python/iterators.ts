import { argument, argumentsOf } from "./arguments.js";
import { iterate } from "./iterate.js";
import { touch } from "./journal.js";
import { PythonError, type Machine } from "./machine.js";
import { list, NONE, unknown, type CallArguments, type Value } from "./values.js";

/** `iter(iterable)`: a list of its own, from which `next()` takes. */
export function iterator(machine: Machine, call: CallArguments): Value {
  const value = argument(call, 0) ?? NONE;
  return call.args.length === 1
    ? list(iterate(machine, value, call.place))
    : unknown("iter() with a sentinel", call.place);
}

/** `next(iterator, default)`. Whatever Python accepts here is used up by it, so the list is, too. */
export function next(machine: Machine, call: CallArguments): Value {
  const [value, fallback] = [argument(call, 0) ?? NONE, argument(call, 1)];
  if (value.kind === "instance") {
    const method = machine.attribute(value, "__next__");
    if (method) return machine.call(method, argumentsOf([], call.place));
  }
  if (value.kind !== "list")
    return value.kind === "unknown"
      ? value
      : unknown("the next item of a value that is not known", call.place);
  const [first] = value.items;
  if (first?.kind === "maybe" || first?.kind === "rest") {
    touch(machine, value);
    value.items = [{ kind: "rest", cause: first.cause }];
    return unknown("the next item of what is not wholly known", call.place);
  }
  if (first) {
    touch(machine, value);
    value.items = value.items.slice(1);
    return first;
  }
  if (fallback) return fallback;
  throw new PythonError("StopIteration", "nothing is left", call.place);
}
