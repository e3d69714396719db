import { importsOf } from "./imports.js";
import type { locate } from "./locate.js";
import { createModules, type Modules } from "./modules.js";
import { pythonPath } from "./python-path.js";
import type { Repository } from "./repository.js";
import { chooseSettings } from "./settings-choice.js";

/** The settings decide by sys.path changes of their own where the other modules are. */
export function findSettings(
  repository: Repository,
  location: ReturnType<typeof locate>,
  wanted: string | null,
) {
  const { baseDir, manage } = location;
  const starts = manage === null ? [] : [manage];
  const first = createModules(repository, pythonPath(repository, baseDir, starts));
  const choice = chooseSettings(repository, first, location, wanted);
  const served = ["wsgi", "asgi"].flatMap((name) => {
    const top = choice.module.split(".", 1)[0] ?? "";
    return first.resolve(`${top}.${name}`)?.path ?? [];
  });
  const parts = settingsParts(repository, first, choice.module);
  const path = pythonPath(repository, baseDir, [...starts, ...parts, ...served]);
  const modules: Modules = createModules(repository, path);
  return { modules, choice };
}

/** The file of a settings module, and those that it imports all of. */
function settingsParts(
  repository: Repository,
  modules: Modules,
  module: string,
  seen: ReadonlySet<string> = new Set(),
): readonly string[] {
  const found = modules.resolve(module);
  if (found?.path == null || seen.has(module)) return [];
  const source = repository.text(found.path) ?? "";
  const stars = importsOf(source, module, found.isPackage).filter(({ star }) => star);
  const known = new Set([...seen, module]);
  const parts = stars.flatMap((one) => settingsParts(repository, modules, one.module, known));
  return [found.path, ...parts];
}
