import type { Ancestor } from "./classes.js";
import type { CallValue, ClassValue, InstanceValue, Value } from "./values.js";

const copies = new WeakMap<ClassValue, Map<Value, Value>>();

/**
 * An object in the body of a model that knows the class it is read from as its `model`, as Django's
 * `contribute_to_class` has managers know it.
 */
export function contributed(
  order: readonly Ancestor[],
  cls: ClassValue,
  member: Value,
): Value | null {
  if (member.kind !== "call" && member.kind !== "instance") return null;
  if (member.attributes.has("model") || !order.some(isModelBase) || !isManager(member)) return null;
  const known = copies.get(cls) ?? new Map<Value, Value>();
  copies.set(cls, known);
  const copy = known.get(member) ?? {
    ...member,
    attributes: new Map([...member.attributes, ["model", cls] as const]),
  };
  known.set(member, copy);
  return copy;
}

/** Other members, such as fields and histories, mean something else by `model`. */
function isManager(member: CallValue | InstanceValue): boolean {
  if (member.kind === "instance") return true;
  return member.callee.kind !== "external" || /manager|queryset/i.test(member.callee.name);
}

const isModelBase = (one: Ancestor): boolean =>
  one.kind === "external" && /\.models\b/.test(one.name);
