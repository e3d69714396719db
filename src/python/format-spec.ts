import type { Place } from "../project/facts.js";
import type { Machine } from "./machine.js";
import { characters, textOf } from "./text.js";
import type { Value } from "./values.js";

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([_,])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;

/** `format(value, spec)`; null when it is not known or the specification is not one of those read. */
export function formatSpec(
  machine: Machine,
  value: Value,
  spec: string,
  place: Place,
): string | null {
  if (spec === "") return textOf(machine, value, place);
  const match = SPEC.exec(spec);
  if (!match) return null;
  const [, fill, align, sign, alternate, zero, width, group, precision, type = ""] = match;
  const size = Number(width ?? 0);
  if (value.kind === "str") {
    const text = textOf(machine, value, place) ?? "";
    const cut =
      precision === undefined ? text : characters(text).slice(0, Number(precision)).join("");
    return pad(cut, size, fill ?? (zero ? "0" : " "), align ?? "<");
  }
  if (value.kind !== "int" && value.kind !== "float" && value.kind !== "bool") return null;
  const number = Number(value.value);
  const kind = type === "" || type === "n" ? (value.kind === "float" ? "" : "d") : type;
  const digits = formatNumber(
    Math.abs(number),
    kind,
    precision === undefined ? null : Number(precision),
  );
  const plain =
    kind === "" && precision === undefined
      ? textOf(machine, { kind: "float", value: Math.abs(number) }, place)
      : digits;
  if (plain === null) return null;
  const negative = number < 0 || Object.is(number, -0);
  const mark =
    (negative ? "-" : sign === "+" || sign === " " ? sign : "") +
    (alternate && "xXob".includes(kind) ? `0${kind}` : "");
  const grouped = group ? groupDigits(plain, group) : plain;
  if (zero && !align) return mark + grouped.padStart(size - mark.length, "0");
  if (align === "=") return mark + grouped.padStart(size - mark.length, fill ?? " ");
  return pad(mark + grouped, size, fill ?? " ", align ?? ">");
}

function groupDigits(digits: string, mark: string): string {
  const [whole = "", ...rest] = digits.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, mark), ...rest].join(".");
}

function pad(text: string, width: number, fill: string, align: string): string {
  const missing = width - characters(text).length;
  if (missing <= 0) return text;
  if (align === "<") return text + fill.repeat(missing);
  if (align === ">") return fill.repeat(missing) + text;
  const left = Math.floor(missing / 2);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

/** The digits of a number that is not negative; null when the type is not one of those read. */
export function formatNumber(value: number, type: string, precision: number | null): string | null {
  switch (type) {
    case "d":
      return Number.isInteger(value) ? String(value) : null;
    case "x":
      return value.toString(16);
    case "X":
      return value.toString(16).toUpperCase();
    case "o":
      return value.toString(8);
    case "b":
      return value.toString(2);
    case "f":
    case "F":
      return Number.isFinite(value) && value < 1e15 ? fixed(value, precision ?? 6) : null;
    case "%":
      return Number.isFinite(value) ? `${fixed(value * 100, precision ?? 6)}%` : null;
    default:
      return null;
  }
}

/** Python rounds exact halves to even, toFixed up. */
function fixed(value: number, digits: number): string {
  const half =
    Number.isInteger(value * 2 ** (digits + 1)) && !Number.isInteger(value * 10 ** digits);
  if (!half || digits > 10) return value.toFixed(digits);
  return ((2 * Math.round((value * 10 ** digits) / 2)) / 10 ** digits).toFixed(digits);
}
