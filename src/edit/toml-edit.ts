import { insertElement } from "./sequence.js";
import { applySplices, insertion, lineEnding, type Splice } from "./splice.js";
import { tomlArray, tomlKeys, tomlTables, type TomlKey, type TomlTable } from "./toml-source.js";

/**
 * The table of a name: written out as `[name]`, or as dotted keys in a table above it, which is how
 * pyproject-fmt writes short ones.
 */
export function tableNamed(source: string, name: string): TomlTable | undefined {
  const tables = tomlTables(source);
  const parts = name.split(".");
  for (let length = parts.length; length >= 0; length -= 1) {
    const table = tables.find((one) => one.name === parts.slice(0, length).join("."));
    const prefix = parts
      .slice(length)
      .map((part) => `${part}.`)
      .join("");
    const found = table && { ...table, prefix };
    if (found && (prefix === "" || tomlKeys(source, found).length > 0)) return found;
  }
  return undefined;
}

/** A key of a table, if it is written out there. */
export function keyOf(source: string, table: TomlTable, name: string): TomlKey | undefined {
  return tomlKeys(source, table).find((key) => key.name === name);
}

/** Adds a string to an array, in sorted place where the array is sorted; null when it is none. */
export function withArrayElement(source: string, key: TomlKey, element: string): string | null {
  const array = tomlArray(source, key.value);
  if (!array) return null;
  const texts = array.elements.map(({ start, end }) => source.slice(start, end));
  const quote = texts.at(-1)?.startsWith("'") ? "'" : '"';
  const written = `${quote}${element}${quote}`;
  const place = sortedPlace(texts, written);
  return applySplices(source, insertElement(source, array, written, place));
}

function sortedPlace(texts: readonly string[], added: string): number | undefined {
  const keys = texts.map(sortKey);
  const sorted = keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") <= key);
  if (texts.length < 3 || !sorted) return undefined;
  return keys.findLastIndex((key) => key <= sortKey(added));
}

function sortKey(text: string): string {
  return text
    .replace(/^["']/, "")
    .replace(/[^\w.-].*$/s, "")
    .replace(/[-_.]+/g, "-")
    .toLowerCase();
}

/** Adds a `key = value` line to a table, in sorted place where its keys are sorted. */
export function withTableLine(
  source: string,
  table: TomlTable,
  name: string,
  value: string,
): string {
  const newline = lineEnding(source);
  const line = `${table.prefix}${name} = ${value}`;
  const keys = tomlKeys(source, table);
  const last = keys.at(-1);
  if (!last) return applySplices(source, [afterHeader(source, table, line, newline)]);
  const names = keys.map((key) => key.name).filter((key) => key !== "python");
  const place = sortedPlace(names, name);
  const before =
    place === undefined || place < 0 ? undefined : keys.find((key) => key.name === names[place]);
  const at = lineEndOf(source, (before ?? last).end);
  return applySplices(source, [insertion(at, `${newline}${line}`)]);
}

function afterHeader(source: string, table: TomlTable, line: string, newline: string): Splice {
  const ended = /[\r\n]$/.test(source.slice(0, table.body));
  return ended
    ? insertion(table.body, `${line}${newline}`)
    : insertion(table.body, `${newline}${line}${newline}`);
}

function lineEndOf(source: string, position: number): number {
  const match = /[^\r\n]*/y;
  match.lastIndex = position;
  return position + (match.exec(source)?.[0].trimEnd().length ?? 0);
}

/** Adds a new table as text, behind the last table whose name starts so, else at the end. */
export function withNewTable(
  source: string,
  name: string,
  lines: readonly string[],
  behind: string,
): string {
  const newline = lineEnding(source);
  const kin = tomlTables(source).findLast(
    (table) => table.name === behind || table.name.startsWith(`${behind}.`),
  );
  const text = [`[${name}]`, ...lines].join(newline) + newline;
  const end = kin ? source.slice(0, kin.end).trimEnd().length : source.trimEnd().length;
  const rest = source.slice(end);
  if (rest.trim() === "") {
    return `${source.slice(0, end)}${end > 0 ? newline + newline : ""}${text}`;
  }
  return `${source.slice(0, end)}${newline}${newline}${text.trimEnd()}${rest}`;
}

/** Whether a value holds all that another held, in the same order: nothing lost, only added. */
export function onlyAdds(before: unknown, after: unknown): boolean {
  if (Array.isArray(before)) {
    if (!Array.isArray(after)) return false;
    let found = 0;
    for (const item of after) {
      if (found < before.length && onlyAdds(before[found], item)) found += 1;
    }
    return found === before.length;
  }
  if (typeof before === "object" && before !== null && !(before instanceof Date)) {
    if (typeof after !== "object" || after === null) return false;
    const own = new Map(Object.entries(after));
    return Object.entries(before).every(([key, value]) => onlyAdds(value, own.get(key)));
  }
  return String(before) === String(after);
}
