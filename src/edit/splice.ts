/** Text to put in place of a stretch of source. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** An insertion. */
export function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text };
}

/** Applies splices that do not overlap; those at one place keep their order. */
export function applySplices(source: string, splices: readonly Splice[]): string {
  let result = "";
  let position = 0;
  for (const splice of splices.toSorted((a, b) => a.start - b.start)) {
    result += source.slice(position, splice.start) + splice.text;
    position = splice.end;
  }
  return result + source.slice(position);
}

/** The line ending of a text: that of its first line, "\n" when it has one line only. */
export function lineEnding(source: string): string {
  return /\r\n|\n|\r/.exec(source)?.[0] ?? "\n";
}

/** Offset of the first character of the line that holds a position. */
export function lineStart(source: string, position: number): number {
  return (
    Math.max(source.lastIndexOf("\n", position - 1), source.lastIndexOf("\r", position - 1)) + 1
  );
}

/** Offset of the line end (before its line ending) at or after a position. */
export function lineEnd(source: string, position: number): number {
  const match = /\r\n|\n|\r/.exec(source.slice(position));
  return match ? position + match.index : source.length;
}

/** Offset after the line ending that follows a position; the end of the source if none does. */
export function nextLine(source: string, position: number): number {
  const end = lineEnd(source, position);
  return end + (/^(?:\r\n|\n|\r)/.exec(source.slice(end, end + 2))?.[0].length ?? 0);
}

/** The blanks at the start of the line that holds a position. */
export function indentation(source: string, position: number): string {
  return /^[ \t\f]*/.exec(source.slice(lineStart(source, position)))?.[0] ?? "";
}

/** 1-based line number of a position. */
export function lineNumber(source: string, position: number): number {
  return source.slice(0, position).split(/\r\n|\n|\r/).length;
}
