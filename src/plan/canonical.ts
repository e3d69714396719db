import { lineStart, tokenize, type Token } from "./tokens.js";

const KEYWORDS = new Set(
  "and assert await del elif else if in is lambda not or return yield".split(" "),
);

/**
 * A text that stays the same when a formatter goes over the source: white space, line breaks
 * inside brackets, quotes and trailing commas are levelled; comments and the depth of each logical
 * line are not. So black on generated files is no edit, and a dedented statement is one.
 */
export function canonical(source: string): string {
  const tokens = tokenize(source);
  const indents: number[] = [0];
  let text = "";
  let previous: Token | null = null;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "newline") {
      previous = null;
      continue;
    }
    if (previous === null)
      text += `\n${levelOf(token.start - lineStart(source, token.start), indents)} `;
    else if (previous.kind === "word" && token.kind !== "operator" && token.kind !== "close") {
      if (token.kind !== "open") text += " ";
    }
    if (!isTrailingComma(source, tokens, index)) text += canonicalToken(source, token, previous);
    previous = token;
  }
  return text.trim();
}

/** The canonical text on one line, as the name of a block. */
export function canonicalLine(source: string): string {
  return canonical(source).replace(/^0 /, "").replace(/\s+/g, " ");
}

function canonicalToken(source: string, token: Token, previous: Token | null): string {
  const text = source.slice(token.start, token.end);
  if (token.kind === "comment") return `${text.trimEnd()}\n`;
  if (token.kind !== "string") return text;
  const string = doubleQuoted(text);
  // Formatters indent a docstring anew.
  return previous === null ? string.replace(/\s+/g, " ") : string;
}

function doubleQuoted(text: string): string {
  const match = /^([a-zA-Z]*)('''|')([^"'\\]*)\2$/s.exec(text);
  if (!match) return text;
  const [, prefix = "", quote = "", content = ""] = match;
  const double = quote.replaceAll("'", '"');
  return `${prefix.toLowerCase()}${double}${content}${double}`;
}

function isTrailingComma(source: string, tokens: readonly Token[], index: number): boolean {
  if (source.charAt(tokens[index]?.start ?? 0) !== ",") return false;
  let following = index + 1;
  while (tokens[following]?.kind === "comment") following += 1;
  const next = tokens[following];
  // The comma of a tuple of one is its meaning.
  if (next?.kind !== "close") return false;
  return source.charAt(next.start) !== ")" || hasEarlierComma(source, tokens, index);
}

function hasEarlierComma(source: string, tokens: readonly Token[], index: number): boolean {
  const depth = tokens[index]?.depth ?? 0;
  for (let before = index - 1; before >= 0; before -= 1) {
    const token = tokens[before];
    if (!token || token.depth < depth) return isCall(source, tokens[before - 1]);
    if (token.depth === depth && source.charAt(token.start) === ",") return true;
  }
  return false;
}

function isCall(source: string, before: Token | undefined): boolean {
  if (before?.kind === "close") return true;
  return before?.kind === "word" && !KEYWORDS.has(source.slice(before.start, before.end));
}

function levelOf(indent: number, indents: number[]): number {
  while ((indents.at(-1) ?? 0) > indent) indents.pop();
  if ((indents.at(-1) ?? 0) < indent) indents.push(indent);
  return indents.length - 1;
}
