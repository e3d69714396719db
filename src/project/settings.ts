import type { ClassValue, Interpreter, ModuleValue, Value } from "../python/index.js";
import type { Place } from "./facts.js";
import { textOf } from "./items.js";
import { CONFIGURATIONS } from "./known-bases.js";
import type { SettingsChoice } from "./settings-choice.js";

/** The evaluated settings of a project. */
export interface Settings {
  readonly module: ModuleValue;
  readonly file: string;
  /** A setting as `django.conf.settings` would give it; null when the project does not set it. */
  get(name: string): Value | null;
  /** A setting that is a text, null when it is absent or not known. */
  text(name: string): string | null;
  /** The django-configurations class; null where settings are a module. */
  readonly configuration: string | null;
  /** Where the settings as a whole are written. */
  readonly place: Place;
}

/** Evaluates the chosen settings module, or the django-configurations class in it. */
export function readSettings(interpreter: Interpreter, choice: SettingsChoice): Settings {
  const module = interpreter.module(choice.module);
  if (module === null) throw new Error(`${choice.module} was resolved but cannot be read`);
  const configuration = configurationOf(interpreter, module, choice);
  const holder = configuration === null ? null : instantiate(interpreter, configuration);
  const get = (name: string): Value | null => interpreter.get(holder ?? module, name);
  return {
    module,
    file: choice.file,
    get,
    text: (name) => textOf(get(name)),
    configuration: configuration?.name ?? null,
    place: { file: choice.file, line: configuration?.place.line ?? 1 },
  };
}

const TEST_CLASSES = ["Test", "Testing", "Tests", "CI", "Local", "Development", "Dev", "Base"];

function configurationOf(
  interpreter: Interpreter,
  module: ModuleValue,
  choice: SettingsChoice,
): ClassValue | null {
  const values = [...module.namespace.keys()].map((name) => interpreter.get(module, name));
  const classes = values.filter(
    (value): value is ClassValue =>
      value?.kind === "class" &&
      !value.module.name.startsWith("configurations") &&
      CONFIGURATIONS.some((base) => interpreter.isSubclass(value, base) === true),
  );
  if (classes.length === 0) return null;
  const wanted = [...TEST_CLASSES.slice(0, 4), ...choice.configurations, ...TEST_CLASSES.slice(4)];
  const found = wanted.map((name) => classes.find((cls) => cls.name === name));
  // An imported class is the base of the module's own.
  const own = classes.find((cls) => cls.module === module);
  return found.find((cls) => cls !== undefined) ?? own ?? classes[0] ?? null;
}

/** django-configurations makes an instance and runs these hooks on the class. */
function instantiate(interpreter: Interpreter, configuration: ClassValue): Value {
  const call = {
    args: [],
    kwargs: new Map<string, Value>(),
    open: null,
    place: configuration.place,
  };
  const hooks = ["pre_setup", "setup", "post_setup"];
  for (const hook of hooks) {
    if (interpreter.attribute(configuration, hook) === null) continue;
    const method = interpreter.get(configuration, hook);
    if (method !== null) interpreter.call(method, call);
  }
  return interpreter.call(configuration, call);
}
