import { blockEnd, logicalLineEnd } from "./characters.js";
import { advance, openLexer, type Lexer } from "./lexer.js";
import { isWord, take } from "./parser.js";
import type { Suite } from "./syntax.js";

/** Where a block is read, and how the suites in it are made. */
export interface BlockReader {
  readonly source: string;
  readonly end: number;
  /** Begin of a statement's text; moved behind it. */
  pos: number;
  /** Indentation of the statement. */
  readonly width: number;
  suite(source: string, start: number, end: number): Suite;
}

/** Opens the header at the reader's position, behind its keyword (and `async`). */
export function openHeader(reader: BlockReader): Lexer {
  const lexer = openLexer(reader.source, reader.pos, reader.end);
  if (isWord(lexer, "async")) advance(lexer);
  advance(lexer);
  return lexer;
}

/** Reads the colon and finds the body, which may stand on the same line. */
export function readBody(reader: BlockReader, lexer: Lexer): Suite {
  const { source, end, width } = reader;
  const colon = take(lexer, ":");
  if (colon && lexer.kind !== "newline" && lexer.kind !== "end") {
    const from = lexer.start;
    reader.pos = logicalLineEnd(source, from, end);
    return reader.suite(source, from, reader.pos);
  }
  const from = lexer.kind === "newline" ? lexer.pos : logicalLineEnd(source, reader.pos, end);
  reader.pos = blockEnd(source, from, end, width);
  return reader.suite(source, from, reader.pos);
}
