import { readApiVersioning } from "./api-versions.js";
import type { EnvironmentRead, Interpreter } from "../python/index.js";
import type { Apps } from "./apps.js";
import type { Dependencies } from "./dependencies.js";
import { databaseAccess, databaseHosts } from "./databases.js";
import { withDemanded } from "./demanded-settings.js";
import { readEnv } from "./env.js";
import type { EnvVariable, PytestSetup, Setup } from "./facts.js";
import type { Files } from "./files.js";
import type { Location } from "./locate.js";
import { readLogFolders } from "./log-folders.js";
import { middlewarePaths } from "./middleware-paths.js";
import { NO_MIGRATIONS, readMigrations } from "./migration-files.js";
import type { Modules } from "./modules.js";
import { occupiedFiles } from "./occupied.js";
import { pytestVariables } from "./pytest.js";
import type { Repository } from "./repository.js";
import { readRivals } from "./rivals.js";
import { readServices } from "./services.js";
import { settingPlaces } from "./setting-places.js";
import type { SettingsChoice } from "./settings-choice.js";
import type { Settings } from "./settings.js";
import { readStyle } from "./style.js";
import type { Workflows } from "./workflows.js";

/** Everything that has been read and that the setup is composed of. */
export interface SetupParts {
  readonly repository: Repository;
  readonly files: Files;
  readonly modules: Modules;
  readonly location: Location;
  readonly choice: SettingsChoice;
  readonly interpreter: Interpreter;
  readonly settings: Settings;
  readonly apps: Apps;
  readonly dependencies: Dependencies;
  readonly pytest: PytestSetup;
  readonly workflows: Workflows;
  readonly settingsFiles: readonly string[];
  readonly envFiles: readonly string[];
  readonly environment: readonly EnvironmentRead[];
  readonly pipelineEnv: Readonly<Record<string, string>>;
  readonly productionEnv: readonly EnvVariable[] | undefined;
  readonly rootUrlconf: string | null;
  /** Whether the migrations are read. */
  readonly claims: boolean;
  /** Folder of the generated tests when the person named one. */
  readonly testsDir: string | null;
}

/** Composes what generators need in order to write into the repository. */
export function readSetup(parts: SetupParts): Setup {
  const { repository, files, modules, settings, apps, dependencies } = parts;
  const { baseDir } = parts.location;
  const packages = new Set(dependencies.files.flatMap((file) => file.packages));
  const urlconfFile = parts.rootUrlconf && (modules.resolve(parts.rootUrlconf)?.path ?? null);
  const apiVersioning = readApiVersioning(settings);
  const migrations = parts.claims
    ? readMigrations(repository, modules, apps.all, settings)
    : NO_MIGRATIONS;
  const demanding = { repository, settings, urlconf: urlconfFile };
  const demanded = withDemanded(demanding, parts.environment);
  const env = readEnv(repository, parts.settingsFiles, demanded);
  const hosts = databaseHosts(settings, env);
  const access = databaseAccess(settings, env);
  const logFolders = readLogFolders(parts, baseDir);
  const answered = parts.claims ? middlewarePaths(repository, modules, settings) : [];
  return {
    baseDir,
    settingsChoice: reasonOf(parts.choice),
    ...(settings.configuration === null ? {} : { configuration: settings.configuration }),
    pythonPath: usedFolders(modules, apps, parts.choice),
    installedApps: apps.installed,
    restFramework: packages.has("djangorestframework") || apps.installed.includes("rest_framework"),
    ...(apiVersioning && { apiVersioning }),
    rivals: readRivals(apps.installed, packages),
    settingPlaces: settingPlaces(repository, modules, parts.choice.module, parts.rootUrlconf),
    env,
    ...(packages.has("pytest-env") && { testEnv: pytestVariables(files, baseDir) }),
    ...(Object.keys(parts.pipelineEnv).length > 0 && { pipelineEnv: parts.pipelineEnv }),
    ...(hosts.length > 0 && { databaseHosts: hosts }),
    ...(Object.keys(access).length > 0 && { databaseAccess: access }),
    ...(logFolders.length > 0 && { logFolders }),
    ...(parts.envFiles.length > 0 && {
      envFiles: parts.envFiles.map((path) => ({ path, example: exampleOf(repository, path) })),
    }),
    productionSettings: parts.choice.production,
    ...(parts.productionEnv && { productionEnv: parts.productionEnv }),
    dependencies: dependencies.files,
    ...(dependencies.djangoBound && { djangoBound: dependencies.djangoBound }),
    lockFiles: dependencies.lockFiles,
    pytest: parts.pytest,
    style: readStyle(files, baseDir),
    migrations: migrations.modules,
    migrationLeaves: migrations.leaves,
    ...(migrations.areNeeded && { needsMigrations: true }),
    ...(answered.length > 0 && { middlewarePaths: answered }),
    services: readServices(settings),
    i18nPatterns: /\bi18n_patterns\(/.test((urlconfFile && repository.text(urlconfFile)) ?? ""),
    defaultBranch: parts.workflows.defaultBranch,
    occupied: occupiedFiles(repository, baseDir, testsDirs(parts), urlconfFile),
  };
}

/** `.env.example` beside `.env`. */
function exampleOf(repository: Repository, path: string): string | null {
  const endings = ["example", "sample", "template", "dist", "tmpl"];
  const names = endings.flatMap((ending) => [`${path}.${ending}`, `${path}_${ending}`]);
  return names.find((name) => repository.has(name)) ?? null;
}

/** Places of mentions hold more than a place. */
function reasonOf({ because, place }: SettingsChoice): Setup["settingsChoice"] {
  return { because, place: place && { file: place.file, line: place.line } };
}

function testsDirs({ testsDir, location, pytest }: SetupParts): readonly string[] {
  const base = location.baseDir === "" ? "tests" : `${location.baseDir}/tests`;
  const named = testsDir === null ? [] : [testsDir];
  return [...new Set([...named, base, "tests", ...pytest.testpaths])];
}

/** The folders of sys.path that the settings or a first-party app are imported from. */
function usedFolders(modules: Modules, apps: Apps, choice: SettingsChoice): readonly string[] {
  const names = [
    choice.module,
    ...apps.all.filter((app) => app.firstParty).map((app) => app.module),
  ];
  const files = names
    .map((name) => modules.resolve(name)?.path ?? null)
    .filter((file) => file !== null);
  const used = modules.path.filter(
    (folder, index) => index === 0 || files.some((file) => ownerOf(modules, file) === folder),
  );
  return used;
}

function ownerOf(modules: Modules, file: string): string | undefined {
  const name = modules.nameOf(file);
  const relative = name?.replaceAll(".", "/");
  return modules.path.find((folder) => {
    const base = folder === "" ? relative : `${folder}/${relative}`;
    return file === `${base}.py` || file === `${base}/__init__.py`;
  });
}
