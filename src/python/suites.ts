import type { Statement, Suite } from "./syntax.js";

/** The blocks of a statement, in the order of the source. */
export function suitesIn(statement: Statement): readonly Suite[] {
  switch (statement.type) {
    case "function":
    case "class":
    case "with":
      return [statement.body];
    case "if":
    case "for":
    case "while":
      return statement.otherwise ? [statement.body, statement.otherwise] : [statement.body];
    case "try":
      return [
        statement.body,
        ...statement.handlers.map(({ body }) => body),
        ...[statement.otherwise, statement.finally].filter((suite) => suite !== null),
      ];
    case "match":
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}

/** Whether a part of a syntax tree is a block, whose statements are parsed when asked for. */
export function isSuite(node: object): node is Suite {
  return "statements" in node && typeof node.statements === "function";
}
