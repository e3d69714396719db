import { bringsNothing } from "./ancestors.js";
import { metaclassOf, resolutionOrder, type Ancestor } from "./classes.js";
import { PythonError, type Machine } from "./machine.js";
import type { ClassValue, InstanceValue, Value } from "./values.js";

/** Whether an object has an attribute; null when that is not known. */
export function hasMember(machine: Machine, object: Value, name: string): boolean | null {
  switch (object.kind) {
    case "instance":
      return object.attributes.has(name) ? true : instanceHas(machine, object, name);
    case "class": {
      const own = classHas(machine, object, name);
      return own === false ? metaclassGives(machine, object, name) : own;
    }
    case "call": {
      if (object.attributes.has(name)) return true;
      const member = machine.host.callMember?.(object, name) ?? null;
      return member === null ? null : member !== "absent";
    }
    case "unknown":
    case "external":
    case "choice":
      return null;
    case "method":
      return object.function.kind === "external" ? null : machine.attribute(object, name) !== null;
    case "module":
      machine.asked.names.add(name);
      if (object.namespace.has(name)) return true;
      return object.partial || object.open ? null : machine.attribute(object, name) !== null;
    default:
      return isGiven(machine, object, name);
  }
}

/** `object.name`; null as well where code that answers for what is not there raises AttributeError. */
export function attributeIfAny(machine: Machine, object: Value, name: string): Value | null {
  try {
    return machine.attribute(object, name);
  } catch (error) {
    if (error instanceof PythonError && error.exception === "AttributeError") return null;
    throw error;
  }
}

/** Asks for the attribute itself. */
function isGiven(machine: Machine, object: Value, name: string): boolean | null {
  const value = attributeIfAny(machine, object, name);
  if (value?.kind === "unknown") return null;
  // Code that hands over what another has: a base of that which is not read may only seem to have it.
  const isSupposed = value?.kind === "method" && value.function.kind === "external";
  if (isSupposed && value.self !== object) return hasMember(machine, value.self, name);
  return value !== null;
}

function instanceHas(machine: Machine, object: InstanceValue, name: string): boolean | null {
  const own = classHas(machine, object.class, name);
  return own === false && makesMembers(machine, object.class, name)
    ? isGiven(machine, object, name)
    : own;
}

function classHas(machine: Machine, cls: ClassValue, name: string): boolean | null {
  const found = machine.classMember(cls, name);
  if (found !== "external" && found !== null) return true;
  const open = found === "external" && resolutionOrder(machine, cls).some(isOpen);
  return open ? null : false;
}

/** Whether a metaclass answers for a class that lacks something. */
function metaclassGives(machine: Machine, cls: ClassValue, name: string): boolean | null {
  const metaclass = metaclassOf(machine, cls);
  return metaclass !== null && makesMembers(machine, metaclass, name)
    ? isGiven(machine, cls, name)
    : false;
}

/** Whether the class has code that may make an attribute when one of its objects is asked for it. */
function makesMembers(machine: Machine, cls: ClassValue, name: string): boolean {
  if (name.startsWith("__")) return false;
  return ["__getattr__", "__getattribute__"].some((one) => {
    const member = machine.classMember(cls, one);
    return member !== null && member !== "external";
  });
}

/**
 * Django's and DRF's own mixins have none of the attributes that anybody asks for this way, and
 * those of other packages add behaviour to what is there.
 */
const isOpen = (one: Ancestor): boolean =>
  one.kind === "unknown" ||
  (one.kind === "external" && !bringsNothing(one.name) && !one.name.endsWith("Mixin"));
