import { compareVersions, type Version } from "../edit/version.js";
import type { ClassValue, Interpreter, ModuleValue, Value } from "../python/index.js";
import { appEntry, type AppEntry } from "./app-entries.js";
import { compare, type Doubts } from "./doubts.js";
import type { App, Place } from "./facts.js";
import { itemsOf, textOf } from "./items.js";
import { APP_CONFIG } from "./known-bases.js";
import { externalApp } from "./known-labels.js";
import type { Modules } from "./modules.js";

/** The apps of INSTALLED_APPS as Django's registry would hold them, in their order. */
export interface Apps {
  readonly all: readonly App[];
  /** INSTALLED_APPS as evaluated. */
  readonly installed: readonly string[];
  /** The configurations that the repository itself writes. */
  readonly configs: readonly ClassValue[];
  /** Whether there may be more of them, which a doubt tells. */
  readonly isOpen: boolean;
}

const EFFECT = "apps may be missing, with their models and serializers";
/** How often apps that other apps have added on being imported are looked for. */
const MAX_ROUNDS = 5;

/** Reads INSTALLED_APPS: an entry is a module, the path of an AppConfig, or an AppConfig. */
export function readApps(
  interpreter: Interpreter,
  modules: Modules,
  setting: Value | null,
  at: Place,
  doubts: Doubts,
  djangoBound: Version | null = null,
): Apps {
  const readsDefault = djangoBound === null || compareVersions(djangoBound, [4, 1]) <= 0;
  const all = new Map<string, App>();
  const configs: ClassValue[] = [];
  const seen = new Set<string>();
  // Django goes through the list itself: what the import of an app adds to it is installed, too.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const entries = readEntries(interpreter, setting, at, doubts);
    const added = entries.filter(({ path }) => !seen.has(path));
    for (const entry of added) {
      seen.add(entry.path);
      const config = entry.isText ? configOf(interpreter, modules, entry.path, readsDefault) : null;
      if (config !== null && config !== "external") configs.push(config);
      const app = readApp(interpreter, modules, { ...entry, config }, at, doubts);
      if (app !== null) register(all, app, entry.path, at, doubts);
    }
    if (added.length === 0) break;
  }
  const isOpen = doubts.all().some(({ effect }) => effect === EFFECT);
  return { all: [...all.values()], installed: [...seen], configs, isOpen };
}

/** Django refuses two apps of one label: of two, the one whose label is only supposed has another. */
function register(all: Map<string, App>, app: App, entry: string, at: Place, doubts: Doubts): void {
  const rival = all.get(app.label);
  if (rival === undefined) {
    all.set(app.label, app);
    return;
  }
  if (rival.module === app.module) {
    if (isSupposed(app)) doubts.add(at, `the app that ${entry} configures`, EFFECT);
    return;
  }
  const [kept, other] = isSupposed(rival) && !isSupposed(app) ? [app, rival] : [rival, app];
  all.set(app.label, kept);
  const what = `the label of ${other.module}, which cannot be that of ${kept.module}`;
  doubts.add(at, what, `the app "${other.module}" is not listed`);
}

function isSupposed({ module, firstParty }: App): boolean {
  return !firstParty && !module.startsWith("django.contrib.");
}

function readEntries(
  interpreter: Interpreter,
  setting: Value | null,
  at: Place,
  doubts: Doubts,
): readonly AppEntry[] {
  const items = setting === null ? null : itemsOf(setting);
  if (items === null) {
    doubts.add(at, "INSTALLED_APPS is not a list that source tells", EFFECT);
    return [];
  }
  for (const cause of items.causes) doubts.unknown(cause, EFFECT);
  for (const { value, cause } of items.possible) {
    const name = textOf(value);
    doubts.unknown(cause, name === null ? EFFECT : `the app "${name}" may or may not be installed`);
  }
  const entries = items.certain.map((value) => appEntry(interpreter, value));
  const known = entries.filter((entry) => entry !== null);
  if (known.length < entries.length) {
    doubts.add(at, "INSTALLED_APPS holds something else than texts and AppConfigs", EFFECT);
  }
  return known;
}

/** The app whose package holds a module: the one with the longest name, as in Django's registry. */
export function containingApp(apps: readonly App[], module: string): App | null {
  let found: App | null = null;
  for (const app of apps) {
    const holds = module === app.module || module.startsWith(`${app.module}.`);
    if (holds && app.module.length > (found?.module.length ?? -1)) found = app;
  }
  return found;
}

/** Orders apps by label. */
export function byLabel(a: App, b: App): number {
  return compare(a.label, b.label);
}

function readApp(
  interpreter: Interpreter,
  modules: Modules,
  entry: AppEntry & { readonly config: ClassValue | "external" | null },
  at: Place,
  doubts: Doubts,
): App | null {
  const { path, config } = entry;
  if (config === "external") return outsideApp(modules, path, at, doubts);
  if (config === null && modules.resolve(path) === null) {
    doubts.add(at, `the app "${path}" has no module in the repository`, EFFECT);
    return null;
  }
  if (config === null && isLeftOver(modules, path)) {
    return { ...externalApp(path), path: "", firstParty: false };
  }
  const derived = config && derivedFrom(interpreter, config);
  if (derived !== null) return { ...externalApp(derived), path: "", firstParty: false };
  const named = (config && textOf(interpreter.attribute(config, "name"))) ?? path;
  const module = isMisnamed(modules, path, named) ? path : named;
  if (module !== named) {
    const what = `the configuration of ${path} is named ${named}, which is no module here`;
    doubts.add(config?.place ?? at, what, "Django 3.2 and later may refuse to start");
  }
  const label =
    entry.label ?? (config && textOf(interpreter.attribute(config, "label"))) ?? lastPart(module);
  const folder = modules.folder(module);
  return { label, module, path: folder === "" ? "." : (folder ?? ""), firstParty: folder !== null };
}

/** An app of a package, unless the repository has one of its name that no path leads to. */
function outsideApp(modules: Modules, entry: string, at: Place, doubts: Doubts): App | null {
  const app = externalApp(entry);
  const folder = modules.strayApp(app.module);
  if (folder === null) return { ...app, path: "", firstParty: false };
  doubts.add(at, `whether the app "${app.module}" is ${folder}, which is not on the path`, EFFECT);
  return null;
}

const PARTS = [
  "models",
  "apps",
  "admin",
  "views",
  "urls",
  "serializers",
  "signals",
  "tasks",
  "tests",
];

/**
 * Whether the repository has a folder of that name only, without a package or the parts of an app:
 * any installed package of the name goes before it, as its source did before it moved out.
 */
function isLeftOver(modules: Modules, app: string): boolean {
  if (modules.resolve(app)?.path !== null) return false;
  return PARTS.every((part) => !modules.resolve(`${app}.${part}`));
}

/** Whether the only configuration of an entry's own apps.py names what is not there. */
function isMisnamed(modules: Modules, entry: string, named: string): boolean {
  return (
    entry.endsWith(`.${named}`) &&
    modules.resolve(entry) !== null &&
    modules.resolve(named) === null
  );
}

/** The external config that a config without a name of its own derives from: AdminConfig. */
function derivedFrom(interpreter: Interpreter, config: ClassValue): string | null {
  if (interpreter.attribute(config, "name") !== null) return null;
  const parents = interpreter.mro(config).filter((parent) => parent.kind === "external");
  return parents.map((parent) => parent.name).find((name) => !ROOTS.has(name)) ?? null;
}

const ROOTS = new Set([APP_CONFIG, "django.apps.AppConfig", "object", "builtins.object"]);

/** The AppConfig class of an entry; null for Django's own default, "external" for other code. */
function configOf(
  interpreter: Interpreter,
  modules: Modules,
  entry: string,
  readsDefault: boolean,
): ClassValue | "external" | null {
  if (modules.resolve(entry) !== null) return defaultConfig(interpreter, entry, readsDefault);
  const [module, name] = [entry.slice(0, entry.lastIndexOf(".")), lastPart(entry)];
  if (modules.resolve(module) === null) {
    return modules.resolve(entry.split(".", 1)[0] ?? entry)?.path ? null : "external";
  }
  const found = interpreter.module(module);
  const value = found === null ? null : interpreter.get(found, name);
  return value?.kind === "class" ? value : null;
}

/**
 * Django takes the only AppConfig of apps.py, or the one among several that says default, and before
 * version 4.1 the one that the package names.
 */
function defaultConfig(
  interpreter: Interpreter,
  entry: string,
  readsDefault: boolean,
): ClassValue | null {
  const module = interpreter.module(`${entry}.apps`);
  const candidates = module === null ? [] : configsIn(interpreter, module);
  const wanted = candidates.filter((config) => defaultFlag(interpreter, config) !== false);
  if (wanted.length === 1) return wanted[0] ?? null;
  const chosen = candidates.filter((config) => defaultFlag(interpreter, config) === true);
  if (chosen.length === 1) return chosen[0] ?? null;
  return candidates.length === 0 || readsDefault ? namedInPackage(interpreter, entry) : null;
}

/** What `dir(module)` would show: classes imported into apps.py count, too. */
function configsIn(interpreter: Interpreter, module: ModuleValue): readonly ClassValue[] {
  const values = [...module.namespace.keys()].map((name) => interpreter.get(module, name));
  return [...new Set(values)].filter(
    (value): value is ClassValue =>
      value?.kind === "class" && interpreter.isSubclass(value, APP_CONFIG) === true,
  );
}

function defaultFlag(interpreter: Interpreter, config: ClassValue): boolean | null {
  const flag = interpreter.attribute(config, "default");
  return flag?.kind === "bool" ? flag.value : null;
}

/** `default_app_config` in the package. */
function namedInPackage(interpreter: Interpreter, entry: string): ClassValue | null {
  const module = interpreter.module(entry);
  const path = module && textOf(interpreter.get(module, "default_app_config"));
  const value = path === null ? null : interpreter.locate(path);
  return value?.kind === "class" ? value : null;
}

function lastPart(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf(".") + 1);
}
