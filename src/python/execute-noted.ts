import { doubt, executeOnce, placeAt, PythonError, type Machine } from "./machine.js";
import { visiblePlace } from "./outward.js";
import type { Statement } from "./syntax.js";
import { assignName } from "./names.js";
import { unknown, type Scope } from "./values.js";

/**
 * Executes a statement; what it raises is noted with its effect, and given. Python would stop there: as it
 * does not, the reading is wrong somewhere, and what the statement binds is not known.
 */
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
    const what = `${error.exception}: ${error.message}`;
    doubt(machine, place, what, effect);
    const lost = unknown(what, place);
    for (const name of boundBy(statement)) assignName(machine, scope, name, lost);
    return error;
  }
}

/** The plain names that a statement binds once it has gone through. */
function boundBy(statement: Statement): readonly string[] {
  if (statement.type === "from") return statement.names?.map(({ alias }) => alias) ?? [];
  if (statement.type !== "assign") return [];
  return statement.targets.flatMap((target) => (target.type === "name" ? [target.id] : []));
}
