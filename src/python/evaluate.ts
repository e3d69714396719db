import { compare } from "./compare.js";
import { comprehend } from "./comprehension.js";
import { evaluateArguments } from "./arguments.js";
import { demanded } from "./environment-variables.js";
import { iterate } from "./iterate.js";
import { lambdaValue } from "./define.js";
import { placeAt, PythonError, step, type Machine } from "./machine.js";
import { assignName, lookup } from "./names.js";
import { binary } from "./operators.js";
import { subscript } from "./subscript.js";
import type { AttributeNode, CallNode, Expression, UnaryNode } from "./syntax.js";
import { truthAt, truthOf } from "./truth-of.js";
import {
  bool,
  float,
  int,
  NONE,
  unknown,
  type Scope,
  type UnknownValue,
  type Value,
} from "./values.js";
import { evaluateFormat } from "./evaluate-format.js";
import { evaluateSequence, evaluateDict } from "./evaluate-collections.js";
import { evaluateBoolean, evaluateConditional } from "./evaluate-branches.js";

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

/** The kinds are asked for one after the other: the usual ones come first. */
function evaluateNode(machine: Machine, node: Expression, scope: Scope): Value {
  switch (node.type) {
    case "name":
      return evaluateName(machine, node.id, node.start, scope);
    case "attribute":
      return evaluateAttribute(machine, node, scope);
    case "call":
      return evaluateCall(machine, node, scope);
    case "string":
      return { kind: node.of, value: node.value };
    case "constant":
      return node.value === null
        ? NONE
        : node.value === "..."
          ? { kind: "external", name: "Ellipsis" }
          : bool(node.value);
    case "list":
    case "tuple":
    case "set":
      return evaluateSequence(machine, node, scope);
    case "number":
      return evaluateNumber(node.value, node.of, placeAt(scope.module, node.start));
    case "dict":
      return evaluateDict(machine, node, scope);
    case "lambda":
      return lambdaValue(node, scope);
    case "format":
      return evaluateFormat(machine, node, scope);
    case "subscript":
      return subscript(machine, machine.evaluate(node.object, scope), node.index, scope);
    case "unary":
      return evaluateUnary(machine, node, scope);
    case "binary":
      return binary(
        machine,
        node.operator,
        machine.evaluate(node.left, scope),
        machine.evaluate(node.right, scope),
        placeAt(scope.module, node.start),
      );
    case "boolean":
      return evaluateBoolean(machine, node.operator, node.left, node.right, scope);
    case "compare":
      return evaluateCompare(machine, node, scope);
    case "conditional":
      return evaluateConditional(machine, node, scope);
    case "comprehension":
      return comprehend(machine, node, scope);
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
        items: iterate(
          machine,
          machine.evaluate(node.value, scope),
          placeAt(scope.module, node.start),
        ),
      };
    case "slice":
    case "bad":
      return unknown("source that does not parse", placeAt(scope.module, node.start));
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

function evaluateUnary(machine: Machine, node: UnaryNode, scope: Scope): Value {
  const value = machine.evaluate(node.operand, scope);
  if (node.operator === "not") {
    const answer = truthAt(machine, value, scope, node.start);
    if (answer !== null) return bool(!answer);
    return value.kind === "unknown"
      ? value
      : unknown("a condition that is not known", placeAt(scope.module, node.start));
  }
  const place = placeAt(scope.module, node.start);
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

function evaluateAttribute(machine: Machine, node: AttributeNode, scope: Scope): Value {
  const object = machine.evaluate(node.object, scope);
  const value = machine.attribute(object, node.name);
  if (value) return value;
  const place = placeAt(scope.module, node.start);
  const unset = demanded(machine, object, place);
  if (unset) return unset;
  throw new PythonError("AttributeError", `no attribute '${node.name}'`, place);
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
