import type { Place } from "../project/facts.js";
import type { Machine } from "./machine.js";
import type { InstanceValue, Item, Value } from "./values.js";

/** The characters of a string as Python counts them: code points. */
export const characters = (value: string): readonly string[] =>
  /[\ud800-\udfff]/.test(value) ? [...value] : value.split("");

/** `str(value)`; null when that is not known. */
export function textOf(machine: Machine, value: Value, place: Place): string | null {
  switch (value.kind) {
    case "str":
      return value.value;
    case "instance": {
      const method = machine.attribute(value, "__str__");
      if (!method) return memberText(value);
      const text = machine.call(method, { args: [], kwargs: new Map(), open: null, place });
      return text.kind === "str" ? text.value : null;
    }
    default:
      return reprOf(value);
  }
}

/** A member of an enumeration of texts is its text. */
function memberText(value: InstanceValue): string | null {
  const text = value.attributes.get("_value_");
  return text?.kind === "str" ? text.value : null;
}

/** `repr(value)` of plain data; null for anything else. */
export function reprOf(value: Item): string | null {
  switch (value.kind) {
    case "none":
      return "None";
    case "bool":
      return value.value ? "True" : "False";
    case "int":
      return String(value.value);
    case "float":
      return reprFloat(value.value);
    case "str":
      return reprText(value.value);
    case "bytes":
      return `b${reprText(value.value)}`;
    case "list":
      return wrap("[", value.items, "]");
    case "tuple":
      return value.items.length === 1 ? wrap("(", value.items, ",)") : wrap("(", value.items, ")");
    case "set":
      return value.items.length === 0
        ? "set()"
        : value.items.length === 1
          ? wrap("{", value.items, "}")
          : null;
    case "dict":
      return reprDict(value);
    default:
      return null;
  }
}

function reprDict(value: Extract<Value, { kind: "dict" }>): string | null {
  if (value.open || value.scope) return null;
  const parts: string[] = [];
  for (const entry of value.entries.values()) {
    const [key, item] = [reprOf(entry.key), reprOf(entry.value)];
    if (entry.maybe || key === null || item === null) return null;
    parts.push(`${key}: ${item}`);
  }
  return `{${parts.join(", ")}}`;
}

function wrap(open: string, items: readonly Item[], close: string): string | null {
  const parts = items.map(reprOf);
  return parts.includes(null) ? null : open + parts.join(", ") + close;
}

/** Python writes exponents below 1e-4 and from 1e16 on, JavaScript at other bounds. */
function reprFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, power = "0"] = value.toExponential().split("e");
    const sign = power.startsWith("-") ? "-" : "+";
    return `${digits}e${sign}${power.slice(1).padStart(2, "0")}`;
  }
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return text.includes(".") ? text : `${text}.0`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\\": "\\\\",
};

function reprText(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  let text = "";
  for (const char of value) {
    const code = char.codePointAt(0) ?? 0;
    if (char === quote) text += `\\${quote}`;
    else if (ESCAPES[char] !== undefined) text += ESCAPES[char];
    else if (code < 32 || code === 127) text += `\\x${code.toString(16).padStart(2, "0")}`;
    else text += char;
  }
  return quote + text + quote;
}
