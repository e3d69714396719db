import { compare } from "./doubts.js";
import type { Route } from "./facts.js";

/** Orders routes by path, namespace, name and view. */
export function byRoute(a: Route, b: Route): number {
  return (
    compare(a.path, b.path) ||
    compare(a.namespace, b.namespace) ||
    compare(a.name, b.name) ||
    compare(a.view, b.view)
  );
}
