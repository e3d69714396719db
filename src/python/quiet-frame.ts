import { suitesIn } from "./suites.js";
import type { Machine } from "./machine.js";
import type { CallNode, Expression, FunctionNode, LambdaNode, Statement } from "./syntax.js";
import type { ClassValue, Scope } from "./values.js";

/** What a name of a function is bound to, as far as changing it goes. */
export type Binding =
  /** Made in the function itself, so that nobody else sees it change. */
  | "fresh"
  /** A function written in it. */
  | "function"
  | "other";

/** A function, class body or expression that is looked at. */
export interface Frame {
  readonly machine: Machine;
  /** Where names that are not `bound` are looked up. */
  readonly scope: Scope;
  readonly bound: ReadonlyMap<string, Binding>;
  /** Name of the parameter that is the object being made, and the class of that object. */
  readonly self: string | null;
  readonly cls: ClassValue | null;
  readonly owner: ClassValue | null;
  /** Attributes of that object that hold something made here, on the way to where the reading is. */
  readonly made: Set<string>;
  readonly isQuietCall: (frame: Frame, node: CallNode) => boolean;
}

/** Whether a name stands for the object being made. */
export const isOwn = (frame: Frame, node: Expression): boolean =>
  node.type === "name" && node.id === frame.self && frame.cls !== null;

/** The names that a function binds; null where some belong to scopes around it. */
export function bindingsOf(node: FunctionNode | LambdaNode): Map<string, Binding> | null {
  const found = new Map<string, Binding>();
  for (const { name, kind } of node.parameters()) {
    found.set(name, kind === "*" || kind === "**" ? "fresh" : "other");
  }
  if (node.type === "lambda") return found;
  return node.body.statements().every((one) => bind(one, found)) ? found : null;
}

function bind(statement: Statement, found: Map<string, Binding>): boolean {
  switch (statement.type) {
    case "global":
    case "nonlocal":
      return false;
    case "assign":
      for (const target of statement.targets) {
        const isFresh = target.type === "name" && statement.value && isNew(statement.value);
        bindTarget(target, isFresh ? "fresh" : "other", found);
      }
      return true;
    case "for":
      bindTarget(statement.target, "other", found);
      break;
    case "function":
      note(statement.name, "function", found);
      return true;
    case "try":
      for (const { alias } of statement.handlers) if (alias !== null) note(alias, "other", found);
      break;
    default:
  }
  return suitesIn(statement).every((suite) => suite.statements().every((one) => bind(one, found)));
}

/** A name that is bound in different ways is of no certain kind. */
function note(name: string, binding: Binding, found: Map<string, Binding>): void {
  const known = found.get(name);
  found.set(name, known === undefined || known === binding ? binding : "other");
}

function bindTarget(target: Expression, binding: Binding, found: Map<string, Binding>): void {
  if (target.type === "name") note(target.id, binding, found);
  else if (target.type === "star") bindTarget(target.value, "other", found);
  else if (target.type === "tuple" || target.type === "list") {
    for (const item of target.items) bindTarget(item, "other", found);
  }
}

/** Whether an expression makes an object of its own. */
export function isNew(value: Expression): boolean {
  switch (value.type) {
    case "list":
    case "set":
    case "dict":
    case "comprehension":
    case "string":
    case "format":
    case "number":
      return true;
    case "call":
      return value.callee.type === "name"
        ? COPYING.has(value.callee.id)
        : value.callee.type === "attribute" && value.callee.name === "copy";
    default:
      return false;
  }
}

const COPYING = new Set(["dict", "list", "set", "sorted"]);
