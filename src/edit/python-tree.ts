import { Language, Parser, type Node } from "web-tree-sitter";

/** The two wasm modules of the parser, read by the caller, who knows where they lie. */
export interface ParserModules {
  /** web-tree-sitter.wasm */
  readonly runtime: Uint8Array;
  /** tree-sitter-python.wasm */
  readonly grammar: Uint8Array;
}

let parser: Parser | null = null;

/** Loads the parser that edits of Python files need; later calls do nothing. */
export async function loadPythonParser(modules: ParserModules): Promise<void> {
  if (parser) return;
  await Parser.init({ wasmBinary: modules.runtime.slice().buffer });
  const language = await Language.load(modules.grammar);
  parser = new Parser().setLanguage(language);
}

/** Parses Python and hands the tree to a visitor; nodes must not outlive the visit. */
export function visitPython<T>(source: string, visit: (root: Node) => T): T {
  if (!parser) throw new Error("loadPythonParser() must run before Python is edited");
  const tree = parser.parse(source);
  if (!tree) throw new Error("the Python parser gave no tree");
  try {
    return visit(tree.rootNode);
  } finally {
    // The wasm heap is not collected: every tree that is kept leaks.
    tree.delete();
  }
}

/** The named children that are no comments. */
export function items(node: Node): readonly Node[] {
  return node.namedChildren.filter((child) => child !== null && child.type !== "comment");
}

/** The child of a field. */
export function field(node: Node, name: string): Node | null {
  return node.childForFieldName(name);
}

/** An expression without the parentheses around it. */
export function unwrapped(node: Node): Node {
  const [only] = node.type === "parenthesized_expression" ? items(node) : [];
  return only ? unwrapped(only) : node;
}

/** The value of a plain string literal, concatenations included; null for anything computed. */
export function stringValue(node: Node): string | null {
  const expression = unwrapped(node);
  if (expression.type === "concatenated_string") {
    const parts = items(expression).map(stringValue);
    return parts.some((part) => part === null) ? null : parts.join("");
  }
  if (expression.type !== "string") return null;
  const children = items(expression);
  if (children.some((child) => child.type === "interpolation")) return null;
  if (/^[^"']*b/i.test(expression.text)) return null;
  return children
    .filter((child) => child.type === "string_content")
    .map((child) => child.text)
    .join("");
}
