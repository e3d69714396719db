import { wholeDigest } from "./digests.js";
import { keptNote } from "./kept.js";
import { WHOLE_FILE, type Lock } from "./lock.js";
import { mergePython } from "./merge.js";
import type { Workspace } from "./workspace.js";

const GONE = { phase: "foundation", why: [{ text: "no longer generated" }] } as const;

/** Removes what was generated once and is no longer, as far as nobody edited it. */
export function planOrphans(paths: readonly string[], lock: Lock, workspace: Workspace): void {
  for (const path of paths) {
    const disk = workspace.text(path);
    const known = lock.get(path);
    if (disk === null || !known) continue;
    if (path.endsWith(".py")) removeBlocks(path, disk, known, workspace);
    else removeWhole(path, disk, known.get(WHOLE_FILE) ?? null, workspace);
  }
}

function removeBlocks(
  path: string,
  disk: string,
  known: ReadonlyMap<string, string>,
  workspace: Workspace,
): void {
  const merged = mergePython({ disk, generated: "", known, frozen: [] });
  if (merged.kind === "conflict") {
    workspace.note({ kind: "kept", path, text: `no longer generated, stays: ${merged.reason}` });
    return;
  }
  for (const kept of merged.kept) workspace.note(keptNote(path, kept));
  workspace.write(path, merged.text.trim() === "" ? null : merged.text, GONE);
}

function removeWhole(path: string, disk: string, known: string | null, workspace: Workspace): void {
  if (wholeDigest(disk) === known) workspace.write(path, null, GONE);
  else workspace.note(keptNote(path, { block: WHOLE_FILE, reason: "edited-orphan" }));
}
