import { argument } from "./arguments.js";
import { descends } from "./classes.js";
import type { Machine } from "./machine.js";
import { bool, NONE, unknown, type CallArguments, type ClassValue, type Value } from "./values.js";
import { isFieldOf } from "./model-fields.js";
import { isPlain } from "./plain.js";

const TYPES: Readonly<Record<string, readonly string[]>> = {
  str: ["str"],
  int: ["int", "bool"],
  float: ["float"],
  bool: ["bool"],
  bytes: ["bytes"],
  list: ["list"],
  tuple: ["tuple"],
  dict: ["dict"],
  set: ["set"],
  frozenset: [],
};

/** `isinstance(value, type)`. */
export function isInstance(machine: Machine, call: CallArguments): Value {
  const [value, type] = [argument(call, 0) ?? NONE, argument(call, 1) ?? NONE];
  const answer = instanceOf(machine, value, type);
  if (answer === null && value.kind === "unknown") return value;
  return answer === null
    ? unknown("the type of a value that is not known", call.place)
    : bool(answer);
}

/** `issubclass(cls, type)`. */
export function isSubclass(machine: Machine, call: CallArguments): Value {
  const [value, type] = [argument(call, 0) ?? NONE, argument(call, 1) ?? NONE];
  const answer =
    value.kind === "class" ? anyType(type, (one) => classUnder(machine, value, one)) : null;
  if (answer === null && value.kind === "unknown") return value;
  return answer === null
    ? unknown("the bases of a class that are not known", call.place)
    : bool(answer);
}

function anyType(type: Value, test: (one: Value) => boolean | null): boolean | null {
  if (type.kind !== "tuple") return test(type);
  const answers = type.items.map((one) =>
    one.kind === "maybe" || one.kind === "rest" ? null : test(one),
  );
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

/** What is never of a class that the repository writes: a function, and the configuration of another app. */
const isOfNoClass = (value: Value): boolean =>
  isFunction(value) || (value.kind === "modelled" && value.type === "AppConfig");

/** A function, also the one that `View.as_view()` of a class that is not read gives. */
function isFunction(value: Value): boolean {
  if (value.kind !== "call") return value.kind === "function";
  const { callee } = value;
  const made = callee.kind === "method" ? callee.function : callee;
  return made.kind === "external" && made.name.endsWith(".as_view");
}

/** Whether a value is an instance of a type or of one of a tuple of types; null when not known. */
export function instanceOf(machine: Machine, value: Value, type: Value): boolean | null {
  return anyType(type, (one) => {
    if (value.kind === "unknown" || value.kind === "choice") return null;
    if (one.kind === "native")
      return (
        (value.kind === "instance" && extendsBuiltin(machine, value.class, one.name)) ||
        nativeInstance(value, one.name)
      );
    if (value.kind === "instance") return classUnder(machine, value.class, one);
    if (value.kind === "class" && one.kind === "external") return one.name === "type" ? true : null;
    if (one.kind === "class") return isPlain(value) || isOfNoClass(value) ? false : null;
    if (one.kind !== "external") return null;
    if (isFunction(value) && isOfFramework(one.name)) return false;
    return isPlain(value) ? abstractInstance(value, one.name) : isFieldOf(value, one.name);
  });
}

/** Whether a class has a built-in type among its ancestors. */
function extendsBuiltin(machine: Machine, cls: ClassValue, name: string): boolean {
  return (
    descends(machine, cls, name) === true || descends(machine, cls, `data_types_.${name}`) === true
  );
}

function nativeInstance(value: Value, name: string): boolean | null {
  if (name === "object") return true;
  if (name === "type") return value.kind === "class" ? true : isPlain(value) ? false : null;
  const kinds = TYPES[name];
  if (!kinds) return null;
  if (kinds.includes(value.kind)) return true;
  return isPlain(value) ||
    isFunction(value) ||
    ["class", "module", "instance", "native", "method"].includes(value.kind)
    ? false
    : null;
}

function abstractInstance(value: Value, name: string): boolean | null {
  if (name === "collections.abc.Mapping") return value.kind === "dict";
  if (name === "collections.abc.Sequence")
    return ["list", "tuple", "str", "bytes"].includes(value.kind);
  if (name === "collections.abc.Iterable")
    return ["list", "tuple", "str", "dict", "set", "bytes"].includes(value.kind);
  return isOfFramework(name) ? false : null;
}

/** Whether a name is Django's or DRF's, which make no classes of plain values and functions. */
const isOfFramework = (name: string): boolean => /^(?:django|rest_framework)\./.test(name);

function classUnder(
  machine: Machine,
  cls: Extract<Value, { kind: "class" }>,
  type: Value,
): boolean | null {
  if (type.kind === "external") return descends(machine, cls, type.name);
  if (type.kind === "native")
    return type.name === "object" || extendsBuiltin(machine, cls, type.name);
  if (type.kind !== "class") return null;
  if (cls === type) return true;
  return descends(machine, cls, `${type.module.name}.${type.qualname}`);
}

/** Whether a value is a class, function or module; a name of a package that is not read tells by its case. */
export function kindOf(call: CallArguments): Value {
  const [value, kind] = [argument(call, 0), argument(call, 1)];
  if (!value || value.kind === "unknown" || value.kind === "choice" || kind?.kind !== "str")
    return unknown("the type of a value that is not known", call.place);
  if (value.kind !== "external") return bool(value.kind === kind.value);
  const isClass = /^[A-Z]/.test(value.name.split(".").at(-1) ?? "");
  return bool(kind.value === "class" && isClass);
}
