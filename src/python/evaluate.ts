import { compare } from "./compare.js";
import { comprehend } from "./comprehension.js";
import { evaluateArguments } from "./arguments.js";
import { formatSpec } from "./format-spec.js";
import { keyOf } from "./identity.js";
import { iterate } from "./iterate.js";
import { choose, join } from "./join.js";
import { fork } from "./journal.js";
import { lambdaValue } from "./define.js";
import { placeAt, PythonError, step, type Machine } from "./machine.js";
import { assignName, lookup } from "./names.js";
import { binary, uniqueItems } from "./operators.js";
import { subscript } from "./subscript.js";
import type {
  AttributeNode,
  CallNode,
  DictNode,
  Expression,
  FormatNode,
  InterpolationNode,
  SequenceNode,
  UnaryNode,
} from "./syntax.js";
import { reprOf } from "./text.js";
import { truthOf } from "./truth-of.js";
import {
  bool,
  float,
  int,
  NONE,
  str,
  unknown,
  type DictValue,
  type Entry,
  type Item,
  type Scope,
  type UnknownValue,
  type Value,
} from "./values.js";

const MAX_NESTING = 900;

/** The value of an expression. */
export function evaluate(machine: Machine, node: Expression, scope: Scope): Value {
  if (!step(machine))
    return unknown("too much work to evaluate", placeAt(scope.module, node.start));
  if (++machine.work.nesting > MAX_NESTING) {
    machine.work.nesting--;
    return unknown("nested too deeply", placeAt(scope.module, node.start));
  }
  try {
    return evaluateNode(machine, node, scope);
  } finally {
    machine.work.nesting--;
  }
}

function evaluateNode(machine: Machine, node: Expression, scope: Scope): Value {
  const place = () => placeAt(scope.module, node.start);
  switch (node.type) {
    case "name":
      return evaluateName(machine, node.id, node.start, scope);
    case "constant":
      return node.value === null
        ? NONE
        : node.value === "..."
          ? { kind: "external", name: "Ellipsis" }
          : bool(node.value);
    case "number":
      return evaluateNumber(node.value, node.of, place());
    case "string":
      return { kind: node.of, value: node.value };
    case "format":
      return evaluateFormat(machine, node, scope);
    case "list":
    case "tuple":
    case "set":
      return evaluateSequence(machine, node, scope);
    case "dict":
      return evaluateDict(machine, node, scope);
    case "unary":
      return evaluateUnary(machine, node, scope);
    case "binary":
      return binary(
        machine,
        node.operator,
        machine.evaluate(node.left, scope),
        machine.evaluate(node.right, scope),
        place(),
      );
    case "boolean":
      return evaluateBoolean(machine, node.operator, node.left, node.right, scope);
    case "compare":
      return evaluateCompare(machine, node, scope);
    case "conditional":
      return evaluateConditional(machine, node, scope);
    case "attribute":
      return evaluateAttribute(machine, node, scope);
    case "subscript":
      return subscript(machine, machine.evaluate(node.object, scope), node.index, scope);
    case "call":
      return evaluateCall(machine, node, scope);
    case "comprehension":
      return comprehend(machine, node, scope);
    case "lambda":
      return lambdaValue(node, scope);
    case "walrus": {
      const value = machine.evaluate(node.value, scope);
      assignName(machine, scope, node.name, value);
      return value;
    }
    case "yield":
      return evaluateYield(machine, node, scope);
    case "await":
      return machine.evaluate(node.value, scope);
    case "star":
      return {
        kind: "tuple",
        items: iterate(machine, machine.evaluate(node.value, scope), place()),
      };
    case "slice":
    case "bad":
      return unknown("source that does not parse", place());
  }
}

function evaluateName(machine: Machine, name: string, start: number, scope: Scope): Value {
  const value = lookup(machine, scope, name);
  if (value) return value;
  throw new PythonError("NameError", `name '${name}' is not defined`, placeAt(scope.module, start));
}

function evaluateNumber(
  value: number,
  of: "int" | "float" | "complex",
  place: UnknownValue["place"],
): Value {
  if (of === "float") return float(value);
  return of === "int" && Number.isSafeInteger(value)
    ? int(value)
    : unknown("a number beyond what is read", place);
}

function evaluateSequence(machine: Machine, node: SequenceNode, scope: Scope): Value {
  const items: Item[] = [];
  for (const item of node.items) {
    if (item.type !== "star") items.push(machine.evaluate(item, scope));
    else {
      const value = machine.evaluate(item.value, scope);
      items.push(...iterate(machine, value, placeAt(scope.module, item.start)));
    }
  }
  return { kind: node.type, items: node.type === "set" ? uniqueItems(items) : items };
}

function evaluateDict(machine: Machine, node: DictNode, scope: Scope): DictValue {
  const entries = new Map<string, Entry>();
  let open: UnknownValue | null = null;
  for (const { key, value } of node.entries) {
    const content = machine.evaluate(value, scope);
    if (key === null) open = spread(content, entries, placeAt(scope.module, node.start)) ?? open;
    else {
      const name = machine.evaluate(key, scope);
      const hash = keyOf(name);
      if (hash === null)
        open = unknown("a key that is not known", placeAt(scope.module, key.start));
      else entries.set(hash, { key: name, value: content, maybe: null });
    }
  }
  return { kind: "dict", entries, open };
}

function spread(
  value: Value,
  entries: Map<string, Entry>,
  place: UnknownValue["place"],
): UnknownValue | null {
  if (value.kind === "unknown") return value;
  if (value.kind !== "dict" || value.scope)
    return unknown("** of a value that is not known", place);
  for (const [key, entry] of value.entries) entries.set(key, entry);
  return value.open;
}

function evaluateUnary(machine: Machine, node: UnaryNode, scope: Scope): Value {
  const value = machine.evaluate(node.operand, scope);
  const place = placeAt(scope.module, node.start);
  if (node.operator === "not") {
    const answer = truthOf(machine, value, place);
    if (answer !== null) return bool(!answer);
    return value.kind === "unknown" ? value : unknown("a condition that is not known", place);
  }
  if (value.kind !== "int" && value.kind !== "float" && value.kind !== "bool") {
    return value.kind === "unknown"
      ? value
      : unknown("arithmetic on a value that is not known", place);
  }
  const number = Number(value.value);
  if (node.operator === "~")
    return value.kind === "float" ? unknown("~ of a float", place) : int(-number - 1);
  const signed = node.operator === "-" ? -number : number;
  return value.kind === "float" ? float(signed) : int(signed === 0 ? 0 : signed);
}

function evaluateBoolean(
  machine: Machine,
  operator: "and" | "or",
  leftNode: Expression,
  rightNode: Expression,
  scope: Scope,
): Value {
  const left = machine.evaluate(leftNode, scope);
  const answer = truthOf(machine, left, placeAt(scope.module, leftNode.start));
  if (answer !== null)
    return answer === (operator === "and") ? machine.evaluate(rightNode, scope) : left;
  const cause = causeOf(left, scope, leftNode.start);
  const [right] = fork(
    machine,
    cause,
    () => attemptValue(() => machine.evaluate(rightNode, scope), cause),
    () => ({ value: left, dead: false }),
  );
  return left.kind === "unknown" ? cause : choose([left, right], cause);
}

/** A side that raises is not the one that is taken. */
function attemptValue(run: () => Value, cause: UnknownValue): { value: Value; dead: boolean } {
  try {
    return { value: run(), dead: false };
  } catch (error) {
    if (error instanceof PythonError) return { value: cause, dead: true };
    throw error;
  }
}

/** The unknown behind a value whose truth is not known. */
export function causeOf(value: Value, scope: Scope, start: number): UnknownValue {
  if (value.kind === "unknown") return value;
  return value.kind === "choice"
    ? value.cause
    : unknown("a condition that is not known", placeAt(scope.module, start));
}

function evaluateCompare(
  machine: Machine,
  node: Extract<Expression, { type: "compare" }>,
  scope: Scope,
): Value {
  let left = machine.evaluate(node.left, scope);
  let result: Value = bool(true);
  const place = placeAt(scope.module, node.start);
  for (const { operator, operand } of node.rest) {
    const right = machine.evaluate(operand, scope);
    result = compare(machine, operator, left, right, place);
    if (truthOf(machine, result, place) !== true) return result;
    left = right;
  }
  return result;
}

function evaluateConditional(
  machine: Machine,
  node: Extract<Expression, { type: "conditional" }>,
  scope: Scope,
): Value {
  const test = machine.evaluate(node.test, scope);
  const answer = truthOf(machine, test, placeAt(scope.module, node.start));
  if (answer !== null) return machine.evaluate(answer ? node.then : node.otherwise, scope);
  const cause = causeOf(test, scope, node.test.start);
  const [first, second] = fork(
    machine,
    cause,
    () => attemptValue(() => machine.evaluate(node.then, scope), cause),
    () => attemptValue(() => machine.evaluate(node.otherwise, scope), cause),
  );
  return join(first, second, cause);
}

function evaluateAttribute(machine: Machine, node: AttributeNode, scope: Scope): Value {
  const object = machine.evaluate(node.object, scope);
  const value = machine.attribute(object, node.name);
  if (value) return value;
  throw new PythonError(
    "AttributeError",
    `no attribute '${node.name}'`,
    placeAt(scope.module, node.start),
  );
}

function evaluateCall(machine: Machine, node: CallNode, scope: Scope): Value {
  const callee = machine.evaluate(node.callee, scope);
  if (callee.kind === "native" && callee.scoped)
    return callee.scoped(evaluateArguments(machine, node.arguments, node.start, scope), scope);
  return machine.call(callee, evaluateArguments(machine, node.arguments, node.start, scope));
}

function evaluateYield(
  machine: Machine,
  node: Extract<Expression, { type: "yield" }>,
  scope: Scope,
): Value {
  const value = node.value ? machine.evaluate(node.value, scope) : NONE;
  const place = placeAt(scope.module, node.start);
  if (node.from) scope.yields.push(...iterate(machine, value, place));
  else scope.yields.push(value);
  return unknown("what is sent to a generator", place);
}

function evaluateFormat(machine: Machine, node: FormatNode, scope: Scope): Value {
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
