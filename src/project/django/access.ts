import {
  dottedName,
  functionText,
  isStubFile,
  str,
  truth,
  type CallArguments,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  type Interpreter,
  type Value,
} from "../../python/index.js";
import type { Access, Place } from "../facts.js";
import {
  guardsMethod,
  isCertain,
  isGuard,
  isGuardedFunction,
  isOfFramework,
  lacksRights,
  nameOf,
  type Question,
} from "./guards.js";
import { actionOf } from "./methods.js";
import { ofAddress } from "./look-ups.js";
import { plainUser } from "./plain-user.js";
import { requestOf, userOf, type Visitor } from "./visitors.js";
import { wrappedView } from "./wrapped-view.js";

const NO_ARGUMENTS: Omit<CallArguments, "place"> = { args: [], kwargs: new Map(), open: null };

/** What a part of a view says to a visitor; "stop" where code decides that is not read to its end. */
type Answer = "refused" | "answered" | "stop" | null;

/** The object of a view class, with the request of a question. */
export type ViewObject = (question: Question) => InstanceValue | null;

const MIXINS = "django.contrib.auth.mixins";
/** Modules of which the stand-ins say all that there is to say of who gets in. */
const FULLY_KNOWN =
  /^(?:rest_framework\.(?:views|mixins|generics|viewsets|routers)|django|adrf|drf_rw_serializers|rest_flex_fields|rest_framework_json_api|rest_framework_mongoengine)(?:\.|$)/;
/** Packages whose mix-ins for views leave it to the view who gets in. */
const LETS_BE =
  /^(?:django_auto_prefetching|django_filters|drf_excel|drf_spectacular|rest_framework_extensions|rest_framework_nested|reversion|django\.contrib\.messages)\.|^django\.contrib\.auth\.mixins\.AccessMixin$/;
/** What code returns to whom it does not let in. */
const REFUSAL =
  /\.(?:HttpResponse(?:Redirect|PermanentRedirect|Forbidden|NotAllowed)|redirect|redirect_to_login|handle_no_permission)$/;
const GOES_ON = /^(?:django\.views\.generic|rest_framework)\..*\.dispatch$/;
/** Methods of a view class that come before its permissions, or in place of them. */
const OWN_CHECKS = ["initial", "check_permissions", "permission_denied", "initialize_request"];
/** An `initial()` that has DRF ask the permissions before it does anything else. */
const ASKS_FIRST = /^\s*(?:#[^\n]*\n\s*)*super\([^)]*\)\.initial\(/;
/** Length in characters of code that is soon executed, and of the beginning of any other. */
const SHORT = 300;
const LOOKS_AT_USER = /\bis_(?:authenticated|anonymous|staff|superuser)\b/;

/** Who gets an answer from a function view, with what was wrapped around it; null: not certain. */
export function functionAccess(
  interpreter: Interpreter,
  view: FunctionValue,
  layers: readonly Value[],
  method: string,
): Access | null {
  const made = viewOfFunction(interpreter, view);
  return accessBy((visitor) => {
    const question = asked(interpreter, visitor, method);
    const around = layersAnswer(question, layers);
    if (around !== null) return around;
    if (made !== null) return permissionsAnswer(question, made(question));
    return asksForUser(view) ? codeAnswer(question, view, view.place) : "stop";
  });
}

/** The view that DRF makes of a function; null for a function that is a view itself. */
export function viewOfFunction(interpreter: Interpreter, view: FunctionValue): ViewObject | null {
  const base = view.attributes.has("api_view_methods_")
    ? interpreter.locate("rest_framework.views.APIView")
    : null;
  if (base?.kind !== "class") return null;
  const given = view.attributes.get("permission_classes");
  const kwargs = new Map(
    given && given.kind !== "lazy" ? [["permission_classes", given] as const] : [],
  );
  return viewMaker(base, { ...nothingGiven(base), kwargs });
}

/** Who gets an answer from a class-based view by a method. */
export function classAccess(
  interpreter: Interpreter,
  cls: ClassValue,
  layers: readonly Value[],
  view: ViewObject,
  method: string,
): Access | null {
  return accessBy((visitor) => {
    const question = asked(interpreter, visitor, method);
    const found = layersAnswer(question, layers) ?? dispatchAnswer(question, cls, view);
    if (found !== null) return found;
    return isPlainApi(interpreter, cls) ? permissionsAnswer(question, view(question)) : "stop";
  });
}

/** A user without rights is one as the project's model makes it, whom all rows may belong to. */
function asked(interpreter: Interpreter, visitor: Visitor, method: string): Question {
  const user =
    visitor === "user" ? plainUser(interpreter, () => false, "UserOfRows") : userOf(visitor);
  return { interpreter, visitor, method, user };
}

/** Whoever is refused, another must not be: some views send everybody elsewhere. */
function accessBy(answer: (visitor: Visitor) => Answer): Access | null {
  const first = answer("anonymous");
  if (first !== "refused") return first === "answered" ? "anybody" : null;
  if (answer("user") !== "refused") return "login";
  return answer("staff") === "refused" ? null : "staff";
}

/**
 * Makes the object of a view class, once, with what `as_view` was told and, of a view set, the action
 * of each method.
 */
export function viewMaker(cls: ClassValue, call: CallArguments): ViewObject {
  let made: Value | null = null;
  return ({ interpreter, visitor, method, user }) => {
    made ??= interpreter.call(cls, nothingGiven(cls));
    if (made.kind !== "instance") return null;
    const action = actionOf(call, method);
    for (const [name, value] of call.kwargs) made.attributes.set(name, value);
    if (action !== null) made.attributes.set("action", str(action));
    made.attributes.set("request", requestOf(visitor, method, user));
    made.attributes.set("kwargs", ofAddress(cls.place));
    return made;
  };
}

/** What is around a view, outermost first. */
function layersAnswer(question: Question, layers: readonly Value[]): Answer {
  for (const layer of layers) {
    const decorators =
      layer.kind === "call" ? [layer.callee] : layer.kind === "function" ? layer.decorators : [];
    for (const decorator of decorators) {
      if (isGuard(question, decorator)) return "refused";
      if (!isOfFramework(decorator)) return "stop";
    }
    if (layer.kind === "partial" || layer.kind === "method") return "stop";
    if (layer.kind === "function" && wrappedView(layer) !== null)
      return asksForUser(layer) ? codeAnswer(question, layer, layer.place) : "stop";
  }
  return null;
}

/** What the classes of a view do before its handler runs, nearest first. */
function dispatchAnswer(question: Question, cls: ClassValue, view: ViewObject): Answer {
  const { interpreter, method } = question;
  for (const one of interpreter.mro(cls)) {
    if (one.kind === "unknown") return "stop";
    if (one.kind === "external") {
      const found = mixinAnswer(question, cls, one.name, view);
      if (found !== null) return found;
      continue;
    }
    if (one.decorators.some((decorator) => guardsMethod(question, decorator))) return "refused";
    if (isStubFile(one.module.file ?? "")) continue;
    if (interpreter.ownAttribute(one, "handle_no_permission") !== null) return "stop";
    const dispatch = interpreter.ownAttribute(one, "dispatch");
    if (dispatch === null) continue;
    if (isGuardedFunction(question, dispatch)) return "refused";
    const isRead =
      dispatch.kind === "function" &&
      (asksForUser(dispatch) || functionText(dispatch).length < SHORT);
    const made = isRead ? view(question) : null;
    const bound = made && interpreter.get(made, "dispatch");
    const said = bound ? codeAnswer(question, bound, cls.place) : "stop";
    if (said !== null) return said;
    break;
  }
  const handler = interpreter.attribute(cls, method.toLowerCase());
  return handler !== null && isGuardedFunction(question, handler) ? "refused" : null;
}

function mixinAnswer(question: Question, cls: ClassValue, name: string, view: ViewObject): Answer {
  const { interpreter, visitor } = question;
  switch (name) {
    case `${MIXINS}.LoginRequiredMixin`:
      return visitor === "anonymous" ? "refused" : null;
    case `${MIXINS}.PermissionRequiredMixin`: {
      const isOwn = interpreter.attribute(cls, "has_permission") !== null;
      return lacksRights(question) && !isOwn ? "refused" : "stop";
    }
    case `${MIXINS}.UserPassesTestMixin`: {
      const made = view(question);
      const test = made && interpreter.get(made, "test_func");
      const passes = test && truth(interpreter.call(test, nothingGiven(cls)));
      return passes === false ? "refused" : "stop";
    }
    default:
      return LETS_BE.test(name) ? null : "stop";
  }
}

/** Whether code begins by looking at who sent the request: other code is not worth executing. */
const asksForUser = (code: FunctionValue): boolean =>
  LOOKS_AT_USER.test(functionText(code).slice(0, SHORT));

/** What a function returns to a visitor; null where the framework goes on. */
function codeAnswer(question: Question, code: Value, place: Place): Answer {
  const { interpreter, visitor, method, user } = question;
  const args = [requestOf(visitor, method, user)];
  const said = interpreter.call(code, { ...NO_ARGUMENTS, args, place });
  const name = nameOf(said);
  if (said.kind !== "call" || name === null) return "stop";
  if (isLoginMixin(name)) return visitor === "anonymous" ? "refused" : "stop";
  if (REFUSAL.test(name) || isRefusal(said.call.kwargs.get("status"))) return "refused";
  return GOES_ON.test(name) ? null : "stop";
}

const isLoginMixin = (name: string): boolean => name === `${MIXINS}.LoginRequiredMixin.dispatch`;

/** 401 and 403, as numbers or by the names of DRF. */
function isRefusal(status: Value | undefined): boolean {
  if (status?.kind === "int") return status.value === 401 || status.value === 403;
  return status?.kind === "external" && /\.HTTP_40[13]_\w+$/.test(status.name);
}

/** Whether DRF asks the permissions of a view, and nothing else decides before it does. */
export function isPlainApi(interpreter: Interpreter, cls: ClassValue): boolean {
  const order = interpreter.mro(cls);
  const isKnown = order.every(
    (one) =>
      one.kind !== "class" ||
      !isStubFile(one.module.file ?? "") ||
      FULLY_KNOWN.test(one.module.name),
  );
  const isApi = order.some(
    (one) => one.kind === "class" && dottedName(one) === "rest_framework.views.APIView",
  );
  return isApi && isKnown && OWN_CHECKS.every((name) => isOfDrf(interpreter.attribute(cls, name)));
}

/** Whether a method of DRF is as DRF wrote it, or goes on from there. */
const isOfDrf = (member: Value | null): boolean =>
  member === null ||
  (member.kind === "function" &&
    member.name === "initial" &&
    ASKS_FIRST.test(functionText(member)));

/** What the permissions of a DRF view say. */
export function permissionsAnswer({ interpreter }: Question, view: InstanceValue | null): Answer {
  const asked = view && interpreter.get(view, "get_permissions");
  if (!asked) return "stop";
  const permissions = interpreter.call(asked, nothingGiven(view.class));
  if (permissions.kind !== "list" && permissions.kind !== "tuple") return "stop";
  const answers = permissions.items.map((permission) =>
    isCertain(permission) ? letsIn(interpreter, permission, view) : null,
  );
  if (answers.includes(false)) return "refused";
  return answers.every((answer) => answer === true) ? "answered" : "stop";
}

function letsIn(interpreter: Interpreter, permission: Value, view: InstanceValue): boolean | null {
  const method = permission.kind === "instance" && interpreter.get(permission, "has_permission");
  const request = view.attributes.get("request");
  if (!method || !request || request.kind === "lazy") return null;
  return truth(interpreter.call(method, { ...nothingGiven(view.class), args: [request, view] }));
}

/** A call without arguments, at the place of a class. */
export const nothingGiven = (cls: ClassValue): CallArguments => ({
  ...NO_ARGUMENTS,
  place: cls.place,
});
