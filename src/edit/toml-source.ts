import { parse, TomlError } from "smol-toml";
import type { Sequence } from "./sequence.js";

/** A `[table]` header and the text up to the next header; the first one has no header. */
export interface TomlTable {
  /** "tool.poetry.dependencies"; "" before any header, `[[name]]` for an element of an array. */
  readonly name: string;
  /** What its keys start with when they are dotted: "ini_options." in `ini_options.addopts`. */
  readonly prefix: string;
  readonly start: number;
  /** Offset after the header's line. */
  readonly body: number;
  /** Offset of the next header, or the end of the source. */
  readonly end: number;
}

/** A `key = value` line of a table. */
export interface TomlKey {
  readonly name: string;
  readonly start: number;
  readonly value: number;
  /** Offset after the value. */
  readonly end: number;
}

/** Parses TOML; null when the text is none. */
export function tomlValue(source: string): Record<string, unknown> | null {
  try {
    return parse(source.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (error instanceof TomlError) return null;
    throw error;
  }
}

/** The tables of a valid TOML text, in order. */
export function tomlTables(source: string): readonly TomlTable[] {
  const top = source.startsWith("\uFEFF") ? 1 : 0;
  const headers = [{ name: "", prefix: "", start: top, body: top }];
  for (let position = top; position < source.length;) {
    const start = skipBlanks(source, position);
    if (source[start] === "[") {
      const match = /\[\[?\s*([^\]\r\n]+?)\s*\]\]?[^\r\n]*(?:\r\n|\n|\r|$)/y;
      match.lastIndex = start;
      const found = match.exec(source);
      const body = found ? start + found[0].length : lineAfter(source, start);
      const name = headerName(found?.[1] ?? "");
      const isArray = source[start + 1] === "[";
      headers.push({ name: isArray ? `[[${name}]]` : name, prefix: "", start, body });
      position = body;
    } else {
      position = lineAfter(source, keyAt(source, start)?.end ?? start);
    }
  }
  return headers.map((header, index) => ({
    ...header,
    end: headers[index + 1]?.start ?? source.length,
  }));
}

function headerName(text: string): string {
  return text
    .split(".")
    .map((part) => part.trim().replace(/^(["'])(.*)\1$/, "$2"))
    .join(".");
}

/** The keys written in a table, without the prefix that they share. */
export function tomlKeys(source: string, table: TomlTable): readonly TomlKey[] {
  const keys: TomlKey[] = [];
  for (let position = table.body; position < table.end;) {
    const start = skipBlanks(source, position);
    const key = start < table.end ? keyAt(source, start) : null;
    if (key?.name.startsWith(table.prefix)) {
      keys.push({ ...key, name: key.name.slice(table.prefix.length) });
    }
    position = lineAfter(source, key?.end ?? start);
  }
  return keys;
}

function keyAt(source: string, start: number): TomlKey | null {
  const match = /((?:"[^"\r\n]*"|'[^'\r\n]*'|[\w-]+|[ \t]*\.[ \t]*)+)[ \t]*=[ \t]*/y;
  match.lastIndex = start;
  const found = match.exec(source);
  if (!found) return null;
  const value = start + found[0].length;
  return { name: headerName(found[1] ?? ""), start, value, end: valueEnd(source, value) };
}

/** The array that starts at an offset; null when there is none. */
export function tomlArray(source: string, open: number): Sequence | null {
  if (source[open] !== "[") return null;
  const elements: { start: number; end: number }[] = [];
  const commas: number[] = [];
  let position = open + 1;
  for (;;) {
    position = skipSpace(source, position);
    const character = source[position];
    if (character === undefined) return null;
    if (character === "]") return { open, close: position, elements, commas };
    if (character === ",") {
      commas.push(position);
      position += 1;
    } else {
      const end = valueEnd(source, position);
      if (end === position) return null;
      elements.push({ start: position, end });
      position = end;
    }
  }
}

/** Offset after the value that starts at a position. */
function valueEnd(source: string, start: number): number {
  const opener = source[start];
  if (opener === "[" || opener === "{") return bracketEnd(source, start);
  if (opener === '"' || opener === "'") return stringEnd(source, start);
  const match = /[^,\]}#\r\n]*/y;
  match.lastIndex = start;
  return start + (match.exec(source)?.[0].trimEnd().length ?? 0);
}

function bracketEnd(source: string, open: number): number {
  let depth = 0;
  for (let position = open; position < source.length;) {
    const character = source[position];
    if (character === '"' || character === "'") {
      position = stringEnd(source, position);
      continue;
    }
    if (character === "#") {
      position = lineAfter(source, position);
      continue;
    }
    if (character === "[" || character === "{") depth += 1;
    if (character === "]" || character === "}") depth -= 1;
    position += 1;
    if (depth === 0) return position;
  }
  return source.length;
}

const STRING = /"""(?:\\[\s\S]|(?!""")[^\\])*"{3,5}|'''[\s\S]*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*'/y;

function stringEnd(source: string, start: number): number {
  STRING.lastIndex = start;
  return STRING.test(source) ? STRING.lastIndex : source.length;
}

function skipBlanks(source: string, position: number): number {
  const match = /[ \t]*/y;
  match.lastIndex = position;
  return position + (match.exec(source)?.[0].length ?? 0);
}

function skipSpace(source: string, position: number): number {
  const match = /(?:\s|#[^\r\n]*)*/y;
  match.lastIndex = position;
  return position + (match.exec(source)?.[0].length ?? 0);
}

function lineAfter(source: string, position: number): number {
  const match = /[^\r\n]*(?:\r\n|\n|\r|$)/y;
  match.lastIndex = position;
  const length = match.exec(source)?.[0].length ?? 0;
  return Math.max(position + length, position + (length === 0 ? 1 : 0));
}
