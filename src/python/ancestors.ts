import type { Machine } from "./machine.js";

/** Every ancestor of an external class that the host's tables know, nearest first. */
export function externalAncestors(machine: Machine, dotted: string): readonly string[] {
  const found: string[] = [];
  const visit = (name: string): void => {
    for (const base of machine.host.externalBases?.(name) ?? []) {
      if (found.includes(base)) continue;
      found.push(base);
      visit(base);
    }
  };
  visit(dotted);
  return found;
}

/**
 * Whether an external class is of a package whose classes are known: what is looked for in classes
 * of the repository, such as actions, keys and names of their own, it does not add.
 */
export const isOfKnownPackage = (dotted: string): boolean =>
  /^(?:django|rest_framework|abc|typing|collections)\./.test(dotted);
