import { beginsStatement, isNameCode, lineEnd, stringEnd } from "./characters.js";

export type TokenKind = "name" | "number" | "string" | "format" | "op" | "newline" | "end";

/** The reading head of a parser: the current token, and where the next one is looked for. */
export interface Lexer {
  readonly source: string;
  readonly end: number;
  pos: number;
  kind: TokenKind;
  start: number;
  /** Text of a name, number or operator; prefix (lower case) of a string. */
  text: string;
  /** Number of open brackets: inside them a line end is white space. */
  depth: number;
  /** How deep expressions are nested, to refuse what would overflow the stack. */
  level: number;
  /** Set once something could not be parsed in the current statement. */
  bad: boolean;
}

/** Starts reading a stretch of source at its first token. */
export function openLexer(source: string, start: number, end: number): Lexer {
  const lexer: Lexer = {
    source,
    end,
    pos: start,
    kind: "end",
    start,
    text: "",
    depth: 0,
    level: 0,
    bad: false,
  };
  advance(lexer);
  return lexer;
}

/** Reads the next token. */
export function advance(lexer: Lexer): void {
  const pos = skipSpace(lexer);
  lexer.start = pos;
  if (pos >= lexer.end) {
    lexer.kind = "end";
    lexer.text = "";
    lexer.pos = lexer.end;
    return;
  }
  const code = lexer.source.charCodeAt(pos);
  if (code === 10) {
    lexer.kind = "newline";
    lexer.text = "";
    lexer.pos = pos + 1;
    lexer.depth = 0;
  } else if (isNameCode(code)) readWord(lexer, pos, code);
  else if (code === 34 || code === 39) readString(lexer, pos, pos);
  else if (code === 46 && isDigit(lexer.source.charCodeAt(pos + 1))) readNumber(lexer, pos);
  else readOperator(lexer, pos);
}

/** Returns to an earlier token, as remembered by `{ ...lexer }`. */
export function rewind(lexer: Lexer, to: Lexer): void {
  Object.assign(lexer, to);
}

function skipSpace(lexer: Lexer): number {
  const { source, end } = lexer;
  let pos = lexer.pos;
  while (pos < end) {
    const code = source.charCodeAt(pos);
    if (code === 32 || code === 9 || code === 12) pos++;
    else if (code === 35) pos = lineEnd(source, pos, end);
    else if (code === 92 && source.charCodeAt(pos + 1) === 10) pos += 2;
    else if (code === 10 && lexer.depth > 0 && !beginsStatement(source, pos + 1)) pos++;
    else break;
  }
  return pos;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function readWord(lexer: Lexer, pos: number, first: number): void {
  if (isDigit(first)) {
    readNumber(lexer, pos);
    return;
  }
  const { source, end } = lexer;
  let at = pos + 1;
  while (at < end && isNameCode(source.charCodeAt(at))) at++;
  const next = source.charCodeAt(at);
  if ((next === 34 || next === 39) && at - pos <= 2 && isPrefix(source.slice(pos, at))) {
    readString(lexer, pos, at);
    return;
  }
  lexer.kind = "name";
  lexer.text = source.slice(pos, at);
  lexer.pos = at;
}

const isPrefix = (word: string): boolean =>
  /^(?:[rbuft]|[rR][bBfFtT]|[bBfFtT][rR]|[RBUFT])$/.test(word);

function readString(lexer: Lexer, start: number, quote: number): void {
  lexer.text = lexer.source.slice(start, quote).toLowerCase();
  const formatted = lexer.text.includes("f") || lexer.text.includes("t");
  lexer.kind = formatted ? "format" : "string";
  // A format string ends where its interpolations say, so its parser moves the head itself.
  lexer.pos = formatted ? quote : stringEnd(lexer.source, quote, lexer.end);
}

const NUMBER =
  /0[xX][\da-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|(?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][+-]?\d[\d_]*)?[jJ]?/y;

function readNumber(lexer: Lexer, pos: number): void {
  NUMBER.lastIndex = pos;
  const match = NUMBER.exec(lexer.source);
  lexer.kind = "number";
  lexer.text = match ? match[0] : lexer.source.charAt(pos);
  lexer.pos = pos + lexer.text.length;
}

const OPERATORS3 = new Set(["**=", "//=", ">>=", "<<=", "..."]);
const OPERATORS2 = new Set(
  "** // >> << <= >= == != <> -> += -= *= /= %= &= |= ^= @= :=".split(" "),
);
/** Characters that are an operator of their own wherever they stand. */
const SINGLE = new Uint8Array(128);
for (const char of "()[]{},;~`$?") SINGLE[char.charCodeAt(0)] = 1;

function operatorAt(source: string, pos: number): string {
  const one = source.charAt(pos);
  const code = source.charCodeAt(pos);
  if (SINGLE[code] === 1) return one;
  // None of two characters ends otherwise.
  const next = source.charCodeAt(pos + 1);
  if (next !== 61 && next !== 62 && next !== code) return one;
  const three = source.slice(pos, pos + 3);
  if (OPERATORS3.has(three)) return three;
  const two = three.slice(0, 2);
  return OPERATORS2.has(two) ? two : one;
}

function readOperator(lexer: Lexer, pos: number): void {
  const text = operatorAt(lexer.source, pos);
  if (text === "(" || text === "[" || text === "{") lexer.depth++;
  else if ((text === ")" || text === "]" || text === "}") && lexer.depth > 0) lexer.depth--;
  lexer.kind = "op";
  lexer.text = text;
  lexer.pos = pos + text.length;
}
