import { createInterpreter, type Interpreter } from "../python/index.js";
import { byLabel, readApps } from "./apps.js";
import { readDatabases } from "./databases.js";
import { readDependencies, type Dependencies } from "./dependencies.js";
import { createDoubts } from "./doubts.js";
import type { App, Project } from "./facts.js";
import { createHost } from "./host.js";
import { installedBases } from "./installed-bases.js";
import { locate } from "./locate.js";
import { importModels, readModels } from "./models.js";
import { createModules, type Modules } from "./modules.js";
import { readProductionEnv } from "./production-env.js";
import { pythonPath } from "./python-path.js";
import { readPytest } from "./pytest.js";
import { registryValue, type RegistrySource } from "./registry-values.js";
import { openRepository, projectFiles, type Repository } from "./repository.js";
import { importSerializers, readSerializers } from "./serializers.js";
import { chooseSettings } from "./settings-choice.js";
import { readSettings, type Settings } from "./settings.js";
import { readSetup } from "./setup.js";
import { readWorkflows } from "./workflows.js";

/** What to read and what the person has said about it. */
export interface ReadOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  /** The settings module, when the person named one. */
  readonly settings?: string;
  /** Folder of the generated tests, relative to the root. */
  readonly testsDir?: string;
  /** Folder of installed packages, whose source then tells what tables do not. */
  readonly sitePackages?: string;
  /** Environment variables that settings may read. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Reads a Django repository from its source alone; nothing of it is executed. */
export async function readProject(options: ReadOptions): Promise<Project> {
  const repository = openRepository(options.root);
  const location = locate(repository, options.settings ?? null);
  const { baseDir } = location;
  const { modules, choice } = findSettings(repository, location, options.settings ?? null);
  const files = projectFiles(repository);
  const dependencies = readDependencies(files, baseDir);
  const doubts = createDoubts();
  const known: { settings: Settings | null; apps: readonly App[] } = { settings: null, apps: [] };
  const registry: RegistrySource = {
    interpreter: () => interpreter,
    settings: () => known.settings,
    apps: () => known.apps,
  };
  const host = createHost({
    repository,
    modules,
    env: options.env ?? {},
    packages: packageNames(dependencies),
    installed:
      options.sitePackages === undefined
        ? null
        : installedBases(options.sitePackages, repository.foreign),
    externalValue: (dotted) => registryValue(registry, dotted),
  });
  const interpreter: Interpreter = createInterpreter(host);
  const settings = readSettings(interpreter, choice);
  known.settings = settings;
  const settingsFiles = loadedFiles(interpreter.modules().values());
  const environment = [...interpreter.environment()];
  const apps = readApps(interpreter, modules, settings.get("INSTALLED_APPS"), settings.place, doubts);
  known.apps = apps.all;
  const rootUrlconf = settings.text("ROOT_URLCONF");
  importModels(interpreter, repository, modules, apps.all, rootUrlconf);
  importSerializers(interpreter, repository, apps.all);
  const models = readModels(interpreter, apps.all, settings, doubts);
  const serializers = readSerializers(interpreter, apps.all, models, doubts);
  const workflows = readWorkflows(files);
  const pytest = readPytest(files, baseDir);
  for (const doubt of interpreter.doubts()) doubts.add(doubt, doubt.what, doubt.effect);
  return {
    schema: 1,
    source: "static",
    project: {
      manage: location.manage,
      settings: choice.module,
      settingsFiles,
      rootUrlconf,
      authUserModel: settings.text("AUTH_USER_MODEL") ?? "auth.User",
      databases: readDatabases(settings, environment),
      python: dependencies.python,
      django: dependencies.django,
      packageManager: dependencies.packageManager,
      dependencyFiles: [...new Set(dependencies.files.map((file) => file.path))].toSorted(),
      pytestConfig: pytest.config,
      workflows: workflows.paths,
    },
    apps: apps.all.toSorted(byLabel),
    models: models.all,
    serializers,
    routes: [],
    doubts: doubts.all(),
    setup: readSetup({
      repository,
      files,
      modules,
      location,
      choice,
      settings,
      apps,
      dependencies,
      pytest,
      workflows,
      environment,
      productionEnv: choice.production === null ? undefined : readProductionEnv(host, choice.production),
      rootUrlconf,
      testsDir: options.testsDir ?? null,
    }),
  };
}

/** The settings decide by sys.path changes of their own where the other modules are. */
function findSettings(
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
  const path = pythonPath(repository, baseDir, [...starts, choice.file, ...served]);
  const modules: Modules = createModules(repository, path);
  return { modules, choice };
}

function loadedFiles(modules: Iterable<{ readonly file: string | null }>): readonly string[] {
  const files = [...modules].map((module) => module.file).filter((file) => file !== null);
  return [...new Set(files)].toSorted();
}

function packageNames(dependencies: Dependencies): ReadonlySet<string> {
  return new Set(dependencies.files.flatMap((file) => file.packages));
}
