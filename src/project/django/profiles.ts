import type { CallValue, ClassValue, Interpreter, Item, Value } from "../../python/index.js";
import { classesIn } from "../classes.js";
import { MODEL } from "../known-bases.js";

/** A file that may have a model: most modules need not be looked through. */
const OF_MODELS = /models|profile|user|account/i;
const known = new WeakMap<Interpreter, ReadonlyMap<string, ClassValue>>();

/** The model of which a user has one row, by the name that the user has it by; null where none is known. */
export function profileModel(
  interpreter: Interpreter,
  user: ClassValue | null,
  name: string,
): ClassValue | null {
  const found = known.get(interpreter) ?? profileModels(interpreter, user);
  known.set(interpreter, found);
  return found.get(name) ?? null;
}

function profileModels(
  interpreter: Interpreter,
  user: ClassValue | null,
): ReadonlyMap<string, ClassValue> {
  const found = new Map<string, ClassValue>();
  for (const module of interpreter.modules().values()) {
    if (module.file === null || !OF_MODELS.test(module.file)) continue;
    for (const cls of classesIn(interpreter, module)) {
      if (interpreter.isSubclass(cls, MODEL) !== true) continue;
      for (const member of interpreter.ownAttributes(cls).values()) {
        const name = nameOnUsers(cls, member, user);
        if (name !== null) found.set(name, cls);
      }
    }
  }
  return found;
}

/** By which name a user has the row whose key this member is; null for any other member. */
function nameOnUsers(cls: ClassValue, member: Value, user: ClassValue | null): string | null {
  if (member.kind !== "call" || !isOneToOne(member)) return null;
  const { args, kwargs } = member.call;
  const target = kwargs.get("to") ?? args[0];
  if (!target || !isUser(target, user)) return null;
  const related = kwargs.get("related_name");
  if (related === undefined) return cls.name.toLowerCase();
  return related.kind === "str" && /^\w+$/.test(related.value) ? related.value : null;
}

const isOneToOne = ({ callee }: CallValue): boolean =>
  callee.kind === "external" && /^django\.db\.models\.(?:\w+\.)*OneToOneField$/.test(callee.name);

function isUser(target: Value | Item, user: ClassValue | null): boolean {
  if (target.kind === "class") return target === user;
  if (target.kind === "external") return target.name === "django.contrib.auth.models.User";
  return target.kind === "str" && target.value.split(".").at(-1) === (user?.name ?? "User");
}
