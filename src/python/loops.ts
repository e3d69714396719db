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
import type { ForStatement, Suite, WhileStatement } from "./syntax.js";
import { truthOf } from "./truth-of.js";
import { type Item, type Scope, type UnknownValue } from "./values.js";

const MAX_ROUNDS = 10_000;

/** Executes `for`: once per known item, and as a branch for items that may not be there. */
export function executeFor(machine: Machine, node: ForStatement, scope: Scope): Completion {
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

/** Executes `while` as long as its condition is known. */
export function executeWhile(machine: Machine, node: WhileStatement, scope: Scope): Completion {
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
  }
  doubt(machine, place, "a loop that takes too much work", "what later rounds do is not known");
  return NORMAL;
}

function readOnce(machine: Machine, body: Suite, cause: UnknownValue, scope: Scope): Completion {
  fork<Completion>(
    machine,
    cause,
    () => attempt(machine, () => machine.execute(body, scope)),
    () => ({ value: NORMAL, dead: false }),
  );
  return NORMAL;
}
