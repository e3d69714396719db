import {
  createInterpreter,
  unknownEffect,
  type ClassValue,
  type Interpreter,
  type Value,
} from "../python/index.js";
import { createAppConfigs } from "./app-configs.js";
import { readApps } from "./apps.js";
import { readDependencies, type Dependencies } from "./dependencies.js";
import { djangoHost } from "./django/host.js";
import { createDoubts } from "./doubts.js";
import type { App } from "./facts.js";
import { findSettings } from "./find-settings.js";
import { createHost } from "./host.js";
import { installedBases } from "./installed-bases.js";
import { locate } from "./locate.js";
import { appLabels, type Models } from "./models.js";
import { registryValue, type RegistrySource } from "./registry-values.js";
import { openRepository, projectFiles, type Repository } from "./repository.js";
import type { Registration } from "./registering.js";
import { pipelineVariables } from "./pipeline-variables.js";
import { pytestVariables } from "./pytest.js";
import { readSettings, type Settings } from "./settings.js";
import { checkSyntax } from "./syntax.js";
import { labelledByUserModel } from "./user-app.js";
import type { ReadOptions } from "./read.js";
import { GIVES_RIGHTS } from "./scans.js";

/** What is known before anything is evaluated. */
export function open(options: ReadOptions) {
  const repository = openRepository(options.root, options.overlay);
  const location = locate(repository, options.settings ?? null);
  const { modules, choice } = findSettings(repository, location, options.settings ?? null);
  const files = projectFiles(repository);
  const dependencies = readDependencies(files, location.baseDir);
  return { repository, location, modules, choice, files, dependencies };
}

/** What `open` tells. */
export type Opened = ReturnType<typeof open>;

/** What has been read so far, which the code that is executed may ask for. */
interface Known {
  settings: Settings | null;
  apps: readonly App[];
  /** The configurations of apps that the repository writes. */
  configs: readonly ClassValue[];
  models: Models | null;
  /** Null until the models are read. */
  registration: Registration | null;
  /** URLconfs that were included before, and modules that functions have imported. */
  readonly imported: string[];
}

/**
 * Evaluates the settings and reads the apps that they install. Where settings raise, as nobody has
 * given them what they demand, the variables count that continuous integration gives to tests.
 */
export function evaluate(opened: Opened, options: ReadOptions): Evaluated {
  const plain = evaluateWith(opened, options, {});
  if (!plain.isBroken) return plain;
  const given = pipelineVariables(opened.repository);
  if (Object.keys(given).length === 0) return plain;
  const found = evaluateWith(opened, options, given);
  return found.isBroken ? plain : found;
}

function evaluateWith(
  { repository, location, modules, choice, files, dependencies }: Opened,
  options: ReadOptions,
  given: Readonly<Record<string, string>>,
) {
  const known: Known = {
    settings: null,
    apps: [],
    configs: [],
    models: null,
    registration: null,
    imported: [],
  };
  const appConfigs = createAppConfigs({
    interpreter: () => interpreter,
    apps: () => known.apps,
    configs: () => known.configs,
    areModelsRead: () => known.models !== null,
  });
  const registry: RegistrySource = {
    interpreter: () => interpreter,
    settings: () => known.settings,
    settingSoFar: (name) => {
      const module = interpreter.modules().get(choice.module);
      return module === undefined ? null : interpreter.get(module, name);
    },
    apps: () => known.apps,
    appConfigs,
    models: () => known.models,
  };
  const packages = packageNames(dependencies);
  const envFiles = new Set<string>();
  const host = createHost({
    repository,
    modules,
    lacks: (path) => void envFiles.add(path),
    env: {
      ...given,
      ...(packages.has("pytest-env") ? pytestVariables(files, location.baseDir) : {}),
      ...options.env,
      DJANGO_SETTINGS_MODULE: choice.module,
    },
    packages,
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
    givesRights: () =>
      repository.files.some(
        (file) => file.endsWith(".py") && repository.scan(file, GIVES_RIGHTS) === true,
      ),
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
    readApps(interpreter, modules, installed, settings.place, doubts, djangoBound),
    settings.text("AUTH_USER_MODEL"),
  );
  known.apps = apps.all;
  known.configs = apps.configs;
  const read = new Set(environment.map(({ name }) => name));
  return {
    /** Whether the settings module ends in an error, or may. */
    isBroken: interpreter.doubts().some(({ effect }) => effect === unknownEffect(choice.module)),
    /** Variables of the settings that have the value which continuous integration gives them. */
    pipelineEnv: Object.fromEntries(Object.entries(given).filter(([name]) => read.has(name))),
    interpreter,
    appConfigs,
    host,
    known,
    settings,
    settingsFiles,
    envFiles: [...envFiles].toSorted(),
    environment,
    apps,
    doubts,
  };
}

/** What `evaluate` tells. */
export type Evaluated = ReturnType<typeof evaluateWith>;

/** Files of the repository that the settings consist of; stand-ins of packages have none there. */
function loadedFiles(repository: Repository, interpreter: Interpreter): readonly string[] {
  const files = [...interpreter.modules().values()].map((module) => module.file);
  const own = files.filter((file) => file !== null).filter((file) => repository.has(file));
  return [...new Set(own)].toSorted();
}

function packageNames(dependencies: Dependencies): ReadonlySet<string> {
  return new Set(dependencies.files.flatMap((file) => file.packages));
}
