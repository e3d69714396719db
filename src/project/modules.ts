import { dirname, join } from "node:path/posix";
import type { ModuleFile } from "../python/index.js";
import { madeFiles } from "./made-files.js";
import type { Repository } from "./repository.js";

/** Where the modules of a repository are, as Python's import system would find them. */
export interface Modules {
  /** Folders on sys.path, relative to the root; "" for the root. */
  readonly path: readonly string[];
  /** Null when the repository has no such module. */
  resolve(dotted: string): ModuleFile | null;
  /** The folder of a package, or of a module's file; null when it is not in the repository. */
  folder(dotted: string): string | null;
  /** A folder that holds parts of an app of this name, though no path leads to it; null without one. */
  strayApp(dotted: string): string | null;
  /** The dotted name under which a Python file is imported; null when no path leads to it. */
  nameOf(file: string): string | null;
}

/** Reads which module each Python file of a repository is, with these folders on sys.path. */
export function createModules(repository: Repository, path: readonly string[]): Modules {
  const resolved = new Map<string, ModuleFile | null>();
  const packages = namespaceFolders(repository);
  let folders: readonly string[] | null = null;
  let made: ReadonlyMap<string, string> | null = null;
  const prefixes = path.map((folder) => (folder === "" ? "" : join(folder, "/")));

  const find = (dotted: string): ModuleFile | null => {
    const relative = dotted.replaceAll(".", "/");
    for (const prefix of prefixes) {
      const base = prefix + relative;
      if (repository.has(`${base}/__init__.py`)) {
        return { path: `${base}/__init__.py`, isPackage: true };
      }
      if (repository.has(`${base}.py`)) return { path: `${base}.py`, isPackage: false };
    }
    if (prefixes.some((prefix) => packages.has(prefix + relative)))
      return { path: null, isPackage: true };
    made ??= madeFiles(repository, path);
    const copied = prefixes.flatMap((prefix) => made?.get(`${prefix}${relative}.py`) ?? []);
    return copied[0] === undefined ? null : { path: copied[0], isPackage: false };
  };

  const resolve = (dotted: string): ModuleFile | null => {
    if (!resolved.has(dotted)) resolved.set(dotted, find(dotted));
    return resolved.get(dotted) ?? null;
  };

  return {
    path,
    resolve,
    folder: (dotted) => {
      const file = resolve(dotted);
      if (file === null) return null;
      if (file.path !== null) return dirname(file.path) === "." ? "" : dirname(file.path);
      const relative = dotted.replaceAll(".", "/");
      return path.map((folder) => join(folder, relative)).find((one) => packages.has(one)) ?? null;
    },
    strayApp: (dotted) => {
      const relative = `/${dotted.replaceAll(".", "/")}`;
      folders ??= appFolders(repository);
      return folders.find((folder) => `/${folder}`.endsWith(relative)) ?? null;
    },
    nameOf: (file) => moduleName(file, path, resolve),
  };
}

const PART_OF_APP = /\/(?:models|models\/__init__|apps)\.py$/;

/** Folders with the files of an app that no other package has. */
function appFolders(repository: Repository): readonly string[] {
  return repository.files
    .filter((file) => PART_OF_APP.test(file))
    .map((file) => file.replace(PART_OF_APP, ""));
}

/** Folders without __init__.py that hold Python: namespace packages when something imports them. */
function namespaceFolders(repository: Repository): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of repository.files) {
    if (!file.endsWith(".py")) continue;
    let folder = dirname(file);
    while (folder !== "." && !folders.has(folder)) {
      folders.add(folder);
      folder = dirname(folder);
    }
  }
  return folders;
}

function moduleName(
  file: string,
  path: readonly string[],
  resolve: (dotted: string) => ModuleFile | null,
): string | null {
  const inside = path
    .filter((folder) => folder === "" || file.startsWith(`${folder}/`))
    .toSorted((a, b) => b.length - a.length);
  for (const folder of inside) {
    const relative = folder === "" ? file : file.slice(folder.length + 1);
    const dotted = relative
      .replace(/\.py$/, "")
      .replace(/\/__init__$/, "")
      .replaceAll("/", ".");
    if (resolve(dotted)?.path === file) return dotted;
  }
  return null;
}
