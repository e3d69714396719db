import { externalAncestors } from "./ancestors.js";
import { executeNoted } from "./execute-noted.js";
import { doubt, withOwnShare, type Machine } from "./machine.js";
import { force, innerScope } from "./names.js";
import { prepare } from "./prepare.js";
import { setName } from "./set-name.js";
import {
  external,
  unknown,
  type ClassValue,
  type ExternalValue,
  type Namespace,
  type UnknownValue,
  type Value,
} from "./values.js";

const STEPS_PER_CLASS = 300_000;

/** An entry of a method resolution order. */
export type Ancestor = ClassValue | ExternalValue | UnknownValue;

const orders = new WeakMap<ClassValue, readonly Ancestor[]>();

/** `module.qualname` of a class. */
export const dottedName = (cls: ClassValue): string => `${cls.module.name}.${cls.qualname}`;

/** The method resolution order; C3 where it exists, else depth first without repetition. */
export function resolutionOrder(machine: Machine, cls: ClassValue): readonly Ancestor[] {
  const known = orders.get(cls);
  if (known) return known;
  // Stands for the class itself while its bases are looked at, which ends damaged cycles.
  orders.set(cls, [cls]);
  const bases = cls.bases
    .map((base) => builtinBase(machine, base) ?? asAncestor(base))
    .filter((base) => base !== null);
  const lists = [...bases.map((base) => linearise(machine, base)), bases];
  const order = [cls, ...(merge(lists) ?? flatten(lists))];
  orders.set(cls, order);
  return order;
}

/** The stand-in for a built-in type that classes extend; null for any other base. */
const builtinBase = (machine: Machine, base: Value): ClassValue | null =>
  base.kind === "native" ? builtinType(machine, base.name) : null;

/** The same by the name of the type. */
export function builtinType(machine: Machine, name: string): ClassValue | null {
  const found = machine.load("data_types_")?.namespace.get(name);
  return found?.kind === "class" ? found : null;
}

/** What a base is; `object`, which adds nothing, is none. */
function asAncestor(base: Value): Ancestor | null {
  if (base.kind === "class" || base.kind === "unknown") return base;
  if (base.kind === "external") return base;
  if (base.kind === "native") return base.name === "object" ? null : external(base.name);
  if (base.kind === "call") return calledBase(base);
  // `class Meta(Parent.Meta)` where an ancestor that is not read has the Meta.
  if (base.kind === "method") return asAncestor(base.function);
  return base.kind === "choice"
    ? base.cause
    : unknown("a base that is not known", { file: "", line: 1 });
}

/** A base made by a call that is not read, by the name of what is called. */
function calledBase(base: Extract<Value, { kind: "call" }>): Ancestor {
  const { callee, call } = base;
  const name = callee.kind === "external" ? callee.name : "a call";
  return unknown(`the class that ${name}() gives`, call.place);
}

function linearise(machine: Machine, base: Ancestor): readonly Ancestor[] {
  if (base.kind === "class") return resolutionOrder(machine, base);
  if (base.kind === "unknown") return [base];
  return [base, ...externalAncestors(machine, base.name).map(external)];
}

const same = (a: Ancestor, b: Ancestor): boolean =>
  a === b || (a.kind === "external" && b.kind === "external" && a.name === b.name);

function merge(lists: readonly (readonly Ancestor[])[]): readonly Ancestor[] | null {
  let rest = lists.filter((list) => list.length > 0);
  const order: Ancestor[] = [];
  while (rest.length > 0) {
    const head = rest
      .map(([first]) => first)
      .find((one) => one && !rest.some((list) => list.slice(1).some((other) => same(other, one))));
    if (!head) return null;
    order.push(head);
    rest = rest
      .map((list) => (list[0] && same(list[0], head) ? list.slice(1) : list))
      .filter((list) => list.length > 0);
  }
  return order;
}

function flatten(lists: readonly (readonly Ancestor[])[]): readonly Ancestor[] {
  const order: Ancestor[] = [];
  for (const one of lists.flat()) if (!order.some((other) => same(other, one))) order.push(one);
  return order;
}

/** Executes the body of a class, once. */
export function classBody(machine: Machine, cls: ClassValue): Namespace {
  if (cls.namespace) return cls.namespace;
  const scope = innerScope("class", cls.scope, cls, null);
  cls.namespace = scope.names;
  if (!cls.node) return scope.names;
  const { body } = cls.node;
  const metaclass = metaclassOf(machine, cls);
  if (metaclass !== null) prepare(machine, cls, metaclass, scope.names);
  const sufficed = withOwnShare(machine, STEPS_PER_CLASS, () => {
    const effect = `the rest of class ${cls.name} is read without this statement`;
    for (const statement of body.statements()) executeNoted(machine, statement, scope, effect);
    for (const [name, value] of scope.names)
      if (value.kind === "instance") setName(machine, value, cls, name);
  });
  if (!sufficed) {
    const effect = `what class ${cls.name} holds may be missing or wrong`;
    doubt(machine, cls.place, "too much work to evaluate", effect);
  }
  return scope.names;
}

/** A raw attribute through the MRO; "external" where an ancestor that is not read may have it. */
export function classMember(
  machine: Machine,
  cls: ClassValue,
  name: string,
): Value | "external" | null {
  return memberOf(machine, resolutionOrder(machine, cls), name);
}

/** As `classMember`, along a part of an MRO. */
export function memberOf(
  machine: Machine,
  order: readonly Ancestor[],
  name: string,
): Value | "external" | null {
  let open = false;
  machine.asked.names.add(name);
  for (const one of order) {
    if (one.kind !== "class") open = true;
    else {
      const names = classBody(machine, one);
      const slot = names.get(name);
      if (slot !== undefined) return force(names, name, slot);
    }
  }
  return open ? "external" : null;
}

/** The first ancestor that is not read: what it has is not known here. */
export const openAncestor = (order: readonly Ancestor[]): ExternalValue | UnknownValue | null =>
  order.find((one): one is ExternalValue | UnknownValue => one.kind !== "class") ?? null;

/** Whether a class descends from a dotted name; null when an ancestor leaves it open. */
export function descends(machine: Machine, cls: ClassValue, dotted: string): boolean | null {
  const order = resolutionOrder(machine, cls);
  const found =
    order.some((one) => one.kind === "external" && one.name === dotted) ||
    order.some((one) => one.kind === "class" && dottedName(one) === dotted);
  if (found) return true;
  const open = order.some(
    (one) =>
      one.kind === "unknown" ||
      (one.kind === "external" && machine.host.externalBases?.(one.name) == null),
  );
  return open ? null : false;
}

/** The metaclass that a class names or inherits, where its source is at hand. */
export function metaclassOf(machine: Machine, cls: ClassValue): ClassValue | null {
  for (const one of resolutionOrder(machine, cls)) {
    const metaclass = one.kind === "class" ? one.keywords.get("metaclass") : undefined;
    if (metaclass?.kind === "class") return metaclass;
  }
  return null;
}

/** The module of the first ancestor that stands in for a larger class. */
export function partialAncestor(order: readonly Ancestor[]): ClassValue | null {
  return order.find((one): one is ClassValue => one.kind === "class" && one.module.partial) ?? null;
}
