import { advance, type Lexer } from "./lexer.js";
import { atLineEnd, expect, is, isWord, skipJunk, take, type Rules, bad } from "./parser.js";
import type { Argument, Comprehension, Expression } from "./syntax.js";

type Dict = { readonly key: Expression | null; readonly value: Expression };

/** A tuple, list, set, dict, comprehension or parenthesised expression. */
export function parseBrackets(lexer: Lexer, rules: Rules): Expression {
  const { start, text } = lexer;
  advance(lexer);
  if (text === "{") return parseBraces(lexer, rules, start);
  const close = text === "(" ? ")" : "]";
  const of = text === "(" ? "tuple" : "list";
  if (take(lexer, close)) return { type: of, items: [], start };
  const first = parseItem(lexer, rules);
  if (beginsComprehension(lexer)) {
    const clauses = parseClauses(lexer, rules);
    expect(lexer, close);
    return {
      type: "comprehension",
      of: text === "(" ? "generator" : "list",
      element: first,
      value: null,
      clauses,
      start,
    };
  }
  if (of === "tuple" && is(lexer, ")") && first.type !== "star") {
    advance(lexer);
    return first;
  }
  const items = [first, ...parseItems(lexer, rules, close)];
  return { type: of, items, start };
}

function parseItem(lexer: Lexer, rules: Rules): Expression {
  const { start } = lexer;
  return take(lexer, "*")
    ? { type: "star", value: rules.disjunction(lexer), start }
    : rules.named(lexer);
}

function parseItems(lexer: Lexer, rules: Rules, close: string): Expression[] {
  const items: Expression[] = [];
  while (!take(lexer, close)) {
    if (atLineEnd(lexer)) {
      lexer.bad = true;
      break;
    }
    if (!take(lexer, ",")) skipJunk(lexer);
    if (is(lexer, close) || is(lexer, ",")) continue;
    items.push(parseItem(lexer, rules));
  }
  return items;
}

function parseBraces(lexer: Lexer, rules: Rules, start: number): Expression {
  if (take(lexer, "}")) return { type: "dict", entries: [], start };
  if (is(lexer, "**")) return parseDict(lexer, rules, start, parseEntry(lexer, rules));
  const element = parseItem(lexer, rules);
  if (take(lexer, ":")) {
    const value = rules.expression(lexer);
    if (!beginsComprehension(lexer)) return parseDict(lexer, rules, start, { key: element, value });
    const clauses = parseClauses(lexer, rules);
    expect(lexer, "}");
    return { type: "comprehension", of: "dict", element, value, clauses, start };
  }
  if (!beginsComprehension(lexer)) {
    return { type: "set", items: [element, ...parseItems(lexer, rules, "}")], start };
  }
  const clauses = parseClauses(lexer, rules);
  expect(lexer, "}");
  return { type: "comprehension", of: "set", element, value: null, clauses, start };
}

function parseEntry(lexer: Lexer, rules: Rules): Dict {
  if (take(lexer, "**")) return { key: null, value: rules.disjunction(lexer) };
  const key = rules.expression(lexer);
  expect(lexer, ":");
  return { key, value: rules.expression(lexer) };
}

function parseDict(lexer: Lexer, rules: Rules, start: number, first: Dict): Expression {
  const entries = [first];
  while (!take(lexer, "}")) {
    if (atLineEnd(lexer)) {
      lexer.bad = true;
      break;
    }
    if (!take(lexer, ",")) skipJunk(lexer);
    if (is(lexer, "}") || is(lexer, ",")) continue;
    entries.push(parseEntry(lexer, rules));
  }
  return { type: "dict", entries, start };
}

const beginsComprehension = (lexer: Lexer): boolean =>
  isWord(lexer, "for") || isWord(lexer, "async");

function parseClauses(lexer: Lexer, rules: Rules): Comprehension[] {
  const clauses: Comprehension[] = [];
  while (beginsComprehension(lexer)) {
    if (isWord(lexer, "async")) advance(lexer);
    advance(lexer);
    const target = rules.target(lexer);
    if (isWord(lexer, "in")) advance(lexer);
    else lexer.bad = true;
    const iterable = rules.disjunction(lexer);
    const conditions: Expression[] = [];
    while (isWord(lexer, "if")) {
      advance(lexer);
      conditions.push(parseCondition(lexer, rules));
    }
    clauses.push({ target, iterable, conditions });
  }
  return clauses;
}

function parseCondition(lexer: Lexer, rules: Rules): Expression {
  const condition = isWord(lexer, "lambda") ? rules.expression(lexer) : rules.disjunction(lexer);
  if (condition.type !== "name" || !take(lexer, ":=")) return condition;
  return {
    type: "walrus",
    name: condition.id,
    value: rules.disjunction(lexer),
    start: condition.start,
  };
}

/** The arguments of a call or of a class statement, brackets included. */
export function parseArguments(lexer: Lexer, rules: Rules): Argument[] {
  const items: Argument[] = [];
  expect(lexer, "(");
  while (!take(lexer, ")")) {
    if (take(lexer, ",")) continue;
    if (atLineEnd(lexer)) {
      lexer.bad = true;
      break;
    }
    const at = lexer.start;
    items.push(parseArgument(lexer, rules));
    if (lexer.start === at && !skipJunk(lexer)) break;
  }
  return items;
}

function parseArgument(lexer: Lexer, rules: Rules): Argument {
  const { start } = lexer;
  if (take(lexer, "**")) return { name: "**", value: rules.expression(lexer) };
  if (take(lexer, "*")) return { name: "*", value: rules.expression(lexer) };
  const value = rules.named(lexer);
  if (value.type === "name" && take(lexer, "=")) {
    return { name: value.id, value: rules.expression(lexer) };
  }
  if (!beginsComprehension(lexer)) return { name: "", value };
  const clauses = parseClauses(lexer, rules);
  return {
    name: "",
    value: { type: "comprehension", of: "generator", element: value, value: null, clauses, start },
  };
}

/** What stands between `[` and `]` of a subscript. */
export function parseSubscript(lexer: Lexer, rules: Rules): Expression {
  const { start } = lexer;
  expect(lexer, "[");
  const items: Expression[] = [];
  let comma = false;
  while (!take(lexer, "]")) {
    if (take(lexer, ",")) {
      comma = true;
      continue;
    }
    if (atLineEnd(lexer)) {
      lexer.bad = true;
      break;
    }
    const at = lexer.start;
    items.push(parseSlice(lexer, rules));
    if (lexer.start === at && !skipJunk(lexer)) break;
  }
  const [first] = items;
  return items.length === 1 && first && !comma ? first : { type: "tuple", items, start };
}

function parseSlice(lexer: Lexer, rules: Rules): Expression {
  const { start } = lexer;
  const lower = is(lexer, ":") ? null : parseItem(lexer, rules);
  if (!take(lexer, ":")) return lower ?? bad(start);
  const ends = (): boolean => is(lexer, "]") || is(lexer, ",") || is(lexer, ":");
  const upper = ends() ? null : rules.expression(lexer);
  const step = take(lexer, ":") && !ends() ? rules.expression(lexer) : null;
  return { type: "slice", lower, upper, step, start };
}
