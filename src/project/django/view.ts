import type {
  CallArguments,
  CallValue,
  ClassValue,
  FunctionValue,
  Interpreter,
  Item,
  Value,
} from "../../python/index.js";
import { dottedName, isStubFile } from "../../python/index.js";
import { classMethods, functionMethods } from "./methods.js";
import { modelBehind, type ModelClass } from "./model-behind.js";
import { outsideView, realName } from "./outside-views.js";
import { classClaims, functionClaims, type ViewClaims } from "./view-claims.js";
import { wrappedView } from "./wrapped-view.js";

/** What is behind a route, once decorators, partials and `as_view` are taken off. */
export type View =
  | {
      readonly kind: "view";
      readonly name: string;
      readonly methods: readonly string[];
      readonly model: string | null;
      /** What generated tests claim of it: read when all facts are, as it may take much work. */
      readonly claims?: () => ViewClaims;
    }
  /** A view of a package of which nothing certain can be said. */
  | { readonly kind: "outside" }
  | { readonly kind: "lost"; readonly reason: string };

interface ViewSource {
  readonly interpreter: Interpreter;
  labelOf(cls: ClassValue): string | null;
  methodsIn(view: FunctionValue): readonly string[];
}

const MAX_LAYERS = 20;

/** Finds the view that a value stands for. */
export function readView(source: ViewSource, value: Value): View {
  const layers: Value[] = [];
  let at: Value = value;
  for (let count = 0; count < MAX_LAYERS; count++) {
    layers.push(at);
    const inner = peel(at);
    if (inner === null) break;
    at = inner;
  }
  return describe(source, at, layers);
}

/** One layer further in; null when there is none. */
function peel(value: Value): Value | null {
  switch (value.kind) {
    case "partial":
      return value.function;
    case "method":
      return value.function.kind === "function" ? value.function : null;
    case "call":
      return isAsView(value) ? null : (wrappedArgument(value.call.args) ?? wrappedOutside(value));
    case "function":
      return wrappedView(value);
    default:
      return null;
  }
}

/** The view among the arguments of a decorator that is not read. */
function wrappedArgument(args: readonly Item[]): Value | null {
  const views = args.filter((item): item is Value =>
    ["function", "call", "partial", "method", "class", "instance"].includes(item.kind),
  );
  const [only] = views;
  return views.length === 1 && only ? only : null;
}

/** The view of a package that one of Django's own decorators wraps: they all tell what they wrap. */
function wrappedOutside(value: CallValue): Value | null {
  const [only, ...others] = value.call.args;
  const isPlain = only?.kind === "external" && others.length === 0;
  return isPlain && (decoratorOf(value)?.startsWith("django.") ?? false) ? only : null;
}

/** The dotted name of what is called: `cache_page` of `cache_page(60)(view)` as well. */
function decoratorOf({ callee }: CallValue): string | null {
  const decorator = callee.kind === "call" ? callee.callee : callee;
  return decorator.kind === "external" ? decorator.name : null;
}

function isAsView({ callee }: CallValue): boolean {
  return callee.kind === "external" && callee.name.endsWith(".as_view");
}

function describe(source: ViewSource, value: Value, layers: readonly Value[]): View {
  switch (value.kind) {
    case "function":
      return describeFunction(source, value, layers);
    case "instance":
      return { kind: "view", name: dottedName(value.class), methods: ["GET"], model: null };
    case "external":
      return outsideView(value.name, "function");
    case "unknown":
      return { kind: "lost", reason: value.reason };
    case "choice":
      return { kind: "lost", reason: value.cause.reason };
    case "call":
      return describeCall(source, value, layers);
    case "method": {
      const { function: callee } = value;
      const name = callee.kind === "external" ? callee.name : null;
      return {
        kind: "lost",
        reason: name === null ? "a view that is not known" : `${name} is not read`,
      };
    }
    case "class":
      // An `as_view` of the repo's own closes over the class.
      return describeMembers(
        source,
        value,
        { args: [], kwargs: new Map(), open: null, place: value.place },
        layers,
      );
    default:
      return { kind: "lost", reason: "a view that is not known" };
  }
}

function describeCall(source: ViewSource, value: CallValue, layers: readonly Value[]): View {
  if (isAsView(value)) return describeClass(source, value, layers);
  const outside =
    value.callee.kind === "external" ||
    (decoratorOf(value) !== null && value.call.args.every(({ kind }) => kind === "external"));
  return outside ? { kind: "outside" } : { kind: "lost", reason: "a view that is not known" };
}

function describeFunction(
  source: ViewSource,
  value: FunctionValue,
  layers: readonly Value[],
): View {
  const limited = functionMethods(layers);
  const methods = limited ?? ["GET"];
  const claims = (): ViewClaims => {
    const asked = limited === null ? source.methodsIn(value) : [];
    return functionClaims(source.interpreter, source.labelOf, value, layers, { methods, asked });
  };
  return { kind: "view", name: functionName(value), methods, model: null, claims };
}

const functionName = ({ module, qualname }: FunctionValue): string => `${module.name}.${qualname}`;

const isMemberOf = (base: ReturnType<Interpreter["mro"]>[number], name: string): boolean =>
  base.kind === "external" && name.startsWith(`${base.name}.`);

function describeClass(source: ViewSource, value: CallValue, layers: readonly Value[]): View {
  const { call } = value;
  const [holder] = call.args;
  // A class method may be asked of an instance, too: `View().as_view()`.
  const cls = holder?.kind === "instance" ? holder.class : holder;
  const name = value.callee.kind === "external" ? value.callee.name.replace(/\.as_view$/, "") : "";
  if (cls?.kind !== "class") return outsideView(name, "class");
  // `self.detail_view.as_view()`, of which the base that is not read may have anything.
  if (source.interpreter.mro(cls).some((one) => isMemberOf(one, name)))
    return { kind: "lost", reason: `${name} is not read` };
  return describeMembers(source, cls, { ...call, args: call.args.slice(1) }, layers.slice(0, -1));
}

/** A view class, what `as_view` was told besides it, and what is wrapped around the two. */
function describeMembers(
  source: ViewSource,
  cls: ClassValue,
  call: CallArguments,
  layers: readonly Value[],
): View {
  const methods = classMethods(source.interpreter, cls, call);
  if (methods === null)
    return { kind: "lost", reason: `the methods of ${dottedName(cls)} are not known` };
  const model = modelBehind(source.interpreter, cls, call.kwargs);
  const name = isStubFile(cls.module.file ?? "") ? realName(dottedName(cls)) : dottedName(cls);
  const claims = (): ViewClaims =>
    classClaims(source.interpreter, source.labelOf, cls, call, { methods, layers });
  return { kind: "view", name, methods, model: model && labelOf(source, model), claims };
}

function labelOf(source: ViewSource, model: ModelClass): string | null {
  if (model.kind === "class") return source.labelOf(model);
  const [, app, name] = /^django\.contrib\.(\w+)\.models\.(\w+)$/.exec(model.name) ?? [];
  return app === undefined ? null : `${app}.${name}`;
}
