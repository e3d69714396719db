import { resolutionOrder } from "./classes.js";
import type { Machine } from "./machine.js";
import { lookup, readSlot } from "./names.js";
import type { Expression } from "./syntax.js";
import {
  unknown,
  type CallArguments,
  type ClassValue,
  type DictValue,
  type InstanceValue,
  type Item,
  type Value,
} from "./values.js";

const RECORD_BASES = /(?:^|\.)(?:NamedTuple|BaseModel|RootModel|Struct)$/;
const MODEL_BASES = /(?:^|\.)(?:BaseModel|RootModel)$/;
const RECORD_DECORATORS = /(?:^|\.)(?:dataclass|define|frozen|mutable|attrs|attr\.s)$/;

/** Gives an instance of a data class, typed named tuple or pydantic model its fields. */
export function fillFields(machine: Machine, made: InstanceValue, given: CallArguments): void {
  const fields = fieldsOf(machine, made.class);
  const lost = given.open ?? unknown("a field of a data class", given.place);
  const take = (value: Item | null | undefined): Value =>
    value ? (value.kind === "maybe" || value.kind === "rest" ? value.cause : value) : lost;
  for (const [at, { name, annotation, owner }] of fields.entries()) {
    const value = given.args[at] ?? given.kwargs.get(name) ?? defaultOf(machine, made.class, name);
    const coerced = coerce(machine, take(value), annotation, owner, given);
    made.attributes.set(name, coerced);
  }
}

interface Field {
  readonly name: string;
  readonly annotation: Expression;
  readonly owner: ClassValue;
}

/** Models inside models are written as dicts: `list[AppSetting]` of dicts is a list of instances. */
function coerce(
  machine: Machine,
  value: Value,
  annotation: Expression,
  owner: ClassValue,
  given: CallArguments,
): Value {
  if (value.kind !== "dict" && value.kind !== "list") return value;
  const model = modelIn(machine, annotation, owner);
  if (!model) return value;
  const build = (one: Item): Item =>
    one.kind === "dict" ? machine.call(model, keywordsOf(one, given)) : one;
  if (value.kind === "list") return { kind: "list", items: value.items.map(build) };
  return machine.call(model, keywordsOf(value, given));
}

function keywordsOf(dict: DictValue, given: CallArguments): CallArguments {
  const named = [...dict.entries.values()].flatMap(({ key, value }) =>
    key.kind === "str" ? [[key.value, value] as const] : [],
  );
  return { ...given, args: [], kwargs: new Map(named), open: dict.open };
}

/** The class of the repo that an annotation names, however it is wrapped. */
function modelIn(machine: Machine, annotation: Expression, owner: ClassValue): ClassValue | null {
  switch (annotation.type) {
    case "name": {
      const value = lookup(machine, owner.scope, annotation.id);
      return value?.kind === "class" && isModel(machine, value) ? value : null;
    }
    case "subscript":
      return modelIn(machine, annotation.index, owner);
    case "binary":
      return modelIn(machine, annotation.left, owner) ?? modelIn(machine, annotation.right, owner);
    default:
      return null;
  }
}

const isModel = (machine: Machine, cls: ClassValue): boolean =>
  resolutionOrder(machine, cls).some(
    (one) => one.kind === "external" && MODEL_BASES.test(one.name),
  );

const isRecord = (machine: Machine, cls: ClassValue): boolean =>
  resolutionOrder(machine, cls).some((one) =>
    one.kind === "class"
      ? isDecorated(one)
      : one.kind === "external" && RECORD_BASES.test(one.name),
  );

/** Whether `fillFields` runs no code of the repository for a class. */
export function fillsQuietly(machine: Machine, cls: ClassValue): boolean {
  if (isModel(machine, cls)) return false;
  return fieldsOf(machine, cls).every(({ name }) => {
    const member = machine.classMember(cls, name);
    if (member === null || member === "external" || member.kind !== "call") return true;
    const factory = member.call.kwargs.get("default_factory");
    return factory === undefined || factory.kind === "native";
  });
}

function fieldsOf(machine: Machine, cls: ClassValue): readonly Field[] {
  if (!isRecord(machine, cls)) return [];
  const classes = resolutionOrder(machine, cls)
    .filter((one) => one.kind === "class")
    .toReversed();
  return [...new Map(classes.flatMap(annotated).map((field) => [field.name, field])).values()];
}

function isDecorated({ decorators }: ClassValue): boolean {
  return decorators.some((one) => {
    const callee = one.kind === "call" ? one.callee : one;
    return callee.kind === "external" && RECORD_DECORATORS.test(callee.name);
  });
}

function annotated(owner: ClassValue): readonly Field[] {
  return (owner.node?.body.statements() ?? []).flatMap((statement) => {
    if (statement.type !== "assign" || statement.annotation === null) return [];
    const [target] = statement.targets;
    return target?.type === "name"
      ? [{ name: target.id, annotation: statement.annotation, owner }]
      : [];
  });
}

/** The default in the class body; `field(default=...)` names it. */
function defaultOf(machine: Machine, cls: ClassValue, name: string): Value | null {
  machine.asked.names.add(name);
  for (const one of resolutionOrder(machine, cls)) {
    const value = one.kind === "class" ? readSlot(machine.classBody(one), name) : null;
    if (!value) continue;
    if (value.kind !== "call") return value;
    const factory = value.call.kwargs.get("default_factory");
    if (factory) return machine.call(factory, { ...value.call, args: [], kwargs: new Map() });
    const [first] = value.call.args;
    const positional = first && first.kind !== "maybe" && first.kind !== "rest" ? first : null;
    return value.call.kwargs.get("default") ?? positional ?? value;
  }
  return null;
}
