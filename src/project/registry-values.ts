import {
  bool,
  external,
  str,
  list,
  unknown,
  type CallArguments,
  type Interpreter,
  type ModuleValue,
  type Value,
} from "../python/index.js";
import { OTHER_DEFAULTS } from "./django/stubs/global-settings.js";
import { PythonError } from "../python/machine.js";
import type { App } from "./facts.js";
import { hasSubmodule, type AppConfigs } from "./app-configs.js";
import { textOf } from "./items.js";
import type { Models } from "./models.js";
import type { Settings } from "./settings.js";

/** What the evaluator may ask while it executes models and serializers. */
export interface RegistrySource {
  readonly interpreter: () => Interpreter;
  /** Null while the settings themselves are executed. */
  readonly settings: () => Settings | null;
  /** What the settings module has bound so far; null for what it has not. */
  readonly settingSoFar: (name: string) => Value | null;
  readonly apps: () => readonly App[];
  readonly appConfigs: AppConfigs;
  /** Null while the models are not read. */
  readonly models: () => Models | null;
}

/** Meanings of Django's settings and app registry, by dotted name. */
export function registryValue(source: RegistrySource, dotted: string): Value | null {
  switch (dotted) {
    case "django.conf.settings":
      return {
        kind: "modelled",
        type: "settings",
        attribute: (name) => settingNamed(source, name),
      };
    case "django.contrib.auth.get_user_model":
      return native("get_user_model", () => findModel(source, userModel(source)));
    case "django.contrib.auth.models.AbstractUser.USERNAME_FIELD":
    case "django.contrib.auth.models.User.USERNAME_FIELD":
      return str("username");
    case "django.apps.apps.get_model":
    case "django.apps.registry.apps.get_model":
      return native("get_model", (call) => findModel(source, labelIn(call)) ?? undecided(call));
    case "django.apps.apps.get_registered_model":
    case "django.apps.registry.apps.get_registered_model":
      return native("get_registered_model", (call) => registeredModel(source, call));
    case "django.apps.apps.get_app_configs":
    case "django.apps.registry.apps.get_app_configs":
      return native("get_app_configs", () =>
        source.settings() === null ? null : source.appConfigs.all(),
      );
    case "django.apps.apps.get_app_config":
    case "django.apps.registry.apps.get_app_config":
      return native("get_app_config", (call) => source.appConfigs.named(labelIn(call)));
    case "django.apps.AppConfig.get_models":
    case "django.apps.config.AppConfig.get_models":
      return native("get_models", (call) => modelsOfConfig(source, call));
    case "django.utils.module_loading.module_has_submodule":
      return native("module_has_submodule", (call) => hasSubmodule(source.interpreter(), call));
    case "django.apps.apps.is_installed":
    case "django.apps.registry.apps.is_installed":
      return native("is_installed", (call) => isInstalled(source, call));
    default:
      return null;
  }
}

/**
 * `settings.NAME`. Django hands a settings module that asks for its own settings, or that a module
 * on the way to it asks for, what is bound so far.
 */
function settingNamed(source: RegistrySource, name: string): Value | null {
  const settings = source.settings();
  if (settings !== null) return settings.get(name) ?? defaultOf(source, name);
  return (
    source.settingSoFar(name) ??
    unknown(`${name}, asked for before the settings are read`, { file: "", line: 1 })
  );
}

function defaultOf(source: RegistrySource, name: string): Value | null {
  if (OTHER_DEFAULTS.has(name)) return unknown(`Django's own ${name}`, { file: "", line: 1 });
  const defaults = source.interpreter().module("django.conf.global_settings");
  return defaults?.namespace.has(name) ? source.interpreter().get(defaults, name) : null;
}

function native(name: string, call: (call: CallArguments) => Value | null): Value {
  return { kind: "native", name, call: (args) => call(args) ?? undecided(args) };
}

function undecided(call: CallArguments): Value {
  return unknown("what the app registry holds", call.place);
}

function userModel(source: RegistrySource): string {
  return source.settings()?.text("AUTH_USER_MODEL") ?? "auth.User";
}

/** `get_model("shop.Order")` and `get_model("shop", "Order")`. */
function labelIn({ args, kwargs }: CallArguments): string {
  const [first, second] = args.map((item) => (item.kind === "str" ? item.value : ""));
  const app = first ?? textOf(kwargs.get("app_label")) ?? "";
  const model = second ?? textOf(kwargs.get("model_name"));
  return model === null || model === undefined ? app : `${app}.${model}`;
}

/** The class behind a label; model names are compared without case, as Django does. */
export function findModel(source: RegistrySource, label: string): Value | null {
  const [appLabel = "", name = ""] = label.split(".");
  const app = source.apps().find((one) => one.label === appLabel);
  if (app === undefined || name === "") return null;
  if (!app.firstParty) return external(`${app.module}.models.${name}`);
  const interpreter = source.interpreter();
  const module = interpreter.module(`${app.module}.models`);
  if (module === null) return null;
  return classNamed(interpreter, module, name) ?? classBelow(interpreter, module, name);
}

/** The same in the submodules that a package of models imports without taking anything from them. */
function classBelow(interpreter: Interpreter, module: ModuleValue, name: string): Value | null {
  if (!module.isPackage) return null;
  for (const part of module.namespace.keys()) {
    const below = interpreter.module(`${module.name}.${part}`);
    const found = below && classNamed(interpreter, below, name);
    if (found) return found;
  }
  return null;
}

/** The class of a module by its name, whatever its case. */
function classNamed(interpreter: Interpreter, module: ModuleValue, name: string): Value | null {
  const exact = interpreter.get(module, name);
  if (exact?.kind === "class") return exact;
  const names = [...module.namespace.keys()];
  const alike = names.find((one) => one.toLowerCase() === name.toLowerCase());
  const value = alike === undefined ? null : interpreter.get(module, alike);
  return value?.kind === "class" ? value : null;
}

/** A model that is registered already: one that the app's own models module has defined so far. */
function registeredModel(source: RegistrySource, call: CallArguments): Value | null {
  const label = labelIn(call);
  const [appLabel = "", name = ""] = label.split(".");
  const app = source.apps().find((one) => one.label === appLabel);
  if (name === "" || (app !== undefined && !app.firstParty)) return null;
  const interpreter = source.interpreter();
  const module = app && interpreter.modules().get(`${app.module}.models`);
  const value =
    module && (classNamed(interpreter, module, name) ?? classBelow(interpreter, module, name));
  if (value) return value;
  throw new PythonError("LookupError", `Model '${label}' not registered.`, call.place);
}

/** `self.get_models()` of an AppConfig. */
function modelsOfConfig(source: RegistrySource, { args }: CallArguments): Value | null {
  const [config] = args;
  const models = source.models();
  if (config?.kind !== "instance" || models === null) return null;
  const [name] = config.call.args;
  const app = source.apps().find(({ module }) => name?.kind === "str" && module === name.value);
  return app === undefined ? null : list(models.classesOf(app.label));
}

function isInstalled(source: RegistrySource, call: CallArguments): Value | null {
  const [item] = call.args;
  const name = item?.kind === "str" ? item.value : null;
  if (name === null || source.settings() === null) return null;
  return bool(source.apps().some((app) => app.module === name));
}
