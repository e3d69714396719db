import type { Scope } from "./scope.js";
import type { Item, UnknownValue, Value } from "./values.js";

export interface NoneValue {
  readonly kind: "none";
}

export interface BoolValue {
  readonly kind: "bool";
  readonly value: boolean;
}

export interface IntValue {
  readonly kind: "int";
  readonly value: number;
}

export interface FloatValue {
  readonly kind: "float";
  readonly value: number;
}

export interface StrValue {
  readonly kind: "str";
  readonly value: string;
}

export interface BytesValue {
  readonly kind: "bytes";
  readonly value: string;
}

/** Mutable: `items` is replaced, never changed in place, so that branches can be undone. */
export interface ListValue {
  readonly kind: "list";
  items: readonly Item[];
}

export interface TupleValue {
  readonly kind: "tuple";
  readonly items: readonly Item[];
  /** Names of the items of a named tuple. */
  readonly fields?: readonly string[];
}

export interface SetValue {
  readonly kind: "set";
  items: readonly Item[];
}

export interface Entry {
  readonly key: Value;
  readonly value: Value;
  /** Set when the entry exists only under a condition that is not known. */
  readonly maybe: UnknownValue | null;
}

export interface DictValue {
  readonly kind: "dict";
  /** Keyed by `keyOf(key)`. */
  entries: ReadonlyMap<string, Entry>;
  /** Set when there may be entries that are not known. */
  open: UnknownValue | null;
  /** Set for `globals()`, `locals()` and `vars()`: the names of a scope seen as a dict. */
  readonly scope?: Scope;
  /** Set for `defaultdict(...)`: what is called for a key that is not there. */
  readonly factory?: Value;
}
