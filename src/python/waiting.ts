import { doubt, placeAt, PythonError, type Machine } from "./machine.js";
import { visiblePlace } from "./outward.js";
import { canWait } from "./quiet.js";
import { setName } from "./set-name.js";
import type { CallNode, Expression } from "./syntax.js";
import { unknown, type LazyImport, type Scope, type Value } from "./values.js";

/**
 * What the body of a class binds to a name, worked out when somebody asks for it: half of the work of
 * reading some projects is in objects, and in modules, that nobody does. Null where it has to be done
 * at once.
 */
export function waitingValue(
  machine: Machine,
  name: string,
  node: Expression,
  scope: Scope,
): LazyImport | null {
  if (scope.kind !== "class" || scope.parent?.kind !== "module") return null;
  if (machine.journal !== null || machine.trial !== null || scope.outer !== null) return null;
  const here = node.type === "call" ? forObject(machine, node, scope) : forClass(node, scope);
  if (here === null) return null;
  let made: Value | null = null;
  return {
    kind: "lazy",
    isObject: true,
    resolve: () => (made ??= make(machine, name, node, { ...here, owner: scope.owner })),
  };
}

/** Where `Class(...)` can be made later: among the names of the body as they are now. */
function forObject(machine: Machine, node: CallNode, scope: Scope): Scope | null {
  return canWait(machine, node, scope) ? { ...scope, names: new Map(scope.names) } : null;
}

/** What is called as classes are, which no function is. */
const CLASS_NAME = /^[A-Z]\w*[a-z]/;

/** Where `forms.CourseForm` can be looked up later: with the import that nobody has needed yet. */
function forClass(node: Expression, scope: Scope): Scope | null {
  const last = node.type === "attribute" ? node.name : node.type === "name" ? node.id : "";
  if (!CLASS_NAME.test(last)) return null;
  let root = node;
  while (root.type === "attribute") root = root.object;
  if (root.type !== "name" || scope.parent === null || scope.names.has(root.id)) return null;
  const imported = scope.parent.names.get(root.id);
  const isUnneeded = imported?.kind === "lazy" && !imported.isObject;
  return isUnneeded ? { ...scope.parent, names: new Map([[root.id, imported]]) } : null;
}

function make(machine: Machine, name: string, node: Expression, scope: Scope): Value {
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
