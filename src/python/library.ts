import { argument } from "./arguments.js";
import { makeInstance, newInstance } from "./call.js";
import { classBeingMade } from "./class-hooks.js";
import { nothingPrepared } from "./prepare.js";
import { resolutionOrder } from "./classes.js";
import { enumMembers } from "./enumeration.js";
import { parseJson } from "./json-values.js";
import { shareEntries } from "./entries.js";
import { includeSettings } from "./include-settings.js";
import { readSlot } from "./names.js";
import { defaultDict, fromKeys } from "./constructors.js";
import { findSpec, importedModule } from "./import-functions.js";
import { matchesName } from "./file-names.js";
import { kindOf } from "./instance-of.js";
import { dataLibrary } from "./data-files.js";
import { dotenvLibrary } from "./dotenv-files.js";
import { environmentLibrary } from "./environment.js";
import { iterate } from "./iterate.js";
import { setAttribute } from "./assign.js";
import { noteListed, PythonError, type Machine } from "./machine.js";
import {
  bool,
  external,
  list,
  native,
  NONE,
  str,
  tuple,
  int,
  unknown,
  type CallArguments,
  type ClassValue,
  type Value,
} from "./values.js";

/** What `re.escape` puts a backslash before. */
const SPECIAL = /[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g;

const plain = (value: Value | null): Value => value ?? NONE;

/** Meanings of names of the standard library that module code relies on. */
export function standardLibrary(machine: Machine): ReadonlyMap<string, Value> {
  const names = new Map<string, Value>([
    ...environmentLibrary(machine),
    ...dotenvLibrary(machine),
    ...dataLibrary(machine),
  ]);
  const define = (name: string, call: (call: CallArguments) => Value): void => {
    names.set(name, native(name, call));
  };
  define("importlib.import_module", (call) => importedModule(machine, call));
  define("importlib.util.find_spec", (call) => findSpec(machine, call));
  define("functools.partial", (call) => partial(call));
  define("functools.wraps", (call) => wraps(machine, plain(argument(call, 0))));
  define("functools.update_wrapper", (call) =>
    wrap(machine, plain(argument(call, 0)), plain(argument(call, 1))),
  );
  define("functools.reduce", (call) => reduce(machine, call));
  for (const name of ["functools.lru_cache", "functools.cache"])
    define(name, (call) => cached(machine, call));
  for (const name of ["functools.cached_property", "django.utils.functional.cached_property"]) {
    define(name, (call) => ({
      kind: "descriptor",
      wrapper: "property",
      function: plain(argument(call, 0)),
    }));
  }
  define("django.utils.decorators.classonlymethod", (call) => ({
    kind: "descriptor",
    wrapper: "classmethod",
    function: plain(argument(call, 0)),
  }));
  define("re.escape", (call) => {
    const text = argument(call, 0);
    return text?.kind === "str"
      ? str(text.value.replace(SPECIAL, String.raw`\$&`))
      : unknown("re.escape() of what is not known", call.place);
  });
  define("object.__new__", (call) => {
    const cls = argument(call, 0);
    return cls?.kind === "class"
      ? newInstance(cls, { ...call, args: call.args.slice(1) })
      : unknown("a bare object", call.place);
  });
  define("type.__new__", (call) => classBeingMade(machine, call));
  define("type.__init__", () => NONE);
  define("type.__prepare__", nothingPrepared);
  define("type.__call__", (call) => {
    const cls = argument(call, 0);
    return cls?.kind === "class"
      ? makeInstance(machine, cls, { ...call, args: call.args.slice(1) })
      : unknown("what a class that is not known makes", call.place);
  });
  define("object.__setattr__", (call) => {
    const name = argument(call, 1);
    if (name?.kind === "str")
      setAttribute(machine, plain(argument(call, 0)), name.value, plain(argument(call, 2)));
    return NONE;
  });
  define("soundcheck_.enum_members", (call) => {
    const cls = argument(call, 0);
    return cls?.kind === "class"
      ? list(enumMembers(resolutionOrder(machine, cls), cls, forcedBody(machine, cls)))
      : NONE;
  });
  define("soundcheck_.matches_name", matchesName);
  define("soundcheck_.later_walk", (call) =>
    unknown("what os.walk() finds further down", call.place),
  );
  define("soundcheck_.kind_of", (call) => kindOf(call));
  define("soundcheck_.parse_json", (call) => parseJson(machine, call));
  define("soundcheck_.include_settings", (call) => includeSettings(machine, call));
  define("dict.fromkeys", (call) => fromKeys(machine, call));
  define("copy.copy", (call) => copied(plain(argument(call, 0))));
  define("copy.deepcopy", (call) => deepCopied(plain(argument(call, 0))));
  define("itertools.chain", (call) => chained(machine, call));
  define("itertools.chain.from_iterable", (call) =>
    chained(machine, { ...call, args: iterate(machine, plain(argument(call, 0)), call.place) }),
  );
  define("collections.OrderedDict", (call) =>
    machine.call(machine.builtins.get("dict") ?? NONE, call),
  );
  define("collections.defaultdict", (call) => defaultDict(machine, call));
  define("typing.cast", (call) => plain(argument(call, 1)));
  define("sys.exit", (call) => {
    throw new PythonError("SystemExit", "sys.exit()", call.place);
  });
  names.set("sys.version_info", {
    ...tuple([int(3), int(13), int(0), str("final"), int(0)]),
    fields: ["major", "minor", "micro", "releaselevel", "serial"],
  });
  names.set("sys.platform", str("linux"));
  names.set("os.name", str("posix"));
  names.set("os.sep", str("/"));
  names.set("typing.TYPE_CHECKING", bool(false));
  names.set(
    "sys.path",
    list([{ kind: "rest", cause: unknown("what lies on sys.path", { file: "", line: 1 }) }]),
  );
  return names;
}

function partial(call: CallArguments): Value {
  const callee = argument(call, 0);
  return callee
    ? { kind: "partial", function: callee, call: { ...call, args: call.args.slice(1) } }
    : NONE;
}

function wraps(machine: Machine, wrapped: Value): Value {
  return native("functools.wraps", (call) => wrap(machine, argument(call, 0) ?? NONE, wrapped));
}

/** `functools.WRAPPER_ASSIGNMENTS`, as far as it is read here. */
const WRAPPER_ASSIGNMENTS = ["__module__", "__name__", "__qualname__"];

function wrap(machine: Machine, wrapper: Value, wrapped: Value): Value {
  if (wrapped.kind === "function") {
    for (const [name, value] of wrapped.attributes)
      if (value.kind !== "lazy") setAttribute(machine, wrapper, name, value);
  }
  for (const name of WRAPPER_ASSIGNMENTS) {
    const value = machine.attribute(wrapped, name);
    if (value !== null) setAttribute(machine, wrapper, name, value);
  }
  setAttribute(machine, wrapper, "__wrapped__", wrapped);
  return wrapper;
}

function reduce(machine: Machine, call: CallArguments): Value {
  const [callee, source, start] = [argument(call, 0), argument(call, 1), argument(call, 2)];
  if (!callee || !source) return NONE;
  const items = iterate(machine, source, call.place).map((item) =>
    item.kind === "rest" || item.kind === "maybe" ? item.cause : item,
  );
  const all = start ? [start, ...items] : items;
  const [first, ...rest] = all;
  if (!first) throw new PythonError("TypeError", "reduce() of an empty sequence", call.place);
  return rest.reduce(
    (total, item) => machine.call(callee, { ...call, args: [total, item], kwargs: new Map() }),
    first,
  );
}

/** `@lru_cache` and `@lru_cache(maxsize=...)`: a function with a cache that nothing here looks at. */
function cached(machine: Machine, call: CallArguments): Value {
  const value = argument(call, 0);
  if (value?.kind !== "function" && value?.kind !== "descriptor")
    return native("functools.lru_cache()", (inner) => cachedFunction(machine, inner));
  return cachedFunction(machine, call);
}

function cachedFunction(machine: Machine, call: CallArguments): Value {
  const value = argument(call, 0) ?? NONE;
  if (value.kind !== "function") return value;
  for (const name of ["cache_clear", "cache_info"])
    setAttribute(machine, value, name, external(`functools.lru_cache.${name}`));
  return value;
}

/** A new list, set or dict with the same items. */
function copied(value: Value): Value {
  if (value.kind === "dict") return { ...value, entries: shareEntries(value) };
  return value.kind === "list" || value.kind === "set" ? { ...value } : value;
}

function deepCopied(value: Value): Value {
  if (value.kind === "list" || value.kind === "set" || value.kind === "tuple") {
    return {
      ...value,
      items: value.items.map((item) =>
        item.kind === "maybe" || item.kind === "rest" ? item : deepCopied(item),
      ),
    };
  }
  if (value.kind !== "dict" || value.scope) return value;
  const entries = [...value.entries].map(
    ([key, entry]) => [key, { ...entry, value: deepCopied(entry.value) }] as const,
  );
  return { ...value, entries: new Map(entries) };
}

function chained(machine: Machine, call: CallArguments): Value {
  return list(
    call.args.flatMap((item) =>
      item.kind === "rest"
        ? [item]
        : iterate(machine, item.kind === "maybe" ? item.cause : item, call.place),
    ),
  );
}

function forcedBody(machine: Machine, cls: ClassValue): ReadonlyMap<string, Value> {
  const names = machine.classBody(cls);
  noteListed(machine, cls.module);
  return new Map([...names.keys()].map((name) => [name, readSlot(names, name) ?? NONE]));
}
