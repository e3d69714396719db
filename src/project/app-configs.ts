import {
  bool,
  external,
  functionText,
  list,
  NONE,
  ROOT,
  str,
  type CallArguments,
  type ClassValue,
  type Interpreter,
  type Value,
} from "../python/index.js";
import type { App } from "./facts.js";
import { textOf } from "./items.js";

/** The configurations of the apps, as Django's registry holds them: each is made once, and gets ready once. */
export interface AppConfigs {
  /**
   * What `apps.get_app_configs()` gives. Where `ready()` gives one more attributes, it has them once the
   * models are read, as Django calls it then.
   */
  all(): Value;
  /** What `apps.get_app_config(label)` gives; null when there is no such app. */
  named(label: string): Value | null;
  /** Calls `ready()` of a configuration that the repository writes; null where that was done or it has none. */
  makeReady(config: ClassValue): Value | null;
}

/** What the configurations are made of. */
export interface AppConfigSource {
  readonly interpreter: () => Interpreter;
  readonly apps: () => readonly App[];
  /** The configurations that the repository itself writes. */
  readonly configs: () => readonly ClassValue[];
  readonly areModelsRead: () => boolean;
}

/** Makes the configurations when somebody asks for them. */
export function createAppConfigs(source: AppConfigSource): AppConfigs {
  const made = new Map<string, Value>();
  const isReady = new Set<Value>();
  const configOf = (app: App): Value => {
    let config = made.get(app.label);
    if (config === undefined) made.set(app.label, (config = appConfig(source, app)));
    return config;
  };
  const makeReady = (config: Value): Value | null => {
    const interpreter = source.interpreter();
    // What is done below a condition that is not known is taken back.
    if (isReady.has(config) || interpreter.isInBranch()) return null;
    isReady.add(config);
    const ready = interpreter.get(config, "ready");
    if (ready === null || config.kind !== "instance") return null;
    return interpreter.call(ready, { ...config.call, args: [] });
  };
  const handedOut = (app: App): Value => {
    const config = configOf(app);
    if (source.areModelsRead() && getsMore(source.interpreter(), config)) makeReady(config);
    return config;
  };
  return {
    all: () => list(source.apps().map(handedOut)),
    named: (label) => {
      const app = source.apps().find((one) => one.label === label);
      return app === undefined ? null : handedOut(app);
    },
    makeReady: (config) => {
      const app = source.apps().find((one) => classOf(source, one) === config);
      return makeReady(app === undefined ? configured(source, config, null) : configOf(app));
    },
  };
}

const GIVES = /\bself\.\w+\s*=[^=]/;
const CALLED = /\bself\.(\w+)\(/g;

/** Whether `ready()`, or a method that it calls, gives the configuration attributes that others may ask for. */
function getsMore(interpreter: Interpreter, config: Value): boolean {
  if (config.kind !== "instance") return false;
  return interpreter.mro(config.class).some((one) => {
    const ready = one.kind === "class" ? interpreter.ownAttribute(one, "ready") : null;
    if (ready?.kind !== "function") return false;
    const text = functionText(ready);
    const called = [...text.matchAll(CALLED)].map(([, name = ""]) =>
      interpreter.attribute(config.class, name),
    );
    const all = [text, ...called.map((one) => (one?.kind === "function" ? functionText(one) : ""))];
    return all.some((one) => GIVES.test(one));
  });
}

function classOf({ interpreter, configs }: AppConfigSource, app: App): ClassValue | null {
  const isOf = (config: ClassValue): boolean => {
    const name = textOf(interpreter().attribute(config, "name")) ?? config.module.name;
    const label = textOf(interpreter().attribute(config, "label"));
    return name === app.module && (label === null || label === app.label);
  };
  return app.firstParty ? (configs().find(isOf) ?? null) : null;
}

function appConfig(source: AppConfigSource, app: App): Value {
  const config = classOf(source, app);
  if (config !== null) return configured(source, config, app);
  const members = membersOf(source.interpreter(), app);
  return {
    kind: "modelled",
    type: "AppConfig",
    attribute: (name) =>
      members[name]?.() ??
      (isPlain(app) && !OF_APP_CONFIG.has(name)
        ? null
        : external(`django.apps.AppConfig().${name}`)),
  };
}

/** Whether the app is of a package whose configurations have no more attributes than Django's class. */
function isPlain({ module }: App): boolean {
  return /^(?:django\.contrib\.(?!admin$|staticfiles$)|rest_framework(?:\.|$))/.test(module);
}

/** What `AppConfig` has, beside what is told of each app (django/apps/config.py). */
const OF_APP_CONFIG = new Set(
  (
    "apps create default_auto_field default_auto_field_overridden get_model get_models import_models " +
    "models path ready verbose_name _is_default_auto_field_overridden _path_from_module"
  ).split(" "),
);

/** The configuration as Django makes it: an object that knows its app's module. */
function configured(source: AppConfigSource, config: ClassValue, app: App | null): Value {
  const interpreter = source.interpreter();
  const name = str(
    app?.module ?? textOf(interpreter.attribute(config, "name")) ?? config.module.name,
  );
  const module = interpreter.module(name.value);
  const args = [name, ...(module === null ? [] : [module])];
  const made = interpreter.call(config, {
    args,
    kwargs: new Map(),
    open: null,
    place: config.place,
  });
  if (made.kind !== "instance") return made;
  if (module !== null) made.attributes.set("module", module);
  for (const [member, value] of Object.entries(app ? membersOf(interpreter, app) : {}))
    made.attributes.set(member, { kind: "lazy", resolve: () => value() ?? NONE });
  return made;
}

function membersOf(
  interpreter: Interpreter,
  app: App,
): Readonly<Record<string, () => Value | null>> {
  const submodule = (name: string): Value | null =>
    app.firstParty
      ? interpreter.module(`${app.module}.${name}`)
      : external(`${app.module}.${name}`);
  return {
    name: () => str(app.module),
    label: () => str(app.label),
    module: () => interpreter.module(app.module) ?? external(app.module),
    models_module: () => submodule("models") ?? NONE,
    ...(app.firstParty && { path: () => str(`${ROOT}${app.path === "." ? "" : app.path}`) }),
  };
}

/** `module_has_submodule(config.module, "urls")`; null when the module is not read. */
export function hasSubmodule(interpreter: Interpreter, { args }: CallArguments): Value | null {
  const [module, name] = args;
  if (module?.kind !== "module" || name?.kind !== "str") return null;
  return bool(interpreter.module(`${module.name}.${name.value}`) !== null);
}
