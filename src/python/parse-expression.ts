import { advance, type Lexer } from "./lexer.js";
import { parseLambda } from "./parse-parameters.js";
import { isReserved, parsePrimary } from "./parse-primary.js";
import { is, isWord, lose, take, type Rules } from "./parser.js";
import type { Expression } from "./syntax.js";

const MAX_LEVEL = 120;

const PRECEDENCE: Readonly<Record<string, number>> = {
  "|": 1,
  "^": 2,
  "&": 3,
  "<<": 4,
  ">>": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "//": 6,
  "%": 6,
  "@": 6,
};

/** The rules that other parts of the grammar call back into. */
export const rules: Rules = {
  expression: parseExpression,
  named: parseNamed,
  list: parseList,
  target: parseTarget,
  disjunction: parseOr,
};

/** `a, *b, c`: a tuple when there is a comma. */
export function parseList(lexer: Lexer): Expression {
  const { start } = lexer;
  const first = parseStarred(lexer);
  if (!is(lexer, ",")) return first;
  const items = [first];
  while (take(lexer, ",")) {
    if (!beginsExpression(lexer)) break;
    items.push(parseStarred(lexer));
  }
  return { type: "tuple", items, start };
}

function beginsExpression(lexer: Lexer): boolean {
  if (lexer.kind === "newline" || lexer.kind === "end") return false;
  if (lexer.kind === "name") return !isReserved(lexer.text) || lexer.text === "not";
  return lexer.kind !== "op" || "([{-+~*...".includes(lexer.text);
}

function parseStarred(lexer: Lexer): Expression {
  const { start } = lexer;
  if (take(lexer, "*")) return { type: "star", value: parseBinary(lexer, 1), start };
  return parseNamed(lexer);
}

/** An expression, with `name := value`. */
export function parseNamed(lexer: Lexer): Expression {
  const left = parseExpression(lexer);
  if (left.type !== "name" || !take(lexer, ":=")) return left;
  return { type: "walrus", name: left.id, value: parseExpression(lexer), start: left.start };
}

/** A conditional expression or lambda, or anything that binds tighter. */
export function parseExpression(lexer: Lexer): Expression {
  const { start } = lexer;
  if (lexer.level > MAX_LEVEL) return lose(lexer);
  lexer.level++;
  const result = isWord(lexer, "lambda")
    ? parseLambda(lexer, rules)
    : parseConditional(lexer, start);
  lexer.level--;
  return result;
}

function parseConditional(lexer: Lexer, start: number): Expression {
  if (isWord(lexer, "yield")) return parseYield(lexer);
  const yes = parseOr(lexer);
  if (!isWord(lexer, "if")) return yes;
  advance(lexer);
  const test = parseOr(lexer);
  if (!isWord(lexer, "else")) return lose(lexer);
  advance(lexer);
  return { type: "conditional", test, yes, otherwise: parseExpression(lexer), start };
}

function parseYield(lexer: Lexer): Expression {
  const { start } = lexer;
  advance(lexer);
  const from = isWord(lexer, "from");
  if (from) advance(lexer);
  return { type: "yield", from, value: beginsExpression(lexer) ? parseList(lexer) : null, start };
}

function parseOr(lexer: Lexer): Expression {
  let left = parseAnd(lexer);
  while (isWord(lexer, "or")) {
    advance(lexer);
    left = { type: "boolean", operator: "or", left, right: parseAnd(lexer), start: left.start };
  }
  return left;
}

function parseAnd(lexer: Lexer): Expression {
  let left = parseNot(lexer);
  while (isWord(lexer, "and")) {
    advance(lexer);
    left = { type: "boolean", operator: "and", left, right: parseNot(lexer), start: left.start };
  }
  return left;
}

function parseNot(lexer: Lexer): Expression {
  if (!isWord(lexer, "not")) return parseComparison(lexer);
  const { start } = lexer;
  let count = 0;
  for (; isWord(lexer, "not"); count++) advance(lexer);
  let operand = parseComparison(lexer);
  // Parity is enough: `not` gives a bool whatever its operand.
  for (let left = 2 - (count % 2); left > 0; left--) {
    operand = { type: "unary", operator: "not", operand, start };
  }
  return operand;
}

function parseComparison(lexer: Lexer): Expression {
  const left = parseBinary(lexer, 1);
  let operator = comparison(lexer);
  if (operator === null) return left;
  const rest: { operator: string; operand: Expression }[] = [];
  for (; operator !== null; operator = comparison(lexer)) {
    rest.push({ operator, operand: parseBinary(lexer, 1) });
  }
  return { type: "compare", left, rest, start: left.start };
}

function comparison(lexer: Lexer): string | null {
  const { text, kind } = lexer;
  if (kind === "op") {
    if (!/^(?:[<>]=?|[=!]=|<>)$/.test(text)) return null;
    advance(lexer);
    return text;
  }
  if (kind !== "name" || (text !== "in" && text !== "is" && text !== "not")) return null;
  advance(lexer);
  if (text === "in") return "in";
  if (text === "not") {
    if (!isWord(lexer, "in")) lexer.bad = true;
    else advance(lexer);
    return "not in";
  }
  if (!isWord(lexer, "not")) return "is";
  advance(lexer);
  return "is not";
}

function parseBinary(lexer: Lexer, lowest: number): Expression {
  let left = parseUnary(lexer);
  while (lexer.kind === "op") {
    const operator = lexer.text;
    const precedence = PRECEDENCE[operator];
    if (precedence === undefined || precedence < lowest) break;
    advance(lexer);
    left = {
      type: "binary",
      operator,
      left,
      right: parseBinary(lexer, precedence + 1),
      start: left.start,
    };
  }
  return left;
}

function parseUnary(lexer: Lexer): Expression {
  const { start, text } = lexer;
  if (lexer.kind !== "op" || (text !== "-" && text !== "+" && text !== "~"))
    return parsePower(lexer);
  if (lexer.level > MAX_LEVEL) return lose(lexer);
  lexer.level++;
  advance(lexer);
  const operand = parseUnary(lexer);
  lexer.level--;
  return { type: "unary", operator: text, operand, start };
}

function parsePower(lexer: Lexer): Expression {
  const { start } = lexer;
  let base: Expression;
  if (isWord(lexer, "await")) {
    advance(lexer);
    base = { type: "await", value: parsePrimary(lexer, rules), start };
  } else base = parsePrimary(lexer, rules);
  if (!is(lexer, "**")) return base;
  advance(lexer);
  return { type: "binary", operator: "**", left: base, right: parseUnary(lexer), start };
}

/** The targets of `for`: no comparison, so that `in` is left alone. */
function parseTarget(lexer: Lexer): Expression {
  const { start } = lexer;
  const items: Expression[] = [];
  let comma = false;
  do {
    if (isWord(lexer, "in")) break;
    const at = lexer.start;
    items.push(
      take(lexer, "*")
        ? { type: "star", value: parseBinary(lexer, 1), start: at }
        : parseBinary(lexer, 1),
    );
    comma = is(lexer, ",");
  } while (take(lexer, ","));
  const [first] = items;
  return items.length === 1 && first && !comma ? first : { type: "tuple", items, start };
}
