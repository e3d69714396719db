import { advance, type Lexer } from "./lexer.js";
import { parseLambda } from "./parse-parameters.js";
import { isReserved, parsePrimary } from "./parse-primary.js";
import { is, isWord, lose, take, type Rules } from "./parser.js";
import type { Expression } from "./syntax.js";

const MAX_LEVEL = 120;

/** How tightly operators bind, from `or` on; `not`, which stands before its operand, is between two. */
const OR = 1;
const NOT = 3;
const COMPARISON = 4;
const ARITHMETIC = 5;

const SYMBOLS: ReadonlyMap<string, number> = new Map([
  ...["<", ">", "<=", ">=", "==", "!=", "<>"].map((text) => [text, COMPARISON] as const),
  ["|", ARITHMETIC],
  ["^", 6],
  ["&", 7],
  ["<<", 8],
  [">>", 8],
  ["+", 9],
  ["-", 9],
  ["*", 10],
  ["/", 10],
  ["//", 10],
  ["%", 10],
  ["@", 10],
]);

const WORDS: ReadonlyMap<string, number> = new Map([
  ["or", OR],
  ["and", 2],
  ["in", COMPARISON],
  ["is", COMPARISON],
  ["not", COMPARISON],
]);

/** The rules that other parts of the grammar call back into. */
export const rules: Rules = {
  expression: parseExpression,
  named: parseNamed,
  list: parseList,
  target: parseTarget,
  disjunction: (lexer) => parseOperators(lexer, OR),
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
  if (take(lexer, "*")) return { type: "star", value: parseOperators(lexer, ARITHMETIC), start };
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
  const yes = parseOperators(lexer, OR);
  if (!isWord(lexer, "if")) return yes;
  advance(lexer);
  const test = parseOperators(lexer, OR);
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

/** Operands and the operators between them that bind at least as tightly as `lowest`. */
function parseOperators(lexer: Lexer, lowest: number): Expression {
  let left = lowest <= NOT && isWord(lexer, "not") ? parseNot(lexer) : parseUnary(lexer);
  for (;;) {
    const level = levelOf(lexer);
    if (level < lowest) return left;
    left =
      level === COMPARISON
        ? parseComparison(lexer, left)
        : parseOperation(lexer, left, lexer.text, level);
  }
}

/** How tightly the current token binds; 0 when it is no operator between two operands. */
function levelOf({ kind, text }: Lexer): number {
  if (kind === "op") return SYMBOLS.get(text) ?? 0;
  return kind === "name" ? (WORDS.get(text) ?? 0) : 0;
}

function parseOperation(
  lexer: Lexer,
  left: Expression,
  operator: string,
  level: number,
): Expression {
  advance(lexer);
  const right = parseOperators(lexer, level + 1);
  const { start } = left;
  return operator === "or" || operator === "and"
    ? { type: "boolean", operator, left, right, start }
    : { type: "binary", operator, left, right, start };
}

function parseNot(lexer: Lexer): Expression {
  const { start } = lexer;
  let count = 0;
  for (; isWord(lexer, "not"); count++) advance(lexer);
  let operand = parseOperators(lexer, COMPARISON);
  // Parity is enough: `not` gives a bool whatever its operand.
  for (let left = 2 - (count % 2); left > 0; left--) {
    operand = { type: "unary", operator: "not", operand, start };
  }
  return operand;
}

function parseComparison(lexer: Lexer, left: Expression): Expression {
  const rest: { operator: string; operand: Expression }[] = [];
  while (levelOf(lexer) === COMPARISON) {
    rest.push({ operator: comparison(lexer), operand: parseOperators(lexer, ARITHMETIC) });
  }
  return { type: "compare", left, rest, start: left.start };
}

/** Moves past an operator that compares, which may be of two words. */
function comparison(lexer: Lexer): string {
  const { text } = lexer;
  advance(lexer);
  if (text === "not") {
    if (!isWord(lexer, "in")) lexer.bad = true;
    else advance(lexer);
    return "not in";
  }
  if (text !== "is" || !isWord(lexer, "not")) return text;
  advance(lexer);
  return "is not";
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
        ? { type: "star", value: parseOperators(lexer, ARITHMETIC), start: at }
        : parseOperators(lexer, ARITHMETIC),
    );
    comma = is(lexer, ",");
  } while (take(lexer, ","));
  const [first] = items;
  return items.length === 1 && first && !comma ? first : { type: "tuple", items, start };
}
