import { doubt, mayRaise, placeAt, PythonError, type Machine } from "./machine.js";
import { assignName } from "./names.js";
import { write } from "./journal.js";
import { openModule, openQuietly } from "./open-module.js";
import { rememberStar } from "./stars.js";
import type { FromStatement, ImportStatement } from "./syntax.js";
import {
  external,
  unknown,
  type LazyImport,
  type ModuleValue,
  type Scope,
  type Value,
} from "./values.js";

/** Executes `import a.b.c [as d]`. */
export function executeImport(machine: Machine, node: ImportStatement, scope: Scope): void {
  for (const { module, alias } of node.names) {
    checkImportable(machine, module, node.start, scope);
    const top = alias === null ? (module.split(".")[0] ?? module) : module;
    const name = alias ?? top;
    const bound: LazyImport = { kind: "lazy", resolve: () => importModule(machine, top) };
    assignName(machine, scope, name, bound);
    tellHost(machine, [module], node.start, scope);
    if (machine.trial || isAtOnce(machine, module, scope)) machine.load(module);
  }
}

/** What a function imports when it is called, the host may have to execute for what it does elsewhere. */
function tellHost(machine: Machine, modules: readonly string[], start: number, scope: Scope): void {
  if (scope.kind !== "function" || machine.trial) return;
  machine.host.imported?.(modules, placeAt(scope.module, start));
}

/** Whether an import is executed where it stands, for what it does to other modules. */
function isAtOnce(machine: Machine, dotted: string, scope: Scope): boolean {
  if (!machine.eager || scope.module.partial) return false;
  const file = machine.host.resolveModule(dotted);
  return file !== null && file.path !== null && !file.partial;
}

/** The module of this name, or the external symbol. */
export function importModule(machine: Machine, dotted: string): Value {
  return (
    machine.plantedModules.get(dotted) ??
    machine.load(dotted) ??
    machine.library.get(dotted) ??
    machine.host.externalValue?.(dotted) ??
    external(dotted)
  );
}

/** The absolute name of `from ...module`, seen from a module; null beyond the top-level package. */
export function absoluteName(module: ModuleValue, level: number, name: string): string | null {
  if (level === 0) return name;
  const parts = module.name.split(".");
  const up = module.isPackage ? level - 1 : level;
  if (up >= parts.length && !(up === parts.length && name !== "")) return null;
  const base = parts.slice(0, parts.length - up);
  return [...base, ...(name === "" ? [] : [name])].join(".");
}

/** Executes `from a import b`; `b` is looked for when somebody needs it. */
export function executeFrom(machine: Machine, node: FromStatement, scope: Scope): void {
  const dotted = absoluteName(scope.module, node.level, node.module);
  if (dotted === null) {
    throw new PythonError(
      "ImportError",
      "relative import beyond the top-level package",
      placeAt(scope.module, node.start),
    );
  }
  checkImportable(machine, dotted, node.start, scope);
  if (node.names === null) {
    importStar(machine, dotted, node.start, scope);
    return;
  }
  const parts = node.names.map(({ name }) => `${dotted}.${name}`);
  tellHost(machine, [dotted, ...parts], node.start, scope);
  if (isAtOnce(machine, dotted, scope)) loadNamed(machine, dotted, node.names);
  for (const { name, alias } of node.names) {
    const { start } = node;
    machine.asked.names.add(name);
    const bound =
      machine.modules.get(dotted)?.namespace.get(name) ??
      lazyName(machine, dotted, name, start, scope);
    if (machine.trial)
      assignName(machine, scope, alias, tryName(machine, dotted, name, start, scope));
    else assignName(machine, scope, alias, bound);
  }
}

/** Executes a module, and those of its submodules that an import names. */
function loadNamed(
  machine: Machine,
  dotted: string,
  names: readonly { readonly name: string }[],
): void {
  const module = machine.load(dotted);
  for (const { name } of names) {
    machine.asked.names.add(name);
    if (module && !module.namespace.has(name)) machine.load(`${dotted}.${name}`);
  }
}

/**
 * A name that is imported from itself around a circle is a submodule, as in `from . import views`
 * of a package, or stays unknown.
 */
function lazyName(
  machine: Machine,
  dotted: string,
  name: string,
  start: number,
  scope: Scope,
): LazyImport {
  let isResolving = false;
  return {
    kind: "lazy",
    resolve: () => {
      if (isResolving) {
        const submodule = machine.load(`${dotted}.${name}`);
        return submodule ?? unknown("a circular import", placeAt(scope.module, start));
      }
      isResolving = true;
      try {
        return importName(machine, dotted, name, start, scope);
      } finally {
        isResolving = false;
      }
    },
  };
}

function tryName(
  machine: Machine,
  dotted: string,
  name: string,
  start: number,
  scope: Scope,
): Value {
  const value = findName(machine, dotted, name);
  if (value) return value;
  throw new PythonError(
    "ImportError",
    `cannot import name '${name}'`,
    placeAt(scope.module, start),
  );
}

function findName(machine: Machine, dotted: string, name: string): Value | null {
  const source = importModule(machine, dotted);
  const value = machine.attribute(source, name);
  if (value || source.kind !== "module") return value;
  return machine.load(`${dotted}.${name}`);
}

function importName(
  machine: Machine,
  dotted: string,
  name: string,
  start: number,
  scope: Scope,
): Value {
  const value = findName(machine, dotted, name);
  if (value) return value;
  const place = placeAt(scope.module, start);
  doubt(machine, place, `${dotted} has no ${name}`, "what depends on this name is not known");
  return unknown(`${dotted} has no ${name}`, place);
}

/**
 * Raises where a module is certainly missing; tells the `try` where nobody knows. A person's own settings,
 * which git ignores, are as good as missing where code goes on without them.
 */
function checkImportable(machine: Machine, dotted: string, start: number, scope: Scope): void {
  const place = placeAt(scope.module, start);
  const answer = importable(machine, dotted);
  if (answer === true) return;
  const isSpared = machine.trial?.catches("ModuleNotFoundError") === true;
  if (answer === false || (isSpared && machine.host.isPersonal?.(dotted)))
    throw new PythonError("ModuleNotFoundError", `no module named '${dotted}'`, place);
  mayRaise(machine, "ModuleNotFoundError", unknown(`whether ${dotted} is installed`, place));
}

/** Whether a module can be imported; null when nobody knows. */
export function importable(machine: Machine, dotted: string): boolean | null {
  if (machine.modules.has(dotted) || machine.plantedModules.has(dotted)) return true;
  if (machine.host.resolveModule(dotted)) return true;
  if (machine.library.has(dotted)) return true;
  const top = dotted.split(".")[0] ?? dotted;
  const owner = dotted === top ? null : machine.host.resolveModule(top);
  if (owner && !owner.partial && owner.path !== null && isOwn(machine, dotted)) return false;
  return machine.host.isInstalled?.(dotted) ?? null;
}

/** Whether every package on the way to a module is at hand, so that the module itself is missing. */
function isOwn(machine: Machine, dotted: string): boolean {
  const parent = dotted.split(".").slice(0, -1).join(".");
  const file = machine.host.resolveModule(parent);
  return file === null ? isOwnParent(machine, parent) : !file.partial;
}

const isOwnParent = (machine: Machine, dotted: string): boolean =>
  dotted.includes(".") && isOwn(machine, dotted);

function importStar(machine: Machine, dotted: string, start: number, scope: Scope): void {
  const source = importModule(machine, dotted);
  if (source.kind !== "module") {
    const name = source.kind === "external" ? source.name : dotted;
    openStar(machine, name, start, scope);
    return;
  }
  if (source.partial) openStar(machine, dotted, start, scope);
  if (source.file !== null) machine.asked.starred.add(source.file);
  for (const name of starNames(machine, source)) {
    const slot = source.namespace.get(name);
    if (slot) assignName(machine, scope, name, slot);
  }
  if (source.open) openModule(machine, scope.module, source.open);
}

function openStar(machine: Machine, name: string, start: number, scope: Scope): void {
  const cause = unknown(`everything from ${name}, which is not read`, placeAt(scope.module, start));
  // What a `try` guards is optional: a file that the repository does not hold is not there.
  if (machine.trial) openQuietly(machine, scope.module, cause);
  else openModule(machine, scope.module, cause);
  rememberStar(scope.module, name);
}

function starNames(machine: Machine, source: ModuleValue): readonly string[] {
  const all = source.namespace.get("__all__");
  if (all && all.kind !== "lazy" && (all.kind === "list" || all.kind === "tuple")) {
    const names = all.items.flatMap((item) => (item.kind === "str" ? [item.value] : []));
    for (const name of names) {
      machine.asked.names.add(name);
      if (source.namespace.has(name)) continue;
      const value = machine.attribute(source, name);
      if (value) write(machine, source.namespace, name, value);
    }
    return names;
  }
  return [...source.namespace.keys()].filter((name) => !name.startsWith("_"));
}
