import { indentation, lineEnd } from "./characters.js";
import { parseCompound } from "./parse-compound.js";
import { parseSimpleLine } from "./parse-simple.js";
import type { Statement, Suite } from "./syntax.js";

/** Line ends become "\n" and a byte order mark a space, so that offsets give the right lines. */
export function normalise(source: string): string {
  const text = source.charCodeAt(0) === 0xfeff ? ` ${source.slice(1)}`.trimStart() : source;
  return text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
}

/** Parses a (normalised) module. Damaged lines become `bad` statements; the rest is read. */
export function parseModule(source: string): Suite {
  return lazySuite(source, 0, source.length);
}

function lazySuite(source: string, start: number, end: number): Suite {
  let parsed: readonly Statement[] | null = null;
  return {
    start,
    end,
    statements: () => (parsed ??= parseBlock(source, start, end)),
    isOpen: () => parsed !== null,
  };
}

function parseBlock(source: string, start: number, end: number): Statement[] {
  const statements: Statement[] = [];
  let pos = start;
  while (pos < end) {
    const { width, text } = indentation(source, pos);
    if (text >= end) break;
    const code = source.charCodeAt(text);
    if (code === 10 || code === 35) {
      pos = lineEnd(source, text, end) + 1;
      continue;
    }
    const reader = { source, end, pos: text, width, suite: lazySuite };
    const compound = parseCompound(reader);
    if (compound) statements.push(compound);
    else parseSimpleLine(reader, statements);
    pos = Math.max(reader.pos, text + 1);
  }
  return statements;
}
