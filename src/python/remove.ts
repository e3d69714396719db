import { keyOf } from "./identity.js";
import { certainItems } from "./iterate.js";
import { touch } from "./journal.js";
import { placeAt, PythonError, type Machine } from "./machine.js";
import { deleteName } from "./names.js";
import type { Expression } from "./syntax.js";
import { unknown, type Scope } from "./values.js";

/** Executes `del` for one target: a name, an item or an attribute. */
export function remove(machine: Machine, target: Expression, scope: Scope): void {
  if (target.type === "name") deleteName(machine, scope, target.id);
  else if (target.type === "subscript") removeItem(machine, target, scope);
  else if (target.type === "attribute") {
    const object = machine.evaluate(target.object, scope);
    if (object.kind === "instance") object.attributes.delete(target.name);
  }
}

function removeItem(
  machine: Machine,
  target: Extract<Expression, { type: "subscript" }>,
  scope: Scope,
): void {
  const object = machine.evaluate(target.object, scope);
  const index = target.index.type === "slice" ? null : machine.evaluate(target.index, scope);
  if (object.kind === "dict" && !object.scope) {
    touch(machine, object);
    const entries = new Map(object.entries);
    const hash = index && keyOf(index);
    const there = hash !== null && entries.delete(hash);
    if (!there && !object.open && hash !== null)
      throw new PythonError("KeyError", "no such key", placeAt(scope.module, target.start));
    object.entries = entries;
  } else if (object.kind === "list") {
    touch(machine, object);
    const certain = certainItems(object.items);
    if (index?.kind === "int" && certain) object.items = certain.toSpliced(index.value, 1);
    else
      object.items = [
        {
          kind: "rest",
          cause: unknown(
            "an item was deleted by an index that is not known",
            placeAt(scope.module, target.start),
          ),
        },
      ];
  }
}
