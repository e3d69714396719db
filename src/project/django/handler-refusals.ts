import {
  unknown,
  type CallArguments,
  type Expression,
  type FunctionValue,
  type Interpreter,
  type Raised,
  type Statement,
  type Value,
} from "../../python/index.js";
import { isCertain, nameOf } from "./guards.js";
import { dotted, isSuperCall, statementsOf } from "./handler-code.js";

/** Errors with which code refuses a user what belongs to another. */
const REFUSALS = new Set([
  "AuthenticationFailed",
  "Http404",
  "NotAuthenticated",
  "NotFound",
  "PermissionDenied",
]);
const REFUSING = /\.(?:HttpResponse(?:Forbidden|NotFound|NotAllowed)|Http404)$/;
const STATUS = /\.HTTP_40[134]_\w+$/;
/** The call that looks for the object of a request and asks the permissions, and others that look for it. */
const ASKS_FOR = /^self\.get_object$/;
const LOOKS_FOR = /^(?:self\.get_object|(?:\w+\.)?get_object_or_404|[\w.]+\.objects\.get)$/;

/** Whether a function certainly refuses: it raises, or answers that this is not allowed or not there. */
export function refuses(
  interpreter: Interpreter,
  code: Value,
  args: readonly Value[],
  place: CallArguments["place"],
): boolean {
  const open = unknown("what an address says", place);
  return isRefused(interpreter.attempt(code, { args, kwargs: new Map(), open, place }));
}

/** Whether it certainly refuses what it is given, as a rule of `validate()` may do, too. */
export function refusesData(
  interpreter: Interpreter,
  code: Value,
  data: Value,
  place: CallArguments["place"],
): boolean {
  const said = interpreter.attempt(code, { args: [data], kwargs: new Map(), open: null, place });
  return said.kind === "raised" && (said.error === "ValidationError" || REFUSALS.has(said.error));
}

function isRefused(said: Value | Raised): boolean {
  if (said.kind === "raised") return REFUSALS.has(said.error);
  if (said.kind === "choice") return said.options.every(isRefused);
  const name = nameOf(said);
  if (said.kind !== "call" || name === null) return false;
  if (REFUSING.test(name)) return true;
  const second = /\bResponse$/.test(name) ? said.call.args[1] : undefined;
  const status = said.call.kwargs.get("status") ?? second;
  if (status === undefined || !isCertain(status)) return false;
  if (status.kind === "int") return [401, 403, 404].includes(status.value);
  return status.kind === "external" && STATUS.test(status.name);
}

/**
 * Whether a handler looks for its object before anything else may refuse the request; before that it
 * may give names to what is at hand.
 */
export function looksForObjectFirst(code: FunctionValue): boolean {
  const statements = statementsOf(code);
  const first = statements.find((statement) => !isPrelude(statement));
  return beginsWith(LOOKS_FOR, first?.type === "try" ? first.body.statements() : statements);
}

/** Whether it leaves that to the view's queryset and permissions, and catches none of their errors. */
export const asksForObjectFirst = (code: FunctionValue): boolean =>
  beginsWith(ASKS_FOR, statementsOf(code));

function beginsWith(call: RegExp, statements: readonly Statement[]): boolean {
  const first = statements.find((statement) => !isPrelude(statement));
  const value = first && "value" in first ? first.value : null;
  if (value?.type !== "call") return false;
  if (call.test(dotted(value.callee) ?? "")) return true;
  return value.callee.type === "attribute" && isSuperCall(value.callee.object);
}

/**
 * A docstring, a name for a constant, for something of the request or of its address, or the end for
 * some users.
 */
function isPrelude(statement: Statement): boolean {
  if (statement.type === "expression") return statement.value.type === "string";
  if (statement.type === "if") {
    const ends = statement.body.statements().map(({ type }) => type);
    const isEnd = ends.length === 1 && (ends[0] === "return" || ends[0] === "raise");
    return isEnd && statement.otherwise === null && isAboutUser(statement.test);
  }
  if (statement.type !== "assign" || statement.value === null) return false;
  return statement.targets.every(({ type }) => type === "name") && isAtHand(statement.value);
}

/** Whether a condition is about nothing but who asks. */
function isAboutUser(test: Expression): boolean {
  switch (test.type) {
    case "unary":
      return isAboutUser(test.operand);
    case "boolean":
      return [test.left, test.right].every(isAboutUser);
    case "compare":
      return isAboutUser(test.left) && test.rest.every(({ operand }) => isKnown(operand));
    default:
      return /^(?:self\.)?request\.user(?:\.\w+)?$/.test(dotted(test) ?? "");
  }
}

/** A constant, or a list of them: `"admin"`, `("staff", "admin")`, `User.Role.ADMIN`. */
function isKnown(value: Expression): boolean {
  if (value.type === "tuple" || value.type === "list") return value.items.every(isKnown);
  return /^(?:string|number|constant)$/.test(value.type) || /^[A-Z]/.test(dotted(value) ?? "");
}

function isAtHand(value: Expression): boolean {
  switch (value.type) {
    case "string":
    case "number":
    case "constant":
      return true;
    case "subscript":
      return /^(?:self\.)?kwargs$/.test(dotted(value.object) ?? "");
    case "call":
      return /^(?:self\.)?kwargs\.get$/.test(dotted(value.callee) ?? "");
    default:
      return /^(?:self\.)?request\.user$/.test(dotted(value) ?? "");
  }
}
