import { argumentsOf } from "./arguments.js";
import { memberOf, metaclassOf, resolutionOrder, type Ancestor } from "./classes.js";
import { doubt, PythonError, type Machine } from "./machine.js";
import { keywordsOf } from "./prepare.js";
import { classSpecial } from "./special-names.js";
import {
  NONE,
  str,
  tuple,
  unknown,
  type CallArguments,
  type ClassValue,
  type Value,
} from "./values.js";

/**
 * Runs what Python runs when a class has been defined: `__new__` and `__init__` of its metaclass, and
 * `__init_subclass__` of what it derives from. Gives the class, or what the metaclass made in its place.
 */
export function runHooks(machine: Machine, made: ClassValue): Value {
  const metaclass = metaclassOf(machine, made);
  const isHooked = (cls: ClassValue): boolean =>
    resolutionOrder(machine, cls).some((one) => hasHook(machine, one));
  if (!isHooked(made) && !(metaclass && isHooked(metaclass))) return made;
  const { defining } = machine;
  try {
    machine.defining = made;
    const value = callMetaclass(machine, made, metaclass);
    return value.kind === "class" ? value : made;
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const what = `${error.exception}: ${error.message}`;
    const effect = `routes, models or serializers that ${made.name} enters elsewhere may be missing`;
    doubt(machine, made.place, what, effect);
    return made;
  } finally {
    machine.defining = defining;
  }
}

function hasHook(machine: Machine, one: Ancestor): boolean {
  if (one.kind !== "class" || one.module.file === null) return false;
  return machine.host.hooks?.(one.module.file).includes(one.name) ?? false;
}

function callMetaclass(machine: Machine, made: ClassValue, metaclass: ClassValue | null): Value {
  const call = (name: string, first: Value): Value | null => {
    const method = metaclass && machine.classMember(metaclass, name);
    if (!method || method === "external") return null;
    // Handing the names over counts as asking for all of them.
    const members = classSpecial(machine, made, "__dict__") ?? NONE;
    const given = [first, str(made.name), tuple(made.bases), members];
    const args = argumentsOf(given, made.place);
    return machine.call(method, { ...args, kwargs: keywordsOf(made) });
  };
  const value = metaclass === null ? null : call("__new__", metaclass);
  initSubclass(machine, made);
  call("__init__", made);
  return value ?? made;
}

/** `type.__new__(metaclass, name, bases, members)`: the class whose metaclass runs, which exists already. */
export const classBeingMade = ({ defining }: Machine, { place }: CallArguments): Value =>
  defining ?? unknown("a class made by type.__new__()", place);

function initSubclass(machine: Machine, made: ClassValue): void {
  const parents = resolutionOrder(machine, made).slice(1);
  const member = memberOf(machine, parents, "__init_subclass__");
  if (!member || member === "external") return;
  const callee = member.kind === "descriptor" ? member.function : member;
  machine.call(callee, { ...argumentsOf([made], made.place), kwargs: keywordsOf(made) });
}
