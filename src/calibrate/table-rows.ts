import { joinBlocks, splitBlocks, type Block } from "../plan/blocks.js";
import { joinTable, type Entry, type Table } from "../plan/table.js";
import { pythonLiteral } from "../render/literals.js";

/** A row to write, and lines of a comment to put above it. */
export interface TableRow {
  readonly key: string;
  readonly value: unknown;
  readonly comment?: readonly string[];
}

/** Rows to write into and take out of one table of a Python file. */
export interface TableEdit {
  readonly table: string;
  readonly rows: readonly TableRow[];
  readonly removed: readonly string[];
}

/**
 * Writes rows into dict literals bound to top-level names; null where a table is missing.
 * `layOut` formats the statement of a table that changed, and nothing else of the file.
 */
export function editTables(
  source: string,
  edits: readonly TableEdit[],
  layOut: (statement: string) => string = (statement) => statement,
): string | null {
  const { blocks, tail } = splitBlocks(source);
  const missing = edits.filter((edit) => !blocks.some((block) => isTable(block, edit.table)));
  if (missing.length > 0) return null;
  const edited = blocks.map((block) => {
    const edit = edits.find(({ table }) => isTable(block, table));
    if (!edit || !block.table || (edit.rows.length === 0 && edit.removed.length === 0))
      return block;
    const body = joinTable(editTable(block.table, edit));
    const end = /\s*$/.exec(body)?.[0] ?? "";
    return { ...block, body: layOut(body.trimEnd()) + end };
  });
  return joinBlocks({ blocks: edited, tail });
}

/** Each key of a table with its value as written; null where there is no such table. */
export function tableRows(source: string, table: string): ReadonlyMap<string, string> | null {
  const block = splitBlocks(source).blocks.find((candidate) => isTable(candidate, table));
  if (!block?.table) return null;
  const entries = block.table.entries.filter(({ kind }) => kind === "entry");
  return new Map(entries.map((entry) => [keyText(entry), entry.body]));
}

function isTable(block: Block, name: string): boolean {
  return block.table !== null && new RegExp(`^${name}\\s*[:=]`).test(block.body);
}

function keyText(entry: Entry): string {
  const text = entry.key.replace(/ #\d+$/, "");
  return /^["']/.test(text) ? text.slice(1, -1).replaceAll(/\\(["'\\])/g, "$1") : text;
}

function editTable(table: Table, edit: TableEdit): Table {
  const replaced = new Set([...edit.removed, ...edit.rows.map(({ key }) => key)]);
  const kept = table.entries.filter(
    (entry) => entry.kind === "comment" || !replaced.has(keyText(entry)),
  );
  const added = edit.rows.map(({ key, value, comment = [] }) => ({
    kind: "entry" as const,
    key,
    lead: [...comment.map((line) => `\n    # ${line}`), "\n    "].join(""),
    body: `${pythonLiteral(key)}: ${pythonLiteral(value)},`,
  }));
  const entries = sortedLikeTheRest([...kept.map(withComma), ...added]);
  const isEmpty = entries.length === 0;
  return { ...table, entries, lead: isEmpty ? "" : "\n" };
}

function withComma(entry: Entry): Entry {
  if (entry.kind === "comment" || /,\s*(#.*)?$/.test(entry.body)) return entry;
  return { ...entry, body: `${entry.body},` };
}

/** Rows are sorted by key, unless a person wrote comments between them: those keep their place. */
function sortedLikeTheRest(entries: readonly Entry[]): readonly Entry[] {
  if (entries.some(({ kind }) => kind === "comment")) return entries;
  return entries.toSorted((a, b) => (keyText(a) < keyText(b) ? -1 : 1));
}
