import { memberOf, metaclassOf, resolutionOrder } from "./classes.js";
import { PythonError, type Machine } from "./machine.js";
import { lookup } from "./names.js";
import { isQuietExpression, isQuietFunctionBody, isQuietInner } from "./quiet-body.js";
import { fillsQuietly } from "./records.js";
import { bindingsOf, isOwn, type Frame } from "./quiet-frame.js";
import type { CallNode, Expression } from "./syntax.js";
import type { ClassValue, FunctionValue, Scope, Value } from "./values.js";

/**
 * Whether `Class(...)` in the body of a class changes nothing but what it makes itself, so that it can
 * wait until somebody asks for its value. Told from its source and that of all it calls; what is not
 * certain is not quiet. To read an attribute is taken for harmless, whatever a property may do.
 */
export function canWait(machine: Machine, node: CallNode, scope: Scope): boolean {
  const none = { bound: new Map(), self: null, cls: null, owner: null, made: new Set<string>() };
  const frame: Frame = { machine, scope, ...none, isQuietCall };
  const callee = staticValue(frame, node.callee);
  return (
    callee?.kind === "class" && isQuietClass(machine, callee) && hasQuietArguments(frame, node)
  );
}

/** Functions are only made where they stand, except for a `key`, which sorting calls. */
const hasQuietArguments = (frame: Frame, node: CallNode): boolean =>
  node.arguments.every(({ name, value }) => {
    if (value.type === "lambda") return isQuietInner(frame, value);
    return name !== "key" && isQuietExpression(frame, value);
  });

/** Those that only look at what they are given. */
const LOOKING = new Set(
  (
    "functools.partial isinstance issubclass hasattr getattr len str int float bool list dict tuple set frozenset any all " +
    "sorted min max sum range enumerate zip callable repr reversed super type iter " +
    "get_user_model get_model get_registered_model get_app_configs get_app_config is_installed"
  ).split(" "),
);

const ASKING = new Set(
  (
    "get items keys values copy index count format join split rsplit partition strip lstrip rstrip lower " +
    "upper title capitalize replace startswith endswith encode decode hex digest hexdigest"
  ).split(" "),
);

const CHANGING = new Set(
  "append extend insert add update setdefault pop remove discard clear sort reverse".split(" "),
);

/** Whether a call changes nothing that was there before. */
function isQuietCall(frame: Frame, node: CallNode): boolean {
  if (!hasQuietArguments(frame, node)) return false;
  const { callee } = node;
  if (callee.type === "attribute") return isQuietMethod(frame, callee.object, callee.name);
  if (callee.type !== "name") return false;
  const binding = frame.bound.get(callee.id);
  if (binding !== undefined) return binding === "function";
  const value = staticValue(frame, callee);
  if (value?.kind === "native" && value.name === "setattr") {
    const [object] = node.arguments;
    frame.made.clear();
    return object !== undefined && isOwn(frame, object.value);
  }
  return value !== null && isQuietValue(frame.machine, value);
}

function isQuietMethod(frame: Frame, object: Expression, name: string): boolean {
  const { machine, cls, owner } = frame;
  if (cls !== null && owner !== null && isSuper(frame, object)) {
    frame.made.clear();
    const order = resolutionOrder(machine, cls);
    const member = memberOf(machine, order.slice(order.indexOf(owner) + 1), name);
    return member === null || member === "external" || isQuietMember(machine, member, cls);
  }
  if (cls !== null && object.type === "name" && object.id === frame.self) {
    frame.made.clear();
    const member = machine.classMember(cls, name);
    return member !== null && member !== "external" && isQuietMember(machine, member, cls);
  }
  if (ASKING.has(name)) return isQuietExpression(frame, object);
  if (CHANGING.has(name)) return isMadeHere(frame, object);
  const value = staticValue(frame, { type: "attribute", object, name, start: object.start });
  return value !== null && isQuietValue(machine, value);
}

function isMadeHere(frame: Frame, object: Expression): boolean {
  if (object.type === "name") return frame.bound.get(object.id) === "fresh";
  return object.type === "attribute" && isOwn(frame, object.object) && frame.made.has(object.name);
}

const isSuper = (frame: Frame, node: Expression): boolean =>
  node.type === "call" &&
  node.arguments.length === 0 &&
  node.callee.type === "name" &&
  node.callee.id === "super" &&
  !frame.bound.has("super");

function isQuietMember(machine: Machine, member: Value, cls: ClassValue): boolean {
  const callee = member.kind === "descriptor" ? member.function : member;
  return callee.kind === "function" && isQuietFunction(machine, callee, cls);
}

function isQuietValue(machine: Machine, value: Value): boolean {
  switch (value.kind) {
    case "external":
    case "unknown":
      return true;
    case "native":
      return LOOKING.has(value.name);
    case "class":
      return isQuietClass(machine, value);
    case "function":
      return isQuietFunction(machine, value, null);
    case "method":
      return value.function.kind === "external";
    default:
      return false;
  }
}

/** What is asked for its attributes without running code of the repository, other than properties. */
const TOLD: ReadonlySet<Value["kind"]> = new Set(["module", "class", "external", "call"]);

/** What a name or dotted name stands for outside of a function; null where that is not certain. */
function staticValue(frame: Frame, node: Expression): Value | null {
  if (node.type === "name") {
    return frame.bound.has(node.id) ? null : lookup(frame.machine, frame.scope, node.id);
  }
  if (node.type !== "attribute") return null;
  const object = staticValue(frame, node.object);
  if (object === null || !TOLD.has(object.kind)) return null;
  try {
    return frame.machine.attribute(object, node.name);
  } catch (error) {
    if (error instanceof PythonError) return null;
    throw error;
  }
}

const answers = new WeakMap<object, Map<ClassValue | null, boolean>>();
let depth = 0;
let assumed: (() => void)[] = [];

/**
 * Asks once. Code that is being looked at counts as quiet to itself; where the whole turns out not to be,
 * nothing that was built on this is remembered.
 */
function once(code: object, cls: ClassValue | null, ask: () => boolean): boolean {
  const known = answers.get(code) ?? new Map<ClassValue | null, boolean>();
  answers.set(code, known);
  const before = known.get(cls);
  if (before !== undefined) return before;
  known.set(cls, true);
  assumed.push(() => known.get(cls) === true && known.delete(cls));
  depth++;
  const answer = ask();
  depth--;
  if (!answer) known.set(cls, false);
  if (depth === 0) {
    if (!answer) for (const forget of assumed) forget();
    assumed = [];
  }
  return answer;
}

const isQuietClass = (machine: Machine, cls: ClassValue): boolean =>
  once(cls, null, () => makesQuietly(machine, cls));

function makesQuietly(machine: Machine, cls: ClassValue): boolean {
  if (cls.node === null || cls.module.partial || metaclassOf(machine, cls)) return false;
  const maker = machine.classMember(cls, "__new__");
  if (maker !== null && maker !== "external") return false;
  const namer = machine.classMember(cls, "__set_name__");
  if (namer !== null && namer !== "external" && !isQuietMember(machine, namer, cls)) return false;
  const init = machine.classMember(cls, "__init__");
  if (init === null || init === "external") return fillsQuietly(machine, cls);
  return isQuietMember(machine, init, cls);
}

const isQuietFunction = (
  machine: Machine,
  callee: FunctionValue,
  cls: ClassValue | null,
): boolean => once(callee.node, cls, () => runsQuietly(machine, callee, cls));

function runsQuietly(machine: Machine, callee: FunctionValue, cls: ClassValue | null): boolean {
  const { node, scope, owner } = callee;
  const bound = bindingsOf(node);
  const self = owner === null ? null : (node.parameters()[0]?.name ?? null);
  return (
    bound !== null &&
    isQuietFunctionBody(
      { machine, scope, bound, self, cls, owner, made: new Set(), isQuietCall },
      node,
    )
  );
}
