import {
  bool,
  external,
  list,
  NONE,
  str,
  type CallArguments,
  type Interpreter,
  type Value,
} from "../python/index.js";
import type { App } from "./facts.js";

/** What `apps.get_app_configs()` gives. */
export function appConfigs(interpreter: Interpreter, apps: readonly App[]): Value {
  return list(apps.map((app) => appConfig(interpreter, app)));
}

/** What `apps.get_app_config(label)` gives; null when there is no such app. */
export function appConfigNamed(
  interpreter: Interpreter,
  apps: readonly App[],
  { args }: CallArguments,
): Value | null {
  const [label] = args;
  const app = label?.kind === "str" ? apps.find((one) => one.label === label.value) : undefined;
  return app === undefined ? null : appConfig(interpreter, app);
}

function appConfig(interpreter: Interpreter, app: App): Value {
  const submodule = (name: string): Value | null =>
    app.firstParty
      ? interpreter.module(`${app.module}.${name}`)
      : external(`${app.module}.${name}`);
  const members: Readonly<Record<string, () => Value | null>> = {
    name: () => str(app.module),
    label: () => str(app.label),
    module: () => interpreter.module(app.module) ?? external(app.module),
    models_module: () => submodule("models") ?? NONE,
  };
  return {
    kind: "modelled",
    type: "AppConfig",
    attribute: (name) => members[name]?.() ?? external(`django.apps.AppConfig().${name}`),
  };
}

/** `module_has_submodule(config.module, "urls")`; null when the module is not read. */
export function hasSubmodule(interpreter: Interpreter, { args }: CallArguments): Value | null {
  const [module, name] = args;
  if (module?.kind !== "module" || name?.kind !== "str") return null;
  return bool(interpreter.module(`${module.name}.${name.value}`) !== null);
}
