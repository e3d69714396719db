import { argumentsOf } from "./arguments.js";
import { bind, bindToClass } from "./binding.js";
import { makeInstance } from "./call.js";
import {
  builtinType,
  dottedName,
  memberOf,
  metaclassOf,
  openAncestor,
  partialAncestor,
  resolutionOrder,
  type Ancestor,
} from "./classes.js";
import { contributed, isModelBase, knownMember } from "./contributed.js";
import { enumMember } from "./enumeration.js";
import { choose } from "./join.js";
import { noteListed, type Machine } from "./machine.js";
import { modelOptions } from "./model-fields.js";
import { methodOf } from "./methods.js";
import { moduleScope, readSlot } from "./names.js";
import { nothingPrepared } from "./prepare.js";
import { classSpecial, instanceDict } from "./special-names.js";
import {
  external,
  native,
  NONE,
  str,
  tuple,
  unknown,
  type BoundMethodValue,
  type ClassValue,
  type InstanceValue,
  type ModuleValue,
  type SuperValue,
  type Value,
} from "./values.js";
import { validated } from "./pydantic.js";
import { functionAttribute, descriptorAttribute } from "./attribute-functions.js";
import { callAttribute } from "./attribute-calls.js";

/** `value.name` with binding; null where Python would raise AttributeError. */
export function attribute(machine: Machine, value: Value, name: string): Value | null {
  switch (value.kind) {
    case "module":
      return moduleAttribute(machine, value, name);
    case "class":
      return classAttribute(machine, value, name);
    case "instance":
      return instanceAttribute(machine, value, name);
    case "super":
      return superAttribute(machine, value, name);
    case "function":
      return functionAttribute(value, name);
    case "external":
      return externalAttribute(machine, value.name, name);
    case "call":
      return readSlot(value.attributes, name) ?? callAttribute(machine, value, name);
    case "method":
      if (name === "__func__") return value.function;
      if (name === "__self__") return value.self;
      return methodAttribute(machine, value, name);
    case "partial":
      return name === "func" ? value.function : name === "args" ? tuple(value.call.args) : null;
    case "descriptor":
      return descriptorAttribute(machine, value, name);
    case "choice": {
      const found = value.options
        .map((one) => attribute(machine, one, name))
        .filter((one) => one !== null);
      return found.length === 0 ? null : choose(found, value.cause);
    }
    case "unknown":
      return value;
    case "modelled":
      return value.attribute(name);
    case "native":
      return name === "__name__"
        ? str(value.name.split(".").at(-1) ?? "")
        : nativeAttribute(machine, value.name, name);
    default:
      return methodOf(machine, value, name);
  }
}

function moduleAttribute(machine: Machine, module: ModuleValue, name: string): Value | null {
  machine.asked.names.add(name);
  const own = readSlot(module.namespace, name);
  if (own) return own;
  const dotted = `${module.name}.${name}`;
  const known =
    machine.load(dotted) ?? machine.library.get(dotted) ?? machine.host.externalValue?.(dotted);
  if (known) return known;
  if (name === "__dict__") {
    noteListed(machine, module);
    return { kind: "dict", entries: new Map(), open: null, scope: moduleScope(module) };
  }
  const fallback = readSlot(module.namespace, "__getattr__");
  if (fallback && !module.partial)
    return machine.call(
      fallback,
      argumentsOf([str(name)], { file: module.file ?? module.name, line: 1 }),
    );
  return module.partial ? external(dotted) : module.open;
}

/** A name of what is not read: its meaning where one is known, else a longer dotted name. */
function externalAttribute(machine: Machine, base: string, name: string): Value {
  const dotted = `${base}.${name}`;
  return (
    machine.library.get(dotted) ??
    machine.load(dotted) ??
    machine.host.externalValue?.(dotted) ??
    external(dotted)
  );
}

function nativeAttribute(machine: Machine, base: string, name: string): Value | null {
  return machine.library.get(`${base}.${name}`) ?? unboundMethod(machine, base, name);
}

/** `dict.update`: a method of a built-in type, which is given its object as an argument. */
function unboundMethod(machine: Machine, type: string, name: string): Value | null {
  const stand = builtinType(machine, type);
  const member = stand && machine.classMember(stand, name);
  if (!member || member === "external") return null;
  return native(`${type}.${name}`, (call) => {
    const [self, ...args] = call.args;
    if (self?.kind === "instance") return machine.call(member, call);
    const isKnown = self !== undefined && self.kind !== "maybe" && self.kind !== "rest";
    const method = isKnown ? attribute(machine, self, name) : null;
    if (method !== null) return machine.call(method, { ...call, args });
    return unknown(`${type}.${name}() of a value that is not known`, call.place);
  });
}

function methodAttribute(machine: Machine, value: BoundMethodValue, name: string): Value | null {
  const found = attribute(machine, value.function, name);
  if (value.function.kind !== "external" || found?.kind !== "external") return found;
  return { ...value, function: found };
}

function classAttribute(machine: Machine, cls: ClassValue, name: string): Value | null {
  const order = resolutionOrder(machine, cls);
  const found = memberOf(machine, order, name);
  if (found !== null && found !== "external") {
    return (
      enumMember(order, cls, name, found) ??
      contributed(machine, order, cls, found) ??
      bindToClass(machine, cls, found)
    );
  }
  return (
    classSpecial(machine, cls, name) ??
    metaclassAttribute(machine, cls, name) ??
    fromOpen(machine, cls, order, name)
  );
}

function metaclassAttribute(machine: Machine, cls: ClassValue, name: string): Value | null {
  const metaclass = metaclassOf(machine, cls);
  if (metaclass === null) return null;
  const member = machine.classMember(metaclass, name);
  if (member && member !== "external") return bind(machine, cls, metaclass, member);
  const fallback = name.startsWith("__") ? null : machine.classMember(metaclass, "__getattr__");
  if (!fallback || fallback === "external") return null;
  return machine.call(fallback, argumentsOf([cls, str(name)], cls.place));
}

/**
 * What an ancestor that is not read may have, bound to whom it was asked of: `View.as_view` of a
 * class of the repo is a method whose `self` is that class.
 */
function fromOpen(
  machine: Machine,
  self: Value,
  order: readonly Ancestor[],
  name: string,
): Value | null {
  const open = openAncestor(order);
  if (name === "_meta" && self.kind === "class" && order.some(isModelBase))
    return modelOptions(machine, self);
  if (open?.kind === "unknown") return knownMember(order, self, name) ?? open;
  const partial = partialAncestor(order);
  const base = open?.name ?? (partial && dottedName(partial));
  if (base === null) return null;
  const made = self.kind === "class" ? validated(machine, self, base, name) : null;
  if (made !== null) return made;
  const found = externalAttribute(machine, base, name);
  return found.kind === "str" ? found : { kind: "method", self, function: found };
}

function instanceAttribute(machine: Machine, value: InstanceValue, name: string): Value | null {
  const own = readSlot(value.attributes, name);
  if (own) return own;
  if (name === "__class__") return value.class;
  if (name === "__dict__") return instanceDict(value);
  const order = resolutionOrder(machine, value.class);
  const found = memberOf(machine, order, name);
  if (found !== null && found !== "external") return bind(machine, value, value.class, found);
  // What is private to an ancestor that is not read is there before `__getattr__` is asked.
  const isInherited = found === "external" && name.startsWith("_");
  const fallback =
    name.startsWith("__") || isInherited ? null : memberOf(machine, order, "__getattr__");
  if (fallback && fallback !== "external") {
    return machine.call(fallback, argumentsOf([value, str(name)], value.call.place));
  }
  if (name.startsWith("__"))
    return name === "__doc__" || name === "__module__"
      ? classSpecial(machine, value.class, name)
      : null;
  const reader = memberOf(machine, order, "__getattribute__");
  if (reader && reader !== "external")
    return unknown(`what __getattribute__() of ${value.class.name} gives`, value.call.place);
  return fromOpen(machine, value, order, name);
}

/** `super()` in a method of a metaclass, where `self` is one of its classes. */
function superOfMetaclass(
  machine: Machine,
  self: ClassValue,
  owner: ClassValue,
  name: string,
): Value | null {
  const order = resolutionOrder(machine, owner);
  const found = memberOf(machine, order.slice(order.indexOf(owner) + 1), name);
  if (found !== null && found !== "external") return bind(machine, self, owner, found);
  if (name === "__call__") return native(name, (call) => makeInstance(machine, self, call));
  return name === "__init__" ? native(name, () => NONE) : fromOpen(machine, self, order, name);
}

function superAttribute(machine: Machine, value: SuperValue, name: string): Value | null {
  const { self, owner } = value;
  if (self.kind === "class" && !resolutionOrder(machine, self).includes(owner))
    return superOfMetaclass(machine, self, owner, name);
  const cls = self.kind === "instance" ? self.class : self.kind === "class" ? self : owner;
  const order = resolutionOrder(machine, cls);
  const rest = order.slice(order.indexOf(owner) + 1);
  const found = memberOf(machine, rest, name);
  if (found === null || found === "external") {
    if (name === "__init__" || name === "__init_subclass__") return native(name, () => NONE);
    if (name === "__prepare__") return native(name, nothingPrepared);
    const { defining } = machine;
    if (name === "__new__" && defining !== null) return native(name, () => defining);
    if (name === "__new__" && found === null) return machine.library.get("object.__new__") ?? null;
    return fromOpen(machine, self, rest, name);
  }
  if (self.kind === "class")
    return found.kind === "descriptor" && found.wrapper === "classmethod"
      ? { kind: "method", self, function: found.function }
      : bindToClass(machine, cls, found);
  return bind(machine, self, cls, found);
}
