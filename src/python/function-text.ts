import { askForText } from "./footprint.js";
import { sourceOf } from "./machine.js";
import type { FunctionValue } from "./values.js";

/** The source text of a function's body. */
export function functionText({ module, node }: FunctionValue): string {
  if (node.type === "lambda") return "";
  askForText(node.body);
  return sourceOf(module).slice(node.body.start, node.body.end);
}
