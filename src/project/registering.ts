import { CLASSES } from "./class-headers.js";
import type { App } from "./facts.js";
import type { Import } from "./imports.js";
import type { Modules } from "./modules.js";
import type { ImportIndex } from "./reach.js";
import type { Repository } from "./repository.js";
import { CHANGES, HOOKS, READY, REGISTRATIONS } from "./registration-scans.js";

/**
 * Of these modules, those that change others when they are imported: they enter views, routes or
 * classes in a registry of the repository. A URLconf may read that registry without naming them.
 */
export function registeringModules(
  repository: Repository,
  modules: Modules,
  imports: ImportIndex,
  names: readonly string[],
): readonly string[] {
  const sources = names.flatMap((name) => {
    const path = modules.resolve(name)?.path ?? null;
    return path === null || repository.source(path)?.kind !== "text" ? [] : [{ name, path }];
  });
  const heirs = hookedClasses(repository, sources);
  return sources
    .filter(
      ({ name, path }) =>
        classesIn(repository, path).some((one) => heirs.has(one.name)) ||
        registers(repository, modules, imports(name), path),
    )
    .map(({ name }) => name);
}

/** The modules that apps import once all of them are loaded. */
export function modulesOfReady(
  repository: Repository,
  modules: Modules,
  apps: readonly App[],
): readonly string[] {
  const own = apps.filter((app) => app.firstParty).map(({ module }) => module);
  return own.flatMap((app) => {
    const module = `${app}.apps`;
    const path = modules.resolve(module)?.path ?? null;
    const found = path === null ? null : repository.scan(path, READY, module);
    if (found === null) return [];
    const named = found.imports.flatMap((one) => [
      one.module,
      ...one.names.map((name) => `${one.module}.${name}`),
    ]);
    return [...named, ...found.discovers.flatMap((name) => own.map((one) => `${one}.${name}`))];
  });
}

interface Source {
  readonly name: string;
  readonly path: string;
}

const classesIn = (repository: Repository, path: string) =>
  repository.scan(path, CLASSES)?.classes ?? [];

/** Names of the classes that run code of the repository on being defined, heirs of `__init_subclass__`. */
function hookedClasses(repository: Repository, sources: readonly Source[]): ReadonlySet<string> {
  const pending = sources.flatMap(({ path }) => repository.scan(path, HOOKS) ?? []);
  const found = new Set<string>();
  if (pending.length === 0) return found;
  const headers = sources.flatMap(({ path }) => classesIn(repository, path));
  for (let hook = pending.pop(); hook !== undefined; hook = pending.pop()) {
    for (const { name, bases } of headers) {
      if (!bases.includes(hook) || found.has(name)) continue;
      found.add(name);
      pending.push(name);
    }
  }
  return found;
}

/** Whether a module calls, where it is executed, something of the repository that keeps what it is given. */
function registers(
  repository: Repository,
  modules: Modules,
  imports: readonly Import[],
  path: string,
): boolean {
  const found = repository.scan(path, REGISTRATIONS) ?? [];
  return found.some(({ root, rest, isDecorator }) => {
    const from = imports.find(({ module, names }) =>
      names.length > 0 ? names.includes(root) : module === root,
    );
    const file = from === undefined ? null : modules.resolve(from.module);
    if (from === undefined || !file?.path) return false;
    return rest === "" ? (repository.scan(file.path, CHANGES, root) ?? !isDecorator) : true;
  });
}
