import { itemsOf, textOf } from "./items.js";
import type { Modules } from "./modules.js";
import type { Repository } from "./repository.js";
import { HEALTH_PATHS } from "./scans.js";
import type { Settings } from "./settings.js";

/** Paths such as "/health" that middleware of the repository names, and may answer before any view. */
export function middlewarePaths(
  repository: Repository,
  modules: Modules,
  settings: Settings,
): readonly string[] {
  const value = settings.get("MIDDLEWARE");
  const items = value === null ? [] : (itemsOf(value)?.certain ?? []);
  const files = items.flatMap((item) => {
    const module = (textOf(item) ?? "").split(".").slice(0, -1).join(".");
    return modules.resolve(module)?.path ?? [];
  });
  const found = [...new Set(files)].flatMap((file) => repository.scan(file, HEALTH_PATHS) ?? []);
  return [...new Set(found)].toSorted();
}
