import { isStubFile, type EnvironmentRead } from "../python/index.js";
import { databaseVariables } from "./database-variables.js";
import { compare } from "./doubts.js";
import type { EnvVariable, Place } from "./facts.js";
import type { Repository } from "./repository.js";
import { QUOTED } from "./scans.js";

/**
 * One entry per variable that was read, at the line that names it; required when any reading of
 * it has no default. `files` are those that the settings consist of.
 */
export function readEnv(
  repository: Repository,
  files: readonly string[],
  environment: readonly EnvironmentRead[],
): readonly EnvVariable[] {
  const found = new Map<string, EnvVariable>();
  const parts = databaseVariables(repository, files);
  for (const read of environment) {
    const { name, required } = read;
    const known = found.get(name);
    if (known !== undefined && (known.required || !required)) continue;
    const { file, line } = isStubFile(read.file) ? placeOfName(repository, files, name) : read;
    const part = parts.get(name);
    found.set(name, { name, required, file, line, ...(part && { part }) });
  }
  return [...found.values()].toSorted((a, b) => compare(a.name, b.name));
}

/** A reader such as django-environ asks for the variable; what people edit is where it is named. */
function placeOfName(repository: Repository, files: readonly string[], name: string): Place {
  for (const file of files) {
    const line = repository.scan(file, QUOTED, name);
    if (line !== null) return { file, line };
  }
  // Prefixes may be added to the name; then the settings as a whole are the place.
  return { file: files[0] ?? "", line: 1 };
}
