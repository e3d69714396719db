import type { Block } from "./blocks.js";
import { blockDigests, entryKey } from "./digests.js";
import { boundNames, wordsOf } from "./imports.js";
import { judge, type Verdict } from "./verdict.js";

/** What happens to each block and entry of a file, by key. */
export type Verdicts = ReadonlyMap<string, Verdict>;

/** The three versions of a file that a verdict weighs. */
export interface Versions {
  readonly disk: readonly Block[];
  readonly generated: readonly Block[];
  readonly known: ReadonlyMap<string, string>;
  readonly frozen: readonly string[];
}

/** Judges every block of a file, then spares what a person's code still uses. */
export function judgeBlocks(versions: Versions): Verdicts {
  return spareUsed(judgeEach(versions), versions);
}

function judgeEach({ disk, generated, known, frozen }: Versions): Verdicts {
  const tables = commonTables(disk, generated);
  const onDisk = new Map(disk.flatMap((block) => blockDigests(block, tables)));
  const wanted = new Map(generated.flatMap((block) => blockDigests(block, tables)));
  const verdicts = new Map<string, Verdict>();
  for (const key of new Set([...wanted.keys(), ...onDisk.keys(), ...known.keys()])) {
    const digests = {
      disk: onDisk.get(key) ?? null,
      generated: wanted.get(key) ?? null,
      known: known.get(key) ?? null,
    };
    const isFrozen = frozen.some((table) => key.startsWith(`${table}[`));
    verdicts.set(key, judge(digests, isFrozen ? "frozen" : "following"));
  }
  return verdicts;
}

/** Names that hold a table wherever they occur. */
function commonTables(disk: readonly Block[], generated: readonly Block[]): ReadonlySet<string> {
  const all = [...disk, ...generated];
  const plain = new Set(all.filter((block) => block.table === null).map((block) => block.key));
  return new Set(all.map((block) => block.key).filter((key) => !plain.has(key)));
}

function spareUsed(verdicts: Verdicts, { disk, generated }: Versions): Verdicts {
  const used = wordsOf(foreignCode(verdicts, disk));
  const spared = new Map(verdicts);
  for (const block of disk) {
    const verdict = verdicts.get(block.key);
    const successor = generated.find((other) => other.key === block.key);
    const stays = new Set(successor ? boundNames(successor) : []);
    const isLost = boundNames(block).some((name) => !stays.has(name) && used.has(name));
    if (verdict && isLost) spared.set(block.key, sparing(block, verdict));
  }
  return spared;
}

function sparing(block: Block, verdict: Verdict): Verdict {
  switch (verdict.action) {
    case "remove":
      return {
        action: "keep",
        locked: null,
        reason: block.kind === "import" ? null : "edited-orphan",
        foreign: true,
      };
    case "write": {
      const [[, known] = ["", null]] = blockDigests(block);
      return { action: "keep", locked: known, reason: null, foreign: false };
    }
    case "keep":
    case "absent":
      return verdict;
  }
}

function foreignCode(verdicts: Verdicts, disk: readonly Block[]): string {
  const isForeign = (key: string): boolean => verdicts.get(key)?.foreign === true;
  const bodies = disk.flatMap((block) => {
    if (isForeign(block.key) && block.kind !== "import") return [block.body];
    const entries = block.table?.entries ?? [];
    return entries
      .filter((entry) => isForeign(entryKey(block.key, entry.key)))
      .map((entry) => entry.body);
  });
  return bodies.join("\n");
}
