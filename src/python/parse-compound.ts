import { indentation, lineEnd, logicalLineEnd } from "./characters.js";
import { openHeader, readBody, type BlockReader } from "./block-reader.js";
import { advance, openLexer, type Lexer } from "./lexer.js";
import { parseClass, parseFunction } from "./parse-definition.js";
import { parseExpression, parseList, parseNamed, rules } from "./parse-expression.js";
import { parseMatch } from "./parse-match.js";
import { is, isWord, take, bad } from "./parser.js";
import type { Expression, Handler, Statement, Suite, WithStatement } from "./syntax.js";

const COMPOUND = /(?:async[ \t]+)?(def|class|if|for|while|try|with|match)\b|@/y;

/** Parses a compound statement at the reader's position, or returns null and leaves it there. */
export function parseCompound(reader: BlockReader): Statement | null {
  COMPOUND.lastIndex = reader.pos;
  const match = COMPOUND.exec(reader.source);
  if (!match) return null;
  switch (match[1]) {
    case "def":
      return parseFunction(reader, [], match[0].startsWith("async"));
    case "class":
      return parseClass(reader, []);
    case "if":
      return parseIf(reader);
    case "for":
      return parseFor(reader);
    case "while":
      return parseWhile(reader);
    case "try":
      return parseTry(reader);
    case "with":
      return parseWith(reader);
    case "match":
      return parseMatch(reader);
    default:
      return parseDecorated(reader);
  }
}

/** Moves to a clause such as `else` that belongs to the statement just read. */
function nextClause(reader: BlockReader, words: RegExp): string | null {
  const { source, end, width } = reader;
  let at = reader.pos;
  while (at < end) {
    const line = indentation(source, at);
    const code = source.charCodeAt(line.text);
    if (code === 10 || code === 35) at = lineEnd(source, line.text, end) + 1;
    else {
      const word = /^[a-z]+\b/.exec(source.slice(line.text, line.text + 8))?.[0] ?? "";
      if (line.width !== width || line.text >= end || !words.test(word)) return null;
      reader.pos = line.text;
      return word;
    }
  }
  return null;
}

const ELSE = /^else$/;

function readElse(reader: BlockReader): Suite | null {
  return nextClause(reader, ELSE) === null ? null : readBody(reader, openHeader(reader));
}

function parseIf(reader: BlockReader): Statement {
  const start = reader.pos;
  const lexer = openHeader(reader);
  const test = checked(lexer, parseNamed(lexer));
  const body = readBody(reader, lexer);
  const word = nextClause(reader, /^(?:elif|else)$/);
  if (word === null) return { type: "if", test, body, otherwise: null, start };
  if (word === "else")
    return { type: "if", test, body, otherwise: readBody(reader, openHeader(reader)), start };
  const from = reader.pos;
  const nested = parseIf(reader);
  return {
    type: "if",
    test,
    body,
    otherwise: { start: from, end: reader.pos, statements: () => [nested], isOpen: () => true },
    start,
  };
}

/** A condition that is damaged is no condition. */
function checked(lexer: Lexer, test: Expression): Expression {
  return lexer.bad || !is(lexer, ":") ? bad(test.start) : test;
}

function parseFor(reader: BlockReader): Statement {
  const start = reader.pos;
  const lexer = openHeader(reader);
  const target = rules.target(lexer);
  if (isWord(lexer, "in")) advance(lexer);
  const iterable = checked(lexer, parseList(lexer));
  const body = readBody(reader, lexer);
  return { type: "for", target, iterable, body, otherwise: readElse(reader), start };
}

function parseWhile(reader: BlockReader): Statement {
  const start = reader.pos;
  const lexer = openHeader(reader);
  const test = checked(lexer, parseNamed(lexer));
  const body = readBody(reader, lexer);
  return { type: "while", test, body, otherwise: readElse(reader), start };
}

function parseTry(reader: BlockReader): Statement {
  const start = reader.pos;
  const body = readBody(reader, openHeader(reader));
  const handlers: Handler[] = [];
  let otherwise: Suite | null = null;
  let final: Suite | null = null;
  for (;;) {
    const word = nextClause(reader, /^(?:except|else|finally)$/);
    if (word === null) return { type: "try", body, handlers, otherwise, finally: final, start };
    if (word === "except") handlers.push(parseHandler(reader));
    else if (word === "else") otherwise = readBody(reader, openHeader(reader));
    else final = readBody(reader, openHeader(reader));
  }
}

function parseHandler(reader: BlockReader): Handler {
  const lexer = openHeader(reader);
  take(lexer, "*");
  // PEP 758: a tuple of exceptions needs no brackets.
  const exception = is(lexer, ":") ? null : parseList(lexer);
  let alias: string | null = null;
  if (isWord(lexer, "as")) {
    advance(lexer);
    alias = lexer.text;
    advance(lexer);
  }
  return { exception, alias, body: readBody(reader, lexer) };
}

function parseWith(reader: BlockReader): Statement {
  const start = reader.pos;
  const bare = openHeader(reader);
  const items = parseItems(bare);
  if (is(bare, ":") && !bare.bad) {
    return { type: "with", items: items.flatMap(unbracket), body: readBody(reader, bare), start };
  }
  const lexer = openHeader(reader);
  take(lexer, "(");
  const bracketed = parseItems(lexer);
  take(lexer, ")");
  return { type: "with", items: bracketed, body: readBody(reader, lexer), start };
}

type WithItem = WithStatement["items"][number];

/** `with (a(), b()):` looks like a tuple but is two items. */
function unbracket(item: WithItem): readonly WithItem[] {
  if (item.target !== null || item.context.type !== "tuple") return [item];
  return item.context.items.map((context) => ({ context, target: null }));
}

function parseItems(lexer: Lexer): WithItem[] {
  const items: WithItem[] = [];
  do {
    if (is(lexer, ")")) break;
    const context = parseExpression(lexer);
    if (isWord(lexer, "as")) {
      advance(lexer);
      items.push({ context, target: parseExpression(lexer) });
    } else items.push({ context, target: null });
  } while (take(lexer, ","));
  return items;
}

function parseDecorated(reader: BlockReader): Statement {
  const { source, end, pos: start } = reader;
  const decorators: Expression[] = [];
  for (;;) {
    const lexer = openLexer(source, reader.pos, end);
    advance(lexer);
    decorators.push(parseNamed(lexer));
    reader.pos = lexer.kind === "newline" ? lexer.pos : logicalLineEnd(source, reader.pos, end);
    const line = nextLine(reader);
    if (line === null) return bad(start);
    reader.pos = line;
    COMPOUND.lastIndex = line;
    const match = COMPOUND.exec(source);
    if (match?.[1] === "def")
      return parseFunction(reader, decorators, match[0].startsWith("async"));
    if (match?.[1] === "class") return parseClass(reader, decorators);
    if (match?.[0] !== "@") return bad(start);
  }
}

function nextLine(reader: BlockReader): number | null {
  const { source, end, width } = reader;
  let at = reader.pos;
  while (at < end) {
    const line = indentation(source, at);
    const code = source.charCodeAt(line.text);
    if (code === 10 || code === 35) at = lineEnd(source, line.text, end) + 1;
    else return line.width === width && line.text < end ? line.text : null;
  }
  return null;
}
