import type {
  ClassValue,
  Expression,
  FunctionValue,
  Interpreter,
  Statement,
  Value,
} from "../python/index.js";
import { dottedName, isStubFile } from "../python/index.js";
import { dotted, statementsOf } from "./django/handler-code.js";

/** How a comparison is written whose opposite is asked for. */
const OPPOSITE: Readonly<Record<string, string>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
};
const TODAY =
  /^(?:(?:datetime\.)?date\.today|(?:datetime\.)+now\(\)\.date|timezone\.(?:now\(\)\.date|localdate))\(\)$/;
const NOW = /^(?:timezone\.(?:now|localtime)|(?:datetime\.)+(?:now|today))\(\)$/;
const TEXT_METHODS = /^(?:lower|strip)$/;

/** What the code of a rule knows of the data: names of its own for what clients send. */
interface Rule {
  /** The parameter with all data, or with the value of the field. */
  readonly given: string;
  /** The field of `validate_rating(self, value)`; null for `validate(self, data)`. */
  readonly field: string | null;
  readonly names: Map<string, string>;
  /** What a dotted name of the module stands for. */
  readonly resolve: (name: string) => Value | null;
}

/**
 * Conditions under which a serializer refuses what a client sends, as its source writes them:
 * `start > end`, `rating < 1`, `len(name) < 3`, `day < today`. Those with anything else in them, or
 * that come only where something else holds, are left out.
 */
export function serializerRules(interpreter: Interpreter, cls: ClassValue): readonly string[] {
  const rules = ruleNames(interpreter, cls).flatMap((name) => {
    const code = interpreter.attribute(cls, name);
    const field = /^validate_(\w+)$/.exec(name)?.[1] ?? null;
    return code?.kind === "function" ? rulesOf(interpreter, code, field) : [];
  });
  return [...new Set(rules)].toSorted();
}

/** The methods by which code of the repository refuses data: `validate()`, `validate_rating()`. */
export function ruleNames(interpreter: Interpreter, cls: ClassValue): readonly string[] {
  const names = interpreter
    .mro(cls)
    .flatMap((one) =>
      one.kind === "class" && !isStubFile(one.module.file ?? "")
        ? [...interpreter.ownAttributes(one).keys()]
        : [],
    );
  return [...new Set(names)].filter((name) => /^validate(?:_\w+)?$/.test(name));
}

function rulesOf(
  interpreter: Interpreter,
  code: FunctionValue,
  field: string | null,
): readonly string[] {
  const parameter = code.node.type === "lambda" ? undefined : code.node.parameters()[1];
  if (parameter === undefined || code.decorators.length > 0) return [];
  const resolve = (name: string): Value | null => {
    let at: Value | null = code.module;
    for (const part of name.split(".")) at = at && interpreter.get(at, part);
    return at;
  };
  const rule: Rule = { given: parameter.name, field, names: new Map(), resolve };
  return rulesIn(rule, statementsOf(code));
}

function rulesIn(rule: Rule, statements: readonly Statement[]): readonly string[] {
  const found: string[] = [];
  for (const statement of statements) {
    if (statement.type === "assign") noteName(rule, statement);
    else if (statement.type === "if") {
      const isRule = raises(statement.body.statements());
      if (isRule) found.push(...conditions(rule, statement.test, false));
      // An `elif` is asked only of what is not refused already.
      if (isRule && statement.otherwise)
        found.push(...rulesIn(rule, statement.otherwise.statements()));
      if (returnsFrom(statement)) break;
    } else if (statement.type !== "expression" && statement.type !== "raise") break;
  }
  return found;
}

/** `start = data.get("start")` gives what is sent a name. */
function noteName({ names, ...rule }: Rule, statement: Extract<Statement, { type: "assign" }>) {
  const [target] = statement.targets;
  if (target?.type !== "name") return;
  const sent = statement.value && sentBy({ names, ...rule }, statement.value);
  if (sent) names.set(target.id, sent);
  else names.delete(target.id);
}

const raises = (statements: readonly Statement[]): boolean => statements[0]?.type === "raise";

function returnsFrom(statement: Statement): boolean {
  if (statement.type === "return") return true;
  if (statement.type !== "if") return false;
  const blocks = [statement.body, ...(statement.otherwise ? [statement.otherwise] : [])];
  return blocks.some((block) => block.statements().some(returnsFrom));
}

/** The comparisons of which one alone fulfils a condition; none where more is needed. */
function conditions(rule: Rule, test: Expression, isOpposite: boolean): readonly string[] {
  if (test.type === "unary" && test.operator === "not")
    return conditions(rule, test.operand, !isOpposite);
  if (test.type === "boolean") {
    const parts = operandsOf(test, test.operator);
    if ((test.operator === "or") !== isOpposite)
      return parts.flatMap((part) => conditions(rule, part, isOpposite));
    // `start and end and start > end`: what is compared must be there.
    const rest = parts.filter((part) => isOpposite || sentBy(rule, part) === null);
    const [only] = rest;
    return rest.length === 1 && only ? conditions(rule, only, isOpposite) : [];
  }
  if (test.type === "call" && !isOpposite) return taken(rule, test);
  if (test.type !== "compare") return [];
  return comparisons(rule, test, isOpposite);
}

/** `User.objects.filter(email=value).exists()`: what is sent must not be there yet. */
function taken(rule: Rule, test: Extract<Expression, { type: "call" }>): readonly string[] {
  const { callee } = test;
  if (callee.type !== "attribute" || callee.name !== "exists") return [];
  const filter = callee.object;
  const [only, more] = filter.type === "call" ? filter.arguments : [];
  const manager = filter.type === "call" ? (dotted(filter.callee) ?? "") : "";
  const [, name] = /^([\w.]+)\.objects\.filter$/.exec(manager) ?? [];
  if (!name || !only || more || !/^[a-z]+(?:_[a-z]+)*(?:__iexact)?$/.test(only.name)) return [];
  const sent = sentBy(rule, only.value);
  const model = rule.resolve(name);
  if (sent === null || sent.includes(".") || model?.kind !== "class") return [];
  return [`${sent} in ${dottedName(model)}.${only.name.replace("__iexact", "")}`];
}

function operandsOf(test: Expression, operator: string): readonly Expression[] {
  if (test.type !== "boolean" || test.operator !== operator) return [test];
  return [...operandsOf(test.left, operator), ...operandsOf(test.right, operator)];
}

function comparisons(
  rule: Rule,
  test: Extract<Expression, { type: "compare" }>,
  isOpposite: boolean,
): readonly string[] {
  if (test.rest.length > 1 && !isOpposite) return [];
  const operands = [test.left, ...test.rest.map(({ operand }) => operand)];
  return test.rest.flatMap(({ operator }, at) => {
    const [left, right] = [operands[at], operands[at + 1]].map((one) => one && term(rule, one));
    const way = isOpposite ? OPPOSITE[operator] : operator in OPPOSITE ? operator : undefined;
    if (!left || !right || way === undefined || !(left.isSent || right.isSent)) return [];
    if (left.isSent) return [`${left.text} ${way} ${right.text}`];
    return [`${right.text} ${mirrored(way)} ${left.text}`];
  });
}

const mirrored = (operator: string): string =>
  operator.replace(/[<>]/, (sign) => (sign === "<" ? ">" : "<"));

interface Term {
  readonly text: string;
  readonly isSent: boolean;
}

/** One side of a comparison, as the table writes it; null for anything else. */
function term(rule: Rule, value: Expression): Term | null {
  const sent = sentBy(rule, value);
  if (sent !== null) return { text: sent, isSent: true };
  switch (value.type) {
    case "number":
      return { text: `${value.value}`, isSent: false };
    case "unary":
      return value.operator === "-" && value.operand.type === "number"
        ? { text: `-${value.operand.value}`, isSent: false }
        : null;
    case "string":
      return value.of === "str" ? { text: JSON.stringify(value.value), isSent: false } : null;
    case "call": {
      const [only] = value.arguments;
      if (dotted(value.callee) === "len" && only && value.arguments.length === 1) {
        const measured = sentBy(rule, only.value);
        return measured === null ? null : { text: `len(${measured})`, isSent: true };
      }
      const text = written(value);
      if (text === null) return null;
      return TODAY.test(text)
        ? { text: "today", isSent: false }
        : NOW.test(text)
          ? { text: "now", isSent: false }
          : null;
    }
    case "name":
    case "attribute":
      return constant(rule.resolve(dotted(value) ?? ""));
    default:
      return null;
  }
}

/** What a name or a member of choices stands for. */
function constant(value: Value | null): Term | null {
  if (value?.kind === "str") return { text: JSON.stringify(value.value), isSent: false };
  if (value?.kind === "int") return { text: `${value.value}`, isSent: false };
  const inner = value?.kind === "instance" ? value.attributes.get("value") : undefined;
  return inner && inner.kind !== "lazy" ? constant(inner) : null;
}

/** The dotted text of calls without arguments, such as `timezone.now().date()`. */
function written(value: Expression): string | null {
  if (value.type === "call") {
    const callee = value.arguments.length === 0 ? written(value.callee) : null;
    return callee === null ? null : `${callee}()`;
  }
  if (value.type !== "attribute") return dotted(value);
  const object = written(value.object);
  return object === null ? null : `${object}.${value.name}`;
}

/** The field that an expression is, or `book.stock` for what its row has; null for anything else. */
function sentBy(rule: Rule, value: Expression): string | null {
  switch (value.type) {
    case "name":
      return value.id === rule.given ? rule.field : (rule.names.get(value.id) ?? null);
    case "subscript":
      return isData(rule, value.object) && value.index.type === "string" ? value.index.value : null;
    case "attribute": {
      const row = sentBy(rule, value.object);
      return row === null || row.includes(".") ? null : `${row}.${value.name}`;
    }
    case "call": {
      if (value.callee.type !== "attribute") return null;
      const [first] = value.arguments;
      if (value.callee.name === "get" && isData(rule, value.callee.object))
        return first?.value.type === "string" ? first.value.value : null;
      return TEXT_METHODS.test(value.callee.name) ? sentBy(rule, value.callee.object) : null;
    }
    default:
      return null;
  }
}

const isData = ({ given, field }: Rule, value: Expression): boolean =>
  field === null && value.type === "name" && value.id === given;
