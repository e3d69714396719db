import { choose, join } from "./join.js";
import { fork } from "./journal.js";
import { placeAt, PythonError, type Machine } from "./machine.js";
import type { Expression } from "./syntax.js";
import { truthAt } from "./truth-of.js";
import { unknown, type Scope, type UnknownValue, type Value } from "./values.js";

/** The value of `and` and `or`. */
export function evaluateBoolean(
  machine: Machine,
  operator: "and" | "or",
  leftNode: Expression,
  rightNode: Expression,
  scope: Scope,
): Value {
  const left = machine.evaluate(leftNode, scope);
  const answer = truthAt(machine, left, scope, leftNode.start);
  if (answer !== null)
    return answer === (operator === "and") ? machine.evaluate(rightNode, scope) : left;
  const cause = causeOf(left, scope, leftNode.start);
  const [right] = fork(
    machine,
    cause,
    () => attemptValue(() => machine.evaluate(rightNode, scope), cause),
    () => ({ value: left, dead: false }),
  );
  return left.kind === "unknown" ? cause : choose([left, right], cause);
}

/** A side that raises is not the one that is taken. */
function attemptValue(run: () => Value, cause: UnknownValue): { value: Value; dead: boolean } {
  try {
    return { value: run(), dead: false };
  } catch (error) {
    if (error instanceof PythonError) return { value: cause, dead: true };
    throw error;
  }
}

/** The unknown behind a value whose truth is not known. */
export function causeOf(value: Value, scope: Scope, start: number): UnknownValue {
  if (value.kind === "unknown") return value;
  return value.kind === "choice"
    ? value.cause
    : unknown("a condition that is not known", placeAt(scope.module, start));
}

/** The value of `a if b else c`. */
export function evaluateConditional(
  machine: Machine,
  node: Extract<Expression, { type: "conditional" }>,
  scope: Scope,
): Value {
  const test = machine.evaluate(node.test, scope);
  const answer = truthAt(machine, test, scope, node.start);
  if (answer !== null) return machine.evaluate(answer ? node.yes : node.otherwise, scope);
  const cause = causeOf(test, scope, node.test.start);
  const [first, second] = fork(
    machine,
    cause,
    () => attemptValue(() => machine.evaluate(node.yes, scope), cause),
    () => attemptValue(() => machine.evaluate(node.otherwise, scope), cause),
  );
  return join(first, second, cause);
}
