import { choose } from "./join.js";
import { mayRaise, PythonError, type Machine } from "./machine.js";
import type { ChoiceValue, Value } from "./values.js";

/**
 * What an operation gives for one of several values. One for which it raises is not the value, or
 * the program would have ended there, unless a `try` waits for that.
 */
export function forEachOption(
  machine: Machine,
  value: ChoiceValue,
  operate: (option: Value) => Value,
): Value {
  const results: Value[] = [];
  const failures: PythonError[] = [];
  for (const option of value.options) {
    try {
      results.push(operate(option));
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      failures.push(error);
    }
  }
  const [failure] = failures;
  if (failure && results.length === 0) throw failure;
  if (failure) mayRaise(machine, failure.exception, value.cause);
  return choose(results, value.cause);
}
