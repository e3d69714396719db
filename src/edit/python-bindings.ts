import type { Node } from "web-tree-sitter";
import { field, items } from "./python-tree.js";

/** One statement of a module or class body that binds a name. */
export interface Binding {
  readonly name: string;
  readonly operator: "=" | "+=";
  /** The value; null where the name is one of several targets. */
  readonly value: Node | null;
  readonly statement: Node;
  /** Whether it runs under an if, try, loop or match only. */
  readonly conditional: boolean;
}

/** A module or a class body with what it binds, in order. */
export interface Scope {
  readonly body: Node;
  readonly className: string | null;
  readonly bindings: readonly Binding[];
}

/** The module's scope, then those of its top-level classes (django-configurations). */
export function scopes(root: Node): readonly Scope[] {
  const module: Scope = { body: root, className: null, bindings: bindingsIn(root, "always") };
  const classes = items(root)
    .map((node) => (node.type === "decorated_definition" ? field(node, "definition") : node))
    .filter((node) => node?.type === "class_definition")
    .flatMap((node) => {
      const body = node ? field(node, "body") : null;
      if (!node || !body) return [];
      const className = field(node, "name")?.text ?? null;
      return [{ body, className, bindings: bindingsIn(body, "always") }];
    });
  return [module, ...classes];
}

type When = "always" | "sometimes";

function bindingsIn(block: Node, when: When): readonly Binding[] {
  return items(block).flatMap((statement) => bindingsOf(statement, when));
}

function bindingsOf(statement: Node, when: When): readonly Binding[] {
  switch (statement.type) {
    case "expression_statement":
      return items(statement).flatMap((expression) => assigned(expression, statement, when));
    case "with_statement":
      return bindingsIn(field(statement, "body") ?? statement, when);
    case "if_statement":
    case "try_statement":
    case "for_statement":
    case "while_statement":
    case "match_statement":
    case "elif_clause":
    case "else_clause":
    case "except_clause":
    case "except_group_clause":
    case "finally_clause":
    case "case_clause":
    case "block":
      return bindingsIn(statement, "sometimes");
    default:
      return [];
  }
}

function assigned(expression: Node, statement: Node, when: When): readonly Binding[] {
  const left = field(expression, "left");
  const right = field(expression, "right");
  if (!left || !right) return [];
  const conditional = when === "sometimes";
  if (expression.type === "augmented_assignment") {
    if (left.type !== "identifier" || field(expression, "operator")?.text !== "+=") return [];
    return [{ name: left.text, operator: "+=", value: right, statement, conditional }];
  }
  if (expression.type !== "assignment") return [];
  const chained = right.type === "assignment" ? assigned(right, statement, when) : [];
  if (left.type === "identifier") {
    const value = chained.length > 0 ? (chained[0]?.value ?? null) : right;
    return [{ name: left.text, operator: "=", value, statement, conditional }, ...chained];
  }
  const targets = items(left).filter((target) => target.type === "identifier");
  return targets.map((target) => ({
    name: target.text,
    operator: "=",
    value: null,
    statement,
    conditional,
  }));
}

/** Whether a name occurs in an expression. */
export function mentions(node: Node, name: string): boolean {
  if (node.type === "identifier") return node.text === name;
  return node.namedChildren.some((child) => child !== null && mentions(child, name));
}
