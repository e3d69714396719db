/** Something with a name in a list that is merged. */
interface Named {
  readonly key: string;
  readonly lead: string;
}

/**
 * Puts new items where the generated order has them: after the nearest earlier item that is there,
 * else before the nearest later one, else at the end.
 */
export function place<T extends Named>(
  items: readonly T[],
  generated: readonly T[],
  isNew: (item: T) => boolean,
): T[] {
  const result = [...items];
  for (const [index, item] of generated.entries()) {
    if (!isNew(item)) continue;
    const at = positionOf(result, generated, index);
    result.splice(at, 0, item);
    const next = generated[index + 1];
    const follower = result[at + 1];
    if (next && follower?.key === next.key) result[at + 1] = { ...follower, lead: next.lead };
  }
  return result;
}

function positionOf<T extends Named>(
  result: readonly T[],
  generated: readonly T[],
  index: number,
): number {
  const find = (key: string | undefined): number => result.findIndex((item) => item.key === key);
  for (let before = index - 1; before >= 0; before -= 1) {
    const at = find(generated[before]?.key);
    if (at >= 0) return at + 1;
  }
  for (let after = index + 1; after < generated.length; after += 1) {
    const at = find(generated[after]?.key);
    if (at >= 0) return at;
  }
  return result.length;
}
