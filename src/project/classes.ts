import type { ClassValue, Interpreter, ModuleValue } from "../python/index.js";
import type { Place } from "./facts.js";

/** Dotted path of a class: its module, then its qualified name. */
export function dottedName(cls: ClassValue): string {
  return `${moduleOf(cls)}.${cls.qualname}`;
}

/** The module that a class says it belongs to; `type()` may be told another than its caller. */
export function moduleOf(cls: ClassValue): string {
  const named = cls.node === null ? cls.namespace?.get("__module__") : undefined;
  return named?.kind === "str" ? named.value : cls.module.name;
}

/** Where a class is written; one that a decorator made stands where its original is. */
export function placeOf(cls: ClassValue): Place {
  const original = cls.node === null ? cls.bases.find((base) => base.kind === "class") : undefined;
  return original?.kind === "class" && original.qualname === cls.qualname
    ? original.place
    : cls.place;
}

/** Every class bound to a name of the module that it says it belongs to. */
export function classesIn(interpreter: Interpreter, module: ModuleValue): readonly ClassValue[] {
  return [...interpreter.classesOf(module), ...madeClasses(module)];
}

/** The same, with the classes nested in them; this executes the bodies of all. */
export function nestedClassesIn(
  interpreter: Interpreter,
  module: ModuleValue,
): readonly ClassValue[] {
  const found = new Set<ClassValue>();
  const pending = [...classesIn(interpreter, module)];
  for (let cls = pending.pop(); cls !== undefined; cls = pending.pop()) {
    if (found.has(cls)) continue;
    found.add(cls);
    for (const value of interpreter.ownAttributes(cls).values()) {
      if (value.kind === "class" && value.qualname === `${cls.qualname}.${value.name}`) {
        pending.push(value);
      }
    }
  }
  return [...found];
}

/** Classes that were made elsewhere in the name of this module. */
function madeClasses(module: ModuleValue): readonly ClassValue[] {
  const found: ClassValue[] = [];
  for (const [name, value] of module.namespace) {
    if (value.kind !== "class" || value.node !== null || value.name !== name) continue;
    if (value.module !== module && moduleOf(value) === module.name) found.push(value);
  }
  return found;
}
