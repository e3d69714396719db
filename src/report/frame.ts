import type { Colours } from "./colours.js";

const AROUND = 2;

/** The lines around a place, the place itself marked and underlined; "" when the line is not there. */
export function codeFrame(source: string, line: number, colours: Colours): string {
  const lines = source.split(/\r\n|\n|\r/);
  const marked = lines[line - 1];
  if (marked === undefined) return "";
  const first = Math.max(1, line - AROUND);
  const shown = lines.slice(first - 1, line + AROUND);
  const width = String(first + shown.length - 1).length;
  const rows = shown.map((text, index) => {
    const number = first + index;
    const gutter = `${number === line ? ">" : " "} ${String(number).padStart(width)} | `;
    return number === line ? colours.bold(gutter + text) : colours.dim(gutter + text);
  });
  const indent = /^\s*/.exec(marked)?.[0] ?? "";
  const length = Math.max(1, marked.trim().length);
  const caret = `  ${" ".repeat(width)} | ${indent}${colours.red("^".repeat(length))}`;
  rows.splice(line - first + 1, 0, caret);
  return rows.join("\n");
}
