import {
  functionText,
  str,
  type CallArguments,
  type ClassValue,
  type FunctionValue,
  type InstanceValue,
  type Interpreter,
  type Value,
} from "../../python/index.js";
import { ruleNames } from "../serializer-rules.js";
import { isPlainApi, nothingGiven, type ViewObject } from "./access.js";
import type { Question } from "./guards.js";
import { codeBehind, handlerName, ownFunction } from "./handler-code.js";
import { refusesData } from "./handler-refusals.js";
import { likeAnyOther } from "./reserved.js";
import { rowOfAnother } from "./rows-of-others.js";

const LOOKS_AT_USER = /\buser\b/;
const HOOKS: Readonly<Record<string, string>> = {
  create: "perform_create",
  update: "perform_update",
};

/**
 * The methods by which a view takes no body from a user like any other that names what belongs to
 * somebody else: a rule of its serializer refuses, or the hook that would store it does.
 */
export function foreignMethods(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  view: ViewObject,
  methods: readonly string[],
): readonly string[] {
  const writes = methods.filter((method) => ["POST", "PUT", "PATCH"].includes(method));
  if (writes.length === 0 || !isPlainApi(interpreter, cls)) return [];
  const looks = serializersOf(interpreter, cls).some(
    (one) => one === null || rulesAboutUser(interpreter, one).length > 0,
  );
  const user = likeAnyOther(interpreter);
  return writes.filter((method) => {
    const action = codeBehind(interpreter, cls, handlerName(call, method));
    const hook = typeof action === "string" ? HOOKS[action] : undefined;
    const code = hook === undefined ? null : ownFunction(interpreter, cls, hook);
    const hooked = code !== null && LOOKS_AT_USER.test(functionText(code)) ? code : null;
    if (hook === undefined || (hooked === null && !looks)) return false;
    const question: Question = { interpreter, visitor: "user", method, user };
    const made = view(question);
    if (made === null) return false;
    return (
      refusedByRule(interpreter, made) ||
      (hooked !== null && refusedByHook(interpreter, made, hooked))
    );
  });
}

function refusedByRule(interpreter: Interpreter, view: InstanceValue): boolean {
  const serializer = serializerOf(interpreter, view);
  if (serializer?.kind !== "class") return false;
  const asking = rulesAboutUser(interpreter, serializer);
  if (asking.length === 0) return false;
  const made = interpreter.attempt(serializer, nothingGiven(serializer));
  if (made.kind !== "instance") return false;
  made.attributes.set("context", contextOf(interpreter, view));
  return asking.some((code) => {
    const bound: Value = { kind: "method", self: made, function: code };
    return refusesData(interpreter, bound, rowOfAnother(), serializer.place);
  });
}

/** The rules of a serializer whose code speaks of a user. */
function rulesAboutUser(
  interpreter: Interpreter,
  serializer: ClassValue,
): readonly FunctionValue[] {
  const codes = ruleNames(interpreter, serializer).flatMap(
    (name) => ownFunction(interpreter, serializer, name) ?? [],
  );
  return codes.filter((code) => LOOKS_AT_USER.test(functionText(code)));
}

/** The serializers that a view may pick, by the names in its code; null for one that they do not tell. */
function serializersOf(interpreter: Interpreter, cls: ClassValue): readonly (ClassValue | null)[] {
  const named = interpreter.get(cls, "serializer_class");
  const plain = named?.kind === "class" ? [named] : [];
  const picks = ownFunction(interpreter, cls, "get_serializer_class");
  if (picks === null) return plain;
  const text = functionText(picks);
  const names = new Set(text.match(/\b[A-Z]\w*/g));
  const found = [...names].map((name) => interpreter.get(picks.module, name));
  const isOpen = /\[|\.get\(|\bgetattr\(/.test(text);
  return [...plain, ...found.filter((one) => one?.kind === "class"), ...(isOpen ? [null] : [])];
}

function refusedByHook(
  interpreter: Interpreter,
  view: InstanceValue,
  code: FunctionValue,
): boolean {
  const bound: Value = { kind: "method", self: view, function: code };
  return refusesData(interpreter, bound, rowOfAnother(), view.class.place);
}

/** The serializer class that a view picks for its request. */
function serializerOf(interpreter: Interpreter, view: InstanceValue): Value | null {
  const picks = ownFunction(interpreter, view.class, "get_serializer_class");
  if (picks === null) return interpreter.get(view, "serializer_class");
  const bound: Value = { kind: "method", self: view, function: picks };
  return interpreter.call(bound, nothingGiven(view.class));
}

function contextOf(interpreter: Interpreter, view: InstanceValue): Value {
  const request = interpreter.get(view, "request");
  const entries = Object.entries({ view, ...(request ? { request } : {}) });
  return {
    kind: "dict",
    entries: new Map(
      entries.map(([name, value]) => [`s:${name}`, { key: str(name), value, maybe: null }]),
    ),
    open: null,
  };
}
