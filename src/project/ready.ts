import type { ClassValue, Interpreter } from "../python/index.js";
import type { AppConfigs } from "./app-configs.js";
import type { Doubts } from "./doubts.js";
import type { Modules } from "./modules.js";
import { CHANGES, READY } from "./registration-scans.js";
import type { Repository } from "./repository.js";
import { URLPATTERNS } from "./scans.js";

/**
 * Runs the `ready()` of app configurations that speak of urlpatterns, that load what they find, or that
 * call what keeps what it is given: some projects fill the root URLconf, or what it reads, from there.
 */
export function runReady(
  interpreter: Interpreter,
  repository: Repository,
  modules: Modules,
  configs: readonly ClassValue[],
  registry: AppConfigs,
  doubts: Doubts,
): void {
  for (const config of configs) {
    if (!interpreter.mro(config).some((one) => changesUrls(interpreter, repository, modules, one)))
      continue;
    const done = registry.makeReady(config);
    if (done?.kind === "unknown")
      doubts.add(config.place, "ready() is not read", "routes may be missing");
  }
}

function changesUrls(
  interpreter: Interpreter,
  repository: Repository,
  modules: Modules,
  one: ReturnType<Interpreter["mro"]>[number],
): boolean {
  if (one.kind !== "class" || interpreter.ownAttribute(one, "ready") === null) return false;
  const { file, name } = one.module;
  if (file === null) return false;
  return repository.scan(file, URLPATTERNS) === true || enters(repository, modules, file, name);
}

/**
 * Whether `ready()` loads modules that it does not name, enters something in an object of the repository,
 * gives its models to a function of it, or imports one that changes what its module holds.
 */
function enters(repository: Repository, modules: Modules, file: string, name: string): boolean {
  const found = repository.scan(file, READY, name);
  if (found === null) return false;
  if (found.looksAround) return true;
  if (found.entered.some(({ module }) => modules.resolve(module) !== null)) return true;
  return found.imports.some(({ module, names }) => {
    const path = modules.resolve(module)?.path ?? null;
    if (path === null) return false;
    return names.some(
      (one) => found.givenModels.includes(one) || repository.scan(path, CHANGES, one) === true,
    );
  });
}
