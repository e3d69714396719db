import { indentation, insertion, lineEnd, lineEnding, lineStart, type Splice } from "./splice.js";

/** A bracketed list in source, Python's or TOML's: both separate by commas and comment by `#`. */
export interface Sequence {
  /** Offset of the opening bracket. */
  readonly open: number;
  /** Offset of the closing bracket. */
  readonly close: number;
  readonly elements: readonly { readonly start: number; readonly end: number }[];
  /** Offsets of the commas between the elements and after the last one. */
  readonly commas: readonly number[];
}

/**
 * Splices that put an element after the one at `index` (the last one when left out, -1 for the
 * front), laid out as its neighbours are: on the same line, on lines of their own, with or
 * without a trailing comma.
 */
export function insertElement(
  source: string,
  sequence: Sequence,
  element: string,
  index = sequence.elements.length - 1,
): readonly Splice[] {
  if (sequence.elements.length === 0) return intoEmpty(source, sequence, element);
  if (index < 0) return atFront(source, sequence, element);
  if (index === sequence.elements.length - 1) return atEnd(source, sequence, element);
  return between(source, sequence, element, index);
}

function intoEmpty(source: string, sequence: Sequence, element: string): readonly Splice[] {
  const inside = source.slice(sequence.open + 1, sequence.close);
  const isTuple = source[sequence.open] === "(";
  if (!/[\r\n]/.test(inside)) {
    return [insertion(sequence.close, isTuple ? `${element},` : element)];
  }
  const newline = lineEnding(source);
  const closing = lineStart(source, sequence.close);
  const comment = /(?:^|[\r\n])([ \t]*)#/.exec(inside)?.[1];
  const indent = comment ?? `${indentation(source, sequence.close)}    `;
  const text = `${indent}${element},${newline}`;
  const onOwnLine = source.slice(closing, sequence.close).trim() === "";
  return [onOwnLine ? insertion(closing, text) : insertion(sequence.close, `${newline}${text}`)];
}

function atFront(source: string, sequence: Sequence, element: string): readonly Splice[] {
  const [first] = sequence.elements;
  if (!first) return intoEmpty(source, sequence, element);
  const ownLine = startsItsLine(source, first.start);
  const separator = ownLine ? `${lineEnding(source)}${indentation(source, first.start)}` : " ";
  return [insertion(first.start, `${element},${separator}`)];
}

function atEnd(source: string, sequence: Sequence, element: string): readonly Splice[] {
  const last = sequence.elements.at(-1);
  if (!last) return intoEmpty(source, sequence, element);
  const comma = sequence.commas.find((position) => position >= last.end);
  const lines = /[\r\n]/.test(source.slice(sequence.open, sequence.close));
  if (!lines || !ownsLine(source, sequence, last)) return onSameLine(last.end, comma, element);
  const line = `${lineEnding(source)}${elementIndent(source, sequence, last.start)}${element}`;
  if (comma === undefined) {
    const end = Math.min(lineEnd(source, last.end), sequence.close);
    return [insertion(last.end, ","), insertion(contentEnd(source, end), line)];
  }
  const end = Math.min(lineEnd(source, comma), sequence.close);
  return [insertion(contentEnd(source, end), `${line},`)];
}

/** A one-element tuple keeps the comma that makes it one: ("a",) becomes ("a", "b",). */
function onSameLine(end: number, comma: number | undefined, element: string): readonly Splice[] {
  return comma === undefined
    ? [insertion(end, `, ${element}`)]
    : [insertion(comma + 1, ` ${element},`)];
}

function between(
  source: string,
  sequence: Sequence,
  element: string,
  index: number,
): readonly Splice[] {
  const before = sequence.elements[index];
  const after = sequence.elements[index + 1];
  const comma = sequence.commas.find((position) => before && position >= before.end);
  if (!before || !after || comma === undefined) return atEnd(source, sequence, element);
  const end = lineEnd(source, comma);
  if (after.start < end) return [insertion(comma + 1, ` ${element},`)];
  const indent = elementIndent(source, sequence, before.start);
  return [insertion(contentEnd(source, end), `${lineEnding(source)}${indent}${element},`)];
}

/** Whether the list is laid out one line an element, so that a new element gets a line too. */
function ownsLine(
  source: string,
  sequence: Sequence,
  last: { readonly start: number; readonly end: number },
): boolean {
  return (
    startsItsLine(source, last.start) ||
    /[\r\n]/.test(source.slice(last.end, sequence.close).replace(/[ \t]*[\r\n]+[ \t]*$/, "")) ||
    sequence.elements.some(({ start }) => startsItsLine(source, start))
  );
}

function startsItsLine(source: string, position: number): boolean {
  return source.slice(lineStart(source, position), position).trim() === "";
}

/** The blanks before an element: its line's, or those that align with the first on that line. */
function elementIndent(source: string, sequence: Sequence, position: number): string {
  const start = lineStart(source, position);
  if (start > sequence.open) return indentation(source, position);
  const [first] = sequence.elements;
  return first ? source.slice(start, first.start).replace(/[^\t]/g, " ") : "";
}

/** The end of a line without its trailing blanks. */
function contentEnd(source: string, end: number): number {
  return source.slice(0, end).trimEnd().length > lineStart(source, end)
    ? lineStart(source, end) + source.slice(lineStart(source, end), end).trimEnd().length
    : end;
}
