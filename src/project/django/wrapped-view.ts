import { functionText } from "../../python/index.js";
import type { FunctionValue, Scope, Value } from "../../python/index.js";

/** Names that decorators written by hand give to the function they close over. */
const NAMES = ["view_func", "func", "function", "view", "fn", "f", "wrapped"];

const CALLABLE = new Set(["function", "partial", "class"]);

/** The view that a decorator of the repo has wrapped; null for a function that wraps nothing. */
export function wrappedView(wrapper: FunctionValue): Value | null {
  const wrapped = wrapper.attributes.get("__wrapped__");
  if (wrapped && wrapped.kind !== "lazy") return wrapped;
  if (!wrapper.qualname.includes("<locals>")) return null;
  const callables = callablesIn(wrapper);
  for (const name of NAMES) {
    const found = callables.get(name);
    if (found) return found;
  }
  const [only] = callables.values();
  return callables.size === 1 && only ? only : null;
}

/** Objects made of classes that are not read are taken for data: `Http404()`. */
function isCallable(value: Value): boolean {
  if (value.kind !== "call") return CALLABLE.has(value.kind);
  const { callee } = value;
  return (
    callee.kind !== "external" ||
    !/^[A-Z]/.test(callee.name.slice(callee.name.lastIndexOf(".") + 1))
  );
}

/** Callables of the enclosing calls that the function's own text mentions. */
function callablesIn(wrapper: FunctionValue): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const words = new Set(functionText(wrapper).match(/\w+/g));
  for (let at: Scope | null = wrapper.scope; at?.kind === "function"; at = at.parent) {
    for (const [name, value] of at.names) {
      if (value.kind !== "lazy" && isCallable(value) && words.has(name) && !found.has(name))
        found.set(name, value);
    }
  }
  return found;
}
