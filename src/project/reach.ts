import { importsOf } from "./imports.js";
import type { Modules } from "./modules.js";
import type { Repository } from "./repository.js";

/**
 * Lists the modules of the repository that are imported when the given ones are, directly or not,
 * their packages included, in the order in which they are met.
 */
export function reachedModules(
  repository: Repository,
  modules: Modules,
  starts: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  const pending = [...starts].toReversed();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    const file = modules.resolve(name);
    if (file === null) continue;
    found.add(name);
    const parent = name.includes(".") ? [name.slice(0, name.lastIndexOf("."))] : [];
    pending.push(...targets(repository, modules, name, file.path, file.isPackage), ...parent);
  }
  return [...found];
}

function targets(
  repository: Repository,
  modules: Modules,
  name: string,
  path: string | null,
  isPackage: boolean,
): readonly string[] {
  const decoded = path === null ? null : repository.python(path);
  if (decoded?.kind !== "text") return [];
  return importsOf(decoded.text, name, isPackage)
    .filter(({ module }) => modules.resolve(module.split(".", 1)[0] ?? "") !== null)
    .flatMap(({ module, names }) => [module, ...names.map((one) => `${module}.${one}`)])
    .concat(includedUrlconfs(decoded.text))
    .filter((target) => modules.resolve(target) !== null)
    .toReversed();
}

/** Modules that a URLconf names as texts. */
function includedUrlconfs(source: string): readonly string[] {
  if (!source.includes("urlpatterns")) return [];
  const named = source.matchAll(/\binclude\(\s*\(?\s*["']([\w.]+)["']/g);
  return [...named].map((match) => match[1] ?? "");
}
