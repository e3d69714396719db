import {
  type CallArguments,
  type Expression,
  type FunctionValue,
  type Interpreter,
  type Raised,
  type Statement,
  type Value,
} from "../../python/index.js";
import { isCertain, nameOf } from "./guards.js";
import { ofAddress } from "./look-ups.js";
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
  const open = ofAddress(place);
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

/** The code of the repository that a view has by a name; null where there is none. */
export type Helpers = (name: string) => FunctionValue | null;
const NO_HELPERS: Helpers = () => null;

/**
 * Whether a handler looks for its object before anything else may refuse the request, itself or by a
 * method of its view; before that it may give names to what is at hand.
 */
export function looksForObjectFirst(code: FunctionValue, helpers = NO_HELPERS): boolean {
  const statements = statementsOf(code);
  const first = statements.find((statement) => !isPrelude(statement));
  const looked = first?.type === "try" ? first.body.statements() : statements;
  return beginsWith(LOOKS_FOR, looked, helpers);
}

/** Whether it leaves that to the view's queryset and permissions, and catches none of their errors. */
export const asksForObjectFirst = (code: FunctionValue): boolean =>
  beginsWith(ASKS_FOR, statementsOf(code), NO_HELPERS);

function beginsWith(call: RegExp, statements: readonly Statement[], helpers: Helpers): boolean {
  const first = statements.find((statement) => !isPrelude(statement));
  const value = first && "value" in first ? first.value : null;
  return value !== null && isFirstIn(value, call, helpers);
}

/** Whether a call is what an expression does first: arguments come before what is called. */
function isFirstIn(value: Expression, call: RegExp, helpers: Helpers): boolean {
  if (value.type === "attribute") return isFirstIn(value.object, call, helpers);
  if (value.type !== "call") return false;
  const { callee } = value;
  const name = dotted(callee) ?? "";
  if (call.test(name)) return true;
  if (callee.type === "attribute" && isSuperCall(callee.object)) return true;
  const busy = value.arguments.find((one) => !isName(one.value) && !isAtHand(one.value));
  if (busy) return isFirstIn(busy.value, call, helpers);
  const helper = /^self\.(\w+)$/.exec(name)?.[1];
  const code = helper === undefined ? null : helpers(helper);
  return code !== null && looksForObjectFirst(code);
}

const isName = (value: Expression): boolean => value.type === "name";

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
      return /^(?:self\.)?kwargs\.get$/.test(dotted(value.callee) ?? "") || isQuery(value);
    default:
      return /^(?:self\.)?request\.user$/.test(dotted(value) ?? "");
  }
}

const LAZY =
  /^(?:all|annotate|defer|distinct|exclude|filter|only|order_by|prefetch_related|select_related)$/;

/** A query that is only put together: `Order.objects.filter(user=request.user)`. */
function isQuery(value: Expression): boolean {
  if (value.type !== "call") return /^(?:\w+\.)*[A-Z]\w*\.objects$/.test(dotted(value) ?? "");
  return (
    value.callee.type === "attribute" &&
    LAZY.test(value.callee.name) &&
    isQuery(value.callee.object)
  );
}
