import { place } from "./place.js";
import type { Entry, Table } from "./table.js";
import { tokenize } from "./tokens.js";

/** The entries of a generated table that are to be written, and those that stay. */
export interface EntryChanges {
  readonly staying: readonly Entry[];
  readonly generated: readonly Entry[];
  readonly written: ReadonlySet<string>;
}

/** Writes generated entries into a table, each on lines of its own; the others stay as they are. */
export function withEntries(table: Table, changes: EntryChanges): Table {
  const { staying, generated, written } = changes;
  const replaced = staying.map((entry) => {
    const next = generated.find((each) => each.key === entry.key && written.has(each.key));
    return next ? { ...entry, body: next.body } : entry;
  });
  const present = new Set(staying.map((entry) => entry.key));
  const isNew = (entry: Entry): boolean => written.has(entry.key) && !present.has(entry.key);
  const lines = generated.some(isNew)
    ? onOwnLines(table, replaced)
    : { ...table, entries: replaced };
  return punctuated({ ...lines, entries: place(lines.entries, generated, isNew) });
}

/** A table written on one line takes no new lines until its entries have lines of their own. */
function onOwnLines(table: Table, entries: readonly Entry[]): Table {
  const lineBreak = /\r\n/.test(table.close + table.open) ? "\r\n" : "\n";
  const broken = entries.map((entry) =>
    /[\r\n]/.test(entry.lead) ? entry : { ...entry, lead: `${lineBreak}    ` },
  );
  const lead = /[\r\n]/.test(table.lead) ? table.lead : lineBreak;
  return { ...table, entries: broken, lead };
}

function punctuated(table: Table): Table {
  const entries = table.entries.map((entry, index) =>
    index < table.entries.length - 1 ? { ...entry, body: withComma(entry) } : entry,
  );
  const last = entries.at(-1);
  const needsBreak =
    last !== undefined && /#[^\r\n]*$/.test(last.body) && !/[\r\n]/.test(table.lead);
  return { ...table, entries, lead: needsBreak ? `\n${table.lead}` : table.lead };
}

function withComma({ kind, body }: Entry): string {
  if (kind === "comment") return body;
  const last = tokenize(body).findLast(
    (token) => token.kind !== "comment" && token.kind !== "newline",
  );
  if (!last || body.slice(last.start, last.end) === ",") return body;
  return `${body.slice(0, last.end)},${body.slice(last.end)}`;
}
