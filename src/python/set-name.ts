import { argumentsOf } from "./arguments.js";
import type { Machine } from "./machine.js";
import { str, type ClassValue, type Value } from "./values.js";

/** Tells an object in the body of a class by which name it is there, as Python does. */
export function setName(machine: Machine, value: Value, cls: ClassValue, name: string): void {
  if (value.kind !== "instance") return;
  const method = machine.classMember(value.class, "__set_name__");
  if (method === null || method === "external" || method.kind !== "function") return;
  machine.call(method, argumentsOf([value, cls, str(name)], cls.place));
}
