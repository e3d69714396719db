import type { Doubt, Inspection } from "../facts.js";
import type { DjangoInspection } from "./answer.js";
import { announces, entails, type Announced } from "./announced.js";
import { differences, type Difference } from "./differences.js";
import { itemsOf, KINDS, type Item, type Kind } from "./items.js";

/** Something Django has and the other reading has not. */
export interface Miss {
  readonly item: Item;
  /** The doubt that told of it; without one the miss is a bug. */
  readonly announcedBy: Doubt | null;
}

/** How far two readings agree about one kind of facts. */
export interface Agreement {
  readonly kind: Kind;
  /** How many there are by Django's own account. */
  readonly expected: number;
  readonly agreed: number;
  /** Found by the other reading only. */
  readonly invented: readonly Item[];
  readonly missed: readonly Miss[];
}

export interface Comparison {
  readonly agreements: readonly Agreement[];
  /** Details in which things that both readings have are told differently. */
  readonly differences: readonly Difference[];
}

/** Compares a static reading with Django's own account of the same repository. */
export function compare(found: Inspection, truth: DjangoInspection): Comparison {
  const announced: Announced[] = [];
  const agreements = KINDS.map((kind) => {
    const result = agreement(kind, found, truth, announced);
    announced.push(...result.missed.flatMap(({ item, announcedBy }) => entry(item, announcedBy)));
    return result;
  });
  return { agreements, differences: differences(found, truth) };
}

function entry(item: Item, doubt: Doubt | null): readonly Announced[] {
  return doubt === null ? [] : [{ item, doubt }];
}

/** The part of what was found that is so; 1 when nothing was found. */
export function precision({ agreed, invented }: Agreement): number {
  return share(agreed, agreed + invented.length);
}

/** The part of what there is that was found; 1 when there is nothing. */
export function recall({ agreed, expected }: Agreement): number {
  return share(agreed, expected);
}

/** Whether nothing was invented and every miss announced. */
export function isSound({ agreements }: Comparison): boolean {
  return agreements.every(
    ({ invented, missed }) =>
      invented.length === 0 && missed.every(({ announcedBy }) => announcedBy !== null),
  );
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function agreement(
  kind: Kind,
  found: Inspection,
  truth: DjangoInspection,
  announced: readonly Announced[],
): Agreement {
  const here = new Map(itemsOf(kind, found).map((item) => [item.key, item]));
  const there = new Map(itemsOf(kind, truth).map((item) => [item.key, item]));
  const wanted = [...there.values()].filter(({ optional }) => !optional);
  const missing = wanted.filter(({ key }) => !here.has(key));
  return {
    kind,
    expected: wanted.length,
    agreed: wanted.length - missing.length,
    invented: [...here.values()].filter(({ key }) => !there.has(key)),
    missed: missing.map((item) => ({
      item,
      announcedBy:
        found.doubts.find((doubt) => announces(doubt, item)) ??
        announced.find((cause) => entails(cause, item, truth))?.doubt ??
        null,
    })),
  };
}
