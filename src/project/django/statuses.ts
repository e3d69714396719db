import type {
  CallArguments,
  ClassValue,
  Expression,
  FunctionValue,
  Interpreter,
  Statement,
} from "../../python/index.js";
import { isOfFramework } from "./guards.js";
import {
  blocksIn,
  codeBehind,
  dotted,
  handlerName,
  isSuperCall,
  statementsOf,
} from "./handler-code.js";
import { valuesOf } from "./local-values.js";
import { hasOwnMember } from "./methods.js";

/** How DRF's own actions answer. */
const PLAIN: Readonly<Record<string, number>> = {
  create: 201,
  list: 200,
  retrieve: 200,
  update: 200,
  destroy: 204,
};
/** Which of the arguments without a name is the status. */
const STATUS_AT: Readonly<Record<string, number>> = {
  Response: 1,
  JsonResponse: -1,
  HttpResponse: 2,
};
/** Classes and functions of Django that have a status of their own. */
const OWN_STATUS: Readonly<Record<string, number>> = {
  HttpResponseBadRequest: 400,
  HttpResponseForbidden: 403,
  HttpResponseNotFound: 404,
  HttpResponseNotAllowed: 405,
  HttpResponseGone: 410,
  HttpResponseServerError: 500,
  HttpResponseNotModified: 304,
  HttpResponsePermanentRedirect: 301,
  HttpResponseRedirect: 302,
  redirect: 302,
};
const NAMED_STATUS = /(?:^|\.)HTTP_(\d{3})_\w+$/;
/** Methods of a view that may change any answer. */
const CHANGING = ["dispatch", "finalize_response"];

/**
 * The statuses with which a view answers a method, redirects and server errors left out; null where
 * its source does not name each of them, or none of success.
 */
export function writtenStatuses(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  method: string,
): readonly number[] | null {
  if (CHANGING.some((name) => hasOwnMember(interpreter, cls, name))) return null;
  return answers(ofName({ interpreter, cls }, handlerName(call, method)));
}

/** The same of a function view. */
export const functionStatuses = (
  interpreter: Interpreter,
  code: FunctionValue,
): readonly number[] | null => answers(ofCode({ interpreter, cls: null }, code));

/** Whether whatever an expression of a view's code answers with says no. */
export function onlyRefuses(view: View, code: FunctionValue, answer: Expression): boolean {
  const statuses = ofAnswer(view, code, answer, [code]) ?? [];
  return statuses.length > 0 && statuses.every(isRefusal);
}

function answers(statuses: readonly number[] | null): readonly number[] | null {
  const told = [...new Set(statuses)].filter((one) => isSuccess(one) || isRefusal(one));
  return told.some(isSuccess) ? told.toSorted((one, other) => one - other) : null;
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;
const isRefusal = (status: number): boolean => status >= 400 && status < 500;

interface View {
  readonly interpreter: Interpreter;
  readonly cls: ClassValue | null;
}

/** What the method of a view class with a name answers with; null where that is not certain. */
function ofName(view: View, name: string, seen: readonly FunctionValue[] = []) {
  const code = view.cls && codeBehind(view.interpreter, view.cls, name);
  if (code === null) return null;
  return typeof code === "string" ? plain(code) : ofCode(view, code, seen);
}

function plain(name: string): readonly number[] | null {
  const status = PLAIN[name];
  return status === undefined ? null : [status];
}

function ofCode(
  view: View,
  code: FunctionValue,
  seen: readonly FunctionValue[] = [],
): readonly number[] | null {
  if (seen.includes(code) || !code.decorators.every(isOfFramework)) return null;
  const returned = statementsOf(code).flatMap(returnsIn);
  if (returned.length === 0) return null;
  const calls = [...seen, code];
  return all(returned.map((value) => value && ofAnswer(view, code, value, calls)));
}

/**
 * What is told of each value that an expression may have, together: of both branches of a condition,
 * and of all that a name of the function is given.
 */
function ofEach(
  code: FunctionValue,
  value: Expression,
  told: (value: Expression) => readonly number[] | null,
  names: readonly string[] = [],
): readonly number[] | null {
  const others = (values: readonly Expression[], known = names) =>
    all(values.map((one) => ofEach(code, one, told, known)));
  if (value.type === "conditional") return others([value.yes, value.otherwise]);
  if (value.type !== "name" || names.includes(value.id)) return told(value);
  const given = valuesOf(code, value.id);
  return given === null ? told(value) : others(given, [...names, value.id]);
}

/** The statuses of several answers together; null where those of one are not known. */
function all(answers: readonly (readonly number[] | null)[]): readonly number[] | null {
  return answers.includes(null) ? null : answers.flatMap((answer) => answer ?? []);
}

/** What the `return`s of a statement give back; null for one that gives nothing. */
function returnsIn(statement: Statement): readonly (Expression | null)[] {
  if (statement.type === "return") return [statement.value];
  return blocksIn(statement).flatMap((block) => block.statements().flatMap(returnsIn));
}

/** What a function answers with that gives this back; the last of the calls is the function's. */
function ofAnswer(
  view: View,
  code: FunctionValue,
  answer: Expression,
  calls: readonly FunctionValue[],
): readonly number[] | null {
  return ofEach(code, answer, (value) => {
    if (value.type !== "call") return null;
    if (isSuper(value.callee)) return ofParent(view, value.callee.name, calls);
    const name = dotted(value.callee) ?? "";
    if (/^self\.\w+$/.test(name)) return ofName(view, name.slice("self.".length), calls);
    const last = name.slice(name.lastIndexOf(".") + 1);
    const own = OWN_STATUS[last];
    if (own !== undefined) return [own];
    const helper = value.callee.type === "name" ? view.interpreter.get(code.module, name) : null;
    if (helper?.kind === "function") return ofCode(view, helper, calls);
    const at = STATUS_AT[last];
    if (at === undefined || value.arguments.some((one) => one.name.startsWith("*"))) return null;
    const unnamed = value.arguments.filter((one) => one.name === "");
    const given = value.arguments.find((one) => one.name === "status") ?? unnamed[at];
    return given === undefined ? [200] : ofEach(code, given.value, statusIn);
  });
}

function statusIn(value: Expression): readonly number[] | null {
  if (value.type === "number") return [value.value];
  const [, number] = NAMED_STATUS.exec(dotted(value) ?? "") ?? [];
  return number === undefined ? null : [Number(number)];
}

/** `super().create`, whose name is told. */
function isSuper(callee: Expression): callee is Extract<Expression, { type: "attribute" }> {
  return callee.type === "attribute" && isSuperCall(callee.object);
}

/** DRF's own answer, where no other class of the repository stands between. */
function ofParent(
  { interpreter, cls }: View,
  name: string,
  seen: readonly FunctionValue[],
): readonly number[] | null {
  const owner = seen.at(-1)?.owner;
  const order = cls === null ? [] : interpreter.mro(cls);
  const behind = order.slice(order.findIndex((one) => one === owner) + 1);
  for (const one of owner ? behind : []) {
    if (one.kind !== "class") return null;
    if (interpreter.ownAttribute(one, name) !== null) {
      const code = codeBehind(interpreter, one, name);
      return typeof code === "string" ? plain(code) : null;
    }
  }
  return null;
}
