import { tableRows } from "./table-rows.js";

/**
 * Whether a test is there only while calibrate records: its parameter stands for rows of a table that
 * has none for it. `sourceOf` gives the text of a test file.
 */
export function isOnlyRecording(id: string, sourceOf: (file: string) => string | null): boolean {
  const [, file = "", name = "", parameter] = /^([^:]+)::(\w+)(?:\[(.*)\])?$/s.exec(id) ?? [];
  if (parameter === undefined) return false;
  const source = sourceOf(file) ?? "";
  const table = tableOf(source, name);
  if (table === null) return false;
  const keys = [...(tableRows(source, table) ?? new Map<string, string>()).keys()];
  return !keys.some((key) => key.startsWith(parameter));
}

/** The table whose keys are the parameters of a test: `recorded(TABLE, ...)` in its decorators. */
function tableOf(source: string, name: string): string | null {
  const before = source.slice(0, Math.max(0, source.search(new RegExp(`^def ${name}\\(`, "m"))));
  const decorators = before.slice(before.lastIndexOf("\n\n") + 1);
  return /\brecorded\(\s*(\w+),/.exec(decorators)?.[1] ?? null;
}
