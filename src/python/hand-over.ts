import type { Machine } from "./machine.js";
import { openModule } from "./open-module.js";
import { unknown, type CallArguments, type Item, type ModuleValue, type Value } from "./values.js";

/** They change databases, middleware and logging only. */
const HARMLESS = new Set(["django_heroku.settings", "django_on_heroku.settings"]);
/** Packages that change the settings module of which they are given the name. */
const BY_NAME = /^(?:dynaconf|edx_django_utils\.plugins)\./;

/** A function that is not read and is given the names of a module may change them. */
export function handOver(machine: Machine, callee: Value, call: CallArguments): void {
  const name = callee.kind === "external" ? callee.name : "a function";
  if (HARMLESS.has(name)) return;
  for (const value of call.args) hand(machine, value, name, call);
  for (const value of call.kwargs.values()) hand(machine, value, name, call);
}

function hand(machine: Machine, value: Item, name: string, call: CallArguments): void {
  const module = moduleBehind(machine, value.kind === "maybe" ? value.value : value, name);
  if (module === null) return;
  const reason = `${name}() is given the names of ${module.name} and is not read`;
  openModule(machine, module, unknown(reason, call.place));
}

/** `globals()` and `sys.modules[__name__]`; `__name__` itself goes to loggers as well. */
function moduleBehind(machine: Machine, value: Item, callee: string): ModuleValue | null {
  if (value.kind === "dict") return value.scope?.kind === "module" ? value.scope.module : null;
  if (value.kind !== "module" && value.kind !== "str") return null;
  const current = machine.executing.at(-1)?.module ?? null;
  if (value.kind === "module") return value === current ? current : null;
  return value.value === current?.name && BY_NAME.test(callee) ? current : null;
}
