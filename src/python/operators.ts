import type { Place } from "../project/facts.js";
import { metaclassOf } from "./classes.js";
import { choose } from "./join.js";
import { keyOf } from "./identity.js";
import { formatPercent } from "./format-percent.js";
import { PythonError, type Machine } from "./machine.js";
import { forEachOption } from "./options.js";
import { isPlain } from "./plain.js";
import { float, int, str, unknown, type DictValue, type Item, type Value } from "./values.js";

const DUNDER: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
  "|": "or",
  "&": "and",
  "^": "xor",
  "@": "matmul",
  "<<": "lshift",
  ">>": "rshift",
};

/** `left operator right`. */
export function binary(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  place: Place,
): Value {
  if (left.kind === "unknown") return left;
  if (right.kind === "unknown") return keepKnown(operator, left, right);
  if (left.kind === "choice")
    return forEachOption(machine, left, (one) => binary(machine, operator, one, right, place));
  if (right.kind === "choice")
    return forEachOption(machine, right, (one) => binary(machine, operator, left, one, place));
  const result =
    overloaded(machine, operator, left, right, place) ??
    arithmetic(operator, left, right, place) ??
    combine(machine, operator, left, right, place);
  return (
    result ??
    machine.host.combined?.(operator, left, right, place) ??
    refuse(operator, left, right, place)
  );
}

/** `[known] + unknown` keeps what is known, with any number of items behind it. */
function keepKnown(
  operator: string,
  left: Value,
  right: Extract<Value, { kind: "unknown" }>,
): Value {
  if (operator !== "+" || (left.kind !== "list" && left.kind !== "tuple")) return right;
  return { kind: left.kind, items: [...left.items, { kind: "rest", cause: right }] };
}

function overloaded(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  place: Place,
): Value | null {
  const name = DUNDER[operator] ?? "";
  const call = (callee: Value, arg: Value): Value =>
    machine.call(callee, { args: [arg], kwargs: new Map(), open: null, place });
  if (left.kind === "instance" || left.kind === "modelled") {
    const method = machine.attribute(left, `__${name}__`);
    if (method) return call(method, right);
  }
  if (left.kind === "class") {
    const metaclass = metaclassOf(machine, left);
    const method = metaclass && machine.classMember(metaclass, `__${name}__`);
    if (method && method !== "external")
      return call({ kind: "method", self: left, function: method }, right);
  }
  if (right.kind === "instance" || right.kind === "modelled") {
    const method = machine.attribute(right, `__r${name}__`);
    if (method) return call(method, left);
  }
  return null;
}

function refuse(operator: string, left: Value, right: Value, place: Place): Value {
  if (isPlain(left) && isPlain(right)) {
    throw new PythonError(
      "TypeError",
      `unsupported operand types for ${operator}: ${left.kind} and ${right.kind}`,
      place,
    );
  }
  return unknown(`${operator} on a value that is not known`, place);
}

type Numeric = Extract<Value, { kind: "int" | "float" | "bool" }>;

const isNumeric = (value: Value): value is Numeric =>
  value.kind === "int" || value.kind === "float" || value.kind === "bool";

function arithmetic(operator: string, left: Value, right: Value, place: Place): Value | null {
  if (!isNumeric(left) || !isNumeric(right)) return null;
  const [a, b] = [Number(left.value), Number(right.value)];
  if (b === 0 && (operator === "/" || operator === "//" || operator === "%")) {
    throw new PythonError("ZeroDivisionError", "division by zero", place);
  }
  const result = compute(operator, a, b, left.kind === "bool" && right.kind === "bool");
  if (result === null) return null;
  if (typeof result === "boolean") return { kind: "bool", value: result };
  const isFloat = left.kind === "float" || right.kind === "float" || operator === "/";
  if (isFloat || (operator === "**" && b < 0)) return float(result);
  return Number.isSafeInteger(result) ? int(result) : unknown("an integer beyond 2**53", place);
}

function compute(operator: string, a: number, b: number, flags: boolean): number | boolean | null {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "//":
      return Math.floor(a / b);
    case "%":
      return a - b * Math.floor(a / b);
    case "**":
      return a ** b;
    default:
      return bits(operator, a, b, flags);
  }
}

function bits(operator: string, a: number, b: number, flags: boolean): number | boolean | null {
  if (!Number.isInteger(a) || !Number.isInteger(b)) return null;
  if (operator === "<<") return b >= 0 ? a * 2 ** b : null;
  if (operator === ">>") return b >= 0 ? Math.floor(a / 2 ** b) : null;
  if (!/^[|&^]$/.test(operator)) return null;
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return Infinity;
  const [x, y] = [BigInt(a), BigInt(b)];
  const result = operator === "|" ? x | y : operator === "&" ? x & y : x ^ y;
  return flags ? result !== 0n : Number(result);
}

const MAX_REPEAT = 100_000;

function combine(
  machine: Machine,
  operator: string,
  left: Value,
  right: Value,
  place: Place,
): Value | null {
  if (operator === "+") return concatenate(left, right);
  if (operator === "%" && left.kind === "str")
    return formatPercent(machine, left.value, right, place);
  if (operator === "*") return repeat(left, right) ?? repeat(right, left);
  if (left.kind === "set" && right.kind === "set")
    return (
      setOperation(operator, left.items, right.items) ?? {
        kind: "set",
        items: [{ kind: "rest", cause: unknown("a set operation that is not known", place) }],
      }
    );
  if (operator === "|" && left.kind === "dict" && right.kind === "dict")
    return mergeDicts(left, right);
  return null;
}

function concatenate(left: Value, right: Value): Value | null {
  if (left.kind === "str" && right.kind === "str") return str(left.value + right.value);
  if (left.kind === "bytes" && right.kind === "bytes") {
    return { kind: "bytes", value: left.value + right.value };
  }
  if (left.kind === "list" && right.kind === "list") {
    return { kind: "list", items: [...left.items, ...right.items] };
  }
  if (left.kind === "tuple" && right.kind === "tuple") {
    return { kind: "tuple", items: [...left.items, ...right.items] };
  }
  if (left.kind === "list" || left.kind === "tuple") return keepAround(left, right);
  return right.kind === "list" || right.kind === "tuple" ? keepAround(left, right) : null;
}

const side = (value: Value): readonly Item[] | null => {
  if (value.kind === "list" || value.kind === "tuple") return value.items;
  if (value.kind !== "external" && value.kind !== "call") return null;
  const name = value.kind === "external" ? value.name : "a call of something not read";
  const place = value.kind === "call" ? value.call.place : { file: "", line: 1 };
  return [{ kind: "rest", cause: unknown(`value of ${name}`, place) }];
};

/** What is external on one side of `+` is any number of unknown items. */
function keepAround(left: Value, right: Value): Value | null {
  const [a, b] = [side(left), side(right)];
  if (!a || !b) return null;
  const kind = left.kind === "tuple" || right.kind === "tuple" ? "tuple" : "list";
  return { kind, items: [...a, ...b] };
}

function repeat(sequence: Value, count: Value): Value | null {
  if (count.kind !== "int" && count.kind !== "bool") return null;
  const times = Math.max(0, Number(count.value));
  if (sequence.kind === "str" || sequence.kind === "bytes") {
    if (sequence.value.length * times > MAX_REPEAT) return null;
    return { kind: sequence.kind, value: sequence.value.repeat(times) };
  }
  if (sequence.kind !== "list" && sequence.kind !== "tuple") return null;
  if (sequence.items.length * times > MAX_REPEAT) return null;
  return { kind: sequence.kind, items: Array.from({ length: times }, () => sequence.items).flat() };
}

/** Set algebra; null when an item on either side is not certain. */
export function setOperation(
  operator: string,
  left: readonly Item[],
  right: readonly Item[],
): Value | null {
  if (operator === "|") return { kind: "set", items: uniqueItems([...left, ...right]) };
  const [a, b] = [left.map(keyOf), right.map(keyOf)];
  if (a.includes(null) || b.includes(null)) return null;
  const inRight = (item: Item): boolean => b.includes(keyOf(item));
  if (operator === "-") return { kind: "set", items: left.filter((item) => !inRight(item)) };
  if (operator === "&") return { kind: "set", items: left.filter(inRight) };
  if (operator !== "^") return null;
  const others = right.filter((item) => !a.includes(keyOf(item)));
  return { kind: "set", items: [...left.filter((item) => !inRight(item)), ...others] };
}

/** Leaves out what is there already; marks are kept. */
export function uniqueItems(items: readonly Item[]): readonly Item[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item);
    if (key === null) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** `{**left, **right}`. */
export function mergeDicts(left: DictValue, right: DictValue): DictValue {
  const entries = new Map(left.entries);
  for (const [key, entry] of right.entries) {
    const before = entries.get(key);
    if (!entry.maybe || !before) entries.set(key, entry);
    else entries.set(key, { ...before, value: choose([before.value, entry.value], entry.maybe) });
  }
  return { kind: "dict", entries, open: left.open ?? right.open };
}
