import { readFileSync } from "node:fs";
import { loadPythonParser } from "../../src/edit/python-tree.js";
import { loadRuff } from "../../src/render/ruff.js";

/** Loads the parser and the formatter that edits of Python need. */
export async function loadPythonTools(): Promise<void> {
  loadRuff(new Uint8Array(readFileSync("node_modules/@wasm-fmt/ruff_fmt/ruff_fmt_bg.wasm")));
  await loadPythonParser({
    runtime: new Uint8Array(readFileSync("node_modules/web-tree-sitter/web-tree-sitter.wasm")),
    grammar: new Uint8Array(
      readFileSync("node_modules/tree-sitter-python/tree-sitter-python.wasm"),
    ),
  });
}
