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

function targets(modules: Modules, imports: readonly Import[]): readonly string[] {
  return imports
    .filter(({ module }) => modules.resolve(module) !== null)
    .flatMap(({ module, names }) => [module, ...names.map((name) => `${module}.${name}`)]);
}
