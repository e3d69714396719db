import type { Machine } from "./machine.js";
import { fieldAttribute } from "./model-fields.js";
import { external, unknown, type CallValue, type Value } from "./values.js";

/** A name of what a call gave: still bound to it, so that the chain can be followed back. */
export function callAttribute(machine: Machine, value: CallValue, name: string): Value | null {
  const member = machine.host.callMember?.(value, name) ?? null;
  if (member !== null) return member === "absent" ? null : member;
  const known = fieldAttribute(value, name);
  if (known !== null) return known;
  const base = externalName(value);
  if (base === null) return unknown(`.${name} of a value that is not read`, value.call.place);
  const meaning = machine.host.externalValue?.(`${base}.${name}`);
  return meaning ?? { kind: "method", self: value, function: external(`${base}.${name}`) };
}

/** How something that came out of what is not read is written: `a.B().c()`. */
export function externalName(value: Value): string | null {
  if (value.kind === "external") return value.name;
  if (value.kind === "method") return externalName(value.function);
  const callee = value.kind === "call" ? externalName(value.callee) : null;
  return callee === null ? null : `${callee}()`;
}
