/** The known name that a mistyped one most likely stands for; null when none is near. */
export function nearest(name: string, known: readonly string[]): string | null {
  const limit = Math.ceil(name.length / 3);
  const ranked = known
    .map((each) => ({ each, distance: distance(name.toLowerCase(), each) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((left, right) => left.distance - right.distance);
  return ranked[0]?.each ?? null;
}

/** Levenshtein's distance: how many letters to add, drop or replace. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...right].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
