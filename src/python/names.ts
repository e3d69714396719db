import { erase, tick, write } from "./journal.js";
import type { Machine } from "./machine.js";
import { externalStars } from "./stars.js";
import {
  external,
  type ClassValue,
  type FunctionValue,
  type LazyImport,
  type ModuleValue,
  type Namespace,
  type Scope,
  type Value,
} from "./values.js";

/** A scope of a function call, class body or comprehension inside another. */
export function innerScope(
  kind: "function" | "class",
  parent: Scope,
  owner: ClassValue | null,
  self: Value | null,
  callee: FunctionValue | null = null,
): Scope {
  const names: Namespace = new Map();
  names.born = tick();
  const { module } = parent;
  return {
    kind,
    names,
    parent,
    module,
    outer: null,
    owner,
    self,
    function: callee,
    yields: [],
  };
}

/** The scope of a module's own statements. */
export const moduleScope = (module: ModuleValue): Scope => ({
  kind: "module",
  names: module.namespace,
  parent: null,
  module,
  outer: null,
  owner: null,
  self: null,
  function: null,
  yields: [],
});

/** The value of a slot; a lazy import is resolved and remembered. */
export function force(names: Namespace, name: string, slot: Value | LazyImport): Value {
  if (slot.kind !== "lazy") return slot;
  const value = slot.resolve();
  // Not journalled: an import gives the same whichever branch is read.
  if (names.get(name) === slot) names.set(name, value);
  return value;
}

/** The value bound to a name in one table. */
export function readSlot(names: Namespace, name: string): Value | null {
  const slot = names.get(name);
  return slot === undefined ? null : force(names, name, slot);
}

/** The scopes that a nested function sees: class bodies are not among them. */
export function closure(scope: Scope): Scope {
  let at = scope;
  while (at.kind === "class" && at.parent) at = at.parent;
  return at;
}

/** Looks a name up as Python does; null when it is bound nowhere. */
export function lookup(machine: Machine, scope: Scope, name: string): Value | null {
  machine.asked.names.add(name);
  for (let at: Scope | null = scope; at; at = enclosing(at)) {
    const slot = at.names.get(name);
    if (slot !== undefined && !at.outer?.has(name)) return force(at.names, name, slot);
  }
  return machine.builtins.get(name) ?? fromOpenModule(scope.module, name);
}

function enclosing(scope: Scope): Scope | null {
  return scope.parent && scope.kind === "function"
    ? scope.parent
    : scope.parent && closure(scope.parent);
}

/** A module with a star import of what is not read may have any name from there. */
function fromOpenModule(module: ModuleValue, name: string): Value | null {
  const [star, ...more] = externalStars(module);
  return star !== undefined && more.length === 0 ? external(`${star}.${name}`) : module.open;
}

/** Binds a name where Python would. */
export function assignName(
  machine: Machine,
  scope: Scope,
  name: string,
  value: Value | LazyImport,
): void {
  const target = scope.outer?.get(name) ?? scope;
  write(machine, target.names, name, value);
}

/** Unbinds a name. */
export function deleteName(machine: Machine, scope: Scope, name: string): void {
  machine.asked.names.add(name);
  erase(machine, (scope.outer?.get(name) ?? scope).names, name);
}

/** The nearest enclosing function scope that binds a name, for `nonlocal`. */
export function nonlocalScope(scope: Scope, name: string): Scope | null {
  for (let at = scope.parent; at && at.kind !== "module"; at = at.parent) {
    if (at.kind === "function" && at.names.has(name)) return at;
  }
  return null;
}

/** The scope of the module that a scope belongs to. */
export function globalScope(scope: Scope): Scope {
  let at = scope;
  while (at.parent) at = at.parent;
  return at;
}
