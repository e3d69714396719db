import type { Place } from "../project/facts.js";
import { argumentsOf } from "./arguments.js";
import type { Machine } from "./machine.js";
import { NONE, type ClassValue, type Value } from "./values.js";

/** What an attribute found on the class gives when it is read through `self`. */
export function bind(machine: Machine, self: Value, cls: ClassValue, member: Value): Value {
  switch (member.kind) {
    case "function":
      return { kind: "method", self, function: member };
    case "descriptor":
      if (member.wrapper === "staticmethod") return member.function;
      if (member.wrapper === "classmethod")
        return ofClass(machine, self.kind === "class" ? self : cls, member.function);
      return machine.call(member.function, argumentsOf([self], placeOf(member.function, cls)));
    case "instance": {
      const getter = machine.classMember(member.class, "__get__");
      if (!getter || getter === "external") return member;
      return machine.call(getter, argumentsOf([member, self, cls], cls.place));
    }
    default:
      return member;
  }
}

/** What it gives when it is read through the class itself. */
export function bindToClass(machine: Machine, cls: ClassValue, member: Value): Value {
  if (member.kind === "instance") return bind(machine, NONE, cls, member);
  if (member.kind !== "descriptor") return member;
  if (member.wrapper === "classmethod") return ofClass(machine, cls, member.function);
  return member.wrapper === "staticmethod" ? member.function : member;
}

/** A class method, or the value of a class property: a `@classmethod` around a `@property`. */
function ofClass(machine: Machine, cls: ClassValue, member: Value): Value {
  return member.kind === "descriptor" && member.wrapper === "property"
    ? machine.call(member.function, argumentsOf([cls], placeOf(member.function, cls)))
    : { kind: "method", self: cls, function: member };
}

const placeOf = (callee: Value, cls: ClassValue): Place =>
  callee.kind === "function" ? callee.place : cls.place;
