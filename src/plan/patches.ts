import { validPython } from "../render/ruff.js";
import type { Edit, Patch } from "./types.js";
import type { Workspace } from "./workspace.js";

/** Applies the edits of the team's files, each to the text that the ones before it left. */
export function applyPatches(patches: readonly Patch[], workspace: Workspace): void {
  for (const patch of patches) {
    const source = workspace.text(patch.path);
    const edit = checked(patch, source, patch.edit(source));
    if (edit.kind === "refused") refuse(patch, edit, workspace);
    if (edit.kind !== "edited" || edit.source === source) continue;
    if (workspace.write(patch.path, edit.source, patch)) continue;
    const reason = "the file is not UTF-8 and its encoding lacks a character";
    refuse(patch, { kind: "refused", reason, byHand: patch.title }, workspace);
  }
}

/** No edit leaves Python broken, or with two kinds of line ends. */
function checked(patch: Patch, source: string | null, edit: Edit): Edit {
  if (edit.kind !== "edited") return edit;
  const lines =
    source !== null && usesCrlf(source) ? edit.source.replace(/\r?\n/g, "\r\n") : edit.source;
  if (!patch.path.endsWith(".py") || validPython(lines)) return { kind: "edited", source: lines };
  const reason =
    source !== null && !validPython(source)
      ? "the file is not valid Python"
      : "the edit would not leave valid Python";
  return { kind: "refused", reason, byHand: patch.title };
}

function usesCrlf(source: string): boolean {
  return source.includes("\r\n") && !/(?<!\r)\n/.test(source);
}

function refuse(
  patch: Patch,
  { reason, byHand, line }: Extract<Edit, { kind: "refused" }>,
  workspace: Workspace,
): void {
  workspace.note({
    kind: "refused",
    path: patch.path,
    text: `${patch.title}: ${reason}`,
    byHand,
    ...(line === undefined ? {} : { line }),
  });
}
