import { demanded } from "./environment-variables.js";
import { join } from "./join.js";
import { PythonError, type Machine } from "./machine.js";
import { textOf } from "./text.js";
import { float, int, str, unknown, type CallArguments, type Value } from "./values.js";
import { argument } from "./arguments.js";
import { first, type Builtin } from "./builtin-iteration.js";

/** `int(...)`. */
export function toInt(machine: Machine, call: CallArguments): Value {
  const value = demanded(machine, first(call), call.place) ?? first(call);
  if (value.kind === "str" && call.args.length < 2 && /^\s*[+-]?\d+\s*$/.test(value.value))
    return int(Number(value.value));
  if (value.kind === "str" && call.args.length < 2)
    throw new PythonError("ValueError", "invalid literal for int()", call.place);
  if (value.kind === "int" || value.kind === "bool" || value.kind === "float")
    return int(Math.trunc(Number(value.value)) + 0);
  if (call.args.length === 0) return int(0);
  return value.kind === "unknown"
    ? value
    : unknown("int() of a value that is not known", call.place);
}

/** `float(...)`. */
export function toFloat(machine: Machine, call: CallArguments): Value {
  const value = demanded(machine, first(call), call.place) ?? first(call);
  if (value.kind === "int" || value.kind === "bool" || value.kind === "float")
    return float(Number(value.value));
  if (value.kind === "str" && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(value.value))
    return float(Number(value.value));
  if (value.kind === "str" && !/inf|nan/i.test(value.value))
    throw new PythonError("ValueError", "could not convert string to float", call.place);
  return value.kind === "unknown"
    ? value
    : unknown("float() of a value that is not known", call.place);
}

/** `str(...)`. */
export function toText(machine: Machine, call: CallArguments): Value {
  const value = argument(call, 0, "object");
  if (value === null) return str("");
  if (value.kind === "choice") {
    return value.options
      .map((one) => toText(machine, { ...call, args: [one] }))
      .reduce((a, b) => join(a, b, value.cause));
  }
  const text = textOf(machine, value, call.place);
  return text === null
    ? value.kind === "unknown"
      ? value
      : unknown("text of a value that is not known", call.place)
    : str(text);
}

/** A function of one number. */
export const numeric =
  (change: (value: number) => number): Builtin =>
  (_machine, call) => {
    const value = first(call);
    if (value.kind === "int" || value.kind === "bool") return int(change(Number(value.value)));
    return value.kind === "float"
      ? float(change(value.value))
      : unknown("a number that is not known", call.place);
  };
