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
