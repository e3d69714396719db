import type { Expression, Statement } from "./syntax.js";

/** A number, a text or a constant such as `None`. */
export const isScalar = (node: Expression): boolean =>
  node.type === "string" || node.type === "number" || node.type === "constant";

/**
 * Whether a statement is `name = 1` and the like. Executing it is free, so that one more or less does
 * not move the place where work runs out.
 */
export const bindsScalar = (statement: Statement): boolean =>
  statement.type === "assign" && statement.value !== null && isScalar(statement.value);
