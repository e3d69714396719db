import { openHeader, readBody, type BlockReader } from "./block-reader.js";
import { blockEnd, indentation, lineEnd, logicalLineEnd } from "./characters.js";
import { advance, openLexer, type Lexer } from "./lexer.js";
import { parseList, parseNamed } from "./parse-expression.js";
import { expect, is, isWord, skipJunk, take, bad } from "./parser.js";
import type { Expression, MatchStatement, Pattern, Statement } from "./syntax.js";

type Case = MatchStatement["cases"][number];

/** A match statement; null where `match` is an ordinary name. */
export function parseMatch(reader: BlockReader): Statement | null {
  const start = reader.pos;
  const lexer = openHeader(reader);
  if (lexer.kind === "op" && !"([{-*".includes(lexer.text)) return null;
  const subject = parseList(lexer);
  if (lexer.bad) return damagedMatch(reader);
  if (!is(lexer, ":") || !/^:[ \t]*(?:#.*)?\n/.test(restOfLine(lexer))) return null;
  const block = readBody(reader, lexer);
  return { type: "match", subject, cases: parseCases(reader, block.start, block.end), start };
}

/** What has the shape of a match statement is skipped with its cases. */
function damagedMatch(reader: BlockReader): Statement | null {
  const { source, end, pos: start, width } = reader;
  const from = logicalLineEnd(source, start, end);
  const to = blockEnd(source, from, end, width);
  if (to === from) return null;
  reader.pos = to;
  return bad(start);
}

const restOfLine = (lexer: Lexer): string =>
  lexer.source.slice(lexer.start, lineEnd(lexer.source, lexer.start, lexer.source.length) + 1);

function parseCases(outer: BlockReader, start: number, end: number): Case[] {
  const { source } = outer;
  const cases: Case[] = [];
  let pos = start;
  while (pos < end) {
    const { width, text } = indentation(source, pos);
    if (!source.startsWith("case", text)) {
      pos = lineEnd(source, text, end) + 1;
      continue;
    }
    const reader: BlockReader = { ...outer, end, pos: text, width };
    const lexer = openLexer(source, text, end);
    advance(lexer);
    const pattern = parsePatterns(lexer);
    let guard: Expression | null = null;
    if (isWord(lexer, "if")) {
      advance(lexer);
      guard = parseNamed(lexer);
    }
    cases.push({ pattern, guard, body: readBody(reader, lexer) });
    pos = Math.max(reader.pos, text + 1);
  }
  return cases;
}

function parsePatterns(lexer: Lexer): Pattern {
  const first = parsePattern(lexer);
  if (!is(lexer, ",")) return first;
  const items = [first];
  while (take(lexer, ",")) {
    if (is(lexer, ":") || isWord(lexer, "if")) break;
    items.push(parsePattern(lexer));
  }
  return { type: "sequence", items };
}

function parsePattern(lexer: Lexer): Pattern {
  const options = [parseClosed(lexer)];
  while (take(lexer, "|")) options.push(parseClosed(lexer));
  const [first] = options;
  const pattern: Pattern = options.length === 1 && first ? first : { type: "or", options };
  if (!isWord(lexer, "as")) return pattern;
  advance(lexer);
  const name = lexer.text;
  advance(lexer);
  return { type: "as", pattern, name };
}

function parseClosed(lexer: Lexer): Pattern {
  if (take(lexer, "*")) {
    const name = lexer.text;
    advance(lexer);
    return { type: "rest", name };
  }
  if (is(lexer, "(") || is(lexer, "[")) return parseSequence(lexer);
  if (take(lexer, "{")) return parseMapping(lexer);
  if (lexer.kind === "name" && !["None", "True", "False"].includes(lexer.text))
    return parseNameOrClass(lexer);
  return { type: "value", value: parseLiteral(lexer) };
}

/** Numbers, strings and constants: what stands before `|`, `as`, `,` and `:`. */
function parseLiteral(lexer: Lexer): Expression {
  const { start } = lexer;
  const minus = take(lexer, "-");
  const literal = openLexer(lexer.source, lexer.start, lexer.pos);
  if (!skipJunk(lexer)) lexer.bad = true;
  const value = parseNamed(literal);
  return minus ? { type: "unary", operator: "-", operand: value, start } : value;
}

function parseSequence(lexer: Lexer): Pattern {
  const close = lexer.text === "(" ? ")" : "]";
  advance(lexer);
  const items: Pattern[] = [];
  let comma = close === "]";
  while (!take(lexer, close)) {
    if (lexer.kind === "newline" || lexer.kind === "end") break;
    const at = lexer.start;
    items.push(parsePattern(lexer));
    if (take(lexer, ",")) comma = true;
    else if (lexer.start === at && !skipJunk(lexer)) break;
  }
  const [first] = items;
  return items.length === 1 && first && !comma ? first : { type: "sequence", items };
}

function parseMapping(lexer: Lexer): Pattern {
  const entries: { key: Expression; pattern: Pattern }[] = [];
  let rest: string | null = null;
  while (!take(lexer, "}")) {
    if (lexer.kind === "newline" || lexer.kind === "end") break;
    if (take(lexer, "**")) {
      rest = lexer.text;
      advance(lexer);
    } else {
      const key = parseLiteral(lexer);
      expect(lexer, ":");
      entries.push({ key, pattern: parsePattern(lexer) });
    }
    if (!take(lexer, ",") && !is(lexer, "}") && !skipJunk(lexer)) break;
  }
  return { type: "mapping", entries, rest };
}

function parseNameOrClass(lexer: Lexer): Pattern {
  const { start, text } = lexer;
  advance(lexer);
  let callee: Expression = { type: "name", id: text, start };
  const plain = !is(lexer, ".");
  while (take(lexer, ".")) {
    callee = { type: "attribute", object: callee, name: lexer.text, start };
    advance(lexer);
  }
  if (take(lexer, "(")) return parseClassPattern(lexer, callee);
  if (!plain) return { type: "value", value: callee };
  return text === "_" ? { type: "wildcard" } : { type: "capture", name: text };
}

function parseClassPattern(lexer: Lexer, callee: Expression): Pattern {
  const items: Pattern[] = [];
  const keywords: { name: string; pattern: Pattern }[] = [];
  while (!take(lexer, ")")) {
    if (lexer.kind === "newline" || lexer.kind === "end") break;
    const at = lexer.start;
    const pattern = parsePattern(lexer);
    if (pattern.type === "capture" && take(lexer, "=")) {
      keywords.push({ name: pattern.name, pattern: parsePattern(lexer) });
    } else items.push(pattern);
    if (!take(lexer, ",") && lexer.start === at && !skipJunk(lexer)) break;
  }
  return { type: "class", callee, items, keywords };
}
