import { resolutionOrder } from "./classes.js";
import { noteListed, type Machine } from "./machine.js";
import { readSlot } from "./names.js";
import {
  list,
  native,
  str,
  tuple,
  unknown,
  type ClassValue,
  type InstanceValue,
  type Scope,
  type Value,
} from "./values.js";

/** `__name__` and its kin of a class; null for other names. */
export function classSpecial(machine: Machine, cls: ClassValue, name: string): Value | null {
  switch (name) {
    case "__name__":
      return str(cls.name);
    case "__qualname__":
      return str(cls.qualname);
    case "__module__":
      return str(cls.module.name);
    case "__doc__":
      return docstring(cls);
    case "__subclasses__":
      return native(name, ({ place }) => unknown("the classes that derive from one", place));
    case "__bases__":
      return tuple(cls.bases);
    case "__mro__":
      return tuple(resolutionOrder(machine, cls));
    case "mro":
      return native(name, () => list(resolutionOrder(machine, cls)));
    case "__dict__": {
      noteListed(machine, cls.module);
      const scope = {
        ...cls.scope,
        kind: "class",
        names: machine.classBody(cls),
        parent: cls.scope,
        owner: cls,
      } as const;
      return { kind: "dict", entries: new Map(), open: null, scope };
    }
    default:
      return null;
  }
}

/** What stands first in the body, if it is text; Django gives models without any their fields. */
function docstring({ node, place }: ClassValue): Value {
  const [first] = node?.body.statements() ?? [];
  if (first?.type === "expression" && first.value.type === "string" && first.value.of === "str")
    return str(first.value.value);
  return unknown("the docstring of a class", place);
}

/** A name of a scope that is seen as a dict; the body of a class knows where it stands, too. */
export function nameIn({ names, owner }: Scope, name: string): Value | null {
  const own = readSlot(names, name);
  if (own !== null || owner?.namespace !== names) return own;
  if (name === "__qualname__") return str(owner.qualname);
  return name === "__module__" ? str(owner.module.name) : null;
}

/** `__dict__` of an instance: its attributes, to be read and written. */
export function instanceDict(value: InstanceValue): Value {
  const scope = {
    ...value.class.scope,
    kind: "class",
    names: value.attributes,
    owner: value.class,
  } as const;
  return { kind: "dict", entries: new Map(), open: null, scope };
}
