import { stringEnd } from "./characters.js";
import { advance, type Lexer } from "./lexer.js";
import { is, take, type Rules } from "./parser.js";
import { unescapeText } from "./strings.js";
import type { FormatNode, InterpolationNode } from "./syntax.js";

interface Frame {
  readonly lexer: Lexer;
  readonly rules: Rules;
  readonly raw: boolean;
  /** The closing quotes. */
  readonly quotes: string;
}

/**
 * Parses an f-string whose prefix is the current token. Interpolations are parsed where they stand,
 * since from Python 3.12 on they may hold the very quotes that enclose them (PEP 701).
 */
export function parseFormat(lexer: Lexer, rules: Rules): FormatNode {
  const { start, text: prefix, source, depth } = lexer;
  const quote = lexer.pos;
  const one = source.charAt(quote);
  const quotes = source.startsWith(one.repeat(3), quote) ? one.repeat(3) : one;
  const frame: Frame = { lexer, rules, raw: prefix.includes("r"), quotes };
  lexer.pos = quote + quotes.length;
  const parts = parseParts(frame, quotes);
  if (source.startsWith(quotes, lexer.pos)) lexer.pos += quotes.length;
  else {
    lexer.bad = true;
    lexer.pos = Math.max(lexer.pos, stringEnd(source, quote, lexer.end));
  }
  lexer.depth = depth;
  advance(lexer);
  return { type: "format", parts, template: prefix.includes("t"), start };
}

/** Text and interpolations up to `stop`, which is left unread. */
function parseParts(frame: Frame, stop: string): (string | InterpolationNode)[] {
  const { lexer, raw } = frame;
  const { source, end } = lexer;
  const parts: (string | InterpolationNode)[] = [];
  let from = lexer.pos;
  const flush = (to: number): void => {
    const text = source.slice(from, to);
    if (text !== "") parts.push(raw ? text : unescapeText(text, "str"));
  };
  while (lexer.pos < end && !source.startsWith(stop, lexer.pos)) {
    const char = source.charAt(lexer.pos);
    if (char === "\n" && frame.quotes.length === 1) break;
    if (char === "{" || char === "}") {
      const doubled = stop !== "}" && source.charAt(lexer.pos + 1) === char;
      flush(lexer.pos + (doubled ? 1 : 0));
      lexer.pos += doubled ? 2 : 0;
      if (!doubled && char === "}") break;
      if (!doubled) parts.push(parseInterpolation(frame));
      from = lexer.pos;
    } else lexer.pos += char === "\\" && skipsNext(source, lexer.pos, raw) ? 2 : 1;
  }
  flush(lexer.pos);
  return parts;
}

/** A backslash hides what follows it, but in `\{x}` the brace still opens an interpolation. */
const skipsNext = (source: string, pos: number, raw: boolean): boolean =>
  !"{}".includes(source.charAt(pos + 1)) || (raw && source.charAt(pos + 1) === "\\");

function parseInterpolation(frame: Frame): InterpolationNode {
  const { lexer, rules } = frame;
  const start = lexer.pos;
  lexer.depth++;
  lexer.pos = start + 1;
  advance(lexer);
  const expression = rules.list(lexer);
  let echo: string | null = null;
  if (is(lexer, "=")) {
    echo = lexer.source.slice(start + 1, lexer.pos);
    advance(lexer);
    echo += lexer.source.slice(start + 1 + echo.length, lexer.start);
  }
  const conversion = parseConversion(lexer);
  const spec = parseSpec(frame);
  if (!is(lexer, "}")) {
    lexer.bad = true;
    lexer.pos = Math.max(lexer.start, start + 1);
  }
  return { type: "interpolation", expression, conversion, spec, echo, start };
}

function parseConversion(lexer: Lexer): "" | "r" | "s" | "a" {
  if (!take(lexer, "!") || lexer.kind !== "name") return "";
  const { text } = lexer;
  advance(lexer);
  return text === "r" || text === "s" || text === "a" ? text : "";
}

function parseSpec(frame: Frame): FormatNode | null {
  const { lexer } = frame;
  if (!is(lexer, ":") && !is(lexer, ":=")) return null;
  const { start } = lexer;
  lexer.pos = start + 1;
  const parts = parseParts(frame, "}");
  // The head is on the closing brace: make it the current token.
  const closed = lexer.source.charAt(lexer.pos) === "}";
  if (closed) {
    lexer.kind = "op";
    lexer.text = "}";
    lexer.start = lexer.pos;
    lexer.pos += 1;
  } else lexer.kind = "end";
  return { type: "format", parts, template: false, start };
}
