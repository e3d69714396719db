import type {
  ClassValue,
  Expression,
  FunctionValue,
  Interpreter,
  Statement,
  Value,
} from "../../python/index.js";
import { blocksIn, dotted } from "./handler-code.js";
import { onlyRefuses } from "./statuses.js";

const REFUSED = /^(?:\w+\.)*HTTP_4\d\d_\w+$/;
const REFUSING = /^HttpResponse(?:BadRequest|Forbidden|NotFound|NotAllowed|Gone)$/;

/** The code that statements are in, and the class of the view. */
export interface Surroundings {
  readonly interpreter: Interpreter;
  readonly cls: ClassValue | null;
  readonly code: FunctionValue;
}

/** Whether a statement may be the last one of a request that succeeds. */
export function mayEnd(around: Surroundings, statement: Statement): boolean {
  if (statement.type === "return") return !isRefusal(around, statement.value);
  return blocksIn(statement).some((block) => block.statements().some((one) => mayEnd(around, one)));
}

/** Whether statements end with an error, or with an answer that says no, and in no other way. */
export function endsInRefusal(around: Surroundings, statements: readonly Statement[]): boolean {
  if (statements.slice(0, -1).some((one) => mayEnd(around, one))) return false;
  const last = statements.at(-1);
  if (last?.type === "expression" && last.value.type === "call")
    return dotted(last.value.callee) === "self.permission_denied";
  return last?.type === "raise" || (last?.type === "return" && isRefusal(around, last.value));
}

/** `Response(..., status=409)` and its like, or what a helper makes of one. */
function isRefusal(around: Surroundings, value: Expression | null): boolean {
  if (value?.type !== "call") return false;
  if (REFUSING.test(dotted(value.callee) ?? "")) return true;
  const isNamed = value.arguments.some(
    ({ value: given }) =>
      REFUSED.test(dotted(given) ?? "") ||
      (given.type === "number" && given.value >= 400 && given.value < 500),
  );
  return isNamed || onlyRefuses(around, around.code, value);
}

/** What a dotted name of the code's module means. */
export function meaningOf(
  interpreter: Interpreter,
  code: FunctionValue,
  name: string,
): Value | null {
  let value: Value | null = code.module;
  for (const part of name.split(".")) value = value && interpreter.get(value, part);
  return value;
}
