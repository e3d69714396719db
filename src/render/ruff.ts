import { format, initSync } from "@wasm-fmt/ruff_fmt/web";
import type { PythonStyle } from "../project/facts.js";

/** Ruff's own defaults, for repositories that declare no style. */
export const RUFF_DEFAULTS: PythonStyle = { lineLength: 88, quotes: "double", indent: 4 };

let loaded = false;

/** Loads the formatter from the bytes of its wasm module; the caller knows where they lie. */
export function loadRuff(wasm: Uint8Array<ArrayBuffer>): void {
  if (loaded) return;
  initSync(wasm);
  loaded = true;
}

/** A formatted Python text, or the formatter's words on why the text is not Python. */
export type Formatted =
  | { readonly kind: "formatted"; readonly text: string }
  | { readonly kind: "invalid"; readonly reason: string };

/** Formats Python in the repository's style; line endings stay as they are. */
export function formatPython(source: string, style: PythonStyle = RUFF_DEFAULTS): Formatted {
  if (!loaded) throw new Error("loadRuff() must run before Python is formatted");
  try {
    const text = format(source, null, {
      line_width: style.lineLength,
      quote_style: style.quotes,
      indent_style: "space",
      indent_width: style.indent,
      line_ending: source.includes("\r\n") ? "crlf" : "lf",
    });
    return { kind: "formatted", text };
  } catch (error) {
    // The wasm module throws plain strings, and traps on what it cannot swallow, such as deep nesting.
    if (typeof error === "string") return { kind: "invalid", reason: error };
    if (error instanceof Error && ["RuntimeError", "RangeError"].includes(error.name)) {
      return { kind: "invalid", reason: error.message };
    }
    throw error;
  }
}

/** Whether the formatter accepts the text, which no invalid sample of ours passed. */
export function validPython(source: string): boolean {
  return formatPython(source).kind === "formatted";
}
