import type { Project } from "../src/project/facts.js";

/** Files that are named above a table; `soundcheck inspect` names all. */
const SHOWN = 5;

const EFFECTS = {
  routes: /\broutes?\b/,
  serializers: /\bserializers?\b|\bapps?\b/,
} as const;

/**
 * Files because of which a table may lack rows, for the comment above it. Lines are left out: they
 * move with every edit, and the comment with them.
 */
export function incomplete(project: Project, kind: keyof typeof EFFECTS): readonly string[] {
  const doubts = project.doubts.filter(({ effect }) => EFFECTS[kind].test(effect));
  const files = [...new Set(doubts.map(({ file }) => file))].toSorted();
  const more = files.length - SHOWN;
  return more > 1 ? [...files.slice(0, SHOWN), `${more} more files`] : files;
}
