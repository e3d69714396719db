import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ParserModules } from "../edit/python-tree.js";

/** Folder of this package: dist/ is bundled, the sources are two folders deeper. */
export function packageRoot(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "templates"))) return folder;
    if (dirname(folder) === folder) throw new Error(`no templates above ${here}`);
  }
}

/** Bytes of the Python formatter's wasm module. */
export function ruffWasm(): Uint8Array<ArrayBuffer> {
  return wasm("@wasm-fmt/ruff_fmt", "ruff_fmt_bg.wasm");
}

/** Bytes of the wasm modules of the parser that edits of Python files need. */
export function parserModules(): ParserModules {
  return {
    runtime: wasm("web-tree-sitter", "web-tree-sitter.wasm"),
    grammar: wasm("tree-sitter-python", "tree-sitter-python.wasm"),
  };
}

/** A wasm module beside the bundle, or in its package when run from source. */
function wasm(name: string, file: string): Uint8Array<ArrayBuffer> {
  const root = packageRoot();
  const installed = join(root, "node_modules", ...name.split("/"), file);
  const bundled = join(root, "dist", file);
  return new Uint8Array(readFileSync(existsSync(installed) ? installed : bundled));
}
