import { argument } from "./arguments.js";
import { memberOf, resolutionOrder, type Ancestor } from "./classes.js";
import { PythonError, sourceOf, type Machine } from "./machine.js";
import {
  external,
  native,
  NONE,
  str,
  TRUE,
  unknown,
  type CallArguments,
  type ClassValue,
  type Value,
} from "./values.js";

const FIELD = /^django\.db\.models\.(?:fields\.)?(?:\w+\.)?(\w*Field|ForeignKey)$/;

/** The fields of Django that extend another one. */
const PARENTS: Readonly<Record<string, string>> = {
  SlugField: "CharField",
  EmailField: "CharField",
  URLField: "CharField",
  CommaSeparatedIntegerField: "CharField",
  DateTimeField: "DateField",
  ImageField: "FileField",
  OneToOneField: "ForeignKey",
  BigIntegerField: "IntegerField",
  SmallIntegerField: "IntegerField",
  PositiveIntegerField: "IntegerField",
  PositiveSmallIntegerField: "IntegerField",
  PositiveBigIntegerField: "BigIntegerField",
  AutoField: "IntegerField",
  BigAutoField: "BigIntegerField",
  SmallAutoField: "SmallIntegerField",
};

/** Which field of Django a dotted name is; null for other names. */
const fieldName = (dotted: string): string | null => FIELD.exec(dotted)?.[1] ?? null;

/** Whether a field that a model declares is of a kind; null where either is none of Django's. */
export function isFieldOf(value: Value, kind: string): boolean | null {
  if (value.kind !== "call" || value.callee.kind !== "external") return null;
  const [own, wanted] = [fieldName(value.callee.name), fieldName(kind)];
  if (own === null || wanted === null) return null;
  if (wanted === "Field") return true;
  for (let at: string | undefined = own; at !== undefined; at = PARENTS[at])
    if (at === wanted) return true;
  return false;
}

/** What a declared field knows of itself; null where that is not certain. */
export function fieldAttribute(value: Value, name: string): Value | null {
  if (value.kind !== "call" || value.callee.kind !== "external") return null;
  if (name !== "editable" || fieldName(value.callee.name) === null) return null;
  return value.call.kwargs.get("editable") ?? (value.call.open === null ? TRUE : value.call.open);
}

/** What source tells of `Model._meta`: the names of the class and of its app. */
export function modelOptions(machine: Machine, cls: ClassValue): Value {
  return {
    kind: "modelled",
    type: "Options",
    attribute: (name) => {
      const known = nameOfModel(machine, name, cls);
      if (known !== null) return str(known);
      if (name === "get_field") return native(name, (call) => getField(machine, cls, call));
      return name === "model" ? cls : external(`django.db.models.options.Options.${name}`);
    },
  };
}

function nameOfModel(machine: Machine, option: string, cls: ClassValue): string | null {
  const label = (name: string): string | null => {
    const app = machine.host.appLabel?.(cls) ?? null;
    return app && `${app}.${name}`;
  };
  switch (option) {
    case "model_name":
      return cls.name.toLowerCase();
    case "object_name":
      return cls.name;
    case "app_label":
      return machine.host.appLabel?.(cls) ?? null;
    case "label":
      return label(cls.name);
    case "label_lower":
      return label(cls.name.toLowerCase());
    default:
      return null;
  }
}

/** `Model._meta.get_field(name)`. */
function getField(machine: Machine, model: ClassValue, call: CallArguments): Value {
  const name = argument(call, 0) ?? NONE;
  const lost = unknown("a field that is not known", call.place);
  if (name.kind !== "str") return lost;
  const order = resolutionOrder(machine, model);
  const member = memberOf(machine, order, name.value);
  if (member !== null && member !== "external")
    return member.kind === "call" || member.kind === "instance" ? member : lost;
  const isRead = order.every((one) => one.kind === "class" || isDjangos(one));
  if (!isRead || name.value === "id" || name.value === "pk") return lost;
  if (isNamedByOthers(machine, name.value)) return lost;
  throw new PythonError(
    "FieldDoesNotExist",
    `${model.name} has no field ${name.value}`,
    call.place,
  );
}

/** Whether a model may be found from the other end of a key under this name: its own, or one that is given. */
function isNamedByOthers(machine: Machine, name: string): boolean {
  const given = new RegExp(String.raw`\brelated_(?:query_)?name\s*=\s*["']${name}["']`);
  return [...machine.modules.values()].some(
    (module) =>
      [...module.namespace.keys()].some((one) => one.toLowerCase() === name) ||
      given.test(sourceOf(module)),
  );
}

/** Whether an ancestor is Django's own, which has no field but the key. */
const isDjangos = (one: Ancestor): boolean =>
  one.kind === "external" && one.name.startsWith("django.db.models.");
