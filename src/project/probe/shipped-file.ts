import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** A file of Python to run: beside the bundle, or in the package's source when a script bundles it. */
export function shippedFile(inBundle: string, inSource: string): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), inBundle);
  return existsSync(beside) ? beside : resolve(inSource);
}
