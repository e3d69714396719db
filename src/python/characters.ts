const NAME = new Uint8Array(128);
for (let code = 0; code < 128; code++) NAME[code] = /\w/.test(String.fromCharCode(code)) ? 1 : 0;

/** Whether a character may be part of a name; everything beyond ASCII may. */
export const isNameCode = (code: number): boolean =>
  code < 128 ? NAME[code] === 1 : code !== 0xfeff;

/** Offset of the line end at or after `pos`. */
export function lineEnd(source: string, pos: number, end: number): number {
  const at = source.indexOf("\n", pos);
  return at < 0 || at > end ? end : at;
}

/** Offset behind the string literal whose quote is at `pos`; an unclosed one ends with its line. */
export function stringEnd(source: string, pos: number, end: number): number {
  const quote = source.charAt(pos);
  if (source.charAt(pos + 1) === quote && source.charAt(pos + 2) === quote) {
    const at = tripleEnd(source, pos + 3, quote.repeat(3));
    return at < 0 || at > end ? lineEnd(source, pos, end) : at;
  }
  const code = quote.charCodeAt(0);
  for (let at = pos + 1; at < end; at++) {
    const here = source.charCodeAt(at);
    if (here === code) return at + 1;
    if (here === 92) at++;
    else if (here === 10) return at;
  }
  return end;
}

/** Offset behind the quotes that close a string whose text begins at `from`; -1 for none. */
export function tripleEnd(source: string, from: number, quotes: string): number {
  for (let at = source.indexOf(quotes, from); at >= 0; at = source.indexOf(quotes, at + 1)) {
    let slashes = 0;
    while (at - slashes > from && source.charCodeAt(at - slashes - 1) === 92) slashes++;
    if (slashes % 2 === 0) return at + 3;
  }
  return -1;
}

const STATEMENT =
  /[ \t]*(?:(?:class|def|import|with|while|try|return|raise|del|global|assert)\b(?!\s*[=.,)\]}])|from[ \t]+\S+[ \t]+import\b|@[A-Za-z_]\w*(?:\.\w+)*(?:\(|[ \t]*\n))/y;

/**
 * Whether the line at `pos` can only begin a statement, which inside brackets means that one was
 * never closed: the file is damaged there and reading goes on with this line.
 */
export function beginsStatement(source: string, pos: number): boolean {
  STATEMENT.lastIndex = pos;
  return STATEMENT.test(source);
}

/** Offset behind the first line of `pos` onwards that ends a bracket-balanced logical line. */
export function logicalLineEnd(source: string, pos: number, end: number): number {
  let depth = 0;
  for (let at = pos; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === 34 || code === 39) at = stringEnd(source, at, end) - 1;
    else if (code === 35) at = lineEnd(source, at, end) - 1;
    else if (code === 40 || code === 91 || code === 123) depth++;
    else if (code === 41 || code === 93 || code === 125) depth = depth > 0 ? depth - 1 : 0;
    else if (code === 92) at++;
    else if (code === 10 && (depth === 0 || beginsStatement(source, at + 1))) return at + 1;
  }
  return end;
}

/** Width of the indentation at `pos`, and where the text of the line begins. */
export function indentation(source: string, pos: number): { width: number; text: number } {
  let width = 0;
  let at = pos;
  for (; ; at++) {
    const code = source.charCodeAt(at);
    if (code === 32) width++;
    else if (code === 9) width += 8 - (width % 8);
    else if (code === 12) width = 0;
    else return { width, text: at };
  }
}

/**
 * Offset of the first line at or after `pos` that holds a statement indented less than or as much as
 * `width`: the end of the block that begins at `pos`.
 */
export function blockEnd(source: string, pos: number, end: number, width: number): number {
  let at = pos;
  let last = pos;
  while (at < end) {
    const { width: here, text } = indentation(source, at);
    const code = source.charCodeAt(text);
    if (code === 10 || code === 35) {
      at = lineEnd(source, text, end) + 1;
      continue;
    }
    if (text >= end || here <= width) return last;
    at = logicalLineEnd(source, text, end);
    last = at;
  }
  return end;
}
