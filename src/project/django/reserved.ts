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
import { isPlainApi, nothingGiven, permissionsAnswer, type ViewObject } from "./access.js";
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
const MANAGER_CALL = /\.(filter|get|get_object_or_404|none)$/;

/** Methods that are for some users alone. */
export interface Reserved {
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
  if (!isPlainApi(interpreter, cls) || !looksAtUser(interpreter, cls))
    return { reserved: [], own: [] };
  const user = plainUser(interpreter);
  const kinds = methods.map((method) => {
    const question: Question = { interpreter, visitor: "user", method, user };
    const made = view(question);
    if (made === null) return null;
    if (permissionsAnswer(question, made) === "refused") return "reserved";
    const kind = kindByRows(interpreter, made, isAboutRow(interpreter, cls, call, method));
    return kind !== null && asksFirst(interpreter, cls, call, method) ? kind : null;
  });
  const of = (kind: keyof Reserved) => methods.filter((_, at) => kinds[at] === kind);
  return { reserved: of("reserved"), own: of("own") };
}

/** What the rows that a view looks for make of a method. */
function kindByRows(
  interpreter: Interpreter,
  view: InstanceValue,
  isAboutOne: boolean,
): keyof Reserved | null {
  const finder = ownFunction(interpreter, view.class, "get_object");
  if (isAboutOne && finder !== null && !IS_PLAIN.test(functionText(finder)))
    return isLimited(asked(interpreter, view, finder)) ? "own" : null;
  const queryset = ownFunction(interpreter, view.class, "get_queryset");
  if (queryset !== null && isLimited(asked(interpreter, view, queryset)))
    return isAboutOne ? "reserved" : "own";
  return isAboutOne && refusesRow(interpreter, view) ? "reserved" : null;
}

/** Whether anything in a view's own code, or in its permissions', is about who asks. */
function looksAtUser(interpreter: Interpreter, cls: ClassValue): boolean {
  const own = ["get_queryset", "get_object", "get_permissions", "permission_classes"];
  return own.some((name) => {
    const member = interpreter.attribute(cls, name);
    if (name === "permission_classes") return member !== null && member.kind !== "none";
    return member?.kind === "function" && LOOKS_AT_USER.test(functionText(member));
  });
}

/** Whether the handler of a method is DRF's own, or begins with looking for its object. */
function asksFirst(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  method: string,
): boolean {
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

/** What a method of a view gives without arguments. */
function asked(interpreter: Interpreter, view: InstanceValue, method: FunctionValue): Value {
  return interpreter.call(
    { kind: "method", self: view, function: method },
    nothingGiven(view.class),
  );
}

/** Whether a queryset holds rows of the user who asks only, or none, or an object is such a row. */
function isLimited(rows: Value): boolean {
  if (isOfPlainUser(rows)) return true;
  if (rows.kind === "choice") return rows.options.every(isLimited);
  if (rows.kind !== "call") return false;
  const { callee, call } = rows;
  const [, name] = MANAGER_CALL.exec(nameOfCallee(callee)) ?? [];
  if (name === "none") return true;
  if (name !== undefined && [...call.kwargs.values()].some(isOfPlainUser)) return true;
  const [self] = callee.kind === "method" ? [callee.self] : call.args;
  return self !== undefined && isCertain(self) && isLimited(self);
}

function nameOfCallee(callee: Value): string {
  if (callee.kind === "method") return nameOfCallee(callee.function);
  return callee.kind === "external" ? callee.name : "";
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
    const said = interpreter.call(method, { ...nothing, args: [request, view, ROW_OF_ANOTHER] });
    return truth(said) === false;
  });
}
