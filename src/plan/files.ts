import type { PythonStyle } from "../project/facts.js";
import { formatFile } from "../render/format.js";
import { render } from "../render/render.js";
import { destination } from "./destination.js";
import { digestsOf, wholeDigest } from "./digests.js";
import { keptNote } from "./kept.js";
import { WHOLE_FILE, type Lock } from "./lock.js";
import { mergePython } from "./merge.js";
import type { GeneratedFile } from "./types.js";
import { judge } from "./verdict.js";
import type { Workspace } from "./workspace.js";

type Known = ReadonlyMap<string, string>;

/** What planning generated files takes beside the workspace. */
export interface FileContext {
  readonly workspace: Workspace;
  readonly lock: Lock;
  readonly style: PythonStyle;
  readonly readTemplate: (name: string) => string;
}

/** Renders each generated file and merges it with what is on disk; returns the lock's new lines. */
export async function planFiles(
  files: readonly GeneratedFile[],
  context: FileContext,
): Promise<Map<string, Known>> {
  const locked = new Map<string, Known>();
  for (const file of files) {
    const path = destination(file, context.workspace, context.lock);
    const rendered = render(context.readTemplate(file.template), file.data);
    const text = await formatFile(path, rendered, context.style);
    const known = planFile({ ...file, path }, text, context);
    if (known) locked.set(path, known);
  }
  return locked;
}

function planFile(file: GeneratedFile, text: string, context: FileContext): Known | null {
  const { workspace, lock } = context;
  const disk = workspace.text(file.path);
  const known = lock.get(file.path);
  if (disk === null) return planMissing(file, text, known ?? null, workspace);
  if (known) {
    const merge = file.path.endsWith(".py") ? mergeBlocks : mergeWhole;
    return merge(file, text, known, workspace);
  }
  if (text.trim() === "") return null;
  if (sameLines(disk, text)) return knownOf(file.path, text);
  workspace.note({
    kind: "kept",
    path: file.path,
    text: "was there before soundcheck and stays as it is",
    byHand: "rename it, or choose another folder with --tests-dir, to get soundcheck's version",
  });
  return null;
}

function planMissing(
  file: GeneratedFile,
  text: string,
  known: Known | null,
  workspace: Workspace,
): Known | null {
  if (known) {
    workspace.note(keptNote(file.path, { block: WHOLE_FILE, reason: "deleted" }));
    return known;
  }
  workspace.write(file.path, text, file);
  return knownOf(file.path, text);
}

function mergeBlocks(
  file: GeneratedFile,
  generated: string,
  known: Known,
  workspace: Workspace,
): Known {
  const disk = workspace.text(file.path) ?? "";
  const merged = mergePython({ disk, generated, known, frozen: file.frozen ?? [] });
  if (merged.kind === "conflict" || !workspace.write(file.path, merged.text, file)) {
    const reason = merged.kind === "conflict" ? merged.reason : "its encoding is not UTF-8";
    workspace.note({
      kind: "conflict",
      path: file.path,
      text: `left as it is: ${reason}`,
      byHand: "mend the file, then run `soundcheck sync`",
    });
    return known;
  }
  for (const kept of merged.kept) workspace.note(keptNote(file.path, kept));
  return merged.locked.size > 0 ? merged.locked : knownOf(file.path, "");
}

function mergeWhole(file: GeneratedFile, text: string, known: Known, workspace: Workspace): Known {
  const disk = workspace.text(file.path) ?? "";
  const verdict = judge(
    { disk: wholeDigest(disk), generated: wholeDigest(text), known: known.get(WHOLE_FILE) ?? null },
    "following",
  );
  if (verdict.action === "write") {
    const lines = disk.includes("\r\n") ? text.replace(/\r?\n/g, "\r\n") : text;
    workspace.write(file.path, lines, file);
  }
  if (verdict.reason) {
    workspace.note(keptNote(file.path, { block: WHOLE_FILE, reason: verdict.reason }));
  }
  return verdict.locked === null ? known : new Map([[WHOLE_FILE, verdict.locked]]);
}

function knownOf(path: string, text: string): Known {
  const blocks = path.endsWith(".py") ? digestsOf(text) : new Map<string, string>();
  return blocks.size > 0 ? blocks : new Map([[WHOLE_FILE, wholeDigest(text)]]);
}

function sameLines(left: string, right: string): boolean {
  return wholeDigest(left) === wholeDigest(right);
}
