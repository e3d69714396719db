import type { Asked } from "../python/index.js";
import { CLASSES } from "./class-headers.js";
import type { Inputs } from "./repository.js";

/** Whether somebody has asked for a name. */
export type IsAsked = (name: string) => boolean;

/** Labels of models are compared without case. */
export function askedAmong(names: readonly string[]): IsAsked {
  const known = new Set(names);
  return (name) => known.has(name.toLowerCase());
}

/**
 * All names that somebody has asked for, in lower case. Those of classes that derive from something,
 * and of what they derive from, are among them: headers stand for classes by their names.
 */
export function namesAsked(asked: Asked, inputs: Inputs): readonly string[] {
  const found = new Set(asked.names);
  for (const { scans } of inputs.values()) {
    for (const { name, found: headers } of scans.values()) {
      if (name !== CLASSES.name) continue;
      for (const one of (headers as ReturnType<typeof CLASSES.find>).classes) {
        if (one.bases.length > 0) found.add(one.name);
        for (const base of one.bases) found.add(base);
      }
    }
  }
  return [...new Set([...found].map((name) => name.toLowerCase()))];
}

/** Files of which all names were asked for; with a star other modules have the same names. */
export const filesListed = ({ listed, starred }: Asked): ReadonlySet<string> =>
  listed.size === 0 ? listed : new Set([...listed, ...starred]);
