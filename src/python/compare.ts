import type { Place } from "../project/facts.js";
import { countedAs, equal, identical, keyOf } from "./identity.js";
import { PythonError, type Machine } from "./machine.js";
import { truth } from "./truth.js";
import { bool, unknown, type Item, type Value } from "./values.js";

/** `left operator right` for one comparison. */
export function compare(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  place: Place,
): Value {
  const answer = decide(machine, operator, left, right, place);
  if (typeof answer === "boolean") return bool(answer);
  if (answer !== null) return answer;
  if (left.kind === "unknown") return left;
  return right.kind === "unknown"
    ? right
    : unknown("a comparison of values that are not known", place);
}

function decide(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  place: Place,
): boolean | null | Value {
  switch (operator) {
    case "==":
      return overloadedEqual(machine, left, right, place) ?? equal(left, right);
    case "!=":
    case "<>":
      return negate(overloadedEqual(machine, left, right, place) ?? equal(left, right));
    case "is":
      return identical(left, right);
    case "is not":
      return negate(identical(left, right));
    case "in":
      return contains(machine, right, left, place);
    case "not in":
      return negate(contains(machine, right, left, place));
    default:
      return order(operator, left, right, place);
  }
}

/** The opposite of an answer; one that is not known stays as it is, with its reason. */
function negate(answer: boolean | null | Value): boolean | null | Value {
  if (answer === null || typeof answer === "boolean") return answer === null ? null : !answer;
  const counts = truth(answer);
  return counts === null ? answer : !counts;
}

function overloadedEqual(machine: Machine, left: Value, right: Value, place: Place): Value | null {
  if (left.kind !== "instance" || countedAs(left) !== null) return null;
  const method = machine.attribute(left, "__eq__");
  return method && machine.call(method, { args: [right], kwargs: new Map(), open: null, place });
}

function contains(
  machine: Machine,
  container: Value,
  item: Value,
  place: Place,
): boolean | null | Value {
  switch (container.kind) {
    case "str":
      return item.kind === "str" ? container.value.includes(item.value) : null;
    case "list":
    case "tuple":
    case "set":
      return containsItem(container.items, item);
    case "dict": {
      if (container.scope) {
        if (item.kind !== "str") return null;
        if (container.scope.names.has(item.value)) return true;
        return container.scope.module.open ? null : false;
      }
      const key = keyOf(item);
      if (key === null) return null;
      const entry = container.entries.get(key);
      return entry ? (entry.maybe ? null : true) : container.open ? null : false;
    }
    case "choice": {
      const answers = container.options.map((one) => contains(machine, one, item, place));
      return answers.every((one) => one === answers[0]) ? (answers[0] ?? null) : null;
    }
    case "instance":
    case "modelled": {
      const method = machine.attribute(container, "__contains__");
      if (!method) return null;
      const found = machine.call(method, { args: [item], kwargs: new Map(), open: null, place });
      return truth(found) ?? found;
    }
    default:
      return null;
  }
}

function containsItem(items: readonly Item[], item: Value): boolean | null {
  let open = false;
  for (const one of items) {
    if (one.kind === "rest") open = true;
    else {
      const answer = equal(one.kind === "maybe" ? one.value : one, item);
      if (answer === true && one.kind !== "maybe") return true;
      if (answer !== false) open = true;
    }
  }
  return open ? null : false;
}

function order(operator: string, left: Value, right: Value, place: Place): boolean | null {
  const difference = compareOrder(left, right);
  if (difference === null) {
    if (left.kind === "none" || right.kind === "none") {
      const known = ["int", "float", "str", "list", "tuple", "none"];
      if (known.includes(left.kind) && known.includes(right.kind)) {
        throw new PythonError(
          "TypeError",
          `${operator} between ${left.kind} and ${right.kind}`,
          place,
        );
      }
    }
    return null;
  }
  if (operator === "<") return difference < 0;
  if (operator === "<=") return difference <= 0;
  if (operator === ">") return difference > 0;
  return operator === ">=" ? difference >= 0 : null;
}

/** Negative, zero or positive as Python orders two values; null when that is not known. */
export function compareOrder(left: Item, right: Item): number | null {
  if (isNumber(left) && isNumber(right)) return Number(left.value) - Number(right.value);
  if (left.kind === "str" && right.kind === "str") return compareText(left.value, right.value);
  if (
    (left.kind === "tuple" && right.kind === "tuple") ||
    (left.kind === "list" && right.kind === "list")
  ) {
    for (const [at, one] of left.items.entries()) {
      const other = right.items[at];
      if (other === undefined) return 1;
      const difference = compareOrder(one, other);
      if (difference !== 0) return difference;
    }
    return left.items.length - right.items.length;
  }
  return null;
}

const isNumber = (value: Item): value is Extract<Item, { kind: "int" | "float" | "bool" }> =>
  value.kind === "int" || value.kind === "float" || value.kind === "bool";

/** Python orders strings by code point, JavaScript by UTF-16 unit. */
function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [[...left], [...right]];
  for (const [at, char] of a.entries()) {
    const other = b[at];
    if (other === undefined) return 1;
    if (char !== other) return (char.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return a.length - b.length;
}
