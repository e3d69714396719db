import { IMPORTS, type Import } from "./imports.js";
import type { Modules } from "./modules.js";
import type { Repository } from "./repository.js";

/** What each module imports, scanned once. */
export type ImportIndex = (module: string) => readonly Import[];

/** Scans the imports of modules on demand; those of absent and undecodable ones are none. */
export function indexImports(repository: Repository, modules: Modules): ImportIndex {
  const known = new Map<string, readonly Import[]>();
  return (module) => {
    let imports = known.get(module);
    if (imports === undefined) {
      imports = scan(repository, modules, module);
      known.set(module, imports);
    }
    return imports;
  };
}

function scan(repository: Repository, modules: Modules, module: string): readonly Import[] {
  const file = modules.resolve(module);
  if (!file?.path || repository.source(file.path)?.kind !== "text") return [];
  const kind = file.isPackage ? "package" : "module";
  return repository.scan(file.path, IMPORTS, module, kind) ?? [];
}

/**
 * Lists the modules of the repository that are imported when the given ones are, directly or not,
 * their packages included, in the order in which they are met.
 */
export function reachedModules(
  modules: Modules,
  imports: ImportIndex,
  starts: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  const pending = [...starts].toReversed();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name) || modules.resolve(name) === null) continue;
    found.add(name);
    for (const target of targets(modules, imports(name)).toReversed()) {
      if (!found.has(target)) pending.push(target);
    }
    if (name.includes(".")) pending.push(name.slice(0, name.lastIndexOf(".")));
  }
  return [...found];
}

/**
 * Lists the modules that are executed when the given ones are imported, in the order in which Python
 * finishes them, without those met before. URLconfs that are included by name are none of them.
 */
export function importOrder(
  modules: Modules,
  imports: ImportIndex,
  starts: readonly string[],
  met: Set<string>,
): readonly string[] {
  const finished: string[] = [];
  const visit = (name: string): void => {
    if (met.has(name) || modules.resolve(name) === null) return;
    met.add(name);
    if (name.includes(".")) visit(name.slice(0, name.lastIndexOf(".")));
    const imported = imports(name).filter(({ isIncluded }) => isIncluded !== true);
    targets(modules, imported).forEach(visit);
    finished.push(name);
  };
  starts.forEach(visit);
  return finished;
}

function targets(modules: Modules, imports: readonly Import[]): readonly string[] {
  return imports
    .filter(({ module }) => modules.resolve(module) !== null)
    .flatMap(({ module, names }) => [module, ...names.map((name) => `${module}.${name}`)]);
}
