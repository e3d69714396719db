import type { Place } from "../project/facts.js";
import { assignTarget } from "./assign.js";
import { argumentsOf } from "./arguments.js";
import { joinCompletions } from "./completions.js";
import { handles } from "./exceptions.js";
import { forkWhere, type Branch } from "./journal.js";
import {
  NORMAL,
  placeAt,
  PythonError,
  type Completion,
  type Machine,
  type Trial,
} from "./machine.js";
import { assignName } from "./names.js";
import type { Handler, TryStatement, WithStatement } from "./syntax.js";
import { unknown, type Scope, type UnknownValue, type Value } from "./values.js";

/**
 * Executes `try`. Where something in it may or may not raise (an import nobody knows about, a
 * variable without a default), both the body and the handler are read.
 */
export function executeTry(machine: Machine, node: TryStatement, scope: Scope): Completion {
  const completion = readBody(machine, node, scope);
  if (!node.finally) return completion;
  const last = machine.execute(node.finally, scope);
  return last.kind === "normal" ? completion : last;
}

function readBody(machine: Machine, node: TryStatement, scope: Scope): Completion {
  const outer = machine.trial;
  const trial: Trial = {
    cause: null,
    exception: "",
    catches: (exception) =>
      findHandler(machine, node, exception, scope) !== null || outer?.catches(exception) === true,
  };
  const cause = raising(trial, placeAt(scope.module, node.start));
  const handler = (): Branch<Completion | null> => {
    machine.trial = outer;
    const chosen = trial.cause && findHandler(machine, node, trial.exception, scope);
    if (!chosen) return { value: null, dead: true };
    return guarded(() => runHandler(machine, chosen, trial.cause ?? cause, scope));
  };
  const body = (): Branch<Completion | null> => {
    machine.trial = trial;
    return { value: runTrial(machine, node, scope, outer), dead: false };
  };
  if (node.handlers.length === 0) return runTrial(machine, node, scope, outer);
  const before = machine.environment.length;
  const [first, second] = forkWhere(machine, cause, body, () => trial.cause !== null, handler);
  if (second !== null && trial.exception === "KeyError") doWithout(machine, before);
  return joinCompletions(machine, first, second, trial.cause ?? cause);
}

/** The variables read since then have a handler that goes on where they are not set. */
function doWithout({ environment }: Machine, before: number): void {
  const reads = environment.splice(before);
  environment.push(...reads.map((read) => ({ ...read, required: false })));
}

/** Why both ways were read: what may raise is known only once the body has been read. */
function raising(trial: Trial, place: Place): UnknownValue {
  return {
    kind: "unknown",
    get reason() {
      return trial.cause?.reason ?? "whether this raises is not known";
    },
    get place() {
      return trial.cause?.place ?? place;
    },
  };
}

function runTrial(
  machine: Machine,
  node: TryStatement,
  scope: Scope,
  outer: Trial | null,
): Completion {
  try {
    const completion = machine.execute(node.body, scope);
    machine.trial = outer;
    if (completion.kind !== "normal" || !node.otherwise) return completion;
    return machine.execute(node.otherwise, scope);
  } catch (error) {
    machine.trial = outer;
    if (!(error instanceof PythonError)) throw error;
    const handler = findHandler(machine, node, error.exception, scope);
    if (!handler) throw error;
    const value = error.value ?? unknown(`a caught ${error.exception}`, error.place);
    return runHandler(machine, handler, value, scope);
  }
}

function guarded(run: () => Completion): Branch<Completion | null> {
  try {
    return { value: run(), dead: false };
  } catch (error) {
    if (error instanceof PythonError) return { value: null, dead: true };
    throw error;
  }
}

function runHandler(machine: Machine, handler: Handler, value: Value, scope: Scope): Completion {
  if (handler.alias !== null) assignName(machine, scope, handler.alias, value);
  return machine.execute(handler.body, scope);
}

function findHandler(
  machine: Machine,
  node: TryStatement,
  exception: string,
  scope: Scope,
): Handler | null {
  for (const handler of node.handlers) {
    if (handler.exception === null) return handler;
    if (handles(machine, machine.evaluate(handler.exception, scope), exception)) return handler;
  }
  return null;
}

/** Executes `with`; `suppress(...)` catches, other contexts are taken as giving something unknown. */
export function executeWith(machine: Machine, node: WithStatement, scope: Scope): Completion {
  const caught: Value[] = [];
  for (const item of node.items) {
    const place = placeAt(scope.module, node.start);
    const context = machine.evaluate(item.context, scope);
    if (isSuppress(context))
      caught.push(
        ...context.call.args.filter((one) => one.kind !== "maybe" && one.kind !== "rest"),
      );
    if (item.target) assignTarget(machine, item.target, entered(machine, context, place), scope);
  }
  if (caught.length === 0) return machine.execute(node.body, scope);
  const outer = machine.trial;
  const trial: Trial = {
    cause: null,
    exception: "",
    catches: (exception) =>
      caught.some((one) => handles(machine, one, exception)) || outer?.catches(exception) === true,
  };
  const cause = raising(trial, placeAt(scope.module, node.start));
  const [first, second] = forkWhere<Completion | null>(
    machine,
    cause,
    () => {
      machine.trial = trial;
      return { value: runSuppressed(machine, node, caught, scope, outer), dead: false };
    },
    () => trial.cause !== null,
    () => ({ value: NORMAL, dead: false }),
  );
  return joinCompletions(machine, first, second, cause);
}

function isSuppress(value: Value): value is Extract<Value, { kind: "call" }> {
  return (
    value.kind === "call" &&
    value.callee.kind === "external" &&
    value.callee.name === "contextlib.suppress"
  );
}

function runSuppressed(
  machine: Machine,
  node: WithStatement,
  caught: readonly Value[],
  scope: Scope,
  outer: Trial | null,
): Completion {
  try {
    return machine.execute(node.body, scope);
  } catch (error) {
    if (
      error instanceof PythonError &&
      caught.some((one) => handles(machine, one, error.exception))
    ) {
      return NORMAL;
    }
    throw error;
  } finally {
    machine.trial = outer;
  }
}

function entered(machine: Machine, context: Value, place: { file: string; line: number }): Value {
  const method = context.kind === "instance" ? machine.attribute(context, "__enter__") : null;
  if (method) return machine.call(method, argumentsOf([], place));
  const isRead =
    context.kind === "instance" && machine.mro(context.class).every(({ kind }) => kind === "class");
  if (isRead)
    throw new PythonError("TypeError", `${context.class.name} is no context manager`, place);
  return context.kind === "unknown" ? context : unknown("what a context manager gives", place);
}
