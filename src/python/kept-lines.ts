import { lineEnd, stringEnd } from "./characters.js";

/** A stretch of source. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Lines of a source without comments, blank lines and what was left out. */
export interface Kept {
  readonly text: string;
  /** Line numbers (1-based) of the lines kept, rising. */
  readonly lines: readonly number[];
}

/** Ends a line, and stands for a stretch that was left out; no source that Python reads holds them. */
const END = "\0\n";
const GAP = "\0\0";

/** Which stretches of a source are treated apart. */
export interface Stretches {
  /** Left out, with a mark in their place. */
  readonly closed: readonly Stretch[];
  /** Left out as if they had never been there. */
  readonly gone: readonly Stretch[];
  /** Kept to the last character, comments and blank lines included. */
  readonly whole: readonly Stretch[];
}

/**
 * Leaves out blank lines, comments and some stretches. Null where a format string may end elsewhere
 * than its quotes say.
 */
export function kept(source: string, { closed, gone, whole }: Stretches): Kept | null {
  const parts = [
    ...whole.map(({ start, end }) => ({ start, end, as: "whole" })),
    ...closed.map(({ start, end }) => ({ start, end, as: "closed" })),
    ...gone.map(({ start, end }) => ({ start, end, as: "gone" })),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const writer: Writer = { source, text: "", lines: [], line: 1 };
  let from = 0;
  for (const part of parts) {
    if (part.start < from || part.end === part.start) continue;
    if (!writeLines(writer, from, part.start)) return null;
    if (part.as === "whole") writeRaw(writer, part.start, part.end);
    else {
      if (part.as === "closed") writer.text += GAP;
      writer.line += newlines(source, part.start, part.end);
    }
    from = part.end;
  }
  return writeLines(writer, from, source.length)
    ? { text: writer.text, lines: writer.lines }
    : null;
}

interface Writer {
  readonly source: string;
  text: string;
  readonly lines: number[];
  /** Line of the next character. */
  line: number;
}

function newlines(source: string, start: number, end: number): number {
  let count = 0;
  for (let at = source.indexOf("\n", start); at >= 0 && at < end; at = source.indexOf("\n", at + 1))
    count++;
  return count;
}

function writeRaw(writer: Writer, start: number, end: number): void {
  const count = newlines(writer.source, start, end);
  for (let at = 0; at <= count; at++) writer.lines.push(writer.line + at);
  writer.text += writer.source.slice(start, end) + GAP;
  writer.line += count;
}

function writeLines(writer: Writer, start: number, end: number): boolean {
  const { source } = writer;
  let begin = start;
  let at = start;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (code === 34 || code === 39) {
      const after = Math.min(stringEnd(source, at, end), end);
      if (isFormat(source, at) && !isBalanced(source.slice(at, after))) return false;
      at = after;
    } else if (code === 92) at += 2;
    else if (code === 35 || code === 10) {
      const after = code === 10 ? at : lineEnd(source, at, end);
      writeChunk(writer, begin, at);
      writer.line++;
      at = after + 1;
      begin = at;
    } else at++;
  }
  if (begin < end) writeChunk(writer, begin, end);
  return true;
}

/** A physical line, or several that a string or a backslash joins. */
function writeChunk(writer: Writer, start: number, end: number): void {
  const { source } = writer;
  const chunk = source.slice(start, end).replace(/[ \t\f]+$/, "");
  const count = newlines(source, start, end);
  if (chunk !== "") {
    for (let at = 0; at <= count; at++) writer.lines.push(writer.line + at);
    writer.text += chunk + END;
  }
  writer.line += count;
}

const FORMAT = /(?:^|[^\w])(?:[ftFT][rR]?|[rR][ftFT])$/;

const isFormat = (source: string, quote: number): boolean =>
  FORMAT.test(source.slice(Math.max(0, quote - 3), quote));

/** A quote of the same kind inside an interpolation would have ended the literal too early. */
function isBalanced(literal: string): boolean {
  const bare = literal.replaceAll(/\{\{|\}\}/g, "");
  return bare.split("{").length === bare.split("}").length;
}
