import type { Place } from "../project/facts.js";
import { argumentsOf } from "./arguments.js";
import type { Ancestor } from "./classes.js";
import { placeAt, type Machine } from "./machine.js";
import { truth } from "./truth.js";
import type { Scope, Value } from "./values.js";

/** The truth of a condition that begins at an offset. */
export const truthAt = (
  machine: Machine,
  value: Value,
  scope: Scope,
  start: number,
): boolean | null =>
  value.kind === "instance" ? truthOf(machine, value, placeAt(scope.module, start)) : truth(value);

/** As `truth`, but asks objects for `__bool__` and `__len__`. */
export function truthOf(machine: Machine, value: Value, place: Place): boolean | null {
  if (value.kind !== "instance") return truth(value);
  for (const name of ["__bool__", "__len__"]) {
    const method = machine.classMember(value.class, name);
    if (method === "external" && !machine.mro(value.class).every(isTruthy)) return null;
    if (method === "external") continue;
    if (method) return truth(machine.call(method, argumentsOf([value], place)));
  }
  return true;
}

/** Bases that are not read but whose instances all count as true. */
function isTruthy(one: Ancestor): boolean {
  if (one.kind === "class") return true;
  return (
    one.kind === "external" &&
    /(?:Model|View|ViewSet|Mixin|Serializer|Config|Error|Exception)$/.test(one.name)
  );
}
