import { splitBlocks, type Block } from "./blocks.js";
import { canonical } from "./canonical.js";
import { digest } from "./hash.js";
import { frameOf } from "./table.js";

/** Digest of each block of a generated Python file, as the lock records them. */
export function digestsOf(source: string): Map<string, string> {
  return new Map(splitBlocks(source).blocks.flatMap((block) => blockDigests(block)));
}

/** Digests of a block and of its entries; a table outside `tables` counts as one block. */
export function blockDigests(block: Block, tables?: ReadonlySet<string>): [string, string][] {
  const { table } = block;
  if (table === null || tables?.has(block.key) === false) {
    return [[block.key, digest(canonical(block.body))]];
  }
  const entries = table.entries.map((entry): [string, string] => [
    entryKey(block.key, entry.key),
    digest(canonical(`{\n${entry.body}\n}`)),
  ]);
  return [[block.key, digest(canonical(frameOf(table)))], ...entries];
}

/** Name of an entry within its file, such as `ENDPOINTS["/api/"]`. */
export function entryKey(table: string, entry: string): string {
  return `${table}[${entry}]`;
}

/** Digest of a file that is not merged by block; line ends and the end of the file count for nothing. */
export function wholeDigest(text: string): string {
  return digest(text.replaceAll("\r\n", "\n").trimEnd());
}
