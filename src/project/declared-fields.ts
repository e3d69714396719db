import {
  dottedName,
  NONE,
  type CallValue,
  type ClassValue,
  type ExternalValue,
  type InstanceValue,
  type Interpreter,
  type UnknownValue,
  type Value,
} from "../python/index.js";
import { nameOf } from "./django/guards.js";

const REST_FIELD = /^rest_framework\.(?:serializers|fields|relations)\.(\w+)$/;
const LIST_SERIALIZER = "rest_framework.serializers.ListSerializer";
const SERIALIZER = /^rest_framework\.serializers\.\w*Serializer$/;
/** Methods of a field's class that decide what it is. */
const MAKING = ["__init__", "__new__", "many_init"];

/** The fields that a class and its bases declare; null where something may be one or not. */
export function declaredNames(interpreter: Interpreter, cls: ClassValue): readonly string[] | null {
  const names = interpreter
    .mro(cls)
    .flatMap((one) => (one.kind === "class" ? [...interpreter.ownAttributes(one).keys()] : []));
  const members = [...new Set(names)].map((name) => ({
    name,
    member: interpreter.attribute(cls, name),
  }));
  const made = members.filter(
    ({ member }) => member?.kind === "call" || member?.kind === "instance",
  );
  const isKnown = made.every(({ member }) => member && restFieldsOf(interpreter, member) !== null);
  return isKnown ? made.map(({ name }) => name) : null;
}

/**
 * A name, with the class of a field that is declared: `total=IntegerField`, `lines=[LineSerializer]`;
 * null where DRF may not find the declaration, or where something else says how many there are.
 */
export function withClass(interpreter: Interpreter, cls: ClassValue, name: string): string | null {
  const field = interpreter.attribute(cls, name);
  if (field?.kind !== "call" && field?.kind !== "instance") return name;
  const declaring = interpreter
    .mro(cls)
    .find((one) => one.kind === "class" && interpreter.ownAttribute(one, name) !== null);
  const isFound =
    declaring?.kind === "class" &&
    interpreter.mro(declaring).some((one) => SERIALIZER.test(dottedNameOf(one)));
  const own = classNameOf(field);
  const many = field.call.kwargs.get("many") ?? NONE;
  if (!isFound || own === null || (many.kind !== "none" && many.kind !== "bool")) return null;
  if (!isListSerializer(interpreter, field))
    return many.kind === "bool" && many.value ? `${name}=[${own}]` : `${name}=${own}`;
  const child = field.call.kwargs.get("child") ?? NONE;
  const each = child.kind === "call" || child.kind === "instance" ? classNameOf(child) : null;
  return each === null ? null : `${name}=[${each}]`;
}

type Made = CallValue | InstanceValue;

function classNameOf(field: Made): string | null {
  if (field.kind === "instance") return field.class.name;
  return nameOf(field.callee)?.split(".").at(-1) ?? null;
}

/** Whether a field is the list of its child, as one with `many=True` is. */
function isListSerializer(interpreter: Interpreter, field: Made): boolean {
  if (field.kind === "call") return nameOf(field.callee) === LIST_SERIALIZER;
  return interpreter.mro(field.class).some((one) => dottedNameOf(one) === LIST_SERIALIZER);
}

/** DRF's fields that a declared field is one of; null where something else decides what it is. */
export function restFieldsOf(interpreter: Interpreter, field: Value): readonly string[] | null {
  if (field.kind === "call" && field.callee.kind === "external") {
    const [, name] = REST_FIELD.exec(field.callee.name) ?? [];
    return name === undefined ? null : [name];
  }
  if (field.kind !== "instance") return null;
  const order = interpreter.mro(field.class);
  const isOwn = order.some(
    (one) => one.kind === "class" && MAKING.some((name) => interpreter.ownAttribute(one, name)),
  );
  const bases = order.map(dottedNameOf);
  if (isOwn || bases.includes("")) return null;
  const names = bases.flatMap((base) => REST_FIELD.exec(base)?.[1] ?? []);
  return names.length === 0 ? null : names;
}

const dottedNameOf = (one: ClassValue | ExternalValue | UnknownValue): string =>
  one.kind === "class" ? dottedName(one) : one.kind === "external" ? one.name : "";
