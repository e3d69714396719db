import { argument } from "./arguments.js";
import { setEntry } from "./assign.js";
import { iterate } from "./iterate.js";
import { dictMethod } from "./dict-methods.js";
import type { Machine } from "./machine.js";
import { uniqueItems } from "./operators.js";
import { NONE, type CallArguments, type DictValue, type Value } from "./values.js";

/** `list(...)`, `tuple(...)`, `set(...)`. */
export function buildSequence(
  machine: Machine,
  kind: "list" | "tuple" | "set",
  call: CallArguments,
): Value {
  const source = argument(call, 0);
  const items = source ? iterate(machine, source, call.place) : [];
  return { kind, items: kind === "set" ? uniqueItems(items) : [...items] };
}

/** `dict(...)`. */
export function buildDict(machine: Machine, call: CallArguments): Value {
  const made: DictValue = { kind: "dict", entries: new Map(), open: null };
  const update = dictMethod(machine, made, "update");
  if (update) machine.call(update, call);
  return made;
}

/** `defaultdict(factory, ...)`. */
export function defaultDict(machine: Machine, call: CallArguments): Value {
  const made = buildDict(machine, { ...call, args: call.args.slice(1) });
  const factory = argument(call, 0);
  return made.kind === "dict" && factory !== null && factory.kind !== "none"
    ? { ...made, factory }
    : made;
}

/** `dict.fromkeys(keys, value)`. */
export function fromKeys(machine: Machine, call: CallArguments): Value {
  const made: DictValue = { kind: "dict", entries: new Map(), open: null };
  const value = argument(call, 1) ?? NONE;
  for (const item of iterate(machine, argument(call, 0) ?? NONE, call.place)) {
    if (item.kind === "rest") made.open = item.cause;
    else if (item.kind !== "maybe") setEntry(machine, made, item, value);
    else if (item.value.kind === "str") {
      made.entries = new Map(made.entries).set(`s:${item.value.value}`, {
        key: item.value,
        value,
        maybe: item.cause,
      });
    }
  }
  return made;
}
