import type { ClassValue, Interpreter, Item, Value } from "../python/index.js";
import { isCertain } from "./django/guards.js";
import { certainMembers, isColumn } from "./model-columns.js";
import { metaOf } from "./model-options.js";

const LIMITS: Readonly<Record<string, string>> = {
  MinValueValidator: ">=",
  MaxValueValidator: "<=",
};
const KEY = /(?:ForeignKey|OneToOneField)$/;
const RELATION = /(?:ForeignKey|OneToOneField|ManyToManyField)$/;
const ON_DELETE = /^django\.db\.models\.(?:deletion\.)?([A-Z_]+)$/;

/**
 * What a model promises to the code around it, in the words of the generated test: what is unique,
 * what a deletion does to its rows, names of relations, defaults, limits of numbers, order. Only what the source tells.
 */
export function promisesOf(interpreter: Interpreter, model: ClassValue): readonly string[] {
  const columns = certainMembers(interpreter, model).flatMap(([name, member]) =>
    member.kind === "call" && member.callee.kind === "external" && isColumn(member.callee.name)
      ? promisesOfColumn(name, member.callee.name, member.call)
      : [],
  );
  const meta = metaOf(interpreter, model);
  return [...columns.toSorted(), ...(meta ? promisesOfMeta(interpreter, meta) : [])];
}

type Call = Extract<Value, { kind: "call" }>["call"];

function promisesOfColumn(name: string, type: string, { args, kwargs }: Call): readonly string[] {
  const found: string[] = [];
  const isOneToOne = type.endsWith("OneToOneField");
  const unique = kwargs.get("unique");
  const isKey = kwargs.has("primary_key");
  if (!isKey && (isOneToOne || (unique?.kind === "bool" && unique.value)))
    found.push(`${name} is unique`);
  const deletion = KEY.test(type) ? (kwargs.get("on_delete") ?? args[1]) : undefined;
  const rule = deletion?.kind === "external" ? ON_DELETE.exec(deletion.name)?.[1] : undefined;
  if (rule !== undefined) found.push(`${name} on_delete ${rule}`);
  const back = RELATION.test(type) ? written(kwargs.get("related_name")) : null;
  if (back && /^\w+$/.test(back)) found.push(`${name} leads back by ${back}`);
  const value = written(kwargs.get("default"));
  if (value) found.push(`${name} is ${value} by default`);
  for (const validator of certainItems(kwargs.get("validators"))) {
    const checker = nameOfOwn(validator);
    if (checker !== null) found.push(`${name} is checked by ${checker}`);
    if (validator.kind !== "call" || validator.callee.kind !== "external") continue;
    const sign = LIMITS[validator.callee.name.split(".").at(-1) ?? ""];
    const limit = written(validator.call.args.find(isCertain));
    if (sign !== undefined && limit) found.push(`${name} ${sign} ${limit}`);
  }
  return found;
}

/** The name of a validator that the repository itself has written; null for those of packages. */
function nameOfOwn(validator: Value): string | null {
  if (validator.kind === "instance") return validator.class.name;
  if (validator.kind !== "function" || validator.decorators.length > 0) return null;
  return validator.name === "<lambda>" ? null : validator.name;
}

function promisesOfMeta(interpreter: Interpreter, meta: ClassValue): readonly string[] {
  const found: string[] = [];
  for (const names of groups(interpreter.attribute(meta, "unique_together")))
    found.push(`${names.join(", ")} are unique together`);
  for (const one of certainItems(interpreter.attribute(meta, "constraints"))) {
    if (one.kind !== "call" || one.callee.kind !== "external") continue;
    const name = written(one.call.kwargs.get("name"));
    const names = texts(one.call.kwargs.get("fields") ?? null);
    if (one.callee.name.endsWith(".UniqueConstraint") && names !== null) {
      const some = one.call.kwargs.has("condition") ? " in some rows" : "";
      found.push(`${names.join(", ")} are unique together${some}`);
    } else if (/\.(?:Check|Unique|Exclusion)Constraint$/.test(one.callee.name) && name)
      found.push(`constraint ${name}`);
  }
  const order = texts(interpreter.attribute(meta, "ordering"));
  if (order !== null && order.length > 0) found.push(`rows go by ${order.join(", ")}`);
  return found;
}

/** `("a", "b")`, or several of them: both are ways to write `unique_together`. */
function groups(value: Value | null): readonly (readonly string[])[] {
  const alone = texts(value);
  if (alone !== null) return alone.length > 0 ? [alone] : [];
  return certainItems(value).flatMap((item) => {
    const names = texts(item);
    return names === null ? [] : [names];
  });
}

function certainItems(value: Value | null | undefined): readonly Value[] {
  if (value?.kind !== "list" && value?.kind !== "tuple" && value?.kind !== "set") return [];
  return value.items.filter(isCertain);
}

/** Names that are all known; null for anything else. */
function texts(value: Value | null | undefined): readonly string[] | null {
  if (value?.kind !== "list" && value?.kind !== "tuple") return null;
  const names = value.items.map((item: Item) => (item.kind === "str" ? item.value : null));
  return names.every((name) => name !== null) ? names : null;
}

/** A constant as Python's `str()` shows it, or the value of one of some choices; null for others. */
function written(value: Value | undefined): string | null {
  switch (value?.kind) {
    case "str":
      return value.value;
    case "int":
      return `${value.value}`;
    case "bool":
      return value.value ? "True" : "False";
    case "call": {
      const isDecimal = value.callee.kind === "external" && value.callee.name === "decimal.Decimal";
      const [only] = value.call.args;
      return isDecimal && only?.kind === "str" ? only.value : null;
    }
    case "instance": {
      const inner = value.attributes.get("value");
      return inner && inner.kind !== "lazy" ? written(inner) : null;
    }
    default:
      return null;
  }
}
