import { argument, argumentsOf } from "./arguments.js";
import { newInstance } from "./call.js";
import { setAttribute } from "./assign.js";
import { buildDict, buildSequence } from "./constructors.js";
import { isInstance, isSubclass } from "./instance-of.js";
import { importModule } from "./imports.js";
import { certainItems, iterate } from "./iterate.js";
import { compareOrder } from "./compare.js";
import { join } from "./join.js";
import { hasMember } from "./has-member.js";
import { sortItems } from "./list-methods.js";
import { entriesOf } from "./dict-methods.js";
import { PythonError, type Machine } from "./machine.js";
import { moduleScope } from "./names.js";
import { binary } from "./operators.js";
import { scopeBuiltins } from "./scope-builtins.js";
import { characters, reprOf, textOf } from "./text.js";
import { truthOf } from "./truth-of.js";
import {
  bool,
  external,
  float,
  int,
  list,
  native,
  NONE,
  str,
  tuple,
  unknown,
  type CallArguments,
  type ClassValue,
  type ModuleValue,
  type Item,
  type Value,
} from "./values.js";

const BUILTINS: ModuleValue = {
  kind: "module",
  name: "builtins",
  file: null,
  isPackage: false,
  namespace: new Map(),
  partial: false,
  open: null,
};

/** The class of `object()`, which modules use as a mark of their own. */
const OBJECT: ClassValue = {
  kind: "class",
  name: "object",
  qualname: "object",
  module: BUILTINS,
  bases: [],
  keywords: new Map(),
  decorators: [],
  node: null,
  scope: moduleScope(BUILTINS),
  place: { file: "", line: 1 },
  namespace: new Map(),
};

type Builtin = (machine: Machine, call: CallArguments) => Value;

/** Python's built-in names. */
export function builtinNames(machine: Machine): ReadonlyMap<string, Value> {
  const names = new Map<string, Value>();
  for (const [name, meaning] of Object.entries(FUNCTIONS)) {
    names.set(
      name,
      native(name, (call) => meaning(machine, call)),
    );
  }
  for (const [name, value] of scopeBuiltins(machine)) names.set(name, value);
  for (const name of EXTERNAL.split(" ")) names.set(name, external(name));
  names.set(
    "object",
    native("object", (call) => newInstance(OBJECT, call)),
  );
  names.set("NotImplemented", external("NotImplemented"));
  names.set("Ellipsis", external("Ellipsis"));
  names.set("__debug__", bool(true));
  return names;
}

const EXTERNAL =
  "Exception BaseException ImportError ModuleNotFoundError KeyError IndexError LookupError ValueError TypeError " +
  "AttributeError NameError OSError IOError EnvironmentError FileNotFoundError PermissionError NotADirectoryError " +
  "RuntimeError NotImplementedError AssertionError StopIteration SystemExit KeyboardInterrupt ArithmeticError " +
  "ZeroDivisionError UnicodeDecodeError UnicodeError Warning DeprecationWarning RuntimeWarning UserWarning " +
  "PendingDeprecationWarning FutureWarning ResourceWarning BaseExceptionGroup ExceptionGroup UnboundLocalError " +
  "ConnectionError TimeoutError OverflowError RecursionError GeneratorExit BlockingIOError FileExistsError " +
  "input compile memoryview bytearray complex help exit quit iter next aiter anext id hash ascii exec eval";

const first = (call: CallArguments): Value => argument(call, 0) ?? NONE;

function mapped(machine: Machine, call: CallArguments): Value {
  const [callee, ...sources] = call.args.keys();
  const function_ = callee === undefined ? null : argument(call, callee);
  const lists = sources.map((at) => iterate(machine, argument(call, at) ?? NONE, call.place));
  const [only] = lists;
  if (!function_ || !only) return unknown("map() without arguments", call.place);
  if (lists.length > 1) {
    const known = lists.map(certainItems);
    if (known.includes(null)) return unknown("map() over lists that are not known", call.place);
    const length = Math.min(...known.map((items) => items?.length ?? 0));
    const rows = Array.from({ length }, (_, at) => known.map((items) => items?.[at] ?? NONE));
    return list(rows.map((row) => machine.call(function_, argumentsOf(row, call.place))));
  }
  return list(
    only.map((item) =>
      transform(item, (value) => machine.call(function_, argumentsOf([value], call.place))),
    ),
  );
}

function transform(item: Item, change: (value: Value) => Value): Item {
  if (item.kind === "rest") return item;
  return item.kind === "maybe" ? { ...item, value: change(item.value) } : change(item);
}

function filtered(machine: Machine, call: CallArguments): Value {
  const test = first(call);
  const items = iterate(machine, argument(call, 1) ?? NONE, call.place);
  return list(
    items.flatMap((item): Item[] => {
      if (item.kind === "rest") return [item];
      const value = item.kind === "maybe" ? item.value : item;
      const result =
        test.kind === "none" ? value : machine.call(test, argumentsOf([value], call.place));
      const answer = truthOf(machine, result, call.place);
      if (answer === false) return [];
      const cause = unknown("a filter that is not known", call.place);
      return [answer === true || item.kind === "maybe" ? item : { kind: "maybe", value, cause }];
    }),
  );
}

function zipped(machine: Machine, call: CallArguments): Value {
  const lists = [...call.args.keys()].map((at) =>
    certainItems(iterate(machine, argument(call, at) ?? NONE, call.place)),
  );
  if (lists.includes(null))
    return list([
      { kind: "rest", cause: unknown("zip() of lists that are not known", call.place) },
    ]);
  const length = lists.length === 0 ? 0 : Math.min(...lists.map((items) => items?.length ?? 0));
  return list(Array.from({ length }, (_, at) => tuple(lists.map((items) => items?.[at] ?? NONE))));
}

function enumerated(machine: Machine, call: CallArguments): Value {
  const start = argument(call, 1, "start");
  const from = start?.kind === "int" ? start.value : 0;
  let uncertain = false;
  return list(
    iterate(machine, first(call), call.place).map((item, at) => {
      uncertain ||= item.kind === "maybe" || item.kind === "rest";
      const index = uncertain
        ? unknown("a position that is not known", call.place)
        : int(from + at);
      return transform(item, (value) => tuple([index, value]));
    }),
  );
}

function length(machine: Machine, call: CallArguments): Value {
  const value = first(call);
  if (value.kind === "str") return int(characters(value.value).length);
  if (value.kind === "unknown") return value;
  if (value.kind === "dict") return value.open ? value.open : int(entriesOf(value).length);
  if (value.kind === "list" || value.kind === "tuple" || value.kind === "set") {
    const certain = certainItems(value.items);
    return certain ? int(certain.length) : unknown("a length that is not known", call.place);
  }
  const method = machine.attribute(value, "__len__");
  return method
    ? machine.call(method, argumentsOf([], call.place))
    : unknown("a length that is not known", call.place);
}

function range(_machine: Machine, call: CallArguments): Value {
  const numbers = [...call.args.keys()].map((at) => argument(call, at));
  if (numbers.some((one) => one?.kind !== "int" && one?.kind !== "bool"))
    return list([{ kind: "rest", cause: unknown("a range that is not known", call.place) }]);
  const plain = numbers.map((one) =>
    one?.kind === "int" || one?.kind === "bool" ? Number(one.value) : 0,
  );
  const [from = 0, to = 0, step = 1] = plain.length === 1 ? [0, ...plain] : plain;
  const count = step === 0 ? 0 : Math.max(0, Math.ceil((to - from) / step));
  if (count > 100_000) return list([{ kind: "rest", cause: unknown("a long range", call.place) }]);
  return list(Array.from({ length: count }, (_, at) => int(from + at * step)));
}

const quantified =
  (wanted: boolean): Builtin =>
  (machine, call) => {
    const answers = iterate(machine, first(call), call.place).map((item) =>
      item.kind === "rest" || item.kind === "maybe" ? null : truthOf(machine, item, call.place),
    );
    if (answers.includes(wanted)) return bool(wanted);
    return answers.includes(null)
      ? unknown("a condition that is not known", call.place)
      : bool(!wanted);
  };

const extreme =
  (sign: number): Builtin =>
  (machine, call) => {
    const items = call.args.length === 1 ? iterate(machine, first(call), call.place) : call.args;
    const certain = certainItems(items);
    const fallback = call.kwargs.get("default");
    if (certain?.length === 0 && fallback) return fallback;
    if (!certain || certain.length === 0 || call.kwargs.has("key"))
      return unknown("an extreme that is not known", call.place);
    return certain.reduce((best, one) => {
      const difference = compareOrder(one, best);
      if (difference === null) return unknown("an extreme that is not known", call.place);
      return difference * sign > 0 ? one : best;
    });
  };

function toInt(_machine: Machine, call: CallArguments): Value {
  const value = first(call);
  if (value.kind === "str" && call.args.length < 2 && /^\s*[+-]?\d+\s*$/.test(value.value))
    return int(Number(value.value));
  if (value.kind === "str" && call.args.length < 2)
    throw new PythonError("ValueError", "invalid literal for int()", call.place);
  if (value.kind === "int" || value.kind === "bool" || value.kind === "float")
    return int(Math.trunc(Number(value.value)) + 0);
  if (call.args.length === 0) return int(0);
  return value.kind === "unknown"
    ? value
    : unknown("int() of a value that is not known", call.place);
}

function toFloat(_machine: Machine, call: CallArguments): Value {
  const value = first(call);
  if (value.kind === "int" || value.kind === "bool" || value.kind === "float")
    return float(Number(value.value));
  if (value.kind === "str" && /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(value.value))
    return float(Number(value.value));
  if (value.kind === "str" && !/inf|nan/i.test(value.value))
    throw new PythonError("ValueError", "could not convert string to float", call.place);
  return value.kind === "unknown"
    ? value
    : unknown("float() of a value that is not known", call.place);
}

function toText(machine: Machine, call: CallArguments): Value {
  if (call.args.length === 0) return str("");
  const value = first(call);
  if (value.kind === "choice") {
    return value.options
      .map((one) => toText(machine, { ...call, args: [one] }))
      .reduce((a, b) => join(a, b, value.cause));
  }
  const text = textOf(machine, value, call.place);
  return text === null
    ? value.kind === "unknown"
      ? value
      : unknown("text of a value that is not known", call.place)
    : str(text);
}

function getAttribute(machine: Machine, call: CallArguments): Value {
  const [object, name] = [first(call), argument(call, 1)];
  const fallback = argument(call, 2);
  if (name?.kind !== "str")
    return name?.kind === "unknown"
      ? name
      : unknown("an attribute whose name is not known", call.place);
  if (fallback) return getOptional(machine, object, name.value, fallback, call);
  const value = machine.attribute(object, name.value);
  if (value) return value;
  throw new PythonError("AttributeError", `no attribute '${name.value}'`, call.place);
}

/** `getattr(object, name, fallback)`: what a base that is not read has is not known. */
function getOptional(
  machine: Machine,
  object: Value,
  name: string,
  fallback: Value,
  call: CallArguments,
): Value {
  const has = hasMember(machine, object, name);
  const value = has === false ? null : machine.attribute(object, name);
  if (!value) return fallback;
  return has === true
    ? value
    : join(value, fallback, unknown(`whether there is a ${name}`, call.place));
}

function hasAttribute(machine: Machine, call: CallArguments): Value {
  const [object, name] = [first(call), argument(call, 1)];
  const has = name?.kind === "str" ? hasMember(machine, object, name.value) : null;
  if (has === null && object.kind === "unknown") return object;
  return has === null ? unknown("hasattr() of a value that is not known", call.place) : bool(has);
}

function summed(machine: Machine, call: CallArguments): Value {
  const start = argument(call, 1, "start") ?? int(0);
  return iterate(machine, first(call), call.place).reduce<Value>((total, item) => {
    const value = item.kind === "rest" || item.kind === "maybe" ? item.cause : item;
    return binary(machine, "+", total, value, call.place);
  }, start);
}

const wrap =
  (wrapper: "property" | "classmethod" | "staticmethod"): Builtin =>
  (_machine, call) => ({ kind: "descriptor", wrapper, function: first(call) });

const numeric =
  (change: (value: number) => number): Builtin =>
  (_machine, call) => {
    const value = first(call);
    if (value.kind === "int" || value.kind === "bool") return int(change(Number(value.value)));
    return value.kind === "float"
      ? float(change(value.value))
      : unknown("a number that is not known", call.place);
  };

const FUNCTIONS: Readonly<Record<string, Builtin>> = {
  list: (machine, call) => buildSequence(machine, "list", call),
  tuple: (machine, call) => buildSequence(machine, "tuple", call),
  set: (machine, call) => buildSequence(machine, "set", call),
  frozenset: (machine, call) => buildSequence(machine, "set", call),
  dict: buildDict,
  str: toText,
  int: toInt,
  float: toFloat,
  bool: (machine, call) => {
    const answer = truthOf(machine, first(call), call.place);
    return answer === null
      ? first(call).kind === "unknown"
        ? first(call)
        : unknown("a condition that is not known", call.place)
      : bool(answer);
  },
  bytes: (_machine, call) => unknown("bytes()", call.place),
  repr: (_machine, call) => {
    const text = reprOf(first(call));
    return text === null ? unknown("repr() of a value that is not known", call.place) : str(text);
  },
  len: length,
  range,
  map: mapped,
  filter: filtered,
  zip: zipped,
  enumerate: enumerated,
  reversed: (machine, call) => list(iterate(machine, first(call), call.place).toReversed()),
  sorted: (machine, call) => sortItems(machine, iterate(machine, first(call), call.place), call),
  sum: summed,
  any: quantified(true),
  all: quantified(false),
  min: extreme(-1),
  max: extreme(1),
  abs: numeric(Math.abs),
  round: (_machine, call) =>
    first(call).kind === "int" ? first(call) : unknown("round()", call.place),
  getattr: getAttribute,
  hasattr: hasAttribute,
  setattr: (machine, call) => {
    const [name, value] = [argument(call, 1), argument(call, 2)];
    if (name?.kind === "str" && value) setAttribute(machine, first(call), name.value, value);
    return NONE;
  },
  delattr: () => NONE,
  callable: (_machine, call) => {
    const { kind } = first(call);
    if (["function", "class", "native", "method", "partial"].includes(kind)) return bool(true);
    if (["str", "list", "tuple", "dict", "none", "int", "bool", "set", "float"].includes(kind))
      return bool(false);
    return unknown("whether this can be called", call.place);
  },
  isinstance: isInstance,
  issubclass: isSubclass,
  property: wrap("property"),
  classmethod: wrap("classmethod"),
  staticmethod: wrap("staticmethod"),
  print: () => NONE,
  open: (machine, call) => {
    const cause = unknown("the content of a file", call.place);
    if (machine.trial && !machine.trial.cause)
      Object.assign(machine.trial, { cause, exception: "FileNotFoundError" });
    return cause;
  },
  format: (machine, call) => toText(machine, { ...call, args: call.args.slice(0, 1) }),
  ord: (_machine, call) => {
    const value = first(call);
    return value.kind === "str"
      ? int(value.value.codePointAt(0) ?? 0)
      : unknown("ord()", call.place);
  },
  chr: (_machine, call) => {
    const value = first(call);
    return value.kind === "int"
      ? str(String.fromCodePoint(value.value))
      : unknown("chr()", call.place);
  },
  __import__: (machine, call) => {
    const name = first(call);
    if (name.kind !== "str") return unknown("an import whose name is not known", call.place);
    machine.load(name.value);
    return importModule(machine, name.value.split(".")[0] ?? name.value);
  },
};
