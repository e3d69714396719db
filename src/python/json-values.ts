import { argument } from "./arguments.js";
import { setEntry } from "./assign.js";
import { PythonError, type Machine } from "./machine.js";
import {
  bool,
  float,
  int,
  list,
  NONE,
  str,
  unknown,
  type CallArguments,
  type DictValue,
  type Value,
} from "./values.js";

/** `json.loads(text)`. */
export function parseJson(machine: Machine, call: CallArguments): Value {
  const text = argument(call, 0);
  if (text?.kind === "unknown") return text;
  if (text?.kind !== "str") return unknown("JSON of a text that is not known", call.place);
  try {
    return valueOf(machine, JSON.parse(text.value));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new PythonError("json.JSONDecodeError", "not JSON", call.place);
  }
}

/** Data as values; dates and the like have no value here. */
export function valueOf(machine: Machine, data: unknown): Value {
  if (Array.isArray(data)) return list(data.map((item) => valueOf(machine, item)));
  switch (typeof data) {
    case "string":
      return str(data);
    case "boolean":
      return bool(data);
    case "number":
      return Number.isInteger(data) ? int(data) : float(data);
    case "object":
      if (data === null) return NONE;
      return data instanceof Date
        ? unknown("a date", { file: "", line: 1 })
        : dictOf(machine, data);
    default:
      return NONE;
  }
}

function dictOf(machine: Machine, data: object): Value {
  const dict: DictValue = { kind: "dict", entries: new Map(), open: null };
  for (const [key, value] of Object.entries(data)) {
    setEntry(machine, dict, str(key), valueOf(machine, value));
  }
  return dict;
}
