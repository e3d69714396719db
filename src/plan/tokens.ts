export type TokenKind = "word" | "string" | "comment" | "open" | "close" | "operator" | "newline";

/** A token of Python source; `newline` ends a logical line, line breaks inside brackets are none. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Brackets open around the token; a bracket counts itself out. */
  readonly depth: number;
}

const STRING_START = /[a-zA-Z]{0,3}("""|'''|"|')/y;
const PREFIX = /^(?:[rbuft]|br|rb|fr|rf|tr|rt)?$/i;
const WORD = /[\p{L}\p{N}_]+/uy;
const LINE_BREAK = /\r\n|\n|\r/y;
const CONTINUATION = /\\(?:\r\n|\n|\r)/y;
const BLANK = /[ \t\f\uFEFF]+/y;

/**
 * Splits Python into tokens. It knows strings, comments and brackets, which is what finding the
 * blocks of a file takes, and never fails: text that is not Python gives some tokens as well.
 */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let depth = 0;
  while (at < source.length) {
    const skipped = skip(BLANK, source, at) ?? skip(CONTINUATION, source, at);
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    const [kind, end] = tokenAt(source, at);
    if (kind === "close") depth = Math.max(0, depth - 1);
    if (kind !== "newline" || depth === 0) tokens.push({ kind, start: at, end, depth });
    if (kind === "open") depth += 1;
    at = end;
  }
  return tokens;
}

/** Position at which the line of a position begins. */
export function lineStart(source: string, at: number): number {
  let start = at;
  while (start > 0 && !"\r\n".includes(source.charAt(start - 1))) start -= 1;
  return start;
}

function tokenAt(source: string, at: number): [TokenKind, number] {
  const character = source.charAt(at);
  if (character === "#") return ["comment", endOfLine(source, at)];
  if ("([{".includes(character)) return ["open", at + 1];
  if (")]}".includes(character)) return ["close", at + 1];
  const lineBreak = skip(LINE_BREAK, source, at);
  if (lineBreak !== null) return ["newline", lineBreak];
  const string = endOfString(source, at);
  if (string !== null) return ["string", string];
  const word = skip(WORD, source, at);
  return word === null ? ["operator", at + 1] : ["word", word];
}

function skip(pattern: RegExp, source: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : null;
}

function endOfLine(source: string, at: number): number {
  const offset = source.slice(at).search(/[\r\n]/);
  return offset < 0 ? source.length : at + offset;
}

function endOfString(source: string, at: number): number | null {
  STRING_START.lastIndex = at;
  const match = STRING_START.exec(source);
  const quote = match?.[1];
  if (!match || quote === undefined) return null;
  const prefix = match[0].slice(0, -quote.length);
  if (!PREFIX.test(prefix)) return null;
  const interpolated = /[ft]/i.test(prefix);
  let position = at + match[0].length;
  while (position < source.length) {
    if (source.startsWith(quote, position)) return position + quote.length;
    const character = source.charAt(position);
    if (quote.length === 1 && (character === "\n" || character === "\r")) return position;
    if (character === "\\") position += 2;
    else if (interpolated && character === "{") position = endOfReplacement(source, position);
    else position += 1;
  }
  return source.length;
}

/** Python 3.12 allows the string's own quotes inside a replacement field (PEP 701). */
function endOfReplacement(source: string, at: number): number {
  if (source.charAt(at + 1) === "{") return at + 2;
  let position = at + 1;
  for (let depth = 1; position < source.length;) {
    const character = source.charAt(position);
    if (character === "\n" || character === "\r") return position;
    const string = /["']/.test(character) ? endOfString(source, position) : null;
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    position = string ?? position + 1;
    if (depth === 0) return position;
  }
  return position;
}
