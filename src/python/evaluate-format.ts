import { formatSpec } from "./format-spec.js";
import { choose } from "./join.js";
import { placeAt, type Machine } from "./machine.js";
import type { FormatNode, InterpolationNode } from "./syntax.js";
import { reprOf } from "./text.js";
import { str, unknown, type Scope, type UnknownValue, type Value } from "./values.js";

/** The value of an f-string. */
export function evaluateFormat(machine: Machine, node: FormatNode, scope: Scope): Value {
  const pieces: Value[] = node.parts.map((part) =>
    typeof part === "string" ? str(part) : evaluateInterpolation(machine, part, scope),
  );
  if (node.template) return unknown("a template string", placeAt(scope.module, node.start));
  return concatenateText(pieces);
}

function concatenateText(pieces: readonly Value[]): Value {
  let texts: readonly string[] = [""];
  let cause: UnknownValue | null = null;
  for (const piece of pieces) {
    const options = piece.kind === "choice" ? piece.options : [piece];
    if (piece.kind === "choice") cause = piece.cause;
    const lost = options.find((option) => option.kind !== "str");
    if (lost) return lost;
    texts = texts.flatMap((text) =>
      options.map((option) => text + (option.kind === "str" ? option.value : "")),
    );
    if (texts.length > 8 && cause) return cause;
  }
  return cause ? choose(texts.map(str), cause) : str(texts[0] ?? "");
}

function evaluateInterpolation(machine: Machine, node: InterpolationNode, scope: Scope): Value {
  const value = machine.evaluate(node.expression, scope);
  const spec = node.spec ? evaluateFormat(machine, node.spec, scope) : str("");
  const place = placeAt(scope.module, node.start);
  const convert = (one: Value): Value => {
    if (one.kind === "unknown" || spec.kind !== "str")
      return one.kind === "unknown"
        ? one
        : spec.kind === "unknown"
          ? spec
          : unknown("a format that is not known", place);
    const raw =
      node.conversion === "r" ||
      node.conversion === "a" ||
      (node.echo !== null && node.conversion === "" && !node.spec);
    const shown = raw ? reprOf(one) : null;
    const text = raw ? shown : formatSpec(machine, one, spec.value, place);
    return text === null
      ? unknown("text of a value that is not known", place)
      : str((node.echo ?? "") + text);
  };
  return value.kind === "choice" ? choose(value.options.map(convert), value.cause) : convert(value);
}
