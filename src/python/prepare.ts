import { argumentsOf } from "./arguments.js";
import { doubt, PythonError, type Machine } from "./machine.js";
import { str, tuple, type ClassValue, type Namespace, type Value } from "./values.js";

/** Runs `__prepare__` of a metaclass of the repo: it gives the body of a class what it begins with. */
export function prepare(
  machine: Machine,
  cls: ClassValue,
  metaclass: ClassValue,
  names: Namespace,
): void {
  const own = machine.classMember(metaclass, "__prepare__");
  if (own === null || own === "external") return;
  const method = machine.attribute(metaclass, "__prepare__");
  const args = argumentsOf([str(cls.name), tuple(cls.bases)], cls.place);
  try {
    const given = method && machine.call(method, { ...args, kwargs: keywordsOf(cls) });
    for (const { key, value } of given?.kind === "dict" ? given.entries.values() : [])
      if (key.kind === "str") names.set(key.value, value);
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const what = `${error.exception}: ${error.message}`;
    doubt(machine, cls.place, what, `what class ${cls.name} begins with is not known`);
  }
}

/** `type.__prepare__()`: bodies of classes begin empty. */
export const nothingPrepared = (): Value => ({ kind: "dict", entries: new Map(), open: null });

/** The keywords of a class statement that its metaclass and its parents are given. */
export const keywordsOf = ({ keywords }: ClassValue): ReadonlyMap<string, Value> =>
  new Map([...keywords].filter(([name]) => name !== "metaclass"));
