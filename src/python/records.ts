import { resolutionOrder } from "./classes.js";
import type { Machine } from "./machine.js";
import { readSlot } from "./names.js";
import {
  unknown,
  type CallArguments,
  type ClassValue,
  type InstanceValue,
  type Value,
} from "./values.js";

const RECORD_BASES = /(?:^|\.)(?:NamedTuple|BaseModel|Struct)$/;
const RECORD_DECORATORS = /(?:^|\.)(?:dataclass|define|frozen|mutable|attrs|attr\.s)$/;

/** Gives an instance of a data class or typed named tuple its fields. */
export function fillFields(machine: Machine, made: InstanceValue, given: CallArguments): void {
  const fields = fieldsOf(machine, made.class);
  if (fields.length === 0) return;
  const lost = given.open ?? unknown("a field of a data class", given.place);
  for (const [at, name] of fields.entries()) {
    const positional = given.args[at];
    const value =
      positional ?? given.kwargs.get(name) ?? defaultOf(machine, made.class, name) ?? lost;
    made.attributes.set(
      name,
      value.kind === "maybe" || value.kind === "rest" ? value.cause : value,
    );
  }
}

function fieldsOf(machine: Machine, cls: ClassValue): readonly string[] {
  const classes = resolutionOrder(machine, cls)
    .filter((one) => one.kind === "class")
    .toReversed();
  const isRecord =
    classes.some(isDecorated) ||
    resolutionOrder(machine, cls).some(
      (one) => one.kind === "external" && RECORD_BASES.test(one.name),
    );
  if (!isRecord) return [];
  return [...new Set(classes.flatMap(annotated))];
}

function isDecorated({ decorators }: ClassValue): boolean {
  return decorators.some((one) => {
    const callee = one.kind === "call" ? one.callee : one;
    return callee.kind === "external" && RECORD_DECORATORS.test(callee.name);
  });
}

function annotated({ node }: ClassValue): readonly string[] {
  return (node?.body.statements() ?? []).flatMap((statement) => {
    if (statement.type !== "assign" || statement.annotation === null) return [];
    const [target] = statement.targets;
    return target?.type === "name" ? [target.id] : [];
  });
}

/** The default in the class body; `field(default=...)` names it. */
function defaultOf(machine: Machine, cls: ClassValue, name: string): Value | null {
  for (const one of resolutionOrder(machine, cls)) {
    const value = one.kind === "class" ? readSlot(machine.classBody(one), name) : null;
    if (!value) continue;
    if (value.kind !== "call") return value;
    const factory = value.call.kwargs.get("default_factory");
    if (factory) return machine.call(factory, { ...value.call, args: [], kwargs: new Map() });
    return value.call.kwargs.get("default") ?? value;
  }
  return null;
}
