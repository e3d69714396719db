import { lineEnd, tripleEnd } from "../python/characters.js";

/** The line of the first bracket that is not closed, or closes nothing; null when all match. */
export function unmatchedBracket(source: string): number | null {
  const open: number[] = [];
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === HASH) at = lineEnd(source, at, source.length);
    else if (code === DOUBLE || code === SINGLE) at = stringEnd(source, at, code);
    else if (code === 40 || code === 91 || code === 123) open.push(at);
    else if (code === 41 || code === 93 || code === 125) {
      const last = open.pop();
      if (last === undefined || !isPair(source.charCodeAt(last), code)) {
        return lineAt(source, last ?? at);
      }
    }
  }
  const [first] = open;
  return first === undefined ? null : lineAt(source, first);
}

const [NEWLINE, DOUBLE, HASH, SINGLE, BACKSLASH] = [10, 34, 35, 39, 92];

const isPair = (opening: number, closing: number): boolean =>
  opening === 40 ? closing === 41 : closing === opening + 2;

/** Offset of the last character of a string; that of its first quote when it is not closed. */
function stringEnd(source: string, start: number, quote: number): number {
  const isTriple = source.charCodeAt(start + 1) === quote && source.charCodeAt(start + 2) === quote;
  const end = isTriple ? tripleEnd(source, start + 3, source.slice(start, start + 3)) : -1;
  return end >= 0 ? end - 1 : singleEnd(source, start, quote);
}

function singleEnd(source: string, start: number, quote: number): number {
  for (let at = start + 1; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === quote) return at;
    if (code === NEWLINE) return start;
    if (code === BACKSLASH) at++;
  }
  return start;
}

function lineAt(source: string, index: number): number {
  return source.slice(0, index).split("\n").length;
}
