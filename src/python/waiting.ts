import { doubt, placeAt, PythonError, type Machine } from "./machine.js";
import { visiblePlace } from "./outward.js";
import { canWait } from "./quiet.js";
import { setName } from "./set-name.js";
import type { CallNode } from "./syntax.js";
import { unknown, type LazyImport, type Scope, type Value } from "./values.js";

/**
 * `name = Class(...)` in the body of a class, made when somebody asks for it: half of the work of
 * reading some projects is in objects that nobody does. Null where it has to be made at once.
 */
export function waitingObject(
  machine: Machine,
  name: string,
  node: CallNode,
  scope: Scope,
): LazyImport | null {
  if (scope.kind !== "class" || scope.parent?.kind !== "module") return null;
  if (machine.journal !== null || machine.trial !== null || scope.outer !== null) return null;
  if (!canWait(machine, node, scope)) return null;
  // The names of the body as they are here, whatever is bound to them further down.
  const here: Scope = { ...scope, names: new Map(scope.names) };
  let made: Value | null = null;
  return {
    kind: "lazy",
    isObject: true,
    resolve: () => (made ??= make(machine, name, node, here)),
  };
}

function make(machine: Machine, name: string, node: CallNode, scope: Scope): Value {
  const { journal, trial } = machine;
  machine.journal = null;
  machine.trial = null;
  try {
    const made = machine.evaluate(node, scope);
    if (scope.owner !== null) setName(machine, made, scope.owner, name);
    return made;
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    const place = visiblePlace(error.place, placeAt(scope.module, node.start));
    const what = `${error.exception}: ${error.message}`;
    const owner = scope.owner?.name ?? "";
    doubt(machine, place, what, `the rest of class ${owner} is read without this statement`);
    return unknown(what, place);
  } finally {
    machine.journal = journal;
    machine.trial = trial;
  }
}
