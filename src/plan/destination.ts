import type { Lock } from "./lock.js";
import type { GeneratedFile } from "./types.js";
import type { Workspace } from "./workspace.js";

/** Where a generated file goes when a file of the team's holds its name. */
function alternative(path: string): string | null {
  if (/^\.github\/workflows\/[^/]+$/.test(path)) return ".github/workflows/soundcheck.yml";
  if (/^[^/]+\.md$/.test(path)) return "SOUNDCHECK.md";
  return null;
}

/** The path that a generated file gets: its own, or another name where a person's file is there. */
export function destination(file: GeneratedFile, workspace: Workspace, lock: Lock): string {
  const other = alternative(file.path);
  if (other === null || lock.has(file.path) || workspace.text(file.path) === null) {
    return file.path;
  }
  if (!lock.has(other) && workspace.text(other) !== null) return file.path;
  workspace.note({
    kind: "kept",
    path: file.path,
    text: `was there before soundcheck and stays as it is; soundcheck's version is ${other}`,
  });
  return other;
}
