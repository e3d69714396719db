import type { InstanceValue, Item, Value } from "./values.js";
import { isPlain } from "./plain.js";

const numbers = new WeakMap<object, number>();
let next = 0;

function identity(value: object): string {
  let number = numbers.get(value);
  if (number === undefined) numbers.set(value, (number = ++next));
  return `o:${number}`;
}

/** Values that objects are equal to, as members of `TextChoices` are to their texts. */
const plain = new WeakMap<InstanceValue, Value>();

/** Has an object equal a value, whatever its class says. */
export function countAs(object: InstanceValue, value: Value): void {
  plain.set(object, value);
}

/** What an object counts as; null for one that is compared by its class. */
export const countedAs = (value: Item): Value | null =>
  value.kind === "instance" ? (plain.get(value) ?? null) : null;

/**
 * A string that is equal for values which Python calls equal, as the key of dicts and sets; null when
 * that is not known or the value has no hash.
 */
export function keyOf(value: Item): string | null {
  switch (value.kind) {
    case "none":
      return "none";
    case "bool":
      return `n:${Number(value.value)}`;
    case "int":
    case "float":
      return `n:${value.value}`;
    case "str":
      return `s:${value.value}`;
    case "bytes":
      return `b:${value.value}`;
    case "external":
      return `e:${value.name}`;
    case "tuple": {
      const keys = value.items.map(keyOf);
      return keys.includes(null) ? null : `t:${keys.map((key) => `${key?.length}:${key}`).join()}`;
    }
    case "instance": {
      const same = countedAs(value);
      return same === null ? identity(value) : keyOf(same);
    }
    case "function":
    case "class":
    case "module":
    case "native":
      return identity(value);
    case "modelled":
      return value.equals ? null : identity(value);
    default:
      return null;
  }
}

const ATTRIBUTE_OF_CLASS = /\.[A-Z]\w*\.[a-z_]\w*$/;

/** `Backend.name` of a package's class may be a text as well as a method. */
const mayBeValue = (one: Item, other: Item): boolean =>
  one.kind === "external" &&
  (other.kind === "str" || other.kind === "int") &&
  ATTRIBUTE_OF_CLASS.test(one.name);

/** Whether two values are the same to Python's `==`; null when that is not known. */
export function equal(left: Item, right: Item): boolean | null {
  if (left === right && left.kind !== "unknown" && left.kind !== "choice") return true;
  if (left.kind === "modelled" && left.equals) return left.equals(right);
  if (right.kind === "modelled" && right.equals) return right.equals(left);
  if (mayBeValue(left, right) || mayBeValue(right, left)) return null;
  const [a, b] = [keyOf(left), keyOf(right)];
  if (a !== null && b !== null) return a === b;
  if (left.kind === "choice" || right.kind === "choice") return equalChoice(left, right);
  if (uncertain(left) || uncertain(right)) return null;
  if (isSequence(left) && isSequence(right)) {
    return left.kind === right.kind ? equalItems(left.items, right.items) : false;
  }
  if (left.kind === "set" && right.kind === "set") return equalSets(left.items, right.items);
  if (left.kind === "dict" && right.kind === "dict") return equalDicts(left, right);
  return isPlain(left) && isPlain(right) ? false : null;
}

const uncertain = (value: Item): boolean =>
  value.kind === "unknown" ||
  value.kind === "maybe" ||
  value.kind === "rest" ||
  value.kind === "call" ||
  value.kind === "external" ||
  value.kind === "modelled";

const isSequence = (value: Item): value is Extract<Item, { kind: "list" | "tuple" }> =>
  value.kind === "list" || value.kind === "tuple";

const options = (value: Item): readonly Item[] =>
  value.kind === "choice" ? value.options : [value];

function equalChoice(left: Item, right: Item): boolean | null {
  const answers = options(left).flatMap((a) => options(right).map((b) => equal(a, b)));
  return answers.every((answer) => answer === answers[0]) ? (answers[0] ?? null) : null;
}

function equalItems(left: readonly Item[], right: readonly Item[]): boolean | null {
  const marks = [...left, ...right].some((one) => one.kind === "maybe" || one.kind === "rest");
  if (marks) return null;
  if (left.length !== right.length) return false;
  const answers = left.map((one, at) => equal(one, right[at] ?? one));
  return answers.includes(false) ? false : answers.includes(null) ? null : true;
}

function equalSets(left: readonly Item[], right: readonly Item[]): boolean | null {
  const [a, b] = [left.map(keyOf), right.map(keyOf)];
  if (a.includes(null) || b.includes(null)) return null;
  return a.length === b.length && a.every((key) => b.includes(key));
}

type Dict = Extract<Item, { kind: "dict" }>;

function equalDicts(left: Dict, right: Dict): boolean | null {
  if (left.open || right.open || left.scope || right.scope) return null;
  const all = [...left.entries.values(), ...right.entries.values()];
  if (all.some((entry) => entry.maybe)) return null;
  if (left.entries.size !== right.entries.size) return false;
  const answers = [...left.entries].map(([key, entry]) => {
    const other = right.entries.get(key);
    return other ? equal(entry.value, other.value) : false;
  });
  return answers.includes(false) ? false : answers.includes(null) ? null : true;
}

/** Whether Python's `is` holds; null when that is not known. */
export function identical(left: Value, right: Value): boolean | null {
  if (left.kind === "choice" || right.kind === "choice") return equalChoice(left, right);
  if (left.kind === "unknown" || right.kind === "unknown") return null;
  if (left.kind === "call" && right.kind === "none") return false;
  if (left.kind === right.kind || (left.kind !== "external" && right.kind !== "external")) {
    return left === right || equalSingletons(left, right);
  }
  return right.kind === "none" || left.kind === "none" ? false : null;
}

function equalSingletons(left: Value, right: Value): boolean {
  if (left.kind !== right.kind) return false;
  return isPlain(left) && !["list", "dict", "set"].includes(left.kind)
    ? equal(left, right) === true
    : false;
}
