import {
  functionText,
  type CallArguments,
  type ClassValue,
  type Expression,
  type FunctionValue,
  type Interpreter,
  type Statement,
  type Value,
} from "../../python/index.js";
import { isOfFramework } from "./guards.js";
import { codeBehind, dotted, handlerName, ownFunction, statementsOf } from "./handler-code.js";
import { endsInRefusal, mayEnd, meaningOf } from "./handler-course.js";
import { modelBehind } from "./model-behind.js";

const FETCH = /^(?:self\.get_object|(?:\w+\.)?get_object_or_404|(?:\w+\.)*[A-Z]\w*\.objects\.get)$/;
const DEEPEST = 5;
const NEGATED: Readonly<Record<string, string>> = {
  "==": "!=",
  "!=": "==",
  is: "is not",
  "is not": "is",
  in: "not in",
  "not in": "in",
};

/** Code that runs for a request, and the names by which it has the object of the request. */
interface Frame {
  readonly interpreter: Interpreter;
  readonly cls: ClassValue | null;
  readonly model: ClassValue | null;
  readonly code: FunctionValue;
  readonly rows: Set<string>;
  readonly above: readonly FunctionValue[];
}

/**
 * States of its object in which a write is refused before anything else is done, in the words of the
 * generated test: `state != "reserved"`. Only conditions count that stand alone before a refusal.
 */
export function refusedStates(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  method: string,
): readonly string[] {
  const code = codeBehind(interpreter, cls, handlerName(call, method));
  const behind = modelBehind(interpreter, cls, call.kwargs);
  const model = behind?.kind === "class" ? behind : null;
  const hook = code === "destroy" ? ownFunction(interpreter, cls, "perform_destroy") : null;
  const own = typeof code === "string" ? hook : code;
  if (own === null) return [];
  const rows = new Set(hook === null ? [] : parameters(own).slice(1, 2));
  return [...new Set(inCode({ interpreter, cls, model, code: own, rows, above: [] }))].toSorted();
}

function inCode(frame: Frame): readonly string[] {
  const { code, above } = frame;
  if (above.includes(code) || above.length > DEEPEST || !code.decorators.every(isOfFramework))
    return [];
  functionText(code); // what the facts rest on
  return inStatements(frame, statementsOf(code)).states;
}

interface Course {
  readonly states: readonly string[];
  /** Whether what follows may be about another state, or not be reached. */
  readonly isOver: boolean;
}

function inStatements(frame: Frame, statements: readonly Statement[]): Course {
  const states: string[] = [];
  for (const statement of statements) {
    const course = inStatement(frame, statement);
    states.push(...course.states);
    if (course.isOver) return { states, isOver: true };
  }
  return { states, isOver: false };
}

function inStatement(frame: Frame, statement: Statement): Course {
  switch (statement.type) {
    case "expression":
      return { states: inValue(frame, statement.value), isOver: false };
    case "assign": {
      if (statement.value === null) return { states: [], isOver: false };
      const states = inValue(frame, statement.value);
      const [target] = statement.targets;
      if (target?.type === "name" && isRow(frame, statement.value)) frame.rows.add(target.id);
      else if (target?.type === "name") frame.rows.delete(target.id);
      return { states, isOver: target?.type === "attribute" && isRow(frame, target.object) };
    }
    case "return":
      return { states: statement.value ? inValue(frame, statement.value) : [], isOver: true };
    case "if":
      return statement.otherwise === null && endsInRefusal(frame, statement.body.statements())
        ? { states: conditions(frame, statement.test, false), isOver: false }
        : { states: [], isOver: true };
    case "with":
      return inStatements(frame, statement.body.statements());
    case "try":
      return statement.handlers.every(({ body }) => endsInRefusal(frame, body.statements()))
        ? inStatements(frame, statement.body.statements())
        : { states: [], isOver: true };
    default:
      return { states: [], isOver: mayEnd(frame, statement) || statement.type === "augment" };
  }
}

/** What of a condition refuses alone, as the test writes it. */
function conditions(frame: Frame, test: Expression, isNegated: boolean): readonly string[] {
  switch (test.type) {
    case "unary":
      return test.operator === "not" ? conditions(frame, test.operand, !isNegated) : [];
    case "boolean":
      return (test.operator === "or") !== isNegated
        ? [test.left, test.right].flatMap((one) => conditions(frame, one, isNegated))
        : [];
    case "attribute":
      return isRow(frame, test.object) ? [isNegated ? `not ${test.name}` : test.name] : [];
    case "compare": {
      const [only, ...more] = test.rest;
      const { left } = test;
      if (!only || more.length > 0 || left.type !== "attribute" || !isRow(frame, left.object))
        return [];
      const way = isNegated ? NEGATED[only.operator] : only.operator;
      const value = constant(frame, only.operand);
      return way !== undefined && way in NEGATED && value !== null
        ? [`${left.name} ${way} ${value}`]
        : [];
    }
    default:
      return [];
  }
}

/** A constant, a member of some choices, or several of them, as Python writes them. */
function constant(frame: Frame, value: Expression): string | null {
  if (value.type === "tuple" || value.type === "list" || value.type === "set") {
    const items = value.items.map((item) => constant(frame, item));
    return items.includes(null) ? null : `[${items.join(", ")}]`;
  }
  if (value.type === "constant")
    return value.value === null ? "None" : value.value === true ? "True" : "False";
  if (value.type === "number") return `${value.value}`;
  if (value.type === "string") return value.of === "str" ? JSON.stringify(value.value) : null;
  const name = dotted(value);
  return name === null ? null : written(meaning(frame, name));
}

function written(value: Value | null): string | null {
  if (value?.kind === "str") return JSON.stringify(value.value);
  if (value?.kind === "int") return `${value.value}`;
  const inner = value?.kind === "instance" ? value.attributes.get("value") : undefined;
  return inner && inner.kind !== "lazy" ? written(inner) : null;
}

/** Whether an expression is the object of the request. */
function isRow(frame: Frame, value: Expression): boolean {
  if (value.type === "name") return frame.rows.has(value.id);
  if (value.type !== "call") return false;
  const name = dotted(value.callee) ?? "";
  if (FETCH.test(name)) return true;
  const helper = helperNamed(frame, name);
  const last = helper && statementsOf(helper).at(-1);
  return last?.type === "return" && last.value?.type === "call"
    ? FETCH.test(dotted(last.value.callee) ?? "")
    : false;
}

/** What is refused on the way to a value, by functions that are given the object, or by its methods. */
function inValue(frame: Frame, value: Expression): readonly string[] {
  if (value.type === "attribute") return inValue(frame, value.object);
  if (value.type === "await") return inValue(frame, value.value);
  if (value.type !== "call") return [];
  const before = value.arguments.flatMap((one) => inValue(frame, one.value));
  return [...before, ...byCall(frame, value)];
}

function byCall(frame: Frame, call: Extract<Expression, { type: "call" }>): readonly string[] {
  const { callee } = call;
  const above = [...frame.above, frame.code];
  if (callee.type === "attribute" && isRow(frame, callee.object)) {
    const code = frame.model && ownFunction(frame.interpreter, frame.model, callee.name);
    if (!code) return [];
    return inCode({
      ...frame,
      cls: frame.model,
      code,
      rows: new Set(parameters(code).slice(0, 1)),
      above,
    });
  }
  const name = dotted(callee) ?? "";
  const helper = helperNamed(frame, name);
  const found = helper ?? meaning(frame, name);
  if (found?.kind !== "function") return [];
  const names = parameters(found).slice(helper ? 1 : 0);
  const given = call.arguments.flatMap((one, at) =>
    isRow(frame, one.value) ? [one.name || names[at] || ""] : [],
  );
  if (given.length === 0) return [];
  const cls = helper ? frame.cls : null;
  return inCode({ ...frame, cls, code: found, rows: new Set(given), above });
}

const parameters = ({ node }: FunctionValue): readonly string[] =>
  node.parameters().map(({ name }) => name);

function helperNamed(frame: Frame, name: string): FunctionValue | null {
  const own = /^self\.(\w+)$/.exec(name)?.[1];
  return own === undefined || !frame.cls ? null : ownFunction(frame.interpreter, frame.cls, own);
}

/** What a dotted name means: one of the module, or of the class that the code is in. */
function meaning({ interpreter, cls, code }: Frame, name: string): Value | null {
  const [first = "", ...rest] = name.split(".");
  if (first !== "self") return first === "" ? null : meaningOf(interpreter, code, name);
  let value: Value | null = cls;
  for (const part of rest) value = value && interpreter.get(value, part);
  return value;
}
