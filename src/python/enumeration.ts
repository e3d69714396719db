import type { Ancestor } from "./classes.js";
import { countAs } from "./identity.js";
import { str, type ClassValue, type InstanceValue, type Value } from "./values.js";

const members = new WeakMap<ClassValue, Map<string, InstanceValue>>();

const PLAIN = new Set(["str", "int", "float", "bool", "tuple", "list", "call", "none", "unknown"]);

/** A member of an enumeration for a plain name of its body; null for anything else. */
export function enumMember(
  order: readonly Ancestor[],
  cls: ClassValue,
  name: string,
  value: Value,
): Value | null {
  if (!isEnumeration(order) || name.startsWith("_") || !PLAIN.has(value.kind)) return null;
  if (cls.module.name === "enum" && cls.node !== null) return null;
  const known = members.get(cls) ?? new Map<string, InstanceValue>();
  members.set(cls, known);
  const member = known.get(name) ?? newMember(order, cls, name, value);
  known.set(name, member);
  return member;
}

/** `enum.Enum` and Django's `TextChoices` and `IntegerChoices`. */
const isEnumeration = (order: readonly Ancestor[]): boolean =>
  order.some((one) =>
    one.kind === "class"
      ? one.module.name === "enum" && one.name === "Enum"
      : one.kind === "external" && CHOICES.test(one.name),
  );

const CHOICES = /^django\.db\.models\.(?:\w+\.)*(?:Text|Integer|)Choices$/;

const isChoices = (order: readonly Ancestor[]): boolean =>
  order.some((one) => one.kind === "external" && CHOICES.test(one.name));

/** `"a", _("Label")` stands for the value "a". */
function plainValue(order: readonly Ancestor[], value: Value): Value {
  const [first] = isChoices(order) && value.kind === "tuple" ? value.items : [];
  return first && first.kind !== "maybe" && first.kind !== "rest" ? first : value;
}

/** Whether the members of an enumeration are strings or numbers themselves. */
const isOfData = (order: readonly Ancestor[]): boolean =>
  order.some((one) =>
    one.kind === "class"
      ? one.module.name === "enum" && /^(?:Str|Int)/.test(one.name)
      : one.kind === "external" && /^(?:str|int|float|.*\.(?:Text|Integer)Choices)$/.test(one.name),
  );

function newMember(
  order: readonly Ancestor[],
  cls: ClassValue,
  name: string,
  written: Value,
): InstanceValue {
  const value = plainValue(order, written);
  const call = { args: [value], kwargs: new Map(), open: null, place: cls.place };
  const attributes = new Map<string, Value>([
    ["name", str(name)],
    ["value", value],
    ["_value_", value],
  ]);
  const member: InstanceValue = { kind: "instance", class: cls, attributes, call };
  if (isOfData(order)) countAs(member, value);
  return member;
}

/** The members of an enumeration in order. */
export function enumMembers(
  order: readonly Ancestor[],
  cls: ClassValue,
  body: ReadonlyMap<string, Value>,
): readonly Value[] {
  return [...body]
    .map(([name, value]) => enumMember(order, cls, name, value))
    .filter((one) => one !== null);
}
