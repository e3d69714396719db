import { readFileSync } from "node:fs";
import { ruffWasm } from "../../src/commands/package.js";
import type { Artifact, GeneratedFile } from "../../src/plan/types.js";
import { formatFile } from "../../src/render/format.js";
import { render } from "../../src/render/render.js";
import { loadRuff, RUFF_DEFAULTS } from "../../src/render/ruff.js";

/** The generated file of a path. */
export function fileAt(artifacts: readonly Artifact[], path: string): GeneratedFile {
  const found = artifacts.find((artifact) => artifact.path === path);
  if (found?.kind !== "file") {
    throw new Error(`${path} is not among ${artifacts.map((one) => one.path).join(", ")}`);
  }
  return found;
}

/** The text of a generated file, rendered and formatted as it would be written. */
export async function textOf(file: GeneratedFile): Promise<string> {
  loadRuff(ruffWasm());
  const template = readFileSync(`templates/${file.template}.hbs`, "utf8");
  return formatFile(file.path, render(template, file.data), RUFF_DEFAULTS);
}
