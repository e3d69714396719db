import { PythonError, type Machine } from "./machine.js";
import { keyOf } from "./identity.js";
import type { Parameter } from "./syntax.js";
import {
  str,
  type CallArguments,
  type Entry,
  type FunctionValue,
  type Item,
  type Scope,
  type UnknownValue,
  type Value,
} from "./values.js";

const defaults = new WeakMap<Parameter, Value>();

/** Binds the arguments of a call to the names of the function's parameters. */
export function bindParameters(
  machine: Machine,
  callee: FunctionValue,
  given: CallArguments,
  scope: Scope,
): void {
  const parameters = callee.node.parameters();
  const rest = [...given.args];
  const keywords = new Map(given.kwargs);
  const lost = given.open ?? given.args.find((item) => item.kind === "rest")?.cause ?? null;
  const binding: Binding = { rest, keywords, lost, given, scope };
  for (const parameter of parameters) bindParameter(machine, callee, parameter, binding);
  if (
    rest.length > 0 &&
    !rest.some((item) => item.kind === "rest") &&
    !parameters.some((one) => one.kind === "*")
  ) {
    throw new PythonError(
      "TypeError",
      `${callee.name}() takes fewer positional arguments`,
      given.place,
    );
  }
  if (keywords.size > 0 && !parameters.some((one) => one.kind === "**")) {
    throw new PythonError(
      "TypeError",
      `${callee.name}() got an unexpected keyword argument`,
      given.place,
    );
  }
}

interface Binding {
  readonly rest: Item[];
  readonly keywords: Map<string, Value>;
  readonly lost: UnknownValue | null;
  readonly given: CallArguments;
  readonly scope: Scope;
}

function bindParameter(
  machine: Machine,
  callee: FunctionValue,
  parameter: Parameter,
  binding: Binding,
): void {
  const { rest, keywords, lost, given, scope } = binding;
  const { names } = scope;
  if (parameter.kind === "*") names.set(parameter.name, { kind: "tuple", items: rest.splice(0) });
  else if (parameter.kind === "**") {
    names.set(parameter.name, keywordDict(keywords, given.open));
    keywords.clear();
  } else {
    const positional = parameter.kind === "keyword" ? undefined : takePositional(rest);
    const value = positional ?? keywords.get(parameter.name);
    if (positional === undefined) keywords.delete(parameter.name);
    if (value) names.set(parameter.name, value);
    else if (lost) names.set(parameter.name, lost);
    else names.set(parameter.name, defaultValue(machine, callee, parameter, given));
  }
}

function takePositional(rest: Item[]): Value | undefined {
  const [first] = rest;
  if (first === undefined) return undefined;
  if (first.kind === "rest") return first.cause;
  rest.shift();
  return first.kind === "maybe" ? first.cause : first;
}

function defaultValue(
  machine: Machine,
  callee: FunctionValue,
  parameter: Parameter,
  given: CallArguments,
): Value {
  if (!parameter.default) {
    throw new PythonError(
      "TypeError",
      `${callee.name}() misses the argument '${parameter.name}'`,
      given.place,
    );
  }
  if (callee.scope.kind !== "module") return machine.evaluate(parameter.default, callee.scope);
  const kept = defaults.get(parameter);
  if (kept) return kept;
  const definition: Scope = callee.owner ? bodyScope(machine, callee) : callee.scope;
  const value = machine.evaluate(parameter.default, definition);
  defaults.set(parameter, value);
  return value;
}

function bodyScope(machine: Machine, callee: FunctionValue): Scope {
  const { owner, scope } = callee;
  if (!owner) return scope;
  // A default is evaluated before later methods take a built-in's name, as in `def list(self)`.
  const names = new Map(
    [...machine.classBody(owner)].filter(
      ([, value]) => value.kind !== "function" && value.kind !== "descriptor",
    ),
  );
  return { ...scope, kind: "class", names, parent: scope, owner };
}

function keywordDict(keywords: ReadonlyMap<string, Value>, open: UnknownValue | null): Value {
  const entries = new Map<string, Entry>();
  for (const [name, value] of keywords) {
    entries.set(keyOf(str(name)) ?? name, { key: str(name), value, maybe: null });
  }
  return { kind: "dict", entries, open };
}
