import { assignTarget, setEntry } from "./assign.js";
import { iterate } from "./iterate.js";
import { touch } from "./journal.js";
import { placeAt, type Machine } from "./machine.js";
import { argumentsOf } from "./arguments.js";
import { binary, mergeDicts, uniqueItems, setOperation } from "./operators.js";
import type { AugmentStatement } from "./syntax.js";
import { unknown, type Scope, type Value } from "./values.js";

/** `target operator= value`: lists, sets and dicts are changed in place, as in Python. */
export function augment(machine: Machine, node: AugmentStatement, scope: Scope): void {
  const before = machine.evaluate(node.target, scope);
  const value = machine.evaluate(node.value, scope);
  if (changeInPlace(machine, node, before, value, scope)) {
    assignTarget(machine, node.target, before, scope);
    return;
  }
  const place = placeAt(scope.module, node.start);
  const method =
    before.kind === "instance" ? machine.attribute(before, inplaceName(node.operator)) : null;
  const after = method
    ? machine.call(method, argumentsOf([value], place))
    : binary(machine, node.operator, before, value, place);
  assignTarget(machine, node.target, after, scope);
}

const inplaceName = (operator: string): string =>
  operator === "+" ? "__iadd__" : operator === "|" ? "__ior__" : `__i${operator}__`;

function changeInPlace(
  machine: Machine,
  node: AugmentStatement,
  before: Value,
  value: Value,
  scope: Scope,
): boolean {
  const place = placeAt(scope.module, node.start);
  if (before.kind === "list" && node.operator === "+") {
    const added = iterate(machine, value, place);
    touch(machine, before);
    before.items = [...before.items, ...added];
    return true;
  }
  if (before.kind === "set" && value.kind === "set") {
    const after = setOperation(node.operator, before.items, value.items);
    touch(machine, before);
    if (after?.kind === "set") before.items = uniqueItems(after.items);
    else
      before.items = [{ kind: "rest", cause: unknown("a set operation that is not known", place) }];
    return true;
  }
  if (before.kind !== "dict" || node.operator !== "|") return false;
  if (before.scope && value.kind === "dict") {
    for (const entry of value.entries.values()) setEntry(machine, before, entry.key, entry.value);
    return true;
  }
  touch(machine, before);
  if (value.kind !== "dict")
    before.open =
      value.kind === "unknown" ? value : unknown("update with what is not known", place);
  else {
    const merged = mergeDicts(before, value);
    before.entries = merged.entries;
    before.open = merged.open;
  }
  return true;
}
