import type { Place } from "../project/facts.js";
import { rowsOf } from "./contributed.js";
import { handOver } from "./hand-over.js";
import { choose } from "./join.js";
import { fork } from "./journal.js";
import { metaclassOf } from "./classes.js";
import { doubt, PythonError, sourceOf, step, type Machine } from "./machine.js";
import { askForYield } from "./footprint.js";
import { fillFields } from "./records.js";
import { innerScope } from "./names.js";
import { outward } from "./outward.js";
import { bindParameters } from "./parameters.js";
import {
  NONE,
  unknown,
  type CallArguments,
  type ChoiceValue,
  type ClassValue,
  type FunctionValue,
  type Value,
} from "./values.js";

const MAX_CALLS = 45;
/** Branches within branches double the work each time. */
const MAX_FORKS = 6;
const STEPS_PER_CALL = 100_000;

/** `callee(*args, **kwargs)`. */
export function call(machine: Machine, callee: Value, given: CallArguments): Value {
  switch (callee.kind) {
    case "unknown":
      return callee;
    case "choice":
      return callEach(machine, callee, given);
    case "native":
      return callee.call(given);
    case "function":
      return callFunction(machine, callee, given);
    case "method": {
      const result = machine.call(callee.function, withFirst(callee.self, given));
      return result.kind === "unknown" ? (rowsOf(callee, given) ?? result) : result;
    }
    case "class":
      return instantiate(machine, callee, given);
    case "partial":
      return machine.call(callee.function, {
        ...given,
        args: [...callee.call.args, ...given.args],
        kwargs: new Map([...callee.call.kwargs, ...given.kwargs]),
      });
    case "instance": {
      const method = machine.attribute(callee, "__call__");
      return method ? machine.call(method, given) : unknown("a call of an object", given.place);
    }
    case "external":
    case "call":
      handOver(machine, callee, given);
      return { kind: "call", callee, call: given, attributes: new Map() };
    case "modelled":
      if (callee.call) return callee.call(given);
      throw notCallable(callee, given);
    case "descriptor":
      return callee.wrapper === "property"
        ? unknown("a call of a property", given.place)
        : machine.call(callee.function, given);
    default:
      throw notCallable(callee, given);
  }
}

const notCallable = (callee: Value, { place }: CallArguments): PythonError =>
  new PythonError("TypeError", `${callee.kind} is not callable`, place);

const withFirst = (first: Value, { args, kwargs, open, place }: CallArguments): CallArguments => ({
  args: args.length === 0 ? [first] : [first, ...args],
  kwargs,
  open,
  place,
});

function callEach(machine: Machine, callee: ChoiceValue, given: CallArguments): Value {
  const [first, ...rest] = callee.options;
  if (!first) return callee.cause;
  if (rest.length === 0) return machine.call(first, given);
  const [one, others] = fork<Value>(
    machine,
    callee.cause,
    () => ({ value: machine.call(first, given), dead: false }),
    () => ({ value: callEach(machine, { ...callee, options: rest }, given), dead: false }),
  );
  return choose([one, others], callee.cause);
}

function callFunction(machine: Machine, callee: FunctionValue, given: CallArguments): Value {
  const { work } = machine;
  if (work.calls >= MAX_CALLS || work.forks > MAX_FORKS || !step(machine)) {
    return unknown("a call that takes too much work", given.place);
  }
  const { limit, apart } = work;
  // One call may not take the share of the whole module.
  if (work.calls === 0) work.limit = Math.min(limit, work.steps + STEPS_PER_CALL);
  const { trial } = machine;
  work.calls++;
  try {
    const made = runBody(machine, callee, given);
    const result = callee.module.partial ? outward(made, given.place) : made;
    return work.steps > work.limit ? cutShort(machine, given.place) : result;
  } finally {
    work.calls--;
    work.limit = limit + work.apart - apart;
    machine.trial = trial;
  }
}

/** What a call gives that was not read to its end; what it was to change is lost. */
function cutShort(machine: Machine, place: Place): Value {
  const what = "a call that takes too much work";
  const effect = "routes, models or serializers that it enters elsewhere may be missing";
  if (machine.work.calls === 1) doubt(machine, place, what, effect);
  return unknown(what, place);
}

function runBody(machine: Machine, callee: FunctionValue, given: CallArguments): Value {
  const [first] = callee.owner ? given.args : [];
  const self = first && first.kind !== "maybe" && first.kind !== "rest" ? first : null;
  const scope = innerScope("function", callee.scope, callee.owner, self, callee);
  bindParameters(machine, callee, given, scope);
  const { node } = callee;
  if (node.type === "lambda") return machine.evaluate(node.body, scope);
  if (node.isAsync) return unknown("an asynchronous call", given.place);
  const completion = machine.execute(node.body, scope);
  if (isGenerator(callee)) return { kind: "list", items: scope.yields };
  return completion.kind === "return" ? completion.value : NONE;
}

/** A function with `yield` in it is a generator, also when no `yield` was reached. */
function isGenerator({ module, node }: FunctionValue): boolean {
  if (node.type === "lambda") return false;
  return askForYield(sourceOf(module), node.body);
}

function instantiate(machine: Machine, cls: ClassValue, given: CallArguments): Value {
  return metaclassCall(machine, cls, given) ?? makeInstance(machine, cls, given);
}

/** `type.__call__(cls, ...)`: what a call of a class does where no metaclass says otherwise. */
export function makeInstance(machine: Machine, cls: ClassValue, given: CallArguments): Value {
  const maker = machine.classMember(cls, "__new__");
  const made =
    maker && maker !== "external"
      ? machine.call(unwrapStatic(maker), { ...given, args: [cls, ...given.args] })
      : newInstance(cls, given);
  if (made.kind !== "instance" || made.class !== cls) return made;
  const init = machine.classMember(cls, "__init__");
  if (init && init !== "external") machine.call(init, withFirst(made, given));
  else fillFields(machine, made, given);
  return made;
}

/** `object.__new__(cls)`. */
export const newInstance = (cls: ClassValue, given: CallArguments): Value => ({
  kind: "instance",
  class: cls,
  attributes: new Map(),
  call: given,
});

const unwrapStatic = (value: Value): Value =>
  value.kind === "descriptor" ? value.function : value;

/** A metaclass may make something else of a call. */
function metaclassCall(machine: Machine, cls: ClassValue, given: CallArguments): Value | null {
  const metaclass = metaclassOf(machine, cls);
  if (!metaclass) return null;
  const method = machine.classMember(metaclass, "__call__");
  if (!method || method === "external") return null;
  return machine.call(method, { ...given, args: [cls, ...given.args] });
}
