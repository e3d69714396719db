/** What happens to one block, given what is on disk, what is generated and what the lock knows. */
export interface Verdict {
  readonly action: "keep" | "write" | "remove" | "absent";
  /** The digest that the lock holds from now on; null when the block is a person's. */
  readonly locked: string | null;
  /** Why a person's version stands, where it does. */
  readonly reason: "edited" | "outdated" | "edited-orphan" | "deleted" | null;
  /** The block on disk is a person's: written or edited by hand. */
  readonly foreign: boolean;
}

/** Digests of one block; null where there is none. */
export interface Digests {
  readonly disk: string | null;
  readonly generated: string | null;
  readonly known: string | null;
}

/**
 * The three-way rule: what nobody touched follows the generator, what a person changed, deleted or
 * added stays. A frozen block is written once and never updated or removed.
 */
export function judge(
  { disk, generated, known }: Digests,
  keeping: "frozen" | "following",
): Verdict {
  if (disk === null) return judgeMissing(generated, known);
  if (generated === null) return judgeOrphan(disk, known, keeping);
  const kept = { action: "keep", reason: null, foreign: false } as const;
  if (disk === generated) return { ...kept, locked: generated };
  if (known === null) return { ...kept, locked: null, foreign: true };
  if (disk !== known) {
    const reason = generated === known ? "edited" : "outdated";
    return keeping === "frozen"
      ? { ...kept, locked: known, foreign: true }
      : { ...kept, locked: known, reason, foreign: true };
  }
  if (keeping === "frozen") return { ...kept, locked: known };
  return { action: "write", locked: generated, reason: null, foreign: false };
}

function judgeMissing(generated: string | null, known: string | null): Verdict {
  const absent = { action: "absent", foreign: false } as const;
  if (generated === null) return { ...absent, locked: null, reason: null };
  if (known !== null) return { ...absent, locked: known, reason: "deleted" };
  return { action: "write", locked: generated, reason: null, foreign: false };
}

function judgeOrphan(disk: string, known: string | null, keeping: string): Verdict {
  const kept = { action: "keep", locked: null, reason: null, foreign: true } as const;
  if (known === null) return kept;
  if (keeping === "frozen") return { ...kept, locked: known, foreign: false };
  if (disk !== known) return { ...kept, reason: "edited-orphan" };
  return { action: "remove", locked: null, reason: null, foreign: false };
}
