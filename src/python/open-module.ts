import { touch } from "./journal.js";
import { doubt, type Machine } from "./machine.js";
import type { ModuleValue, UnknownValue } from "./values.js";

/** Settings that decide which facts there are. */
const DECISIVE = ["INSTALLED_APPS", "ROOT_URLCONF", "AUTH_USER_MODEL"];

/**
 * Notes that code which is not read has had its hands on the names of a module: there may be more
 * of them, and those bound before may have been replaced.
 */
export function openModule(machine: Machine, module: ModuleValue, cause: UnknownValue): void {
  openQuietly(machine, module, cause);
  const bound = DECISIVE.filter((name) => module.namespace.has(name));
  if (bound.length === 0) return;
  const effect = `${bound.join(", ")} may be replaced: apps, models, serializers or routes may be missing or wrong`;
  doubt(machine, cause.place, cause.reason, effect);
}

/** The same of a module that has not lost anything: there may be more names than are known. */
export function openQuietly(machine: Machine, module: ModuleValue, cause: UnknownValue): void {
  touch(machine, module);
  module.open ??= cause;
}
