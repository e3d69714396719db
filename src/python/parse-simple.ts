import { logicalLineEnd } from "./characters.js";
import { advance, openLexer, rewind, type Lexer } from "./lexer.js";
import { parseExpression, parseList } from "./parse-expression.js";
import { skipTypeParameters } from "./parse-parameters.js";
import { is, isWord, take, bad } from "./parser.js";
import type { Expression, FlowStatement, Statement } from "./syntax.js";

/** Where the statements of a block are read: `pos` moves behind what was read. */
export interface LineReader {
  readonly source: string;
  readonly end: number;
  pos: number;
}

/** Parses the statements of one logical line, separated by semicolons. */
export function parseSimpleLine(reader: LineReader, into: Statement[]): void {
  const { source, end } = reader;
  const lexer = openLexer(source, reader.pos, end);
  for (;;) {
    const { start } = lexer;
    lexer.bad = false;
    const statement = parseSimple(lexer);
    if (lexer.kind === "newline" || lexer.kind === "end" || is(lexer, ";")) {
      into.push(lexer.bad ? damaged(statement) : statement);
    } else {
      into.push(damaged(statement));
      reader.pos = Math.max(logicalLineEnd(source, start, end), lexer.start);
      return;
    }
    while (take(lexer, ";"));
    if (lexer.kind === "newline" || lexer.kind === "end") break;
  }
  reader.pos = lexer.kind === "end" ? end : lexer.pos;
}

/** Keeps the targets of a damaged assignment, so that the names are known to have lost their value. */
function damaged(statement: Statement): Statement {
  const { start } = statement;
  if (statement.type === "assign") return { ...statement, value: bad(start) };
  if (statement.type === "augment") return { ...statement, value: bad(start) };
  return bad(start);
}

function parseSimple(lexer: Lexer): Statement {
  const { start } = lexer;
  if (lexer.kind !== "name") return parseAssignment(lexer);
  switch (lexer.text) {
    case "pass":
    case "break":
    case "continue":
      return parseFlow(lexer, lexer.text, start);
    case "import":
      return parseImport(lexer, start);
    case "from":
      return parseFrom(lexer, start);
    case "return":
      advance(lexer);
      return { type: "return", value: ends(lexer) ? null : parseList(lexer), start };
    case "raise":
      return parseRaise(lexer, start);
    case "del":
      advance(lexer);
      return { type: "delete", targets: flatten(parseList(lexer)), start };
    case "global":
    case "nonlocal":
      return parseScope(lexer, lexer.text, start);
    case "assert":
      return parseAssert(lexer, start);
    case "type":
      return parseAlias(lexer, start) ?? parseAssignment(lexer);
    default:
      return parseAssignment(lexer);
  }
}

const ends = (lexer: Lexer): boolean =>
  lexer.kind === "newline" || lexer.kind === "end" || is(lexer, ";");

function parseFlow(lexer: Lexer, type: FlowStatement["type"], start: number): Statement {
  advance(lexer);
  return { type, start };
}

function parseRaise(lexer: Lexer, start: number): Statement {
  advance(lexer);
  const value = ends(lexer) ? null : parseExpression(lexer);
  if (isWord(lexer, "from")) {
    advance(lexer);
    parseExpression(lexer);
  }
  return { type: "raise", value, start };
}

function parseScope(lexer: Lexer, type: "global" | "nonlocal", start: number): Statement {
  advance(lexer);
  const names: string[] = [];
  while (lexer.kind === "name") {
    names.push(lexer.text);
    advance(lexer);
    if (!take(lexer, ",")) break;
  }
  return { type, names, start };
}

function parseAssert(lexer: Lexer, start: number): Statement {
  advance(lexer);
  const test = parseExpression(lexer);
  if (take(lexer, ",")) parseExpression(lexer);
  return { type: "assert", test, start };
}

/** PEP 695: `type X[T] = ...`. */
function parseAlias(lexer: Lexer, start: number): Statement | null {
  const before = { ...lexer };
  advance(lexer);
  if ((lexer.kind as string) !== "name") {
    rewind(lexer, before);
    return null;
  }
  const target: Expression = { type: "name", id: lexer.text, start: lexer.start };
  advance(lexer);
  skipTypeParameters(lexer);
  if (!take(lexer, "=")) lexer.bad = true;
  const meaning = parseExpression(lexer);
  // What an alias stands for is evaluated when somebody asks for its `__value__`.
  return {
    type: "assign",
    targets: [target],
    value: { type: "lambda", parameters: () => [], body: meaning, start },
    annotation: null,
    start,
  };
}

const flatten = (value: Expression): readonly Expression[] =>
  value.type === "tuple" ? value.items : [value];

function parseAssignment(lexer: Lexer): Statement {
  const { start } = lexer;
  const first = parseList(lexer);
  if (lexer.kind !== "op") return { type: "expression", value: first, start };
  if (lexer.text === "=") return parseTargets(lexer, first, start);
  if (take(lexer, ":")) {
    const annotation = parseExpression(lexer);
    const value = take(lexer, "=") ? parseList(lexer) : null;
    return { type: "assign", targets: [first], value, annotation, start };
  }
  if (/^[^=!<>:]+=$|^<<=$|^>>=$/.test(lexer.text)) {
    const operator = lexer.text.slice(0, -1);
    advance(lexer);
    return { type: "augment", target: first, operator, value: parseList(lexer), start };
  }
  return { type: "expression", value: first, start };
}

function parseTargets(lexer: Lexer, first: Expression, start: number): Statement {
  const parts = [first];
  while (take(lexer, "=")) parts.push(parseList(lexer));
  const value = parts.pop() ?? first;
  return { type: "assign", targets: parts, value, annotation: null, start };
}

function parseDotted(lexer: Lexer): string {
  let name = "";
  while (lexer.kind === "name" && lexer.text !== "import") {
    name += lexer.text;
    advance(lexer);
    if (!take(lexer, ".")) break;
    name += ".";
  }
  if (name === "" || name.endsWith(".")) lexer.bad = true;
  return name;
}

function parseAsName(lexer: Lexer): string | null {
  if (!isWord(lexer, "as")) return null;
  advance(lexer);
  const alias = lexer.text;
  advance(lexer);
  return alias;
}

function parseImport(lexer: Lexer, start: number): Statement {
  advance(lexer);
  const names: { module: string; alias: string | null }[] = [];
  do names.push({ module: parseDotted(lexer), alias: parseAsName(lexer) });
  while (take(lexer, ","));
  return { type: "import", names, start };
}

function parseFrom(lexer: Lexer, start: number): Statement {
  advance(lexer);
  let level = 0;
  while (is(lexer, ".") || is(lexer, "...")) {
    level += lexer.text.length;
    advance(lexer);
  }
  const module = isWord(lexer, "import") ? "" : parseDotted(lexer);
  if (!isWord(lexer, "import")) lexer.bad = true;
  else advance(lexer);
  if (take(lexer, "*")) return { type: "from", level, module, names: null, start };
  const bracket = take(lexer, "(");
  const names: { name: string; alias: string }[] = [];
  while (lexer.kind === "name") {
    const name = lexer.text;
    advance(lexer);
    names.push({ name, alias: parseAsName(lexer) ?? name });
    if (!take(lexer, ",")) break;
  }
  if (bracket && !take(lexer, ")")) lexer.bad = true;
  if (names.length === 0) lexer.bad = true;
  return { type: "from", level, module, names, start };
}
