import type { Node } from "web-tree-sitter";
import type { Edit } from "../plan/types.js";
import { validPython } from "../render/ruff.js";
import { visitPython } from "./python-tree.js";
import { applySplices, lineNumber, type Splice } from "./splice.js";

/** What an editor decided after looking at a tree. */
export type Decision =
  | { readonly kind: "splice"; readonly splices: readonly Splice[] }
  | { readonly kind: "unchanged"; readonly reason: string }
  | { readonly kind: "refused"; readonly reason: string; readonly at?: number };

/** Looks at a syntax tree and decides; `source` has no byte order mark. */
export type Decide = (root: Node, source: string) => Decision;

const BOM = "\uFEFF";

/**
 * Runs an editor on Python source with the gates that each edit passes: no syntax error before,
 * none after, and nothing left to do when it looks at its own result.
 */
export function editPython(source: string, byHand: string, decide: Decide): Edit {
  const bom = source.startsWith(BOM) ? BOM : "";
  const text = source.slice(bom.length);
  const decision = visitPython(text, (root) => {
    if (root.hasError) return syntaxError(root);
    return decide(root, text);
  });
  if (decision.kind === "unchanged") return decision;
  if (decision.kind === "refused") {
    const line = decision.at === undefined ? undefined : lineNumber(text, decision.at);
    return { kind: "refused", reason: decision.reason, byHand, ...(line ? { line } : {}) };
  }
  const edited = applySplices(text, decision.splices);
  const again = visitPython(edited, (root) => (root.hasError ? null : decide(root, edited)));
  if (again?.kind !== "unchanged" || !validPython(edited)) {
    return { kind: "refused", reason: "the edit would not give valid Python", byHand };
  }
  return { kind: "edited", source: bom + edited };
}

function syntaxError(root: Node): Decision {
  const error = firstError(root);
  return { kind: "refused", reason: "the file has a syntax error", at: error.startIndex };
}

function firstError(node: Node): Node {
  if (node.isError || node.isMissing) return node;
  const child = node.children.find((candidate) => candidate?.hasError);
  return child ? firstError(child) : node;
}
