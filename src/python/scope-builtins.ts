import { argument } from "./arguments.js";
import { metaclassOf, resolutionOrder } from "./classes.js";
import { noteListed, noteMade, type Machine } from "./machine.js";
import { globalScope } from "./names.js";
import { executeCode } from "./read-files.js";
import {
  str,
  list,
  unknown,
  type CallArguments,
  type ClassValue,
  type DictValue,
  type NativeValue,
  type Scope,
  type Value,
} from "./values.js";

function seen(machine: Machine, scope: Scope): DictValue {
  noteListed(machine, scope.module);
  return { kind: "dict", entries: new Map(), open: null, scope };
}

/** Built-ins whose meaning depends on where they are called. */
export function scopeBuiltins(machine: Machine): ReadonlyMap<string, NativeValue> {
  return new Map(
    [
      scoped("globals", (_call, scope) => seen(machine, globalScope(scope))),
      scoped("locals", (_call, scope) => seen(machine, scope)),
      scoped("vars", (call, scope) => {
        const object = argument(call, 0);
        return object
          ? (machine.attribute(object, "__dict__") ??
              unknown("vars() of a value that is not known", call.place))
          : seen(machine, scope);
      }),
      scoped("dir", (call, scope) => names(machine, argument(call, 0), call, scope)),
      scoped("super", (call, scope) => superValue(call, scope)),
      scoped("type", (call, scope) => typeValue(machine, call, scope)),
      scoped("exec", (call, scope) => executeCode(machine, call, scope)),
    ].map((one) => [one.name, one]),
  );
}

function scoped(name: string, meaning: (call: CallArguments, scope: Scope) => Value): NativeValue {
  return {
    kind: "native",
    name,
    call: (call) => unknown(`${name}() called indirectly`, call.place),
    scoped: meaning,
  };
}

function names(machine: Machine, object: Value | null, call: CallArguments, scope: Scope): Value {
  if (!object) {
    noteListed(machine, scope.module);
    return listed(scope.names.keys());
  }
  if (object.kind === "module") {
    noteListed(machine, object);
    return listed(object.namespace.keys());
  }
  if (object.kind === "unknown") return object;
  const cls = object.kind === "instance" ? object.class : object.kind === "class" ? object : null;
  if (!cls) return unknown("dir() of a value that is not known", call.place);
  const inherited = resolutionOrder(machine, cls).flatMap((one) => {
    if (one.kind !== "class") return [];
    noteListed(machine, one.module);
    return [...machine.classBody(one).keys()];
  });
  const own = object.kind === "instance" ? [...object.attributes.keys()] : [];
  return listed([...own, ...inherited]);
}

const listed = (names: Iterable<string>): Value => list([...new Set(names)].toSorted().map(str));

function superValue(call: CallArguments, scope: Scope): Value {
  const [cls, self] = [argument(call, 0), argument(call, 1)];
  if (cls?.kind === "class" && self) return { kind: "super", owner: cls, self };
  for (let at: Scope | null = scope; at; at = at.parent) {
    if (at.kind === "function" && at.owner && at.self)
      return { kind: "super", owner: at.owner, self: at.self };
  }
  return unknown("super() outside of a method", call.place);
}

function typeValue(machine: Machine, call: CallArguments, scope: Scope): Value {
  const [name, bases, body] = [argument(call, 0), argument(call, 1), argument(call, 2)];
  if (!bases) return typeOf(machine, name, call);
  const isKnown = name?.kind === "str" && body?.kind === "dict";
  const made = classOfCall(isKnown ? name.value : "", bases, call, scope);
  if (made === null) return unknown("a class made by type()", call.place);
  noteMade(machine, made, isKnown);
  if (!isKnown) return unknown("a class made by type()", call.place);
  for (const entry of body.entries.values()) {
    if (entry.key.kind === "str") made.namespace?.set(entry.key.value, entry.value);
  }
  return made;
}

/** The class that `type()` makes, without its body; null where it is not known what it derives from. */
function classOfCall(
  name: string,
  bases: Value,
  { place }: CallArguments,
  scope: Scope,
): ClassValue | null {
  if (bases.kind !== "tuple") return null;
  return {
    kind: "class",
    name,
    qualname: name,
    module: scope.module,
    bases: bases.items.map((base) =>
      base.kind === "maybe" || base.kind === "rest" ? base.cause : base,
    ),
    keywords: new Map(),
    decorators: [],
    node: null,
    scope,
    place,
    namespace: new Map(),
  };
}

function typeOf(machine: Machine, value: Value | null, call: CallArguments): Value {
  if (value?.kind === "instance") return value.class;
  const metaclass = value?.kind === "class" ? metaclassOf(machine, value) : null;
  if (metaclass) return metaclass;
  const builtin = value && machine.builtins.get(value.kind === "class" ? "type" : value.kind);
  return builtin ?? unknown("type() of a value that is not known", call.place);
}
