import type { Files } from "../../src/project/files.js";

/** A repository of texts by path. */
export function filesOf(texts: Readonly<Record<string, string>>): Files {
  return {
    read: (path) => texts[path] ?? null,
    list: () => Object.keys(texts).toSorted(),
  };
}
