import {
  functionText,
  isStubFile,
  truth,
  type CallArguments,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  type Interpreter,
  type Value,
} from "../../python/index.js";
import { isPlainApi, permissionsAnswer, type ViewObject } from "./access.js";
import { isCertain, type Question } from "./guards.js";
import { actionOf } from "./methods.js";
import { isOfPlainUser, plainUser, ROW_OF_ANOTHER } from "./plain-user.js";

/** Actions that DRF's mix-ins have for a method. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  GET: ["list", "retrieve"],
  PUT: ["update"],
  PATCH: ["partial_update", "update"],
  DELETE: ["destroy"],
};
/** A handler that looks for its object before it does anything else. */
const BEGINS = String.raw`^\s*(?:("""|''')[^]*?\1\s*)?(?:#[^\n]*\n\s*)*(?:return\s+)?(?:\w+\s*=\s*)?`;
const ASKS_FIRST = new RegExp(`${BEGINS}(?:self\\.get_object\\(\\)|super\\([^)]*\\)\\.\\w+\\()`);
/** A `get_object()` that goes by the view's queryset, and asks its permissions. */
const IS_PLAIN = new RegExp(`${BEGINS}super\\([^)]*\\)\\.get_object\\(`);
const LOOKS_AT_USER = /\buser\b/;
const MANAGER_CALL = /\.(filter|none)$/;

/**
 * The methods by which a view gives nothing to a user like any other of what belongs to somebody
 * else: its permissions refuse, or its queryset goes by the user.
 */
export function reservedMethods(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  view: ViewObject,
  methods: readonly string[],
): readonly string[] {
  if (!isPlainApi(interpreter, cls) || !looksAtUser(interpreter, cls)) return [];
  const user = plainUser(interpreter);
  return methods.filter((method) => {
    const question: Question = { interpreter, visitor: "user", method, user };
    const made = view(question);
    if (made === null) return false;
    if (permissionsAnswer(question, made) === "refused") return true;
    const isOfOwner =
      isLimited(querysetOf(interpreter, made)) ||
      (isAboutRow(interpreter, cls, call, method) && refusesRow(interpreter, made));
    return isOfOwner && asksForObject(interpreter, cls, call, method);
  });
}

/** Whether anything in a view's own code, or in its permissions', is about who asks. */
function looksAtUser(interpreter: Interpreter, cls: ClassValue): boolean {
  const own = ["get_queryset", "get_permissions", "permission_classes"];
  return own.some((name) => {
    const member = interpreter.attribute(cls, name);
    if (name === "permission_classes") return member !== null && member.kind !== "none";
    return member?.kind === "function" && LOOKS_AT_USER.test(functionText(member));
  });
}

/** Whether the handler of a method is DRF's own, or begins with looking for its object. */
function asksForObject(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  method: string,
): boolean {
  const finder = ownFunction(interpreter, cls, "get_object");
  if (finder !== null && !IS_PLAIN.test(functionText(finder))) return false;
  const action = actionOf(call, method);
  const names = action === null ? [method.toLowerCase(), ...(ACTIONS[method] ?? [])] : [action];
  const own = names.flatMap((name) => ownFunction(interpreter, cls, name) ?? []);
  if (own.length === 0) return ACTIONS[method] !== undefined;
  return own.every((handler) => ASKS_FIRST.test(functionText(handler)));
}

/** Whether a method is about one row, of which DRF asks the permissions; they are not asked of lists. */
function isAboutRow(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  method: string,
): boolean {
  const action = actionOf(call, method);
  if (action !== null) return action !== "list";
  return method !== "GET" || interpreter.attribute(cls, "retrieve") !== null;
}

/** A function that a class of the repository has by a name; null for one of DRF's. */
function ownFunction(
  interpreter: Interpreter,
  cls: ClassValue,
  name: string,
): FunctionValue | null {
  const member = interpreter.attribute(cls, name);
  return member?.kind === "function" && !isStubFile(member.module.file ?? "") ? member : null;
}

function querysetOf(interpreter: Interpreter, view: InstanceValue): Value | null {
  const asked = interpreter.attribute(view.class, "get_queryset");
  if (asked?.kind !== "function" || isStubFile(asked.module.file ?? "")) return null;
  return interpreter.call(
    { kind: "method", self: view, function: asked },
    { args: [], kwargs: new Map(), open: null, place: view.class.place },
  );
}

/** Whether a queryset holds rows of the user who asks only, or none. */
function isLimited(queryset: Value | null): boolean {
  if (queryset?.kind === "choice") return queryset.options.every(isLimited);
  if (queryset?.kind !== "call") return false;
  const { callee, call } = queryset;
  const [, name] = MANAGER_CALL.exec(nameOfCallee(callee)) ?? [];
  if (name === "none") return true;
  if (name === "filter" && [...call.kwargs.values()].some(isOfPlainUser)) return true;
  const [self] = callee.kind === "method" ? [callee.self] : call.args;
  return self !== undefined && isCertain(self) && isLimited(self);
}

function nameOfCallee(callee: Value): string {
  if (callee.kind === "method") return nameOfCallee(callee.function);
  return callee.kind === "external" ? callee.name : "";
}

/** Whether a permission of the view refuses a row that is not of who asks. */
function refusesRow(interpreter: Interpreter, view: InstanceValue): boolean {
  const place = view.class.place;
  const nothing: CallArguments = { args: [], kwargs: new Map(), open: null, place };
  const asked = interpreter.get(view, "get_permissions");
  const permissions = asked && interpreter.call(asked, nothing);
  if (permissions?.kind !== "list" && permissions?.kind !== "tuple") return false;
  const request = interpreter.get(view, "request");
  return permissions.items.some((permission) => {
    if (!isCertain(permission) || permission.kind !== "instance" || request === null) return false;
    const method = interpreter.get(permission, "has_object_permission");
    if (!method) return false;
    const said = interpreter.call(method, { ...nothing, args: [request, view, ROW_OF_ANOTHER] });
    return truth(said) === false;
  });
}
