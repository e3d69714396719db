import type { Node } from "web-tree-sitter";
import { items, unwrapped } from "./python-tree.js";
import type { Sequence } from "./sequence.js";

/** A list or tuple literal as a sequence to insert into; null for anything else. */
export function sequenceOf(node: Node): Sequence | null {
  const literal = unwrapped(node);
  const { type } = literal;
  if (type !== "list" && type !== "tuple" && type !== "dictionary" && type !== "argument_list") {
    return null;
  }
  return {
    open: literal.startIndex,
    close: literal.endIndex - 1,
    elements: items(literal).map(({ startIndex, endIndex }) => ({
      start: startIndex,
      end: endIndex,
    })),
    commas: literal.children
      .filter((child) => child?.type === ",")
      .map((child) => child?.startIndex ?? 0),
  };
}

/** The quote that a list's strings are written with, the last one's first. */
export function quoteOf(strings: readonly Node[]): '"' | "'" {
  const last = strings.findLast((node) => unwrapped(node).type === "string");
  return last && /^[a-z]*'/i.test(unwrapped(last).text) ? "'" : '"';
}
