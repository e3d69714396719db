import type { Place } from "../project/facts.js";
import { assignTarget } from "./assign.js";
import { iterate } from "./iterate.js";
import { keyOf } from "./identity.js";
import { placeAt, step, type Machine } from "./machine.js";
import { innerScope } from "./names.js";
import { uniqueItems } from "./operators.js";
import type { Comprehension, ComprehensionNode } from "./syntax.js";
import { truthAt } from "./truth-of.js";
import {
  unknown,
  type Entry,
  type Item,
  type Scope,
  type UnknownValue,
  type Value,
} from "./values.js";

/** What a comprehension collects, in the order in which it is produced. */
interface Collected {
  readonly items: Item[];
  readonly keys: Item[];
}

/** The value of a comprehension; a generator is read as the list of what it gives. */
export function comprehend(machine: Machine, node: ComprehensionNode, scope: Scope): Value {
  const inner = innerScope("function", scope, scope.owner, scope.self);
  const collected: Collected = { items: [], keys: [] };
  // A class body's names are visible here, more than in Python, which would raise instead.
  runClause(machine, node, 0, inner, collected, null);
  if (node.of === "dict") return buildDict(collected, placeAt(scope.module, node.start));
  const items = node.of === "set" ? uniqueItems(collected.items) : collected.items;
  return { kind: node.of === "set" ? "set" : "list", items };
}

function runClause(
  machine: Machine,
  node: ComprehensionNode,
  at: number,
  scope: Scope,
  collected: Collected,
  doubtful: UnknownValue | null,
): void {
  const clause = node.clauses[at];
  if (!clause) {
    collect(machine, node, scope, collected, doubtful);
    return;
  }
  const place = placeAt(scope.module, node.start);
  for (const item of iterate(machine, machine.evaluate(clause.iterable, scope), place)) {
    if (item.kind === "rest") {
      collected.items.push(item);
      if (node.value) collected.keys.push(item);
      continue;
    }
    if (!step(machine)) return;
    const value = item.kind === "maybe" ? item.value : item;
    for (const [one, held] of kept(machine, clause, value, scope)) {
      const cause = item.kind === "maybe" ? item.cause : held === true ? doubtful : held;
      // Looking at the others has bound them.
      assignTarget(machine, clause.target, one, scope);
      runClause(machine, node, at + 1, scope, collected, cause);
    }
  }
}

/** What of an item passes the conditions, and whether it certainly does: some of several values may. */
function kept(
  machine: Machine,
  clause: Comprehension,
  value: Value,
  scope: Scope,
): readonly (readonly [Value, true | UnknownValue])[] {
  assignTarget(machine, clause.target, value, scope);
  const held = holds(machine, clause, scope);
  if (held === false) return [];
  if (held === true || value.kind !== "choice") return [[value, held]];
  return value.options.flatMap((option) => {
    assignTarget(machine, clause.target, option, scope);
    return holds(machine, clause, scope) === false ? [] : [[option, value.cause] as const];
  });
}

/** Whether all conditions hold; the unknown in the way where that is not known. */
function holds(machine: Machine, clause: Comprehension, scope: Scope): boolean | UnknownValue {
  let cause: UnknownValue | null = null;
  for (const condition of clause.conditions) {
    const value = machine.evaluate(condition, scope);
    const answer = truthAt(machine, value, scope, condition.start);
    if (answer === false) return false;
    if (answer === null && value.kind === "unknown") cause ??= value;
    if (answer === null)
      cause ??= unknown("a filter that is not known", placeAt(scope.module, condition.start));
  }
  return cause ?? true;
}

function collect(
  machine: Machine,
  node: ComprehensionNode,
  scope: Scope,
  collected: Collected,
  doubtful: UnknownValue | null,
): void {
  const mark = (value: Value): Item =>
    doubtful ? { kind: "maybe", value, cause: doubtful } : value;
  const element = machine.evaluate(node.element, scope);
  if (node.value) {
    collected.keys.push(mark(element));
    collected.items.push(machine.evaluate(node.value, scope));
  } else collected.items.push(mark(element));
}

function buildDict(collected: Collected, place: Place): Value {
  const entries = new Map<string, Entry>();
  let open: UnknownValue | null = null;
  for (const [at, key] of collected.keys.entries()) {
    const value = collected.items[at];
    const name = key.kind === "maybe" ? key.value : key;
    const hash = keyOf(name);
    if (
      key.kind === "rest" ||
      name.kind === "rest" ||
      value === undefined ||
      value.kind === "rest"
    ) {
      open = key.kind === "rest" ? key.cause : open;
    } else if (hash === null || value.kind === "maybe") {
      open ??= name.kind === "unknown" ? name : unknown("a key that is not known", place);
    } else
      entries.set(hash, {
        key: name as Value,
        value,
        maybe: key.kind === "maybe" ? key.cause : null,
      });
  }
  return { kind: "dict", entries, open };
}
