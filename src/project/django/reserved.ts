import {
  functionText,
  truth,
  type CallArguments,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  type Interpreter,
  type Value,
} from "../../python/index.js";
import {
  isPlainApi,
  nothingGiven,
  permissionsAnswer,
  viewOfFunction,
  type ViewObject,
} from "./access.js";
import { isCertain, type Question } from "./guards.js";
import { ownFunction } from "./handler-code.js";
import {
  asksForObjectFirst,
  looksForObjectFirst,
  refuses,
  type Helpers,
} from "./handler-refusals.js";
import { actionOf } from "./methods.js";
import { plainUser } from "./plain-user.js";
import { rowOfAnother } from "./rows-of-others.js";
import { isLimited, isRowOfAnother } from "./rows.js";
import { requestOf } from "./visitors.js";

/** Actions that DRF's mix-ins have for a method. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  GET: ["list", "retrieve"],
  PUT: ["update"],
  PATCH: ["partial_update", "update"],
  DELETE: ["destroy"],
};
/** A `get_object()` that goes by the view's queryset, and asks its permissions. */
const IS_PLAIN =
  /^\s*(?:("""|''')[^]*?\1\s*)?(?:#[^\n]*\n\s*)*(?:return\s+)?(?:\w+\s*=\s*)?super\([^)]*\)\.get_object\(/;
const LOOKS_AT_USER = /\buser\b/;
/** A handler that may refuse a row by whose it is. */
const LOOKS_AT_OWNER = /\buser\b|\bself\.\w+\(/;

/** Methods that are for some users alone. */
export interface Reserved {
  /** Those that permissions refuse a user like any other, whose ever the rows are. */
  readonly kept: readonly string[];
  /** Those that refuse a user like any other what belongs to somebody else. */
  readonly reserved: readonly string[];
  /** Those that answer each user with rows of one's own. */
  readonly own: readonly string[];
}

/**
 * The methods by which a view gives nothing to a user like any other of what belongs to somebody
 * else: its permissions refuse, or its queryset or object goes by the user.
 */
export function reservedMethods(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  view: ViewObject,
  methods: readonly string[],
): Reserved {
  const none = { kept: [], reserved: [], own: [] };
  if (!isPlainApi(interpreter, cls)) return none;
  const handlers = methods.map((method) => ownHandlers(interpreter, cls, call, method));
  if (!looksAtUser(interpreter, cls) && !handlers.flat().some(looksAtOwner)) return none;
  const user = likeAnyOther(interpreter);
  const helpers: Helpers = (name) => ownFunction(interpreter, cls, name);
  const kinds = methods.map((method, at) => {
    if (keepsForKind(interpreter, view, method, handlers[at])) return "kept";
    const question: Question = { interpreter, visitor: "user", method, user };
    const made = view(question);
    if (made === null) return null;
    if (permissionsAnswer(question, made) === "refused") return "reserved";
    const own = handlers[at] ?? [];
    const kind = kindByRows(interpreter, made, isAboutRow(interpreter, cls, call, method));
    const isAsked =
      own.length === 0 ? ACTIONS[method] !== undefined : own.every(asksForObjectFirst);
    if (kind !== null && isAsked) return kind;
    const handler = own.every((one) => looksForObjectFirst(one, helpers)) ? own[0] : undefined;
    if (handler === undefined || !looksAtOwner(handler)) return null;
    return handlerRefuses(interpreter, made, handler) ? "reserved" : null;
  });
  const of = (kind: keyof Reserved) => methods.filter((_, at) => kinds[at] === kind);
  return { kept: of("kept"), reserved: of("reserved"), own: of("own") };
}

/**
 * Those of some methods with which a function refuses a user like any other: its permissions do, or its
 * code does what is somebody else's.
 */
export function reservedOfFunction(
  interpreter: Interpreter,
  view: FunctionValue,
  methods: readonly string[],
): Pick<Reserved, "kept" | "reserved"> {
  const made = viewOfFunction(interpreter, view);
  const looks = LOOKS_AT_USER.test(functionText(view)) && looksForObjectFirst(view);
  const kept = methods.filter((method) => made && keepsForKind(interpreter, made, method));
  const user = likeAnyOther(interpreter);
  const reserved = methods.filter((method) => {
    if (kept.includes(method)) return false;
    const question: Question = { interpreter, visitor: "user", method, user };
    if (made !== null && permissionsAnswer(question, made(question)) === "refused") return true;
    return looks && refuses(interpreter, view, [requestOf("user", method, user)], view.place);
  });
  return { kept, reserved };
}

/** Whether permissions, or the code that answers, refuse a user like any other whatever belongs to that one. */
function keepsForKind(
  interpreter: Interpreter,
  view: ViewObject,
  method: string,
  handlers: readonly FunctionValue[] = [],
): boolean {
  const user = plainUser(interpreter, () => false, "UserOfRows");
  const question: Question = { interpreter, visitor: "user", method, user };
  const made = view(question);
  if (made === null) return false;
  if (permissionsAnswer(question, made) === "refused") return true;
  const handler = handlers.every((one) => looksForObjectFirst(one)) ? handlers[0] : undefined;
  if (handler === undefined || !LOOKS_AT_USER.test(functionText(handler))) return false;
  return handlerRefuses(interpreter, made, handler);
}

/** A user like any other, to whom nothing belongs of what code looks up. */
export const likeAnyOther = (interpreter: Interpreter): Value =>
  plainUser(interpreter, (value) => isCertain(value) && isRowOfAnother(value));

const looksAtOwner = (handler: FunctionValue): boolean =>
  LOOKS_AT_OWNER.test(functionText(handler));

/** Whether a handler of the repository, executed about a row of another, certainly refuses. */
function handlerRefuses(
  interpreter: Interpreter,
  view: InstanceValue,
  handler: FunctionValue,
): boolean {
  const request = interpreter.get(view, "request");
  const bound: Value = { kind: "method", self: view, function: handler };
  return request !== null && refuses(interpreter, bound, [request], view.class.place);
}

/** What the rows that a view looks for make of a method. */
function kindByRows(
  interpreter: Interpreter,
  view: InstanceValue,
  isAboutOne: boolean,
): keyof Reserved | null {
  const finder = ownFunction(interpreter, view.class, "get_object");
  if (isAboutOne && finder !== null && !IS_PLAIN.test(functionText(finder))) {
    if (isLimited(asked(interpreter, view, finder))) return "own";
    const bound: Value = { kind: "method", self: view, function: finder };
    return refuses(interpreter, bound, [], view.class.place) ? "reserved" : null;
  }
  const queryset = ownFunction(interpreter, view.class, "get_queryset");
  if (queryset !== null) {
    const bound: Value = { kind: "method", self: view, function: queryset };
    if (refuses(interpreter, bound, [], view.class.place)) return "reserved";
    if (isLimited(asked(interpreter, view, queryset))) return isAboutOne ? "reserved" : "own";
  }
  return isAboutOne && refusesRow(interpreter, view) ? "reserved" : null;
}

/** Whether anything in a view's own code, or in its permissions', is about who asks. */
function looksAtUser(interpreter: Interpreter, cls: ClassValue): boolean {
  if (ownFunction(interpreter, cls, "get_permissions") !== null) return true;
  const own = ["get_queryset", "get_object", "permission_classes"];
  return own.some((name) => {
    const member = interpreter.attribute(cls, name);
    if (name === "permission_classes") return member !== null && member.kind !== "none";
    return member?.kind === "function" && LOOKS_AT_USER.test(functionText(member));
  });
}

/** The code of the repository that answers a method; none where it is DRF's. */
function ownHandlers(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  method: string,
): readonly FunctionValue[] {
  const action = actionOf(call, method);
  const names = action === null ? [method.toLowerCase(), ...(ACTIONS[method] ?? [])] : [action];
  return names.flatMap((name) => ownFunction(interpreter, cls, name) ?? []);
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

/** What a method of a view gives without arguments. */
function asked(interpreter: Interpreter, view: InstanceValue, method: FunctionValue): Value {
  return interpreter.call(
    { kind: "method", self: view, function: method },
    nothingGiven(view.class),
  );
}

/** Whether a permission of the view refuses a row that is not of who asks. */
function refusesRow(interpreter: Interpreter, view: InstanceValue): boolean {
  const nothing = nothingGiven(view.class);
  const lister = interpreter.get(view, "get_permissions");
  const permissions = lister && interpreter.call(lister, nothing);
  if (permissions?.kind !== "list" && permissions?.kind !== "tuple") return false;
  const request = interpreter.get(view, "request");
  return permissions.items.some((permission) => {
    if (!isCertain(permission) || permission.kind !== "instance" || request === null) return false;
    const method = interpreter.get(permission, "has_object_permission");
    if (!method) return false;
    const said = interpreter.call(method, { ...nothing, args: [request, view, rowOfAnother()] });
    return truth(said) === false;
  });
}
