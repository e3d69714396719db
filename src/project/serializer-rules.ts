import type {
  ClassValue,
  Expression,
  FunctionValue,
  Interpreter,
  Statement,
  Value,
} from "../python/index.js";
import { dottedName, isStubFile } from "../python/index.js";
import { blocksIn, dotted, statementsOf } from "./django/handler-code.js";
import {
  isSet,
  listOf,
  noteGetter,
  noteReplaced,
  sentBy,
  term,
  type Rule,
} from "./serializer-terms.js";

/** How a comparison is written whose opposite is asked for. */
const OPPOSITE: Readonly<Record<string, string>> = {
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
  "==": "!=",
  "!=": "==",
};
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
  const rule: Rule = {
    given: parameter.name,
    field,
    names: new Map(),
    lists: new Map(),
    replaced: new Set(),
    getters: new Set(),
    resolve,
  };
  return rulesIn(rule, statementsOf(code));
}

function rulesIn(rule: Rule, statements: readonly Statement[]): readonly string[] {
  const found: string[] = [];
  for (const statement of statements) {
    if (statement.type === "assign") noteName(rule, statement);
    else if (statement.type === "function") noteGetter(rule, statement);
    else if (statement.type === "if") {
      const isRule = raises(statement.body.statements());
      if (isRule) found.push(...conditions(rule, statement.test, false));
      else if (!asksForRow(statement.test)) forgetNames(rule, statement);
      noteReplaced(rule, statement);
      // An `elif` is asked only of what is not refused already.
      if (isRule && statement.otherwise)
        found.push(...rulesIn(rule, statement.otherwise.statements()));
      if (returnsFrom(statement)) break;
    } else if (statement.type === "for" && !returnsFrom(statement)) {
      forgetNames(rule, statement);
      noteReplaced(rule, statement);
    } else if (statement.type === "expression") noteReplaced(rule, statement);
    else if (statement.type !== "raise") break;
  }
  return found;
}

/** What a loop or a branch gives a name is not what it was before. */
function forgetNames(rule: Rule, statement: Statement): void {
  const targets = statement.type === "assign" ? statement.targets : [];
  for (const target of targets) {
    if (target.type !== "name") continue;
    rule.names.delete(target.id);
    rule.lists.delete(target.id);
  }
  for (const block of blocksIn(statement))
    for (const inner of block.statements()) forgetNames(rule, inner);
}

/** `start = data.get("start")` gives what is sent a name, and so does a list of parts of it. */
function noteName(rule: Rule, statement: Extract<Statement, { type: "assign" }>) {
  const [target] = statement.targets;
  noteReplaced(rule, statement);
  if (target?.type === "tuple" || target?.type === "list") {
    const { value } = statement;
    const isSame = value?.type === "tuple" && value.items.length === target.items.length;
    for (const [at, one] of target.items.entries())
      noteValue(rule, one, isSame ? (value.items[at] ?? null) : null);
  } else if (target) noteValue(rule, target, statement.value);
}

function noteValue(rule: Rule, target: Expression, value: Expression | null) {
  if (target.type !== "name") return;
  const sent = value && sentBy(rule, value);
  const list = value && listOf(rule, value);
  if (sent) rule.names.set(target.id, sent);
  else rule.names.delete(target.id);
  if (list && value && !isSet(value)) rule.lists.set(target.id, list);
  else rule.lists.delete(target.id);
}

/** Whether a branch is one of changing a row: what it names then is what the row has. */
function asksForRow(test: Expression): boolean {
  if (test.type === "boolean") return asksForRow(test.left) || asksForRow(test.right);
  if (test.type === "unary") return asksForRow(test.operand);
  if (test.type === "compare") return asksForRow(test.left);
  return /^self\.(?:instance|partial)$/.test(dotted(test) ?? "");
}

const raises = (statements: readonly Statement[]): boolean => statements[0]?.type === "raise";

function returnsFrom(statement: Statement): boolean {
  if (statement.type === "return") return true;
  return blocksIn(statement).some((block) => block.statements().some(returnsFrom));
}

/** Conditions of which one alone fulfils another: `start > end`, `kind == "other" and not note`. */
function conditions(rule: Rule, test: Expression, isOpposite: boolean): readonly string[] {
  if (test.type === "unary" && test.operator === "not")
    return conditions(rule, test.operand, !isOpposite);
  if (test.type === "boolean") {
    const parts = operandsOf(test, test.operator);
    return (test.operator === "or") !== isOpposite
      ? parts.flatMap((part) => conditions(rule, part, isOpposite))
      : together(rule, parts, isOpposite);
  }
  if (test.type === "call" && !isOpposite && isExistence(test)) return taken(rule, test);
  if (test.type === "compare") return compared(rule, test, isOpposite);
  const sent = sentBy(rule, test);
  return sent === null ? [] : [isOpposite ? `not ${sent}` : sent];
}

/** All parts at once, where each has one way to hold; of what is compared it goes without saying. */
function together(
  rule: Rule,
  parts: readonly Expression[],
  isOpposite: boolean,
): readonly string[] {
  const ways = parts.map((part) =>
    isInstance(part) && !isOpposite ? [INSTANCE] : conditions(rule, part, isOpposite),
  );
  const all = ways.map(([only, ...more]) => (more.length === 0 ? only : undefined));
  const known = all.filter((one) => one !== undefined);
  if (known.length < parts.length) return [];
  const telling = known.filter((one) => /[<>=!]|^not | repeats | in /.test(one));
  const isSaid = (one: string): boolean =>
    telling.some((other) => !other.startsWith("not ") && namesIn(other).includes(one));
  const needed = [...new Set(known.filter((one) => telling.includes(one) || !isSaid(one)))];
  const isPlain = needed.every((one) => one !== INSTANCE && !one.includes(" and "));
  return isPlain && needed.length > 0 ? [needed.join(" and ")] : [];
}

const namesIn = (text: string): readonly string[] => text.replaceAll(/"[^"]*"/g, "").split(/\W+/);
const INSTANCE = "instance";
const isInstance = (test: Expression): boolean => dotted(test) === "self.instance";
const isExistence = (test: Expression): boolean =>
  test.type === "call" && test.callee.type === "attribute" && test.callee.name === "exists";

/** What a comparison says, `is None` among them. */
function compared(
  rule: Rule,
  test: Extract<Expression, { type: "compare" }>,
  isOpposite: boolean,
): readonly string[] {
  const [only, more] = test.rest;
  if (only === undefined || more !== undefined) return comparisons(rule, test, isOpposite);
  const isNone = only.operand.type === "constant" && only.operand.value === null;
  if (isNone && /^is(?: not)?$/.test(only.operator)) {
    const sent = sentBy(rule, test.left);
    if (sent === null || sent.includes(".")) return [];
    return [(only.operator === "is") === isOpposite ? sent : `not ${sent}`];
  }
  return repeated(rule, test.left, only, isOpposite) ?? comparisons(rule, test, isOpposite);
}

/** `len(names) != len(set(names))`: something stands twice in a list; null for anything else. */
function repeated(
  rule: Rule,
  left: Expression,
  { operator, operand: right }: { readonly operator: string; readonly operand: Expression },
  isOpposite: boolean,
): readonly string[] | null {
  const sides = [left, right].map(measured);
  const [one, other] = sides;
  if (!one || !other || isSet(one) === isSet(other)) return null;
  const [whole, fewer] = isSet(one) ? [other, one] : [one, other];
  const list = listOf(rule, whole);
  if (list === null || list !== listOf(rule, fewer) || list.includes(".")) return null;
  const way = isOpposite ? OPPOSITE[operator] : operator;
  if (way !== "!=" && way !== (isSet(one) ? "<" : ">")) return null;
  const [name, ...part] = list.split(" ");
  return [[name, "repeats", ...part].join(" ")];
}

/** What is counted: the argument of `len()`. */
function measured(value: Expression): Expression | null {
  if (value.type !== "call" || dotted(value.callee) !== "len") return null;
  const [only, ...more] = value.arguments;
  return only && more.length === 0 ? only.value : null;
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
