import { join, normalize } from "node:path/posix";
import { gitignore } from "../gitignore.js";
import { ROOT, type Interpreter, type Value } from "../python/index.js";
import type { Repository } from "./repository.js";
import { MAKES_FOLDERS } from "./scans.js";
import { textOf } from "./items.js";
import type { Settings } from "./settings.js";

/**
 * Folders that a fresh clone lacks and LOGGING opens files in, relative to the root: Django does not
 * start without them. Relative names are seen from `baseDir`, where commands run.
 */
export function readLogFolders(
  { repository, interpreter, settings, settingsFiles }: LogParts,
  baseDir: string,
): readonly string[] {
  const logging = settings.get("LOGGING");
  const handlers = logging === null ? null : entry(logging, "handlers");
  if (handlers?.kind !== "dict") return [];
  if (settingsFiles.some((file) => repository.scan(file, MAKES_FOLDERS) ?? false)) return [];
  const ignoredBy = gitignore((path) => repository.text(path));
  const isCloned = (folder: string) =>
    folder === "" ||
    repository.files.some((file) => file.startsWith(`${folder}/`) && ignoredBy(file) === null);
  const files = [...handlers.entries.values()].flatMap(
    ({ value }) => pathOf(interpreter, settings, entry(value, "filename")) ?? [],
  );
  const folders = files
    .map((file) => (file.startsWith(ROOT) ? file.slice(ROOT.length) : join(baseDir, file)))
    .map((file) => normalize(join(file, "..")).replace(/^\.$/, ""))
    .filter((folder) => !/^(?:\/|\.\.)/.test(folder) && !isCloned(folder));
  return [...new Set(folders)].toSorted();
}

interface LogParts {
  readonly repository: Repository;
  readonly interpreter: Interpreter;
  readonly settings: Settings;
  readonly settingsFiles: readonly string[];
}

function entry(value: Value, name: string): Value | null {
  if (value.kind !== "dict") return null;
  const found = [...value.entries.values()].find(({ key }) => textOf(key) === name);
  return found?.maybe == null ? (found?.value ?? null) : null;
}

/** The text of a name of a file, whether it is written as a text or as a `Path`. */
function pathOf(interpreter: Interpreter, { place }: Settings, value: Value | null): string | null {
  if (value?.kind !== "instance") return textOf(value);
  const method = interpreter.get(value, "__fspath__");
  if (method === null) return null;
  return textOf(interpreter.call(method, { args: [], kwargs: new Map(), open: null, place }));
}
