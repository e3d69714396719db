import type { Interpreter } from "../python/index.js";
import { CLASSES } from "./class-headers.js";
import type { Doubts } from "./doubts.js";
import type { App, Place } from "./facts.js";
import type { Import } from "./imports.js";
import type { Modules } from "./modules.js";
import { importOrder, type ImportIndex } from "./reach.js";
import type { Repository } from "./repository.js";
import { CHANGES, HOOKS, READY, REGISTRATIONS } from "./registration-scans.js";

/** Lists the modules that importing the given ones executes for the first time and that change others. */
export type RegisteringModules = (starts: readonly string[]) => readonly string[];

/**
 * Finds the modules that change others when they are imported: they enter views, routes or classes in
 * a registry of the repository. A URLconf may read that registry without naming them.
 */
export function findRegistering(
  repository: Repository,
  modules: Modules,
  imports: ImportIndex,
): RegisteringModules {
  const met = new Set<string>();
  const hooks = new Set<string>();
  return (starts) => {
    const sources = importOrder(modules, imports, starts, met).flatMap((name) => {
      const path = modules.resolve(name)?.path ?? null;
      return path === null || repository.source(path)?.kind !== "text" ? [] : [{ name, path }];
    });
    const heirs = hookedClasses(repository, sources, hooks);
    return sources
      .filter(
        ({ name, path }) =>
          classesIn(repository, path).some((one) => heirs.has(one.name)) ||
          registers(repository, modules, imports(name), path),
      )
      .map(({ name }) => name);
  };
}

/** Imports of modules for what they change elsewhere. */
export interface Registration {
  start(modules: readonly string[]): void;
  /** The same for a URLconf that is included by name, and for what a function imports. */
  demand(modules: readonly string[], place: Place): void;
}

/** Executes such modules, and doubts what they enter where it is not known whether they are imported. */
export function createRegistration(
  interpreter: Interpreter,
  find: () => RegisteringModules,
  doubts: Doubts,
): Registration {
  const registering = find();
  const start = (modules: readonly string[]): void =>
    registering(modules).forEach((name) => interpreter.module(name));
  return {
    start,
    demand: (modules, place) => {
      if (!interpreter.isInBranch()) start(modules);
      else {
        const found = find()(modules).find((one) => !interpreter.modules().has(one));
        const what = `whether ${found} is imported, which enters something elsewhere`;
        if (found !== undefined) doubts.add(place, what, "routes may be missing");
      }
    },
  };
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

/**
 * Names of the classes that run code of the repository on being defined, heirs of `__init_subclass__`.
 * What they inherit it from is remembered for the modules that are met later.
 */
function hookedClasses(
  repository: Repository,
  sources: readonly Source[],
  hooks: Set<string>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { path } of sources)
    for (const hook of repository.scan(path, HOOKS) ?? []) hooks.add(hook);
  const pending = [...hooks];
  if (pending.length === 0) return found;
  const headers = sources.flatMap(({ path }) => classesIn(repository, path));
  for (let hook = pending.pop(); hook !== undefined; hook = pending.pop()) {
    for (const { name, bases } of headers) {
      if (!bases.includes(hook) || found.has(name)) continue;
      found.add(name);
      hooks.add(name);
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
