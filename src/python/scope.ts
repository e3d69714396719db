import type { ClassValue, FunctionValue, Item, ModuleValue, Value } from "./values.js";

/**
 * A name table that remembers the order of definition, as Python's own does. Read module names
 * through `Interpreter.get`: an import is bound to a `LazyImport` until somebody asks for it.
 */
export type Namespace = Map<string, Value | LazyImport> & {
  /** When a call made it, so that branches begun earlier need not remember its names. */
  born?: number;
};

/** A name bound by an import statement whose module nobody has needed yet, or to an object. */
export interface LazyImport {
  readonly kind: "lazy";
  /** Set for an instance of a class of the repository that has not been made yet. */
  readonly isObject?: true;
  readonly resolve: () => Value;
}

/** Where names live: a module, a function call or a class body. */
export interface Scope {
  readonly kind: "module" | "function" | "class";
  readonly names: Namespace;
  readonly parent: Scope | null;
  readonly module: ModuleValue;
  /** Names declared `global` or `nonlocal`; null where there are none. */
  outer: Map<string, Scope> | null;
  readonly owner: ClassValue | null;
  /** First argument of a method, for a bare `super()`. */
  readonly self: Value | null;
  /** The function whose call this is. */
  readonly function: FunctionValue | null;
  /** What a generator function has yielded so far. */
  readonly yields: Item[];
}
