import { splitBlocks, type Block } from "../plan/blocks.js";
import type { Entry } from "../plan/table.js";
import { decode } from "../plan/text.js";

const MANY = 3;

/** What of a Python file an update changes: tables with their rows, definitions; "" for others. */
export function changedParts(path: string, before: Uint8Array, after: Uint8Array): string {
  const [old, now] = [decode(before).text, decode(after).text];
  const parts = path.endsWith(".py") ? blockParts(old, now) : [];
  const named = parts.slice(0, MANY).join(", ");
  return parts.length > MANY ? `${named} and ${parts.length - MANY} more` : named;
}

function blockParts(old: string, now: string): readonly string[] {
  const before = new Map(splitBlocks(old).blocks.map((block) => [block.key, block]));
  const after = new Map(splitBlocks(now).blocks.map((block) => [block.key, block]));
  const gone = [...before.values()].filter(({ key }) => !after.has(key));
  const changed = [...after.values()].filter((block) => !isSame(before.get(block.key), block));
  return [
    ...changed.map((block) => told(before.get(block.key), block)),
    ...gone.filter(isNamed).map((block) => `without ${nameOf(block)}`),
  ].filter((text) => text !== "");
}

const isSame = (one: Block | undefined, other: Block): boolean =>
  one?.body.trimEnd() === other.body.trimEnd();

/** `ENDPOINTS +2 -1`: rows that come and go; a changed row does both. */
function told(before: Block | undefined, after: Block): string {
  if (!isNamed(after)) return "";
  if (!before?.table || !after.table) return nameOf(after);
  const added = missing(after.table.entries, before.table.entries);
  const removed = missing(before.table.entries, after.table.entries);
  const counts = [added > 0 ? ` +${added}` : "", removed > 0 ? ` -${removed}` : ""].join("");
  return nameOf(after) + counts;
}

function missing(entries: readonly Entry[], from: readonly Entry[]): number {
  const there = new Set(from.map(bare));
  return entries.filter((entry) => !there.has(bare(entry))).length;
}

/** Without the comma that the last row of a table may lack. */
const bare = ({ body }: Entry): string => body.replace(/,\s*$/, "").trim();

function isNamed({ kind }: Block): boolean {
  return kind === "definition" || kind === "assignment";
}

function nameOf({ body }: Block): string {
  return /^(?:@.*\n)*\s*(?:async def |def |class )?(\w+)/.exec(body)?.[1] ?? "";
}
