import type { ClassValue, Interpreter, ModuleValue } from "../python/index.js";

/** Dotted path of a class: its module, then its qualified name. */
export function dottedName(cls: ClassValue): string {
  return `${cls.module.name}.${cls.qualname}`;
}

/** Every class that can be reached by name in a module that defines it, nested ones included. */
export function classesIn(interpreter: Interpreter, module: ModuleValue): readonly ClassValue[] {
  const found = new Set<ClassValue>();
  const pending = [...interpreter.classesOf(module)];
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
