import { argumentsOf, evaluateArguments } from "./arguments.js";
import { runHooks } from "./class-hooks.js";
import { doubt, noteMade, placeAt, PythonError, type Machine } from "./machine.js";
import { assignName, closure } from "./names.js";
import type { ClassNode, Expression, FunctionNode, LambdaNode } from "./syntax.js";
import type { ClassValue, FunctionValue, Scope, Value } from "./values.js";

/** The function that a lambda expression makes. */
export const lambdaValue = (node: LambdaNode, scope: Scope): FunctionValue =>
  functionValue(node, "<lambda>", scope);

function functionValue(node: FunctionNode | LambdaNode, name: string, scope: Scope): FunctionValue {
  return {
    kind: "function",
    name,
    qualname: qualify(name, scope),
    module: scope.module,
    node,
    scope: closure(scope),
    owner: scope.kind === "class" ? scope.owner : null,
    attributes: new Map(),
    place: placeAt(scope.module, node.start),
    decorators: [],
  };
}

/** Python's `__qualname__`. */
function qualify(name: string, scope: Scope): string {
  if (scope.kind === "class" && scope.owner) return `${scope.owner.qualname}.${name}`;
  for (let at: Scope | null = scope; at; at = at.parent) {
    if (at.kind === "function" && at.function) return `${at.function.qualname}.<locals>.${name}`;
    if (at.kind === "class" && at.owner) return `${at.owner.qualname}.${name}`;
  }
  return name;
}

/** Executes `def`. */
export function defineFunction(machine: Machine, node: FunctionNode, scope: Scope): void {
  const made = functionValue(node, node.name, scope);
  assignName(machine, scope, node.name, decorate(machine, node.decorators, made, scope));
}

/** Executes `class`; the body waits until somebody looks into it, except where names may change. */
export function defineClass(machine: Machine, node: ClassNode, scope: Scope): void {
  const { args, kwargs } = evaluateArguments(machine, node.arguments, node.start, scope);
  const bases = args.map((base) =>
    base.kind === "maybe" || base.kind === "rest" ? base.cause : base,
  );
  const made: ClassValue = {
    kind: "class",
    name: node.name,
    qualname: qualify(node.name, scope),
    module: scope.module,
    bases,
    keywords: kwargs,
    decorators: node.decorators.map((one) => machine.evaluate(one, scope)),
    node,
    scope,
    place: placeAt(scope.module, node.start),
    namespace: null,
  };
  if (scope.kind === "function") noteMade(machine, made);
  if (scope.kind === "function" || machine.journal) machine.classBody(made);
  else if (scope.names.has(node.name)) readAllNow(machine, scope, made);
  const value = runHooks(machine, made);
  assignName(machine, scope, node.name, value === made ? decorateClass(machine, made) : value);
}

/** Executes the bodies that wait, as they may ask for what had the name of this class before. */
function readAllNow(machine: Machine, scope: Scope, made: ClassValue): void {
  for (const value of [...scope.names.values(), made])
    if (value.kind === "class" && value.scope === scope) readNow(machine, value);
}

function readNow(machine: Machine, made: ClassValue): void {
  for (const member of machine.classBody(made).values())
    if (member.kind === "class" && member.scope.owner === made) readNow(machine, member);
}

/** A class decorator of the repo may put another object in place of the class; others keep it. */
function decorateClass(machine: Machine, made: ClassValue): Value {
  let value: Value = made;
  for (const decorator of made.decorators.toReversed()) {
    const result = decorated(machine, decorator, value, made);
    if (result?.kind === "class" || result?.kind === "function") value = result;
  }
  return value;
}

/** What a decorator makes of a class; null, with a doubt, where it raises something. */
function decorated(
  machine: Machine,
  decorator: Value,
  value: Value,
  { name, place }: ClassValue,
): Value | null {
  try {
    return machine.call(decorator, argumentsOf([value], place));
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const what = `a decorator of ${name} raises ${error.exception}: ${error.message}`;
    doubt(machine, place, what, `what it adds to ${name} is not known`);
    return null;
  }
}

function decorate(
  machine: Machine,
  nodes: readonly Expression[],
  made: FunctionValue,
  scope: Scope,
): Value {
  const decorators = nodes.map((node) => machine.evaluate(node, scope));
  let value: Value = made;
  for (const decorator of decorators.toReversed()) {
    // What a generator has become by `@contextmanager` gives a function like the one below it.
    if (decorator.kind === "list") continue;
    const result = machine.call(decorator, argumentsOf([value], made.place));
    value = isReplacement(result) ? result : withDecorator(value, decorator);
  }
  return value;
}

/** What is known about the result of a decorator takes the place of the function. */
function isReplacement(result: Value): boolean {
  return !["unknown", "external", "call", "choice", "none"].includes(result.kind);
}

function withDecorator(value: Value, decorator: Value): Value {
  if (value.kind !== "function") return value;
  return { ...value, decorators: [decorator, ...value.decorators] };
}
