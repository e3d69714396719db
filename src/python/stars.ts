import type { ModuleValue } from "./values.js";

const sources = new WeakMap<ModuleValue, readonly string[]>();

/** Notes that every name of a package that is not read was imported into a module. */
export function rememberStar(module: ModuleValue, name: string): void {
  sources.set(module, [...externalStars(module), name]);
}

/** Packages that are not read and whose every name was imported into a module. */
export const externalStars = (module: ModuleValue): readonly string[] => sources.get(module) ?? [];
