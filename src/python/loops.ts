import { assignTarget } from "./assign.js";
import { causeOf } from "./evaluate-branches.js";
import { iterate } from "./iterate.js";
import { fork, type Branch } from "./journal.js";
import {
  doubt,
  NORMAL,
  placeAt,
  PythonError,
  step,
  type Completion,
  type Machine,
} from "./machine.js";
import { assignName } from "./names.js";
import { suitesIn } from "./suites.js";
import type { Expression, ForStatement, Suite, WhileStatement } from "./syntax.js";
import { truthOf } from "./truth-of.js";
import { unknown, type Item, type Scope, type UnknownValue } from "./values.js";

const MAX_ROUNDS = 10_000;

/** Executes `for`: once per known item, and as a branch for items that may not be there. */
export const executeFor = (machine: Machine, node: ForStatement, scope: Scope): Completion =>
  withOwnBreaks(machine, () => runFor(machine, node, scope));

/** Executes `while` as long as its condition, and that it is not left, are known. */
export const executeWhile = (machine: Machine, node: WhileStatement, scope: Scope): Completion =>
  withOwnBreaks(machine, () => runWhile(machine, node, scope));

/** The breaks in a loop are not those of the loop around it. */
function withOwnBreaks(machine: Machine, run: () => Completion): Completion {
  const { maybeBreaks } = machine.work;
  machine.work.maybeBreaks = 0;
  try {
    return run();
  } finally {
    machine.work.maybeBreaks = maybeBreaks;
  }
}

function runFor(machine: Machine, node: ForStatement, scope: Scope): Completion {
  const place = placeAt(scope.module, node.start);
  const items = iterate(machine, machine.evaluate(node.iterable, scope), place);
  let rounds = 0;
  for (const item of items) {
    if (!step(machine) || ++rounds > MAX_ROUNDS) {
      doubt(machine, place, "a loop that takes too much work", "what later rounds do is not known");
      break;
    }
    const completion = round(machine, node, item, scope);
    if (completion.kind === "break") return NORMAL;
    if (completion.kind === "return") return completion;
  }
  return node.otherwise ? machine.execute(node.otherwise, scope) : NORMAL;
}

function round(machine: Machine, node: ForStatement, item: Item, scope: Scope): Completion {
  if (item.kind !== "maybe" && item.kind !== "rest") {
    assignTarget(machine, node.target, item, scope);
    return machine.execute(node.body, scope);
  }
  const { cause } = item;
  const value = item.kind === "maybe" ? item.value : cause;
  fork<Completion>(
    machine,
    cause,
    () =>
      attempt(machine, () => {
        assignTarget(machine, node.target, value, scope);
        return machine.execute(node.body, scope);
      }),
    () => ({ value: NORMAL, dead: false }),
  );
  // A round that may not happen does not end the loop for certain.
  return NORMAL;
}

/** Runs one side of a branch; an exception means that this side did not happen. */
export function attempt(machine: Machine, run: () => Completion): Branch<Completion> {
  try {
    return { value: run(), dead: false };
  } catch (error) {
    if (error instanceof PythonError) return { value: NORMAL, dead: true };
    throw error;
  }
}

function runWhile(machine: Machine, node: WhileStatement, scope: Scope): Completion {
  const place = placeAt(scope.module, node.start);
  for (let rounds = 0; rounds < MAX_ROUNDS && step(machine); rounds++) {
    const test = machine.evaluate(node.test, scope);
    const answer = truthOf(machine, test, place);
    if (answer === false) return node.otherwise ? machine.execute(node.otherwise, scope) : NORMAL;
    if (answer === null)
      return readOnce(machine, node.body, causeOf(test, scope, node.start), scope);
    const completion = machine.execute(node.body, scope);
    if (completion.kind === "break") return NORMAL;
    if (completion.kind === "return") return completion;
    if (machine.work.maybeBreaks > 0) {
      const cause = unknown("how often a loop runs", place);
      return readOnce(machine, node.body, cause, scope);
    }
  }
  doubt(machine, place, "a loop that takes too much work", "what later rounds do is not known");
  return NORMAL;
}

/** Reads a round that may not be the last: what it binds by name is not known after it. */
function readOnce(machine: Machine, body: Suite, cause: UnknownValue, scope: Scope): Completion {
  fork<Completion>(
    machine,
    cause,
    () => attempt(machine, () => machine.execute(body, scope)),
    () => ({ value: NORMAL, dead: false }),
  );
  for (const name of boundNames(body)) assignName(machine, scope, name, cause);
  return NORMAL;
}

function boundNames(suite: Suite): readonly string[] {
  return suite.statements().flatMap((one) => {
    if (one.type === "assign") return one.targets.flatMap(namesIn);
    if (one.type === "augment") return namesIn(one.target);
    return one.type === "function" || one.type === "class" ? [] : suitesIn(one).flatMap(boundNames);
  });
}

const namesIn = (target: Expression): readonly string[] =>
  target.type === "name" ? [target.id] : "items" in target ? target.items.flatMap(namesIn) : [];
