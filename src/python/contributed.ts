import { resolutionOrder, type Ancestor } from "./classes.js";
import type { Machine } from "./machine.js";
import {
  external,
  type BoundMethodValue,
  type CallArguments,
  type CallValue,
  type ClassValue,
  type InstanceValue,
  type Value,
} from "./values.js";

const copies = new WeakMap<ClassValue, Map<Value, Value>>();

/**
 * An object in the body of a model that knows the class it is read from as its `model`, as Django's
 * `contribute_to_class` has managers know it.
 */
export function contributed(
  machine: Machine,
  order: readonly Ancestor[],
  cls: ClassValue,
  member: Value,
): Value | null {
  if (member.kind !== "call" && member.kind !== "instance") return null;
  if (member.attributes.has("model") || !order.some(isModelBase) || !isManager(machine, member))
    return null;
  const known = copies.get(cls) ?? new Map<Value, Value>();
  copies.set(cls, known);
  const copy = known.get(member) ?? {
    ...member,
    attributes: new Map([...member.attributes, ["model", cls] as const]),
  };
  known.set(member, copy);
  return copy;
}

const MANAGERS = new Set(["objects", "_default_manager", "_base_manager"]);

/**
 * What a class of unknown bases has all the same: the manager of every model, as in `Space.objects`
 * of `class Space(make_mixin("space"), models.Model)`, and the methods of a manager made by
 * `from_queryset()`; null for other names and objects.
 */
export function knownMember(order: readonly Ancestor[], self: Value, name: string): Value | null {
  if (self.kind === "instance" && self.attributes.has("model"))
    return { kind: "method", self, function: external(`django.db.models.Manager.${name}`) };
  if (self.kind !== "class" || !MANAGERS.has(name) || !order.some(isModelBase)) return null;
  return { kind: "method", self, function: external(`django.db.models.Model.${name}`) };
}

/** Rows of the manager's model, whatever its method does to choose them. */
export function rowsOf(method: BoundMethodValue, given: CallArguments): Value | null {
  const { self } = method;
  const model = self.kind === "instance" ? self.attributes.get("model") : null;
  if (model?.kind !== "class") return null;
  const callee = external("django.db.models.Manager.all");
  return { kind: "call", callee, call: { ...given, args: [self] }, attributes: new Map() };
}

const OTHERS = /(?:Field|HistoricalRecords)$/;

/** Other members, such as fields and histories, mean something else by `model`. */
function isManager(machine: Machine, member: CallValue | InstanceValue): boolean {
  if (member.kind === "instance") {
    const parents = resolutionOrder(machine, member.class);
    return !parents.some((one) => one.kind === "external" && OTHERS.test(one.name));
  }
  return member.callee.kind !== "external" || /manager|queryset/i.test(member.callee.name);
}

/** Whether an ancestor that is not read is a model, as far as its name tells. */
export const isModelBase = (one: Ancestor): boolean =>
  one.kind === "external" && /\.models\b/.test(one.name);
