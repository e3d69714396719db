import type { ClassValue, Interpreter, ModuleValue, Value } from "../python/index.js";
import { containingApp, type Apps } from "./apps.js";
import { classesIn, dottedName, nestedClassesIn, placeOf } from "./classes.js";
import { compare, type Doubts } from "./doubts.js";
import type { App, Serializer } from "./facts.js";
import { baseOf, MODEL_SERIALIZER } from "./known-bases.js";
import type { Models } from "./models.js";
import type { Modules } from "./modules.js";
import type { Repository } from "./repository.js";
import { NESTED_SERIALIZERS, SERIALIZERS } from "./scans.js";
import { modelLabel } from "./serializer-models.js";
import { serializerRules } from "./serializer-rules.js";
import { shownFields, writableFields } from "./serializer-fields.js";

const EFFECT = "serializers may be missing";

/**
 * Lists the modules to look for serializers in: those imported, and those that speak of them. A file to
 * which two folders on the path give a name has one of them, or its classes would be there twice.
 */
export function serializerModules(
  interpreter: Interpreter,
  repository: Repository,
  modules: Modules,
  apps: readonly App[],
  imported: readonly string[],
): readonly string[] {
  const known = new Set<string>();
  const loaded = imported.filter((name) => {
    const file = modules.resolve(name)?.path ?? null;
    if (file !== null) known.add(file);
    return file !== null && definesSerializers(repository, file);
  });
  const packages = searchedPackages(interpreter, apps);
  const found = repository.files.flatMap((file) => {
    if (!file.endsWith(".py") || known.has(file)) return [];
    const owner = packages.find(({ folder }) => folder === "" || file.startsWith(`${folder}/`));
    if (owner === undefined) return [];
    const inside = owner.folder === "" ? file : file.slice(owner.folder.length + 1);
    const isWanted = speaksOfSerializers(repository, file, inside);
    return isWanted ? [moduleName(owner.name, inside)] : [];
  });
  return [...new Set([...loaded, ...found])];
}

interface Package {
  readonly name: string;
  readonly folder: string;
}

/** First-party apps, and after them top packages that something has imported. */
function searchedPackages(interpreter: Interpreter, apps: readonly App[]): readonly Package[] {
  const ofApps = apps
    .filter((app) => app.firstParty)
    .map((app) => ({ name: app.module, folder: app.path === "." ? "" : app.path }));
  const loaded = [...interpreter.modules().values()]
    .filter((module) => module.isPackage && module.file !== null && !module.name.includes("."))
    .map(({ name, file }) => ({ name, folder: (file ?? "").replace(/\/?__init__\.py$/, "") }));
  const byName = (a: Package, b: Package): number => compare(a.name, b.name);
  return [...ofApps.toSorted(byName), ...loaded.toSorted(byName)];
}

function moduleName(name: string, inside: string): string {
  const parts = inside.replace(/\.py$/, "").split("/");
  return [name, ...parts.filter((part) => part !== "__init__")].join(".");
}

const SKIPPED_FOLDER = /(^|\/)(tests|migrations|management|__pycache__|node_modules)\//;
const SKIPPED_FILE = /(^|\/)(test_[^/]*|[^/]*_test|tests|conftest|setup|manage)\.py$/;
function speaksOfSerializers(repository: Repository, file: string, inside: string): boolean {
  if (SKIPPED_FOLDER.test(inside) || SKIPPED_FILE.test(inside)) return false;
  return inside.toLowerCase().includes("serializer") || definesSerializers(repository, file);
}

function definesSerializers(repository: Repository, file: string): boolean {
  return repository.scan(file, SERIALIZERS) ?? false;
}

export function searchedClasses(
  interpreter: Interpreter,
  repository: Repository,
  module: ModuleValue,
): readonly ClassValue[] {
  const isNested = module.file === null ? null : repository.scan(module.file, NESTED_SERIALIZERS);
  if (isNested === null) return [];
  return isNested ? nestedClassesIn(interpreter, module) : classesIn(interpreter, module);
}

/** What the serializers are read from, besides the modules. */
interface SerializerSource extends Apps {
  readonly models: Models;
  readonly doubts: Doubts;
}

/** The fields and rules that generated tests claim. */
type SerializerClaims = Pick<Serializer, "writable" | "shown" | "rules">;

/** A serializer, and what generated tests claim of it. */
export interface FoundSerializer {
  readonly serializer: Serializer;
  readonly claims: () => SerializerClaims;
}

/** Lists first-party ModelSerializers whose `Meta.model` is a registered model. */
export function readSerializers(
  interpreter: Interpreter,
  repository: Repository,
  { all: apps, isOpen, models, doubts }: SerializerSource,
): readonly FoundSerializer[] {
  const found: FoundSerializer[] = [];
  for (const module of interpreter.modules().values()) {
    for (const cls of searchedClasses(interpreter, repository, module)) {
      const isSerializer = interpreter.isSubclass(cls, MODEL_SERIALIZER);
      if (isSerializer === false) continue;
      const model = modelOf(interpreter, cls);
      if (isSerializer === null) {
        if (mayBeModelSerializer(interpreter, cls, model)) {
          doubts.add(cls.place, `the bases of ${cls.name} are not known`, EFFECT);
        }
        continue;
      }
      if (model === null) {
        if (mayInheritMeta(interpreter, cls)) {
          doubts.add(cls.place, `the model of ${cls.name} is not known`, EFFECT);
        }
        continue;
      }
      if (!isReachable(interpreter, cls)) continue;
      const label = modelLabel(interpreter, model, apps, models);
      if (label === null) {
        if (!isKnownToHaveNone(model, models) && !(isOpen && isOfNoApp(model, apps))) {
          doubts.add(cls.place, `the model of ${cls.name} is not known`, EFFECT);
        }
        continue;
      }
      const { file, line } = placeOf(cls);
      const serializer = { class: dottedName(cls), model: label, file, line };
      found.push({ serializer, claims: () => claimsOf(interpreter, cls, model) });
    }
  }
  return found.toSorted((a, b) => compare(a.serializer.class, b.serializer.class));
}

/** A serializer with its claims. */
export function claimedSerializer({ serializer, claims }: FoundSerializer): Serializer {
  const { file, line, ...known } = serializer;
  return { ...known, ...claims(), file, line };
}

/** The fields and rules of a serializer, as far as each is certain. */
function claimsOf(interpreter: Interpreter, cls: ClassValue, model: Value): SerializerClaims {
  const writable = writableFields(interpreter, cls, model);
  const shown = shownFields(interpreter, cls, model);
  const rules = serializerRules(interpreter, cls);
  return {
    ...(writable === null ? {} : { writable }),
    ...(shown === null ? {} : { shown }),
    ...(rules.length === 0 ? {} : { rules }),
  };
}

/**
 * Whether a class can be imported by its dotted path. One made in a function cannot, and one made by
 * `type()` counts as defined where DRF's metaclass is, as its `__module__` says.
 */
export function isReachable(interpreter: Interpreter, cls: ClassValue): boolean {
  if (cls.node === null) return interpreter.ownAttribute(cls, "__module__") !== null;
  let at: Value | null = cls.module;
  for (const part of cls.qualname.split(".")) at = at && interpreter.get(at, part);
  return at !== null && (at.kind !== "class" || at === cls);
}

/** `Meta.model` through the class's and Meta's own inheritance; null when there is none. */
function modelOf(interpreter: Interpreter, cls: ClassValue): Value | null {
  const meta = interpreter.attribute(cls, "Meta");
  if (meta === null) return null;
  return meta.kind === "class" ? interpreter.attribute(meta, "model") : meta;
}

/** Whether a class that may be a serializer has a model, or may have it from what is not read. */
function mayBeModelSerializer(
  interpreter: Interpreter,
  cls: ClassValue,
  model: Value | null,
): boolean {
  if (model === null) return cls.name.endsWith("Serializer");
  return isModelLike(model) && soundsLikeSerializer(interpreter, cls);
}

/** Whether a serializer derives from one of a package that is in no table, which may name a model. */
const mayInheritMeta = (interpreter: Interpreter, cls: ClassValue): boolean =>
  interpreter
    .mro(cls)
    .some(
      (one) =>
        one.kind === "external" && one.name.endsWith("Serializer") && baseOf(one.name) === null,
    );

/** Forms, filters and factories have a `Meta.model`, too. */
function soundsLikeSerializer(interpreter: Interpreter, cls: ClassValue): boolean {
  const names = interpreter.mro(cls).map((one) => (one.kind === "unknown" ? "" : one.name));
  return [cls.module.name, ...names].some((name) => /serial/i.test(name));
}

function isModelLike(value: Value): boolean {
  return value.kind === "class" || value.kind === "external";
}

function isKnownToHaveNone(value: Value, models: Models): boolean {
  return value.kind === "none" || (value.kind === "class" && models.isAbstract(value));
}

/** Where apps may be missing, that is all there is to say of their models. */
const isOfNoApp = (value: Value, apps: readonly App[]): boolean =>
  value.kind === "class" && containingApp(apps, value.module.name) === null;
