import { createInterpreter, type Interpreter, type Value } from "../python/index.js";
import { byLabel, readApps } from "./apps.js";
import type { Reading } from "./cache.js";
import { readDatabases } from "./databases.js";
import { readDependencies, type Dependencies } from "./dependencies.js";
import { djangoHost } from "./django/host.js";
import { createDoubts, type Doubts } from "./doubts.js";
import type { App, Project, PytestSetup } from "./facts.js";
import { findSettings } from "./find-settings.js";
import { createHost } from "./host.js";
import { installedBases } from "./installed-bases.js";
import { prefixLanguage } from "./language.js";
import { locate } from "./locate.js";
import { modelCandidates } from "./model-candidates.js";
import { appLabels, modulesOfApps, readModels, type Models } from "./models.js";
import type { Modules } from "./modules.js";
import { readProductionEnv } from "./production-env.js";
import { readPytest } from "./pytest.js";
import { registryValue, type RegistrySource } from "./registry-values.js";
import { openRepository, projectFiles, type Repository } from "./repository.js";
import { runReady } from "./ready.js";
import {
  createRegistration,
  findRegistering,
  modulesOfReady,
  type Registration,
} from "./registering.js";
import { readRoutes } from "./routes.js";
import { REQUEST_METHODS } from "./scans.js";
import { indexImports, reachedModules } from "./reach.js";
import { readSerializers, serializerModules } from "./serializers.js";
import { readSettings, type Settings } from "./settings.js";
import { readSetup } from "./setup.js";
import { checkSyntax, doubtDamage } from "./syntax.js";
import { labelledByUserModel } from "./user-app.js";
import { readWorkflows } from "./workflows.js";
import type { ReadOptions } from "./read.js";
import { withRequired } from "./required-columns.js";

/** Reads a repository, and tells which files that took. */
export function readSource(options: ReadOptions): Reading {
  const opened = open(options);
  const { repository } = opened;
  return { project: assemble(options, opened), repository };
}

function assemble(options: ReadOptions, opened: Opened): Project {
  const { location, choice, files, dependencies } = opened;
  const evaluated = evaluate(opened, options);
  const { settings, apps, doubts, interpreter } = evaluated;
  const rootUrlconf = settings.text("ROOT_URLCONF");
  const authUserModel = readUserModel(settings, doubts);
  const extent: Extent = { rootUrlconf, claims: options.claims ?? true };
  const facts = readFacts(opened, evaluated, extent);
  const workflows = readWorkflows(files);
  const pytest = withKnownSettings(opened.modules, readPytest(files, location.baseDir));
  const setup = readSetup({
    ...opened,
    ...evaluated,
    pytest,
    workflows,
    productionEnv: productionEnv(opened, evaluated),
    ...extent,
    testsDir: options.testsDir ?? null,
  });
  for (const doubt of interpreter.doubts()) doubts.add(doubt, doubt.what, doubt.effect);
  return {
    schema: 1,
    source: "static",
    project: {
      manage: location.manage,
      settings: choice.module,
      settingsFiles: evaluated.settingsFiles,
      rootUrlconf,
      authUserModel,
      databases: readDatabases(settings, setup.env),
      python: dependencies.python,
      django: dependencies.django,
      packageManager: dependencies.packageManager,
      dependencyFiles: [...new Set(dependencies.files.map((file) => file.path))].toSorted(),
      pytestConfig: pytest.config,
      workflows: workflows.paths,
    },
    apps: apps.all.toSorted(byLabel),
    ...facts,
    doubts: doubts.all(),
    setup,
  };
}

/** The user model, which is Django's own where nobody names one. */
function readUserModel(settings: Settings, doubts: Doubts): string | null {
  const value = settings.get("AUTH_USER_MODEL");
  if (value === null) return "auth.User";
  if (value.kind === "str") return value.value;
  doubts.add(
    settings.place,
    "AUTH_USER_MODEL is not known",
    "AUTH_USER_MODEL may name another model than auth.User",
  );
  return null;
}

function withKnownSettings(modules: Modules, pytest: PytestSetup): PytestSetup {
  const { settingsModule } = pytest;
  const settingsMissing = settingsModule !== null && modules.resolve(settingsModule) === null;
  return settingsMissing ? { ...pytest, settingsMissing } : pytest;
}

/** What is known before anything is evaluated. */
function open(options: ReadOptions) {
  const repository = openRepository(options.root, options.overlay);
  const location = locate(repository, options.settings ?? null);
  const { modules, choice } = findSettings(repository, location, options.settings ?? null);
  const files = projectFiles(repository);
  const dependencies = readDependencies(files, location.baseDir);
  return { repository, location, modules, choice, files, dependencies };
}

type Opened = ReturnType<typeof open>;

/** What has been read so far, which the code that is executed may ask for. */
interface Known {
  settings: Settings | null;
  apps: readonly App[];
  models: Models | null;
  /** Null until the models are read. */
  registration: Registration | null;
  /** URLconfs that were included before, and modules that functions have imported. */
  readonly imported: string[];
}

/** Evaluates the settings and reads the apps that they install. */
function evaluate({ repository, modules, choice, dependencies }: Opened, options: ReadOptions) {
  const known: Known = { settings: null, apps: [], models: null, registration: null, imported: [] };
  const registry: RegistrySource = {
    interpreter: () => interpreter,
    settings: () => known.settings,
    settingSoFar: (name) => {
      const module = interpreter.modules().get(choice.module);
      return module === undefined ? null : interpreter.get(module, name);
    },
    apps: () => known.apps,
    models: () => known.models,
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
  const setting = (name: string): Value | null => known.settings?.get(name) ?? null;
  const { djangoBound } = dependencies;
  const django = djangoHost(host, {
    interpreter: () => interpreter,
    setting,
    appLabel: (model) => labelOf(known.apps, model),
    appModules: () => known.apps.map(({ module }) => module),
    registration: (names, place) => {
      if (known.registration === null) known.imported.push(...names);
      else known.registration.demand(names, place);
    },
    djangoBound,
  });
  const interpreter: Interpreter = createInterpreter(django);
  const labelOf = appLabels(interpreter);
  checkSyntax(repository, [choice.file]);
  const settings = interpreter.eagerly(() => readSettings(interpreter, choice));
  known.settings = settings;
  const settingsFiles = loadedFiles(repository, interpreter);
  checkSyntax(repository, settingsFiles);
  const environment = [...interpreter.environment()];
  const doubts = createDoubts();
  const installed = settings.get("INSTALLED_APPS");
  const apps = labelledByUserModel(
    readApps(interpreter, modules, installed, settings.place, doubts),
    settings.text("AUTH_USER_MODEL"),
  );
  known.apps = apps.all;
  return { interpreter, host, known, settings, settingsFiles, environment, apps, doubts };
}

type Evaluated = ReturnType<typeof evaluate>;

/** Where the routes begin, and whether what generated tests claim is read, too. */
interface Extent {
  readonly rootUrlconf: string | null;
  readonly claims: boolean;
}

/** Models, serializers and routes, in the order in which Django loads what they are made of. */
function readFacts(opened: Opened, evaluated: Evaluated, { rootUrlconf, claims }: Extent) {
  const { repository, modules } = opened;
  const { interpreter, settings, doubts } = evaluated;
  const apps = evaluated.apps.all;
  const imports = indexImports(repository, modules);
  const ready = modulesOfReady(repository, modules, apps);
  const urlconfs = rootUrlconf === null ? [] : [rootUrlconf];
  const starts = [...modulesOfApps(apps), ...ready, ...urlconfs];
  const imported = reachedModules(modules, imports, starts);
  const execute = (names: readonly string[]): void =>
    names.forEach((name) => interpreter.module(name));
  execute(modelCandidates(repository, modules, imports, imported));
  const searched = serializerModules(interpreter, repository, modules, apps, imported);
  execute(searched);
  const files = [...imported, ...searched].map((name) => modules.resolve(name)?.path ?? null);
  doubtDamage(
    repository,
    files.filter((file) => file !== null),
    doubts,
  );
  const urlconf = rootUrlconf === null ? null : (modules.resolve(rootUrlconf)?.path ?? null);
  checkSyntax(repository, [...modelFiles(modules, apps), ...(urlconf === null ? [] : [urlconf])]);
  const models = readModels(interpreter, repository, apps, settings, doubts);
  evaluated.known.models = models;
  const find = () => findRegistering(repository, modules, imports);
  const registration = createRegistration(interpreter, find, doubts);
  evaluated.known.registration = registration;
  registration.start([...starts, ...evaluated.known.imported]);
  runReady(interpreter, repository, modules, evaluated.apps.configs, doubts);
  const routes = readRoutes({
    interpreter,
    rootUrlconf,
    place: settings.place,
    language: prefixLanguage(settings),
    claims,
    labelOf: models.labelOf,
    methodsIn: ({ module, name }) =>
      (module.file === null ? null : repository.scan(module.file, REQUEST_METHODS, name)) ?? [],
    doubts,
  });
  // URLconfs named in strings have loaded packages that nothing imports.
  execute(serializerModules(interpreter, repository, modules, apps, imported));
  const serializers = readSerializers(interpreter, repository, {
    ...evaluated.apps,
    models,
    claims,
    doubts,
  });
  const all = claims ? withRequired(interpreter, models) : models.all;
  return { models: all, serializers, routes };
}

/** The module that Django imports for the models of each first-party app. */
function modelFiles(modules: Modules, apps: readonly App[]): readonly string[] {
  const own = apps.filter((app) => app.firstParty);
  return own.flatMap((app) => modules.resolve(`${app.module}.models`)?.path ?? []);
}

function productionEnv({ repository, choice }: Opened, { host }: Evaluated) {
  return choice.production === null
    ? undefined
    : readProductionEnv(repository, host, choice.production);
}

/** Files of the repository that the settings consist of; stand-ins of packages have none there. */
function loadedFiles(repository: Repository, interpreter: Interpreter): readonly string[] {
  const files = [...interpreter.modules().values()].map((module) => module.file);
  const own = files.filter((file) => file !== null).filter((file) => repository.has(file));
  return [...new Set(own)].toSorted();
}

function packageNames(dependencies: Dependencies): ReadonlySet<string> {
  return new Set(dependencies.files.flatMap((file) => file.packages));
}
