import { iterate } from "./iterate.js";
import { keyOf } from "./identity.js";
import { placeAt, type Machine } from "./machine.js";
import { uniqueItems } from "./operators.js";
import type { DictNode, SequenceNode } from "./syntax.js";
import {
  unknown,
  type DictValue,
  type Entry,
  type Item,
  type Scope,
  type UnknownValue,
  type Value,
} from "./values.js";

/** The value of a list, tuple or set display. */
export function evaluateSequence(machine: Machine, node: SequenceNode, scope: Scope): Value {
  const items: Item[] = [];
  for (const item of node.items) {
    if (item.type !== "star") items.push(machine.evaluate(item, scope));
    else {
      const value = machine.evaluate(item.value, scope);
      items.push(...iterate(machine, value, placeAt(scope.module, item.start)));
    }
  }
  return { kind: node.type, items: node.type === "set" ? uniqueItems(items) : items };
}

/** The value of a dict display. */
export function evaluateDict(machine: Machine, node: DictNode, scope: Scope): DictValue {
  const entries = new Map<string, Entry>();
  let open: UnknownValue | null = null;
  for (const { key, value } of node.entries) {
    const content = machine.evaluate(value, scope);
    if (key === null) open = spread(content, entries, placeAt(scope.module, node.start)) ?? open;
    else {
      const name = machine.evaluate(key, scope);
      const hash = keyOf(name);
      if (hash === null)
        open = unknown("a key that is not known", placeAt(scope.module, key.start));
      else entries.set(hash, { key: name, value: content, maybe: null });
    }
  }
  return { kind: "dict", entries, open };
}

function spread(
  value: Value,
  entries: Map<string, Entry>,
  place: UnknownValue["place"],
): UnknownValue | null {
  if (value.kind === "unknown") return value;
  if (value.kind !== "dict" || value.scope)
    return unknown("** of a value that is not known", place);
  for (const [key, entry] of value.entries) entries.set(key, entry);
  return value.open;
}
