import { doubt, executeOnce, placeAt, PythonError, type Machine } from "./machine.js";
import { visiblePlace } from "./outward.js";
import type { Statement } from "./syntax.js";
import type { Scope } from "./values.js";

/** Executes a statement; what it raises is noted with its effect, and given. */
export function executeNoted(
  machine: Machine,
  statement: Statement,
  scope: Scope,
  effect: string,
): PythonError | null {
  try {
    executeOnce(machine, statement, scope);
    return null;
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const place = visiblePlace(error.place, placeAt(scope.module, statement.start));
    doubt(machine, place, `${error.exception}: ${error.message}`, effect);
    return error;
  }
}
