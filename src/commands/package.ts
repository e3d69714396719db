import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

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
  const root = packageRoot();
  const bundled = join(root, "dist", "ruff_fmt_bg.wasm");
  const installed = join(root, "node_modules", "@wasm-fmt", "ruff_fmt", "ruff_fmt_bg.wasm");
  return new Uint8Array(readFileSync(existsSync(installed) ? installed : bundled));
}
