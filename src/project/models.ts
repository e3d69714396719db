import { externalName, type ClassValue, type Interpreter } from "../python/index.js";
import { containingApp } from "./apps.js";
import { classesIn, dottedName, moduleOf, nestedClassesIn, placeOf } from "./classes.js";
import { compare, type Doubts } from "./doubts.js";
import type { App, Model } from "./facts.js";
import { generatedModels, isTrack, type GeneratedModel } from "./generated-models.js";
import { baseOf, MODEL } from "./known-bases.js";
import { readOptions } from "./model-options.js";
import type { Repository } from "./repository.js";
import { FIELDS, NESTED_MODELS } from "./scans.js";
import type { Settings } from "./settings.js";

/** The models of first-party apps, and which class each label belongs to. */
export interface Models {
  readonly all: readonly Model[];
  /** Label of a model class; null for abstract and unregistered ones. */
  labelOf(cls: ClassValue): string | null;
  /** Classes of an app's models, by the label of the app. */
  classesOf(app: string): readonly ClassValue[];
  /** The class of a label; null for a model that code makes. */
  classOf(label: string): ClassValue | null;
  /** Label of the model that a call such as `HistoricalRecords()` makes. */
  labelMadeBy(maker: GeneratedModel["maker"]): string | null;
  /** Whether the class is an abstract model, which no serializer can write. */
  isAbstract(cls: ClassValue): boolean;
}

/** Tells the label of the app that a model class belongs to, given the apps; null where none holds it. */
export function appLabels(
  interpreter: Interpreter,
): (apps: readonly App[], cls: ClassValue) => string | null {
  let of: readonly App[] = [];
  let known = new Map<ClassValue, string | null>();
  return (apps, cls) => {
    if (apps !== of) known = new Map();
    of = apps;
    const before = known.get(cls);
    if (before !== undefined) return before;
    const label = readOptions(interpreter, cls).appLabel ?? labelByModule(apps, cls);
    known.set(cls, label);
    return label;
  };
}

function labelByModule(apps: readonly App[], cls: ClassValue): string | null {
  return containingApp(apps, moduleOf(cls))?.label ?? null;
}

const EFFECT = "models may be missing";

/** Parts of an app that Django or its usual packages import when they start. */
const PARTS = ["", ".models", ".apps", ".admin", ".signals"];

/** Lists the modules that Django imports for the apps. */
export function modulesOfApps(apps: readonly App[]): readonly string[] {
  return apps
    .filter((app) => app.firstParty)
    .flatMap((app) => PARTS.map((part) => app.module + part));
}

/** Lists the models that `apps.get_models()` would give for first-party apps. */
export function readModels(
  interpreter: Interpreter,
  repository: Repository,
  apps: readonly App[],
  settings: Settings,
  doubts: Doubts,
): Models {
  const labels = new Map<ClassValue, string>();
  const found = new Map<string, Model>();
  const makers = new Map<GeneratedModel["maker"], string | null>();
  for (const cls of modelClasses(interpreter, repository, doubts)) {
    const model = readModel(interpreter, cls, apps, settings, doubts);
    if (model === null) continue;
    labels.set(cls, model.label);
    if (!isFirstParty(apps, model.label)) continue;
    found.set(model.label, model);
    for (const { model: other, maker } of generatedModels(interpreter, cls, model, apps)) {
      if (!found.has(other.label)) found.set(other.label, other);
      // A call that several models inherit stands for none of them.
      if (maker !== null) makers.set(maker, makers.has(maker) ? null : other.label);
    }
  }
  return {
    all: [...found.values()].toSorted((a, b) => compare(a.label, b.label)),
    labelOf: (cls) => labels.get(cls) ?? null,
    classesOf: (app) =>
      [...labels].filter(([, label]) => label.startsWith(`${app}.`)).map(([cls]) => cls),
    classOf: (label) => [...labels].find(([, one]) => one === label)?.[0] ?? null,
    labelMadeBy: (maker) => makers.get(maker) ?? null,
    isAbstract: (cls) => readOptions(interpreter, cls).abstract !== false,
  };
}

function modelClasses(
  interpreter: Interpreter,
  repository: Repository,
  doubts: Doubts,
): readonly ClassValue[] {
  const modules = [...interpreter.modules().values()];
  const bound = modules.flatMap((module) => {
    const isNested = module.file !== null && repository.scan(module.file, NESTED_MODELS);
    return isNested ? nestedClassesIn(interpreter, module) : classesIn(interpreter, module);
  });
  return [...new Set([...bound, ...madeModels(interpreter, doubts)])].filter((cls) => {
    const isModel = interpreter.isSubclass(cls, MODEL);
    const isBeside = MODELS_MODULE.test(cls.module.name);
    const isRemade = (isModel || isBeside) && doubtDecorators(cls, doubts);
    if (isModel !== null) return isModel;
    const order = interpreter.mro(cls);
    const hasFields =
      namesFields(repository, cls) && order.some((one) => holdsFields(interpreter, one));
    if (hasFields && order.some(isNamedAsModel)) return true;
    const isHeir = isBeside && !isRemade && order.some(isOfModels);
    if (hasFields || isHeir)
      doubts.add(cls.place, `the bases of ${cls.name} are not known`, EFFECT);
    return false;
  });
}

/** Models that code makes, by `type()` or in a function: Django enters them wherever their names go. */
function madeModels(interpreter: Interpreter, doubts: Doubts): readonly ClassValue[] {
  const models = interpreter
    .madeClasses()
    .filter(({ cls }) => interpreter.isSubclass(cls, MODEL) === true);
  for (const { cls, isCertain } of models) {
    if (!isCertain && readOptions(interpreter, cls).abstract !== true)
      doubts.add(cls.place, "a model that code makes is not known", EFFECT);
  }
  return models.filter(({ isCertain }) => isCertain).map(({ cls }) => cls);
}

const MODELS_MODULE = /\.models\b/;

/** Packages whose decorators leave a class what it is, and make no other of it. */
const PLAIN_DECORATORS =
  /^(django|rest_framework|drf_spectacular|functools|dataclasses|typing|typing_extensions|warnings|abc|enum|attr|attrs|pydantic|six|deprecated|reversion|auditlog|field_audit|actstream|watson|eav|pgtrigger|wagtail|import_export|strawberry|strawberry_django|graphene|graphene_django)\./;

/**
 * Doubts what packages make of a class by their decorators, which may be another model, such as one for
 * its history; tells whether there are any.
 */
function doubtDecorators({ decorators, name, place }: ClassValue, doubts: Doubts): boolean {
  let found = false;
  for (const decorator of decorators) {
    if (decorator.kind === "unknown") doubts.unknown(decorator, EFFECT);
    const made = externalName(decorator.kind === "call" ? decorator.callee : decorator);
    if (made === null || PLAIN_DECORATORS.test(made) || isTrack(decorator)) continue;
    doubts.add(place, `what @${made} makes of ${name} is not known`, EFFECT);
    found = true;
  }
  return found;
}

type Ancestor = ReturnType<Interpreter["mro"]>[number];

/**
 * `django_softdelete.models.SoftDeleteModel`: of a package that is not read, but with model fields
 * below it hardly anything else than a model.
 */
function isNamedAsModel(one: Ancestor): boolean {
  return one.kind === "external" && /\.models(?:\.\w+)*\.\w+Model$/.test(one.name);
}

/** `timeline.models.Log`: what stands beside models of a package that is not read, and may be one. */
function isOfModels(one: Ancestor): boolean {
  return (
    one.kind === "external" &&
    MODELS_MODULE.test(one.name) &&
    !/(?:Manager|Query[sS]et|Mixin|Field|Form|Enum|Choices|Error|Exception)$/.test(one.name) &&
    baseOf(one.name) === null
  );
}

/** Bodies are executed only where the file names model fields at all. */
function namesFields(repository: Repository, { place }: ClassValue): boolean {
  return repository.scan(place.file, FIELDS) ?? false;
}

/** Whether a class has model fields of its own. */
function holdsFields(interpreter: Interpreter, one: Ancestor): boolean {
  if (one.kind !== "class") return false;
  return [...interpreter.ownAttributes(one).values()].some(
    (value) =>
      value.kind === "call" &&
      value.callee.kind === "external" &&
      /^django\.(contrib\.\w+\.|contrib\.gis\.)?db\.models\b.*(Field|ForeignKey)$/.test(
        value.callee.name,
      ),
  );
}

function readModel(
  interpreter: Interpreter,
  cls: ClassValue,
  apps: readonly App[],
  settings: Settings,
  doubts: Doubts,
): Model | null {
  const options = readOptions(interpreter, cls);
  if (options.abstract === null) {
    doubts.add(cls.place, `whether ${cls.name} is abstract is not known`, EFFECT);
  }
  if (options.abstract !== false) return null;
  const label = options.appLabel ?? labelByModule(apps, cls);
  if (label === null || !apps.some((app) => app.label === label)) return null;
  const full = `${label}.${cls.name}`;
  if (isSwappedOut(settings, options.swappable, full)) return null;
  const { file, line } = placeOf(cls);
  const { proxy, managed } = options;
  return { label: full, class: dottedName(cls), proxy, managed, file, line };
}

function isSwappedOut(settings: Settings, swappable: string | null, label: string): boolean {
  const replacement = swappable === null ? null : settings.text(swappable);
  return replacement !== null && replacement.toLowerCase() !== label.toLowerCase();
}

function isFirstParty(apps: readonly App[], label: string): boolean {
  const app = label.slice(0, label.indexOf("."));
  return apps.some((one) => one.label === app && one.firstParty);
}
