import { argument, argumentsOf } from "./arguments.js";
import { newInstance } from "./call.js";
import { setAttribute } from "./assign.js";
import { buildDict, buildSequence } from "./constructors.js";
import { isInstance, isSubclass } from "./instance-of.js";
import { importFunction } from "./import-functions.js";
import { certainItems, iterate } from "./iterate.js";
import { iterator, next } from "./iterators.js";
import { join } from "./join.js";
import { attributeIfAny, hasMember } from "./has-member.js";
import { binary } from "./operators.js";
import { sortItems } from "./list-methods.js";
import { entriesOf } from "./dict-methods.js";
import { PythonError, type Machine } from "./machine.js";
import { scopeBuiltins } from "./scope-builtins.js";
import { characters, reprOf } from "./text.js";
import { truthOf } from "./truth-of.js";
import {
  bool,
  external,
  int,
  list,
  native,
  NONE,
  str,
  unknown,
  type CallArguments,
  type Value,
} from "./values.js";
import {
  mapped,
  filtered,
  zipped,
  enumerated,
  range,
  quantified,
  extreme,
  summed,
  first,
  type Builtin,
} from "./builtin-iteration.js";
import { toInt, toFloat, toText, numeric } from "./builtin-conversions.js";
import { compileText, openFile } from "./read-files.js";
import { OBJECT } from "./object-class.js";

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
  "BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionRefusedError " +
  "ConnectionResetError EOFError EncodingWarning FloatingPointError ImportWarning IndentationError " +
  "InterruptedError IsADirectoryError MemoryError ProcessLookupError ReferenceError StopAsyncIteration " +
  "SyntaxError SyntaxWarning SystemError TabError UnicodeEncodeError UnicodeTranslateError UnicodeWarning " +
  "input memoryview bytearray complex help exit quit aiter anext id hash ascii eval bin breakpoint copyright " +
  "credits divmod hex license oct slice __build_class__ __loader__ __spec__";

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
  const value = has === false ? null : attributeIfAny(machine, object, name);
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

const wrap =
  (wrapper: "property" | "classmethod" | "staticmethod"): Builtin =>
  (_machine, call) => ({ kind: "descriptor", wrapper, function: first(call) });

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
  pow: (machine, call) =>
    call.args.length === 2
      ? binary(machine, "**", first(call), argument(call, 1) ?? NONE, call.place)
      : unknown("pow()", call.place),
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
  iter: iterator,
  next,
  open: openFile,
  compile: compileText,
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
  __import__: importFunction,
};
