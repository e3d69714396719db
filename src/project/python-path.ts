import { dirname, join, normalize } from "node:path/posix";
import type { Repository } from "./repository.js";

/**
 * The folders that are on sys.path when the project runs, relative to the root: that of manage.py
 * first, then what the given files add by hand, then where its packages are installed from.
 */
export function pythonPath(
  repository: Repository,
  baseDir: string,
  files: readonly string[],
): readonly string[] {
  const added = files.flatMap((file) => addedBy(repository, baseDir, file));
  const sources = [join(baseDir, "src"), "src"].filter((folder) =>
    isSourceFolder(repository, folder),
  );
  return [...new Set([baseDir, ...added, ...configured(repository, baseDir), ...sources, ""])];
}

const CHANGE =
  /(?<![\w.])(sys\.)?path\.(?:insert|append|extend)\(((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*)\)/g;
/** `from sys import path`, after which the bare name is that list. */
const BARE = /^from sys import (?:\w+, *)*path\b/m;

/** `sys.path.insert(0, os.path.join(BASE_DIR, "apps"))`: the texts are parts of a path. */
function addedBy(repository: Repository, baseDir: string, file: string): readonly string[] {
  const source = repository.text(file) ?? "";
  const isBare = BARE.test(source);
  return [...source.matchAll(CHANGE)].flatMap(([, sys, given]) => {
    if (sys === undefined && !isBare) return [];
    const parts = [...(given ?? "").matchAll(/["']([^"']*)["']/g)].map((text) => text[1] ?? "");
    if (parts.length === 0) return [];
    const starts = [baseDir, dirname(file), dirname(dirname(file)), ""];
    const folders = starts.map((start) => inside(join(start, ...parts)));
    const found = folders.find((folder) => folder !== null && repository.hasFolder(folder));
    return found === undefined || found === null ? [] : [found];
  });
}

/** The `pythonpath` of pytest's configuration. */
function configured(repository: Repository, baseDir: string): readonly string[] {
  const names = ["pytest.ini", "pyproject.toml", "setup.cfg", "tox.ini"];
  const folders = baseDir === "" ? [""] : [baseDir, ""];
  return folders.flatMap((folder) =>
    names.flatMap((name) => {
      const source = repository.text(join(folder, name)) ?? "";
      const value = /^\s*pythonpath\s*=\s*(.+)$/m.exec(source)?.[1] ?? "";
      return value
        .replaceAll(/[[\]"',]/g, " ")
        .split(/\s+/)
        .filter((part) => part !== "")
        .map((part) => inside(join(folder, part)))
        .filter((part) => part !== null)
        .filter((part) => repository.hasFolder(part));
    }),
  );
}

function isSourceFolder(repository: Repository, folder: string): boolean {
  return repository.hasFolder(folder) && !repository.has(join(folder, "__init__.py"));
}

/** A path below the root, "" for the root itself; null when it leads out of the repository. */
function inside(path: string): string | null {
  const normal = normalize(path).replace(/\/$/, "");
  if (normal === ".") return "";
  return normal.startsWith("..") || normal.startsWith("/") ? null : normal;
}
