import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Fault, Replacement } from "./fault.js";

/** What a replacement makes of a file's text: new text, or null for a file that is gone. */
export function injected(text: string | null, replacement: Replacement): string | null {
  const { file } = replacement;
  if ("create" in replacement) {
    if (text !== null) throw new Error(`${file} exists already`);
    return replacement.create;
  }
  if (text === null) throw new Error(`${file} is missing`);
  if ("remove" in replacement) return null;
  const parts = text.split(replacement.find);
  if (parts.length !== 2) {
    throw new Error(`${file}: found ${parts.length - 1} times, not once:\n${replacement.find}`);
  }
  return parts.join(replacement.replace);
}

/** Puts the fault into the project at `directory`, which should be a copy. */
export async function inject(directory: string, fault: Fault): Promise<void> {
  for (const replacement of fault.apply) {
    const path = join(directory, replacement.file);
    const text = injected(await textOf(path), replacement);
    if (text === null) {
      await rm(path);
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
