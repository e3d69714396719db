import type { CallValue, ClassValue, InstanceValue, Value } from "./values.js";

const copies = new WeakMap<ClassValue, Map<Value, Value>>();

/**
 * An object in a class body that knows the class it is read from as its `model`, as Django's
 * `contribute_to_class` has managers know it.
 */
export function contributed(cls: ClassValue, member: CallValue | InstanceValue): Value {
  if (member.attributes.has("model")) return member;
  const known = copies.get(cls) ?? new Map<Value, Value>();
  copies.set(cls, known);
  const copy = known.get(member) ?? {
    ...member,
    attributes: new Map([...member.attributes, ["model", cls] as const]),
  };
  known.set(member, copy);
  return copy;
}
