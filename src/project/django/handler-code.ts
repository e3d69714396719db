import {
  functionText,
  isStubFile,
  type CallArguments,
  type ClassValue,
  type FunctionValue,
  type Interpreter,
} from "../../python/index.js";
import type { Expression, Statement, Suite } from "../../python/index.js";
import { actionOf } from "./methods.js";

/** What DRF's handlers call in turn, by name; the first that a class has. */
const GOES_TO: Readonly<Record<string, readonly string[]>> = {
  get: ["retrieve", "list"],
  post: ["create"],
  put: ["update"],
  patch: ["partial_update"],
  partial_update: ["update"],
  delete: ["destroy"],
};

/** The name of the method of a view that answers an HTTP method. */
export const handlerName = (call: CallArguments, method: string): string =>
  actionOf(call, method) ?? method.toLowerCase();

/** A function that a class of the repository has by a name; null for one of DRF's. */
export function ownFunction(
  interpreter: Interpreter,
  cls: ClassValue,
  name: string,
): FunctionValue | null {
  const member = interpreter.attribute(cls, name);
  return member?.kind === "function" && !isStubFile(member.module.file ?? "") ? member : null;
}

/**
 * The code of the repository that answers by a name, or the name at which DRF's own begins; null
 * where neither is certain.
 */
export function codeBehind(
  interpreter: Interpreter,
  cls: ClassValue,
  name: string,
): FunctionValue | string | null {
  const member = interpreter.attribute(cls, name);
  if (member?.kind !== "function") return null;
  if (!isStubFile(member.module.file ?? "")) return member;
  if (!member.module.name.startsWith("rest_framework.")) return null;
  const next = GOES_TO[name]?.find((one) => interpreter.attribute(cls, one) !== null);
  return next === undefined ? name : codeBehind(interpreter, cls, next);
}

/** The statements of a function's own body. */
export function statementsOf(code: FunctionValue): readonly Statement[] {
  if (code.node.type === "lambda") return [];
  functionText(code); // what the facts rest on
  return code.node.body.statements();
}

/** The blocks within a statement, but those of functions and classes that it defines. */
export function blocksIn(statement: Statement): readonly Suite[] {
  switch (statement.type) {
    case "if":
    case "for":
    case "while":
      return [statement.body, ...(statement.otherwise ? [statement.otherwise] : [])];
    case "with":
      return [statement.body];
    case "try": {
      const others = [statement.otherwise, statement.finally].flatMap((one) => one ?? []);
      return [statement.body, ...statement.handlers.map(({ body }) => body), ...others];
    }
    case "match":
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}

/** `super()`, with arguments or without. */
export const isSuperCall = (value: Expression): boolean =>
  value.type === "call" && dotted(value.callee) === "super";

/** A dotted expression as it is written, such as `self.request.user`; null for any other. */
export function dotted(node: Expression): string | null {
  if (node.type === "name") return node.id;
  if (node.type !== "attribute") return null;
  const object = dotted(node.object);
  return object === null ? null : `${object}.${node.name}`;
}
