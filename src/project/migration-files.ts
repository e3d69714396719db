import type { App } from "./facts.js";
import { textOf } from "./items.js";
import type { Modules } from "./modules.js";
import type { Repository } from "./repository.js";
import { DATA_STEPS, DATABASE_PARTS, MIGRATION, PAIRS } from "./scans.js";
import type { Settings } from "./settings.js";

/** The migrations of first-party apps as they lie on disk. */
export interface MigrationFiles {
  /** Dotted migration modules per app label. */
  readonly modules: Readonly<Record<string, string>>;
  /** Migrations that no other migration of the app depends on, per app label. */
  readonly leaves: Readonly<Record<string, readonly string[]>>;
  /**
   * Whether the database cannot be made without them: they make extensions, collations, types, or
   * rows that receivers look for when a package makes a user; or a package's own make rows that
   * its views need.
   */
  readonly areNeeded: boolean;
}

/** Wagtail's migrations make the first site, without which no page is served, and tables to search. */
const FILLED = new Set(["wagtail", "wagtail.core"]);

export const NO_MIGRATIONS: MigrationFiles = { modules: {}, leaves: {}, areNeeded: false };

/** Finds the migrations of each first-party app, MIGRATION_MODULES included. */
export function readMigrations(
  repository: Repository,
  modules: Modules,
  apps: readonly App[],
  settings: Settings,
): MigrationFiles {
  const overrides = migrationModules(settings);
  const found: [string, string, readonly string[]][] = [];
  let areNeeded = apps.some(({ module }) => FILLED.has(module));
  const isNeeded = hasUserFromStart(apps, settings)
    ? [DATABASE_PARTS, DATA_STEPS]
    : [DATABASE_PARTS];
  for (const app of apps) {
    if (!app.firstParty) continue;
    const module = overrides.get(app.label) ?? `${app.module}.migrations`;
    const folder = modules.folder(module);
    if (folder === null) continue;
    const names = migrationNames(repository, folder);
    if (names.length === 0) continue;
    areNeeded ||= names.some((name) =>
      isNeeded.some((scan) => repository.scan(`${folder}/${name}.py`, scan)),
    );
    found.push([app.label, module, leaves(repository, folder, names, app.label)]);
  }
  found.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    modules: Object.fromEntries(found.map(([label, module]) => [label, module])),
    leaves: Object.fromEntries(found.map(([label, , names]) => [label, names])),
    areNeeded,
  };
}

/** django-guardian makes its anonymous user as soon as there are tables. */
function hasUserFromStart(apps: readonly App[], settings: Settings): boolean {
  const isThere = apps.some(({ module }) => module === "guardian");
  return isThere && settings.get("ANONYMOUS_USER_NAME")?.kind !== "none";
}

function migrationModules(settings: Settings): ReadonlyMap<string, string> {
  const value = settings.get("MIGRATION_MODULES");
  const found = new Map<string, string>();
  if (value?.kind !== "dict") return found;
  for (const entry of value.entries.values()) {
    const [label, module] = [textOf(entry.key), textOf(entry.value)];
    if (label !== null && module !== null) found.set(label, module);
  }
  return found;
}

/** Django takes every module of the package that does not begin with "_" or "~". */
function migrationNames(repository: Repository, folder: string): readonly string[] {
  const prefix = `${folder}/`;
  return repository.files
    .filter((file) => file.startsWith(prefix) && file.endsWith(".py"))
    .map((file) => file.slice(prefix.length, -".py".length))
    .filter((name) => /^[^_~/][^/]*$/.test(name))
    .filter((name) => repository.scan(`${prefix}${name}.py`, MIGRATION) ?? false);
}

function leaves(
  repository: Repository,
  folder: string,
  names: readonly string[],
  label: string,
): readonly string[] {
  const needed = new Set<string>();
  for (const name of names) {
    for (const [app, other] of repository.scan(`${folder}/${name}.py`, PAIRS) ?? []) {
      if (app === label && other !== name) needed.add(other);
    }
  }
  return names.filter((name) => !needed.has(name)).toSorted();
}
