import { iterate } from "./iterate.js";
import { placeAt, type Machine } from "./machine.js";
import type { Argument } from "./syntax.js";
import {
  unknown,
  type CallArguments,
  type Item,
  type Scope,
  type UnknownValue,
  type Value,
} from "./values.js";

const NO_ITEMS: readonly Item[] = [];
const NO_KEYWORDS: ReadonlyMap<string, Value> = new Map();

/** Evaluates the arguments of a call. */
export function evaluateArguments(
  machine: Machine,
  nodes: readonly Argument[],
  start: number,
  scope: Scope,
): CallArguments {
  const place = placeAt(scope.module, start);
  if (nodes.length === 0) return { args: NO_ITEMS, kwargs: NO_KEYWORDS, open: null, place };
  const args: Item[] = [];
  const kwargs = new Map<string, Value>();
  let open: UnknownValue | null = null;
  for (const node of nodes) {
    const value = machine.evaluate(node.value, scope);
    if (node.name === "") args.push(value);
    else if (node.name === "*") args.push(...iterate(machine, value, place));
    else if (node.name !== "**") kwargs.set(node.name, value);
    else open = spreadKeywords(value, kwargs, place) ?? open;
  }
  return { args, kwargs, open, place };
}

function spreadKeywords(
  value: Value,
  kwargs: Map<string, Value>,
  place: CallArguments["place"],
): UnknownValue | null {
  if (value.kind === "unknown") return value;
  if (value.kind !== "dict" || value.scope)
    return unknown("** of a value that is not known", place);
  for (const entry of value.entries.values()) {
    if (entry.key.kind !== "str") return unknown("** with keys that are not known", place);
    kwargs.set(entry.key.value, entry.maybe ?? entry.value);
  }
  return value.open;
}

/** Arguments made by the evaluator itself. */
export const argumentsOf = (
  args: readonly Item[],
  place: CallArguments["place"],
): CallArguments => ({
  args,
  kwargs: new Map(),
  open: null,
  place,
});

/** A plain positional argument, null when it is missing or uncertain. */
export function argument(call: CallArguments, at: number, name?: string): Value | null {
  const item = call.args[at] ?? (name === undefined ? undefined : call.kwargs.get(name));
  if (item === undefined) return null;
  if (item.kind === "rest") return item.cause;
  return item.kind === "maybe" ? item.cause : item;
}
