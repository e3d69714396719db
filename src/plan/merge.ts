import { validPython } from "../render/ruff.js";
import { joinBlocks, splitBlocks, type Block } from "./blocks.js";
import { digestsOf, entryKey } from "./digests.js";
import { withEntries } from "./entries.js";
import { withMissingImports } from "./imports.js";
import { place } from "./place.js";
import { joinTable, type Table } from "./table.js";
import type { Verdict } from "./verdict.js";
import { judgeBlocks, type Verdicts } from "./verdicts.js";

/** A generated Python file, what is on disk in its place, and what the lock knows of it. */
export interface MergeInput {
  readonly disk: string;
  readonly generated: string;
  readonly known: ReadonlyMap<string, string>;
  /** Tables whose entries are written once. */
  readonly frozen: readonly string[];
}

/** A block of which a person's version stands, and why. */
export interface Kept {
  readonly block: string;
  readonly reason: NonNullable<Verdict["reason"]>;
}

/** The merged text with what the lock holds from now on, or why the two versions do not go together. */
export type Merged =
  | {
      readonly kind: "merged";
      readonly text: string;
      readonly locked: ReadonlyMap<string, string>;
      readonly kept: readonly Kept[];
    }
  | { readonly kind: "conflict"; readonly reason: string };

/** Merges a generated file into the one on disk, block by block and never over an edit. */
export function mergePython({ disk, generated, known, frozen }: MergeInput): Merged {
  if (disk === generated) return { kind: "merged", text: disk, locked: digestsOf(disk), kept: [] };
  if (!validPython(disk)) return { kind: "conflict", reason: "it is not valid Python" };
  const { blocks, tail } = splitBlocks(disk);
  const wanted = splitBlocks(withLineBreaksOf(disk, generated)).blocks;
  const verdicts = judgeBlocks({ disk: blocks, generated: wanted, known, frozen });
  const merged = mergeBlocks(blocks, wanted, verdicts);
  const text = withMissingImports(
    joinBlocks({ blocks: merged, tail }),
    wanted,
    freshCode(blocks, merged),
  );
  if (!validPython(text)) {
    return { kind: "conflict", reason: "the edits in it and the new version do not go together" };
  }
  return { kind: "merged", text, locked: lockedOf(verdicts), kept: keptOf(verdicts) };
}

function mergeBlocks(
  disk: readonly Block[],
  wanted: readonly Block[],
  verdicts: Verdicts,
): readonly Block[] {
  const staying = disk.flatMap((block) => {
    const generated = wanted.find((other) => other.key === block.key) ?? null;
    return mergeBlock(block, generated, verdicts);
  });
  const present = new Set(disk.map((block) => block.key));
  const isNew = (block: Block): boolean =>
    verdicts.get(block.key)?.action === "write" && !present.has(block.key);
  return separated(place(staying, wanted, isNew), disk[0]);
}

function mergeBlock(block: Block, generated: Block | null, verdicts: Verdicts): readonly Block[] {
  const action = verdicts.get(block.key)?.action;
  if (block.table && (generated === null || generated.table)) {
    const table = mergeTable(block.key, block.table, generated?.table ?? null, verdicts);
    if (table === block.table) return [block];
    return table ? [{ ...block, table, body: joinTable(table) }] : [];
  }
  if (action === "remove") return [];
  return action === "write" && generated ? [{ ...generated, lead: block.lead }] : [block];
}

function mergeTable(
  name: string,
  table: Table,
  generated: Table | null,
  verdicts: Verdicts,
): Table | null {
  const action = (key: string): string | undefined => verdicts.get(entryKey(name, key))?.action;
  const wanted = generated?.entries ?? [];
  const staying = table.entries.filter((entry) => action(entry.key) !== "remove");
  const written = new Set(
    wanted.map((entry) => entry.key).filter((key) => action(key) === "write"),
  );
  const frame = verdicts.get(name)?.action;
  if (frame === "remove" && staying.length === 0) return null;
  const isSame = written.size === 0 && staying.length === table.entries.length;
  const merged = isSame ? table : withEntries(table, { staying, generated: wanted, written });
  if (frame !== "write" || !generated) return merged;
  return { ...merged, open: generated.open, close: generated.close };
}

/** No blank lines before the first block, and a line break after each, wherever blocks moved. */
function separated(blocks: readonly Block[], first: Block | undefined): readonly Block[] {
  return blocks.map((block, index) => {
    const isLast = index === blocks.length - 1;
    const body = isLast || /[\r\n]$/.test(block.body) ? block.body : `${block.body}\n`;
    const lead = index === 0 && block.key !== first?.key ? "" : block.lead;
    return body === block.body && lead === block.lead ? block : { ...block, body, lead };
  });
}

function freshCode(before: readonly Block[], after: readonly Block[]): string {
  const old = new Map(before.map((block) => [block.key, block]));
  const bodies = after.flatMap((block) => {
    const previous = old.get(block.key);
    if (previous?.body === block.body || block.kind === "import") return [];
    const known = new Set(previous?.table?.entries.map((entry) => entry.body));
    const entries = block.table?.entries.filter((entry) => !known.has(entry.body));
    return previous?.table && entries ? entries.map((entry) => entry.body) : [block.body];
  });
  return bodies.join("\n");
}

function lockedOf(verdicts: Verdicts): ReadonlyMap<string, string> {
  const locked = new Map<string, string>();
  for (const [key, verdict] of verdicts) {
    if (verdict.locked !== null) locked.set(key, verdict.locked);
  }
  return locked;
}

function keptOf(verdicts: Verdicts): Kept[] {
  const kept: Kept[] = [];
  for (const [block, { reason }] of verdicts) if (reason !== null) kept.push({ block, reason });
  return kept.toSorted((left, right) => (left.block < right.block ? -1 : 1));
}

function withLineBreaksOf(disk: string, generated: string): string {
  return disk.includes("\r\n") ? generated.replace(/\r?\n/g, "\r\n") : generated;
}
