import type { Place } from "../project/facts.js";
import { formatNumber } from "./format-spec.js";
import { keyOf } from "./identity.js";
import type { Machine } from "./machine.js";
import { reprOf, textOf } from "./text.js";
import { str, unknown, type Item, type Value } from "./values.js";

const DIRECTIVE = /%(?:\((\w+)\))?([-+ 0#]*)(\d+)?(?:\.(\d+))?([diouxXeEfFgGcrsa%])/g;

/** `"..." % values`. */
export function formatPercent(
  machine: Machine,
  format: string,
  values: Value,
  place: Place,
): Value {
  const positional: readonly Item[] = values.kind === "tuple" ? values.items : [values];
  let at = 0;
  let lost: Value | null = null;
  const text = format.replace(DIRECTIVE, (_, name, flags, width, precision, type) => {
    if (type === "%") return "%";
    const value = name === undefined ? positional[at++] : namedValue(values, name);
    const piece =
      value && plain(value) ? directive(machine, value, type, flags, precision, place) : null;
    if (piece === null) {
      lost ??=
        value?.kind === "unknown"
          ? value
          : unknown("a format with values that are not known", place);
      return "";
    }
    const size = Number(width ?? 0);
    if (flags.includes("-")) return piece.padEnd(size);
    return flags.includes("0") && "dioxXeEfFgGu".includes(type)
      ? piece.replace(
          /^([+-]?)(.*)$/s,
          (_whole, sign, digits) => sign + digits.padStart(size - sign.length, "0"),
        )
      : piece.padStart(size);
  });
  return lost ?? str(text);
}

const plain = (value: Item): value is Value => value.kind !== "maybe" && value.kind !== "rest";

function namedValue(values: Value, name: string): Value | undefined {
  if (values.kind !== "dict") return undefined;
  if (values.scope) {
    const slot = values.scope.names.get(name);
    return slot?.kind === "lazy" ? slot.resolve() : slot;
  }
  const entry = values.entries.get(keyOf(str(name)) ?? "");
  return entry && !entry.maybe ? entry.value : undefined;
}

function directive(
  machine: Machine,
  value: Value,
  type: string,
  flags: string,
  precision: string | undefined,
  place: Place,
): string | null {
  if (type === "s" || type === "r" || type === "a") {
    const text = type === "s" ? textOf(machine, value, place) : reprOf(value);
    return text === null || precision === undefined ? text : text.slice(0, Number(precision));
  }
  if (type === "c") return value.kind === "str" ? value.value : null;
  if (value.kind !== "int" && value.kind !== "float" && value.kind !== "bool") return null;
  const kind = "diu".includes(type) ? "d" : type;
  const number = kind === "d" ? Math.trunc(Number(value.value)) : Number(value.value);
  const text = formatNumber(
    Math.abs(number),
    kind,
    precision === undefined ? null : Number(precision),
  );
  if (text === null) return null;
  const prefix = flags.includes("#") && "xXo".includes(type) ? `0${type}` : "";
  const sign = number < 0 ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  return sign + prefix + text;
}
