import type { Node } from "web-tree-sitter";
import { field, items } from "./python-tree.js";

/** Whether a statement imports everything. */
export function isStar(statement: Node): boolean {
  return statement.namedChildren.some((child) => child?.type === "wildcard_import");
}

/** The import statements at the top level of a module. */
export function imports(root: Node): readonly Node[] {
  return items(root).filter(({ type }) =>
    ["import_statement", "import_from_statement", "future_import_statement"].includes(type),
  );
}

/** Whether one of them is `from ... import ...`. */
export const isFrom = ({ type }: Node): boolean => type === "import_from_statement";

/** The module that a statement imports from. */
export function moduleOf(statement: Node): string {
  if (statement.type === "future_import_statement") return "__future__";
  const module = field(statement, "module_name") ?? field(statement, "name");
  return (module?.type === "aliased_import" ? field(module, "name") : module)?.text ?? "";
}

/** The names of a from-import: the name in its module, and the local one. */
function importedNames(statement: Node): readonly (readonly [string, string])[] {
  return statement
    .childrenForFieldName("name")
    .filter((child) => child !== null)
    .map((child) => [
      (child.type === "aliased_import" ? field(child, "name") : child)?.text ?? "",
      (child.type === "aliased_import" ? field(child, "alias") : child)?.text ?? "",
    ]);
}

/**
 * The local names under which import statements let a module's name be used: `path` for `from
 * django.urls import path`, `urls.path` for `from django import urls`.
 */
export function importedUnder(
  statements: readonly Node[],
  module: string,
  name: string,
): readonly string[] {
  const dot = module.lastIndexOf(".");
  const [parent, last] = [module.slice(0, Math.max(dot, 0)), module.slice(dot + 1)];
  return statements.flatMap((statement) => {
    const from = moduleOf(statement);
    const names = importedNames(statement);
    if (statement.type === "import_statement") {
      return names.filter(([whole]) => whole === module).map(([, local]) => `${local}.${name}`);
    }
    if (from === module && isStar(statement)) return [name];
    if (from === module) return names.filter(([own]) => own === name).map(([, local]) => local);
    if (from !== parent || parent === "") return [];
    return names.filter(([own]) => own === last).map(([, local]) => `${local}.${name}`);
  });
}

const BINDERS = new Set(["function_definition", "class_definition"]);

/** Every name that the module binds at its top level, or under an if, a try or a loop there. */
export function boundNames(root: Node): ReadonlySet<string> {
  const bound = new Set<string>();
  const visit = (node: Node): void => {
    if (BINDERS.has(node.type)) {
      bound.add(field(node, "name")?.text ?? "");
      return;
    }
    if (node.type === "import_statement" || node.type === "import_from_statement") {
      for (const [, local] of importedNames(node)) bound.add(local.split(".")[0] ?? local);
      return;
    }
    const targets = ["assignment", "for_statement", "named_expression", "as_pattern_target"];
    if (targets.includes(node.type)) {
      const target = field(node, "left") ?? field(node, "name");
      for (const name of target ? identifiers(target) : []) bound.add(name);
    }
    for (const child of items(node)) visit(child);
  };
  visit(root);
  return bound;
}

function identifiers(node: Node): readonly string[] {
  if (node.type === "identifier") return [node.text];
  return items(node).flatMap((child) => identifiers(child));
}
