import { dirname } from "node:path/posix";
import type { Repository } from "./repository.js";

const LOCK = "soundcheck.lock";

/** Files where an artifact may want to be written, those that soundcheck generated left out. */
export function occupiedFiles(
  repository: Repository,
  baseDir: string,
  testsDirs: readonly string[],
  urlconfFile: string | null,
): readonly string[] {
  const generated = generatedFiles(repository);
  const folders = [...testsDirs, ".github/workflows"].map((folder) => `${folder}/`);
  const urlFolder = urlconfFile === null ? null : folderOf(urlconfFile);
  return repository.files.filter((file) => {
    if (generated.has(file)) return false;
    if (folders.some((folder) => file.startsWith(folder))) return true;
    const folder = folderOf(file);
    if (folder === "" || folder === baseDir) return true;
    return urlFolder !== null && file.startsWith(urlFolder === "" ? "" : `${urlFolder}/`);
  });
}

/** The lock's lines begin with the path of what was generated. */
function generatedFiles(repository: Repository): ReadonlySet<string> {
  const lines = (repository.text(LOCK) ?? "").split(/\r?\n/);
  return new Set(lines.map((line) => line.split("\t", 1)[0] ?? ""));
}

function folderOf(file: string): string {
  const folder = dirname(file);
  return folder === "." ? "" : folder;
}
