import type { Item } from "./values.js";

const PLAIN: ReadonlySet<Item["kind"]> = new Set([
  "none",
  "bool",
  "int",
  "float",
  "str",
  "bytes",
  "list",
  "tuple",
  "set",
  "dict",
] as const);

/** Whether a value is of one of Python's own data types, so that its type is known for certain. */
export function isPlain(value: Item): boolean {
  return PLAIN.has(value.kind);
}
