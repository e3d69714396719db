import { certainValues } from "./items.js";
import { given } from "./pattern.js";
import type { CallArguments, Interpreter, ModuleValue, Value } from "../../python/index.js";

/** What an include leads to. */
export type Included =
  | {
      readonly kind: "patterns";
      readonly patterns: Value;
      readonly namespace: string;
      /** File of the included URLconf; null for a list. */
      readonly file: string | null;
    }
  | { readonly kind: "admin" }
  | { readonly kind: "lost"; readonly reason: string };

/** Name of what is called, wherever it was imported from. */
export const INCLUDE = "django.urls.include";
/** Third-party includes that wrap every view of what they include. */
const DECORATED = new Map([["decorator_include.decorator_include", 1]]);

/** Whether what stands in the place of a view is an include rather than a view. */
export function isInclude(view: Value): boolean {
  if (view.kind === "tuple" || view.kind === "list" || isAdmin(view)) return true;
  if (view.kind !== "call" || view.callee.kind !== "external") return false;
  return view.callee.name === INCLUDE || DECORATED.has(view.callee.name);
}

/** Resolves `include(...)`, `admin.site.urls` and the tuples that both stand for. */
export function includedPatterns(interpreter: Interpreter, view: Value): Included {
  if (isAdmin(view)) return { kind: "admin" };
  if (view.kind === "tuple") return fromTuple(interpreter, certainValues(view.items), null);
  if (view.kind !== "call" || view.callee.kind !== "external")
    return lost("an include that is not known");
  const at = DECORATED.get(view.callee.name) ?? 0;
  const target = given(view.call, at, "arg");
  if (!target) return lost("an include of nothing");
  return resolve(interpreter, target, namespaceIn(view.call, at + 1));
}

const lost = (reason: string): Included => ({ kind: "lost", reason });

/** The namespace that an include names; undefined when it is not known. */
function namespaceIn(call: CallArguments, at: number): string | null | undefined {
  const value = given(call, at, "namespace");
  if (value === null || value.kind === "none") return null;
  return value.kind === "str" ? value.value : undefined;
}

function resolve(
  interpreter: Interpreter,
  target: Value,
  namespace: string | null | undefined,
): Included {
  if (namespace === undefined) return lost("an include whose namespace is not known");
  if (isAdmin(target)) return { kind: "admin" };
  switch (target.kind) {
    case "str":
      return fromModule(
        interpreter,
        interpreter.module(target.value),
        target.value,
        namespace,
        null,
      );
    case "module":
      return fromModule(interpreter, target, target.name, namespace, null);
    case "list":
      return { kind: "patterns", patterns: target, namespace: namespace ?? "", file: null };
    case "tuple":
      return looksLikePair(target.items)
        ? fromTuple(interpreter, certainValues(target.items), namespace)
        : { kind: "patterns", patterns: target, namespace: namespace ?? "", file: null };
    case "unknown":
      return lost(target.reason);
    case "external":
      return lost(`the URLs of ${target.name}, whose source is not read`);
    case "choice":
      return lost(target.cause.reason);
    default:
      return fromObject(interpreter, target, namespace);
  }
}

/** `(patterns, "app_name")`, as opposed to a tuple of patterns. */
function looksLikePair(items: readonly { readonly kind: string }[]): boolean {
  const last = items.at(-1);
  return (
    (items.length === 2 || items.length === 3) && (last?.kind === "str" || last?.kind === "none")
  );
}

/** `(patterns, "app_name")` of an include, `(patterns, "app_name", "namespace")` in place of one. */
function fromTuple(
  interpreter: Interpreter,
  items: readonly Value[] | null,
  namespace: string | null,
): Included {
  const [target, appName, instance] = items ?? [];
  if (!target) return lost("an include that is not known");
  const app = appName?.kind === "str" ? appName.value : null;
  const named = instance?.kind === "str" ? instance.value : namespace;
  if (target.kind === "str")
    return fromModule(interpreter, interpreter.module(target.value), target.value, named, app);
  if (target.kind === "module") return fromModule(interpreter, target, target.name, named, app);
  return resolve(interpreter, target, named ?? app);
}

/** Django takes the app_name of a module before the one that is written beside it. */
function fromModule(
  interpreter: Interpreter,
  module: ModuleValue | null,
  name: string,
  namespace: string | null,
  app: string | null,
): Included {
  if (module === null) return lost(`the URLs of ${name}, whose source is not read`);
  const patterns = interpreter.get(module, "urlpatterns");
  const appName = module.namespace.has("app_name") ? interpreter.get(module, "app_name") : null;
  if (patterns === null) return lost(`${name} has no urlpatterns`);
  if (appName !== null && appName.kind !== "str" && namespace === null) {
    return lost(`the app_name of ${name} is not known`);
  }
  const own = appName?.kind === "str" ? appName.value : app;
  return { kind: "patterns", patterns, namespace: namespace ?? own ?? "", file: module.file };
}

function fromObject(interpreter: Interpreter, target: Value, namespace: string | null): Included {
  const patterns = target.kind === "instance" ? interpreter.get(target, "urlpatterns") : null;
  if (patterns === null) return lost("an include of something that is not read");
  return { kind: "patterns", patterns, namespace: namespace ?? "", file: null };
}

/** `admin.site.urls`, and the same of any admin site that the repo makes. */
function isAdmin(value: Value): boolean {
  const name =
    value.kind === "external"
      ? value.name
      : value.kind === "method" && value.function.kind === "external"
        ? value.function.name
        : "";
  return /^django\.contrib\.admin\.(?:.*\.)?(?:site|AdminSite(?:\(\))?)\.urls$/.test(name);
}
