import {
  str,
  truth,
  type CallArguments,
  type Interpreter,
  type Item,
  type Value,
} from "../../python/index.js";
import { userOf, type Visitor } from "./visitors.js";

/** What is asked of a view: who asks, and how. */
export interface Question {
  readonly interpreter: Interpreter;
  readonly visitor: Visitor;
  readonly method: string;
  /** The user who asks, where more is known of them than the visitor tells. */
  readonly user?: Value;
}

const SOME_RIGHT: CallArguments = {
  args: [str("app.change_model")],
  kwargs: new Map(),
  open: null,
  place: { file: "", line: 0 },
};

/** Whether the visitor certainly has no right that somebody must be given. */
export function lacksRights({ interpreter, visitor, user }: Question): boolean {
  if (visitor !== "user") return visitor === "anonymous";
  const asked = user && interpreter.get(user, "has_perm");
  return asked ? truth(interpreter.call(asked, SOME_RIGHT)) === false : false;
}

/** Decorators that send visitors elsewhere, and whom. */
const GUARDS: ReadonlyMap<string, readonly Visitor[]> = new Map([
  ["django.contrib.auth.decorators.login_required", ["anonymous"]],
  ["django.contrib.admin.views.decorators.staff_member_required", ["anonymous", "user"]],
]);
const RIGHTS = "django.contrib.auth.decorators.permission_required";
const USER_TEST = "django.contrib.auth.decorators.user_passes_test";
const METHOD_DECORATOR = "django.utils.decorators.method_decorator";

/** Whether a decorator sends the visitor elsewhere: `login_required`, or a test that is not passed. */
export function isGuard(question: Question, decorator: Value): boolean {
  const { interpreter, visitor, user = userOf(visitor) } = question;
  const name = nameOf(decorator) ?? "";
  if (name === RIGHTS) return lacksRights(question);
  if (name !== USER_TEST || decorator.kind !== "call")
    return GUARDS.get(name)?.includes(visitor) ?? false;
  const [test] = decorator.call.args;
  if (test === undefined || !isCertain(test)) return false;
  return truth(interpreter.call(test, { ...decorator.call, args: [user] })) === false;
}

/** Decorators of the frameworks answer nobody but with a refusal. */
export const isOfFramework = (decorator: Value): boolean =>
  /^(?:django|rest_framework|drf_spectacular|drf_yasg)\./.test(nameOf(decorator) ?? "");

/** The dotted name of a decorator, or of what a call of one comes from. */
export function nameOf(decorator: Value): string | null {
  const callee = decorator.kind === "call" ? decorator.callee : decorator;
  return callee.kind === "external" ? callee.name : null;
}

/** `@method_decorator(login_required, name="dispatch")` above a class. */
export function guardsMethod(question: Question, decorator: Value): boolean {
  const method = question.method.toLowerCase();
  const name = decorator.kind === "call" ? decorator.call.kwargs.get("name") : undefined;
  const isMeant = name?.kind === "str" && (name.value === "dispatch" || name.value === method);
  return isMeant && isMethodGuard(question, decorator);
}

/** Whether a method is below a `method_decorator` that refuses. */
export const isGuardedFunction = (question: Question, member: Value): boolean =>
  member.kind === "function" &&
  member.decorators.some((decorator) => isMethodGuard(question, decorator));

/** `method_decorator(login_required)`, or a list of decorators with it. */
function isMethodGuard(question: Question, decorator: Value): boolean {
  if (decorator.kind !== "call" || nameOf(decorator) !== METHOD_DECORATOR) return false;
  const [given] = decorator.call.args;
  const guards = given?.kind === "list" || given?.kind === "tuple" ? given.items : [given];
  return guards.some((one) => one !== undefined && isCertain(one) && isGuard(question, one));
}

/** Whether an item of a list is there in any case. */
export const isCertain = (item: Item): item is Value =>
  item.kind !== "maybe" && item.kind !== "rest";
