import type { ClassValue, Interpreter, Value } from "../python/index.js";
import { textOf } from "./items.js";
import { MODEL } from "./known-bases.js";

/** What decides whether and how a model class is registered. */
export interface ModelOptions {
  /** Null when source does not tell. */
  readonly abstract: boolean | null;
  readonly proxy: boolean;
  readonly managed: boolean;
  readonly appLabel: string | null;
  /** Name of the setting that may replace the model. */
  readonly swappable: string | null;
}

/** Reads `class Meta` of a model, or the one it inherits from an abstract parent. */
export function readOptions(interpreter: Interpreter, model: ClassValue): ModelOptions {
  const own = ownMeta(interpreter, model);
  const meta = metaOf(interpreter, model);
  const abstract = own === null ? false : abstractFlag(interpreter, own);
  return {
    abstract,
    proxy: flag(interpreter, meta, "proxy") ?? false,
    managed: flag(interpreter, meta, "managed") ?? true,
    appLabel: meta && textOf(interpreter.attribute(meta, "app_label")),
    swappable: meta && swappableSetting(interpreter.attribute(meta, "swappable")),
  };
}

/** The `class Meta` of a model, or the one it inherits from an abstract parent. */
export const metaOf = (interpreter: Interpreter, model: ClassValue): ClassValue | null =>
  ownMeta(interpreter, model) ?? inheritedMeta(interpreter, model);

function ownMeta(interpreter: Interpreter, model: ClassValue): ClassValue | null {
  const meta = interpreter.ownAttribute(model, "Meta");
  return meta?.kind === "class" ? meta : null;
}

/** Django keeps Meta as an attribute of abstract models only. */
function inheritedMeta(interpreter: Interpreter, model: ClassValue): ClassValue | null {
  for (const parent of interpreter.mro(model).slice(1)) {
    if (parent.kind !== "class") continue;
    const meta = ownMeta(interpreter, parent);
    if (meta === null) continue;
    const isModel = interpreter.isSubclass(parent, MODEL) === true;
    if (!isModel || abstractFlag(interpreter, meta) !== false) return meta;
  }
  return null;
}

/**
 * Django sets `abstract = False` on the Meta of an abstract model once the class is made, so that
 * a Meta that derives from it is not abstract by inheritance.
 */
function abstractFlag(interpreter: Interpreter, meta: ClassValue): boolean | null {
  for (const cls of interpreter.mro(meta)) {
    if (cls.kind !== "class") continue;
    const value = interpreter.ownAttribute(cls, "abstract");
    if (value === null) continue;
    if (cls !== meta && isModelMeta(cls)) return false;
    return truth(value);
  }
  return false;
}

function isModelMeta(meta: ClassValue): boolean {
  return meta.qualname.includes(".");
}

function flag(interpreter: Interpreter, meta: ClassValue | null, name: string): boolean | null {
  const value = meta && interpreter.attribute(meta, name);
  return value === null ? null : truth(value);
}

function truth(value: Value): boolean | null {
  return value.kind === "bool" ? value.value : null;
}

/** `"AUTH_USER_MODEL"`, or `swapper.swappable_setting("config", "Device")`. */
function swappableSetting(value: Value | null): string | null {
  if (value?.kind !== "call") return textOf(value);
  if (value.callee.kind !== "external" || !value.callee.name.endsWith("swappable_setting")) {
    return null;
  }
  const [app, model] = value.call.args.map((item) => (item.kind === "str" ? item.value : null));
  return app && model ? `${app.toUpperCase()}_${model.toUpperCase()}_MODEL` : null;
}
