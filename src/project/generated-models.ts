import type {
  CallArguments,
  CallValue,
  ClassValue,
  InstanceValue,
  Interpreter,
  Value,
} from "../python/index.js";
import type { App, Model } from "./facts.js";
import { itemsOf, textOf } from "./items.js";

/** A model that a package makes. */
export interface GeneratedModel {
  readonly model: Model;
  /** The call that asked for it; null where that has asked for another as well. */
  readonly maker: CallValue | InstanceValue | null;
}

/** Models that no source defines: packages make them for a model that asks for it. */
export function generatedModels(
  interpreter: Interpreter,
  cls: ClassValue,
  model: Model,
  apps: readonly App[],
): readonly GeneratedModel[] {
  const tracks = cls.decorators
    .filter((decorator) => isTrack(decorator))
    .map((maker) => ({ model: tracked(maker, cls, model, apps), maker }));
  const made = attributesOf(interpreter, cls).flatMap(([attribute, maker, isOwn]) => {
    if (maker.kind !== "call" && maker.kind !== "instance") return [];
    const names = makerNames(interpreter, maker);
    const make = names.map((name) => MAKERS[name]).find((one) => one !== undefined);
    const other = make?.(maker, { cls, attribute, isOwn }, model, apps) ?? null;
    if (other === null) return [];
    return [{ model: other, maker }, ...histories(interpreter, cls, maker, other)];
  });
  return [...tracks, ...made];
}

/** Whether a decorator is django-pghistory's, in a form of which the model that it makes is known. */
export function isTrack(decorator: Value): decorator is CallValue {
  if (decorator.kind !== "call" || decorator.callee.kind !== "external") return false;
  const { call, callee } = decorator;
  const isKnown = (name: string): boolean =>
    !call.kwargs.has(name) || textOf(call.kwargs.get(name)) !== null;
  const isPlain = trackedFields(call) !== null && !call.kwargs.has("base_model");
  const isTold = isPlain && call.open === null && NAMES.every(isKnown);
  return /^pghistory\.(?:core\.)?track$/.test(callee.name) && isTold;
}

/** Arguments of `track()` that name its model. */
const NAMES = ["model_name", "app_label"];

/** The fields of which `track()` is to keep the events, or none for all of them; null where it is not known. */
function trackedFields({ kwargs }: CallArguments): readonly string[] | null {
  const given = kwargs.get("fields");
  if (given === undefined || given.kind === "none") return [];
  const items = itemsOf(given);
  const names = items?.certain.map(textOf) ?? [null];
  const isCertain = names.every((name) => name !== null) && items?.causes.length === 0;
  return isCertain ? names.filter((name) => name !== null) : null;
}

/** django-pghistory makes a model of the events of one. */
function tracked({ call }: CallValue, cls: ClassValue, model: Model, apps: readonly App[]): Model {
  const parts = [cls.name, ...(trackedFields(call) ?? []), "event"].join("_");
  const made = parts.replaceAll(/[-_.\s]([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const name = textOf(call.kwargs.get("model_name")) ?? made;
  const label = textOf(call.kwargs.get("app_label")) ?? appLabel(model);
  const module = moduleOfApp(apps, label);
  const dotted = module === null ? cls.module.name : `${module}.models`;
  return generated(model, `${label}.${name}`, `${dotted}.${name}`);
}

/** Who makes the model: a class of a package, or one of the repo that derives from it. */
function makerNames(interpreter: Interpreter, maker: CallValue | InstanceValue): readonly string[] {
  if (maker.kind === "call") return maker.callee.kind === "external" ? [maker.callee.name] : [];
  const parents = interpreter.mro(maker.class);
  return parents.flatMap((parent) => (parent.kind === "external" ? [parent.name] : []));
}

/** The class for which something is asked, the name that it has there, and whether in its own body. */
interface Holder {
  readonly cls: ClassValue;
  readonly attribute: string;
  readonly isOwn: boolean;
}

type Maker = (
  call: CallValue | InstanceValue,
  holder: Holder,
  model: Model,
  apps: readonly App[],
) => Model | null;

const MAKERS: Readonly<Record<string, Maker>> = {
  "simple_history.models.HistoricalRecords": historical,
  "parler.models.TranslatedFields": translated,
  "tagulous.models.TagField": tagged,
  "tagulous.models.SingleTagField": tagged,
};

/**
 * django-simple-history names the module after the app where the label differs from the module, except
 * for what is asked for by a parent.
 */
function historical(
  call: CallValue | InstanceValue,
  { cls, isOwn }: Holder,
  model: Model,
  apps: readonly App[],
): Model | null {
  const custom = call.call.kwargs.get("custom_model_name");
  const name = custom === undefined ? `Historical${cls.name}` : textOf(custom);
  const label = textOf(call.call.kwargs.get("app")) ?? appLabel(model);
  if (name === null || call.call.open !== null) return null;
  const here = cls.module.name;
  const isNamedAfterApp = isOwn && `${label}.models` !== here;
  const module = isNamedAfterApp ? (moduleOfApp(apps, label) ?? here) : here;
  return generated(model, `${label}.${name}`, `${module}.${name}`);
}

/** The models that `m2m_fields` asks for, of the rows between a model and others, beside its own history. */
function histories(
  interpreter: Interpreter,
  cls: ClassValue,
  maker: CallValue | InstanceValue,
  history: Model,
): readonly GeneratedModel[] {
  const given = maker.call.kwargs.get("m2m_fields");
  return (given ? (itemsOf(given)?.certain ?? []) : []).flatMap((field) => {
    const name = textOf(field) ?? nameIn(interpreter, cls, field);
    if (name === null) return [];
    const value = interpreter.attribute(cls, name);
    const through = value?.kind === "call" ? value.call.kwargs.get("through") : undefined;
    const named = through?.kind === "class" ? through.name : textOf(through)?.split(".").at(-1);
    const made = `Historical${named ?? `${cls.name}_${name}`}`;
    const dotted = history.class.slice(0, history.class.lastIndexOf(".") + 1);
    const model = generated(history, `${appLabel(history)}.${made}`, `${dotted}${made}`);
    return [{ model, maker: null }];
  });
}

/** The name that a class gives to a value in its body. */
function nameIn(interpreter: Interpreter, cls: ClassValue, value: Value): string | null {
  const found = [...interpreter.ownAttributes(cls)].find(([, own]) => own === value);
  return found?.[0] ?? null;
}

function translated(_call: CallValue | InstanceValue, { cls }: Holder, model: Model): Model {
  const name = `${cls.name}Translation`;
  return generated(model, `${appLabel(model)}.${name}`, `${cls.module.name}.${name}`);
}

/** django-tagulous makes a model of tags for each field that is given none. */
function tagged(
  { call }: CallValue | InstanceValue,
  { cls, attribute }: Holder,
  model: Model,
): Model | null {
  if (call.args.length > 0 || call.kwargs.has("to") || call.open !== null) return null;
  const name = `Tagulous_${cls.name}_${attribute}`;
  return generated(model, `${appLabel(model)}.${name}`, `${cls.module.name}.${name}`);
}

/** The truth for a class that is in no source: line 0. */
function generated(model: Model, label: string, dotted: string): Model {
  return { label, class: dotted, proxy: false, managed: true, file: model.file, line: 0 };
}

function appLabel(model: Model): string {
  return model.label.slice(0, model.label.indexOf("."));
}

function moduleOfApp(apps: readonly App[], label: string): string | null {
  return apps.find((app) => app.label === label)?.module ?? null;
}

/** Own attributes, and those of parents that pass them on (`inherit=True`). */
function attributesOf(
  interpreter: Interpreter,
  cls: ClassValue,
): readonly (readonly [name: string, value: Value, isOwn: boolean])[] {
  return interpreter.mro(cls).flatMap((parent) => {
    if (parent.kind !== "class") return [];
    const isOwn = parent === cls;
    const values = [...interpreter.ownAttributes(parent)];
    const passed = isOwn ? values : values.filter(([, value]) => isInherited(value));
    return passed.map(([name, value]) => [name, value, isOwn] as const);
  });
}

function isInherited(value: Value): boolean {
  if (value.kind !== "call" && value.kind !== "instance") return false;
  const inherit = value.call.kwargs.get("inherit");
  return inherit?.kind === "bool" && inherit.value;
}
