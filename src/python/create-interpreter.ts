import { nothingAsked } from "./asked.js";
import { attribute } from "./attribute.js";
import { builtinNames } from "./builtins.js";
import { call } from "./call.js";
import { classBody, classMember, descends, resolutionOrder } from "./classes.js";
import { evaluate } from "./evaluate.js";
import { execute } from "./execute.js";
import { importModule } from "./imports.js";
import type { Interpreter, Raised, SourceHost } from "./interpreter.js";
import { standardLibrary } from "./library.js";
import { loadModule } from "./load.js";
import { doubt, PythonError, type Machine } from "./machine.js";
import { force, readSlot } from "./names.js";
import { withStubs } from "./stub-host.js";
import { LIBRARY_STUBS } from "./stubs/index.js";
import {
  unknown,
  type ClassValue,
  type FunctionValue,
  type ModuleValue,
  type Namespace,
  type Value,
} from "./values.js";

const TOTAL_STEPS = 6_000_000;

/** Makes an interpreter that reaches files through `host` only. */
export function createInterpreter(host: SourceHost): Interpreter {
  const machine = createMachine(withStubs(host, LIBRARY_STUBS));
  return {
    module: (dotted) => machine.load(dotted),
    eagerly: (run) => eagerly(machine, run),
    isInBranch: () => machine.journal !== null,
    locate: (dotted) => locate(machine, dotted),
    get: (value, name) => guard(() => machine.attribute(value, name)),
    call: (callee, given) =>
      guard(() => machine.call(callee, given)) ?? unknown("nothing", given.place),
    attempt: (callee, given) => attempt(machine, () => machine.call(callee, given)),
    mro: (cls) => resolutionOrder(machine, cls),
    ownAttributes: (cls) => forced(machine.classBody(cls)),
    ownAttribute: (cls, name) => {
      machine.asked.names.add(name);
      return readSlot(machine.classBody(cls), name);
    },
    functionsWith: (cls, attribute) => functionsWith(machine, cls, attribute),
    attribute: (cls, name) => {
      const found = machine.classMember(cls, name);
      return found === "external" ? null : found;
    },
    isSubclass: (cls, dotted) => descends(machine, cls, dotted),
    classesOf: (module) => classesOf(module),
    madeClasses: () => machine.made,
    names: (module) => forced(module.namespace),
    setGlobal: (module, name, value) => {
      module.namespace.set(name, value);
    },
    note: (place, what, effect) => doubt(machine, place, what, effect),
    doubts: () => machine.doubts,
    environment: () => machine.environment,
    modules: () => machine.modules,
  };
}

function createMachine(host: SourceHost): Machine {
  const builtins = new Map<string, Value>();
  const library = new Map<string, Value>();
  const machine: Machine = {
    host,
    modules: new Map(),
    missing: new Set(),
    planted: { kind: "dict", entries: new Map(), open: null },
    plantedModules: new Map(),
    texts: new Map(),
    builtins,
    library,
    doubts: [],
    environment: [],
    work: {
      steps: 0,
      limit: TOTAL_STEPS,
      total: TOTAL_STEPS,
      calls: 0,
      forks: 0,
      nesting: 0,
      apart: 0,
      maybeBreaks: 0,
      trials: 0,
    },
    asked: host.asked ?? nothingAsked(),
    executing: [],
    made: [],
    journal: null,
    eager: false,
    defining: null,
    trial: null,
    evaluate: (node, scope) => evaluate(machine, node, scope),
    execute: (block, scope) => execute(machine, block, scope),
    call: (callee, given) => call(machine, callee, given),
    attribute: (value, name) => attribute(machine, value, name),
    load: (dotted) => loadModule(machine, dotted),
    mro: (cls) => resolutionOrder(machine, cls),
    classBody: (cls) => classBody(machine, cls),
    classMember: (cls, name) => classMember(machine, cls, name),
  };
  for (const [name, value] of builtinNames(machine)) builtins.set(name, value);
  for (const [name, value] of standardLibrary(machine)) library.set(name, value);
  return machine;
}

function eagerly<T>(machine: Machine, run: () => T): T {
  machine.eager = true;
  try {
    return run();
  } finally {
    machine.eager = false;
  }
}

function attempt({ work }: Machine, run: () => Value): Value | Raised {
  work.trials++;
  try {
    return run();
  } catch (error) {
    if (error instanceof PythonError) return { kind: "raised", error: error.exception };
    throw error;
  } finally {
    work.trials--;
  }
}

/** What raises when it is asked for from outside is unknown. */
function guard(run: () => Value | null): Value | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof PythonError)
      return unknown(`${error.exception}: ${error.message}`, error.place);
    throw error;
  }
}

function forced(names: Namespace): ReadonlyMap<string, Value> {
  const known = new Map<string, Value>();
  for (const name of names.keys()) {
    const value = readSlot(names, name);
    if (value) known.set(name, value);
  }
  return known;
}

function functionsWith(
  machine: Machine,
  cls: ClassValue,
  attribute: string,
): readonly (readonly [name: string, member: FunctionValue])[] {
  const bodies = resolutionOrder(machine, cls).flatMap((one) =>
    one.kind === "class" ? [machine.classBody(one)] : [],
  );
  const found: [string, FunctionValue][] = [];
  for (const [at, body] of bodies.entries()) {
    for (const [name, slot] of body) {
      // An object that waits is no function.
      if (slot.kind === "lazy" && slot.isObject) continue;
      const member = force(body, name, slot);
      if (member.kind !== "function" || !member.attributes.has(attribute)) continue;
      machine.asked.names.add(name);
      if (!bodies.slice(0, at).some((before) => before.has(name))) found.push([name, member]);
    }
  }
  return found;
}

/** The longest importable prefix is the module, the rest are attributes. */
function locate(machine: Machine, dotted: string): Value | null {
  const parts = dotted.split(".");
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join(".");
    const module = machine.load(name);
    if (!module) continue;
    let value: Value | null = module;
    for (const part of parts.slice(length))
      value = value && guard(() => value && machine.attribute(value, part));
    return value;
  }
  return importModule(machine, dotted);
}

function classesOf(module: ModuleValue): readonly ClassValue[] {
  const found: ClassValue[] = [];
  for (const value of module.namespace.values()) {
    if (value.kind === "class" && value.module === module && !found.includes(value))
      found.push(value);
  }
  return found;
}
