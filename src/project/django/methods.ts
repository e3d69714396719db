import { dottedName, isOfKnownPackage, isStubFile } from "../../python/index.js";
import type {
  CallArguments,
  ClassValue,
  DictValue,
  Interpreter,
  Item,
  Value,
} from "../../python/index.js";
import { certainValues } from "./items.js";

const HTTP_METHODS = ["get", "post", "put", "patch", "delete", "head", "options", "trace"];

/** Methods that nobody asks a route for. */
const UNASKED = new Set(["HEAD", "OPTIONS"]);

const written = (names: Iterable<string>): readonly string[] =>
  [...new Set([...names].map((name) => name.toUpperCase()))]
    .filter((name) => !UNASKED.has(name))
    .toSorted();

/**
 * The methods that `cls.as_view(...)` answers: of a view set the keys of its action map, of other
 * views their handlers; null when they are not known.
 */
export function classMethods(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
): readonly string[] | null {
  const allowed =
    texts(call.kwargs.get("http_method_names") ?? interpreter.get(cls, "http_method_names")) ??
    HTTP_METHODS;
  const actions = actionMap(interpreter, call);
  if (actions === null) return null;
  if (actions) return written(actions.filter((method) => allowed.includes(method)));
  const handled = written(allowed.filter((method) => hasHandler(interpreter, cls, method)));
  if (handled.includes("GET") || !allowed.includes("get")) return handled;
  const order = interpreter.mro(cls);
  const isRead = order.every(({ kind }) => kind === "class");
  if (isRead && (handled.length > 0 || !hasOwnMember(interpreter, cls, "dispatch"))) return handled;
  // Some base that is not read answers: most such views are for looking at.
  const bases = order.filter(
    (one): one is Extract<Value, { kind: "external" }> =>
      one.kind === "external" && !isOfKnownPackage(one.name),
  );
  // A mixin that is not read stands before a view that answers itself.
  const base = bases.find(({ name }) => handled.length === 0 || !name.endsWith("Mixin"));
  if (base === undefined && handled.length > 0) return handled;
  if (base !== undefined) {
    const effect = `GET stands for the methods of ${dottedName(cls)}`;
    interpreter.note(cls.place, `what ${base.name} answers is not read`, effect);
  }
  return written([...handled, "GET"]);
}

/** Whether code of the repository defines what a class has by a name. */
export function hasOwnMember(interpreter: Interpreter, cls: ClassValue, name: string): boolean {
  const found = interpreter.attribute(cls, name);
  const member = found?.kind === "descriptor" ? found.function : found;
  return member?.kind === "function" && !isStubFile(member.module.file ?? "");
}

/** Methods that programs send, and browsers do not. */
const OF_PROGRAMS = new Set(["PUT", "PATCH", "DELETE"]);

/** Those of a class's methods that Django's generic views handle, and no browser sends. */
export function unaskedMethods(
  interpreter: Interpreter,
  cls: ClassValue,
  methods: readonly string[],
): readonly string[] {
  return methods.filter((method) => {
    if (!OF_PROGRAMS.has(method)) return false;
    const handler = interpreter.attribute(cls, method.toLowerCase());
    return handler?.kind === "function" && handler.module.name.startsWith("django.views.generic");
  });
}

/** Keys of the action map; undefined when there is none, null when it is not known. */
function actionMap(
  interpreter: Interpreter,
  call: CallArguments,
): readonly string[] | null | undefined {
  const given = call.args[0] ?? call.kwargs.get("actions");
  // A wizard takes the list of its forms in that place.
  if (given === undefined || ["none", "list", "tuple"].includes(given.kind)) return undefined;
  const table = actionTable(given);
  return table && keysOf(table);
}

/** The dictionary of an action map, which `@action` keeps in an object of its own. */
function actionTable(given: Item): DictValue | null {
  if (given.kind === "dict") return given;
  const table = given.kind === "instance" ? given.attributes.get("table") : null;
  return table?.kind === "dict" ? table : null;
}

/** The action of a view set that a method is mapped to; null where there is none or it is not known. */
export function actionOf(call: CallArguments, method: string): string | null {
  const given = call.args[0] ?? call.kwargs.get("actions");
  const table = given && actionTable(given);
  for (const { key, value } of table?.entries.values() ?? []) {
    if (key.kind === "str" && key.value.toUpperCase() === method)
      return value.kind === "str" ? value.value : null;
  }
  return null;
}

function keysOf(dict: DictValue): readonly string[] | null {
  const keys: string[] = [];
  for (const { key, maybe } of dict.entries.values()) {
    if (maybe || key.kind !== "str") return null;
    keys.push(key.value.toLowerCase());
  }
  return dict.open ? null : keys;
}

function hasHandler(interpreter: Interpreter, cls: ClassValue, method: string): boolean {
  return interpreter.attribute(cls, method) !== null;
}

function texts(value: Value | null | undefined): readonly string[] | null {
  if (value?.kind !== "list" && value?.kind !== "tuple" && value?.kind !== "set") return null;
  const items = certainValues(value.items);
  if (items === null || items.some((item) => item.kind !== "str")) return null;
  return items.map((item) => (item.kind === "str" ? item.value.toLowerCase() : ""));
}

const LIMITS: Readonly<Record<string, readonly string[]>> = {
  "django.views.decorators.http.require_GET": ["GET"],
  "django.views.decorators.http.require_POST": ["POST"],
  "django.views.decorators.http.require_safe": ["GET", "HEAD"],
};

/** The methods to which the layers around a function view limit it; null when none does. */
export function functionMethods(layers: readonly Value[]): readonly string[] | null {
  const limits = layers.flatMap(limitsOf);
  const [first, ...rest] = limits;
  if (!first) return null;
  return written(first.filter((method) => rest.every((other) => other.includes(method))));
}

function limitsOf(layer: Value): readonly (readonly string[])[] {
  if (layer.kind === "call") return decoratorLimits(layer.callee);
  if (layer.kind !== "function") return [];
  const named = layer.attributes.get("api_view_methods_") ?? layer.attributes.get("ninja_methods_");
  const api = named && named.kind !== "lazy" ? texts(named) : null;
  if (api) return [api.map((name) => name.toUpperCase())];
  return layer.decorators.flatMap(decoratorLimits);
}

function decoratorLimits(decorator: Value): readonly (readonly string[])[] {
  if (decorator.kind === "external") {
    const known = LIMITS[decorator.name];
    return known ? [known] : [];
  }
  if (decorator.kind !== "call" || decorator.callee.kind !== "external") return [];
  if (decorator.callee.name !== "django.views.decorators.http.require_http_methods") return [];
  const [list] = decorator.call.args;
  const given = list && list.kind !== "maybe" && list.kind !== "rest" ? texts(list) : null;
  return given ? [given.map((name) => name.toUpperCase())] : [];
}
