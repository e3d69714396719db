import { byLabel } from "./apps.js";
import type { Reading } from "./cache.js";
import { readDatabases } from "./databases.js";
import type { Doubts } from "./doubts.js";
import { evaluate, open, type Evaluated, type Opened } from "./evaluate-settings.js";
import type { App, Project, PytestSetup } from "./facts.js";
import { prefixLanguage } from "./language.js";
import { modelCandidates } from "./model-candidates.js";
import { modulesOfApps, readModels } from "./models.js";
import type { Modules } from "./modules.js";
import { readProductionEnv } from "./production-env.js";
import { readPytest } from "./pytest.js";
import { runReady } from "./ready.js";
import { createRegistration, findRegistering, modulesOfReady } from "./registering.js";
import { claimedRoute, readRoutes } from "./routes.js";
import { REQUEST_METHODS } from "./scans.js";
import { indexImports, reachedModules } from "./reach.js";
import { readInputs } from "./serializer-inputs.js";
import { claimedSerializer, readSerializers, serializerModules } from "./serializers.js";
import type { Settings } from "./settings.js";
import { readSetup } from "./setup.js";
import { checkSyntax, doubtDamage } from "./syntax.js";
import { readWorkflows } from "./workflows.js";
import type { ReadOptions } from "./read.js";
import { withClaims } from "./model-claims.js";

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
  const { facts, claimed } = readFacts(opened, evaluated, rootUrlconf);
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
  const found = extent.claims ? claimed() : facts;
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
    ...found,
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

/** Where the routes begin, and whether what generated tests claim is read, too. */
interface Extent {
  readonly rootUrlconf: string | null;
  readonly claims: boolean;
}

/**
 * Models, serializers and routes, in the order in which Django loads what they are made of; and the same
 * with what generated tests claim of them, for which doubts are of no use: it is left out where it is not
 * known.
 */
function readFacts(opened: Opened, evaluated: Evaluated, rootUrlconf: string | null) {
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
  // Django loads URLconfs when the apps are ready, and what they ask these for is there then.
  const early = (names: readonly string[]): readonly string[] =>
    names.filter((name) => name !== rootUrlconf);
  execute(early(modelCandidates(repository, modules, imports, imported)));
  const searched = serializerModules(interpreter, repository, modules, apps, imported);
  execute(early(searched));
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
  runReady(interpreter, repository, modules, evaluated.apps.configs, evaluated.appConfigs, doubts);
  const routes = readRoutes({
    interpreter,
    rootUrlconf,
    place: settings.place,
    language: prefixLanguage(settings),
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
    doubts,
  });
  const facts = {
    models: models.all,
    serializers: serializers.map(({ serializer }) => serializer),
    routes: routes.map(({ route }) => route),
  };
  const claimed = () => ({
    models: withClaims(interpreter, models),
    serializers: serializers.map(claimedSerializer),
    inputs: readInputs(interpreter, repository),
    routes: routes.map(claimedRoute),
  });
  return { facts, claimed };
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
