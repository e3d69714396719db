import {
  functionText,
  type CallArguments,
  type ClassValue,
  type Expression,
  type FunctionValue,
  type Interpreter,
  type Statement,
  type Value,
} from "../../python/index.js";
import { isOfFramework, nameOf } from "./guards.js";
import { codeBehind, dotted, handlerName, ownFunction, statementsOf } from "./handler-code.js";
import { endsInRefusal, mayEnd, meaningOf } from "./handler-course.js";

/** What tells which model a class is. */
export type LabelOf = (cls: ClassValue) => string | null;

/** Hooks of a view through which DRF's own actions go. */
const HOOKS: Readonly<Record<string, string>> = {
  create: "perform_create",
  update: "perform_update",
  destroy: "perform_destroy",
};
const MAILS = /^django\.core\.mail\.(?:send_mail|send_mass_mail)$/;
const MESSAGE = /^django\.core\.mail\.(?:message\.)?Email(?:Message|MultiAlternatives)$/;
const DEEPEST = 5;

/** Code that runs for a request, the class of its view, and through what it was reached. */
interface Frame {
  readonly interpreter: Interpreter;
  readonly labelOf: LabelOf;
  readonly cls: ClassValue | null;
  readonly code: FunctionValue;
  readonly above: readonly FunctionValue[];
}

/**
 * What a write does in any case once it succeeds, in the words of the generated test: rows that it
 * creates, mails and tasks that it sends. Only statements count that no condition stands before.
 */
export function deedsOf(
  interpreter: Interpreter,
  labelOf: LabelOf,
  cls: ClassValue,
  call: CallArguments,
  method: string,
): readonly string[] {
  const behind = codeBehind(interpreter, cls, handlerName(call, method));
  const hook = typeof behind === "string" ? HOOKS[behind] : undefined;
  const code = hook === undefined ? behind : ownFunction(interpreter, cls, hook);
  if (code === null || typeof code === "string") return [];
  return told({ interpreter, labelOf, cls, code, above: [] });
}

/** The same of a function that is a view. */
export const deedsOfFunction = (
  interpreter: Interpreter,
  labelOf: LabelOf,
  code: FunctionValue,
): readonly string[] => told({ interpreter, labelOf, cls: null, code, above: [] });

const told = (frame: Frame): readonly string[] => [...new Set(inCode(frame))].toSorted();

function inCode(frame: Frame): readonly string[] {
  const { code, above } = frame;
  if (above.includes(code) || above.length > DEEPEST || !code.decorators.every(isOfFramework))
    return [];
  functionText(code); // what the facts rest on
  return inStatements(frame, statementsOf(code)).deeds;
}

interface Course {
  readonly deeds: readonly string[];
  /** Whether the code may have come to its end without what follows. */
  readonly isOver: boolean;
}

function inStatements(frame: Frame, statements: readonly Statement[]): Course {
  const deeds: string[] = [];
  for (const statement of statements) {
    const course = inStatement(frame, statement);
    deeds.push(...course.deeds);
    if (course.isOver) return { deeds, isOver: true };
  }
  return { deeds, isOver: false };
}

function inStatement(frame: Frame, statement: Statement): Course {
  switch (statement.type) {
    case "expression":
    case "assign":
    case "augment":
      return { deeds: statement.value ? inValue(frame, statement.value) : [], isOver: false };
    case "return":
      return { deeds: statement.value ? inValue(frame, statement.value) : [], isOver: true };
    case "raise":
      return { deeds: [], isOver: true };
    case "with":
      return inStatements(frame, statement.body.statements());
    case "try":
      return statement.handlers.every(({ body }) => endsInRefusal(frame, body.statements()))
        ? inStatements(frame, statement.body.statements())
        : { deeds: [], isOver: mayEnd(frame, statement) };
    default:
      return { deeds: [], isOver: mayEnd(frame, statement) };
  }
}

/** What is done on the way to a value; what may be left out of it is not looked at. */
function inValue(frame: Frame, value: Expression): readonly string[] {
  switch (value.type) {
    case "attribute":
      return inValue(frame, value.object);
    case "await":
      return inValue(frame, value.value);
    case "call":
      return [
        ...value.arguments.flatMap((one) => inValue(frame, one.value)),
        ...(value.callee.type === "attribute" ? inValue(frame, value.callee.object) : []),
        ...byCall(frame, value),
      ];
    default:
      return [];
  }
}

function byCall(frame: Frame, call: Extract<Expression, { type: "call" }>): readonly string[] {
  const { callee } = call;
  if (callee.type === "attribute" && callee.name === "send" && callee.object.type === "call")
    return MESSAGE.test(externalName(frame, dotted(callee.object.callee))) ? ["mail"] : [];
  const name = dotted(callee);
  if (name === null) return [];
  const [first] = call.arguments;
  if (externalName(frame, name) === "django.db.transaction.on_commit" && first)
    return afterwards(frame, first.value);
  if (MAILS.test(externalName(frame, name))) return ["mail"];
  const [, task] = /^(.+)\.(?:delay|apply_async)$/.exec(name) ?? [];
  if (task !== undefined) return taskNamed(meaning(frame, task));
  const [, model] = /^(.+)\.objects\.create$/.exec(name) ?? [];
  if (model !== undefined) {
    const cls = meaning(frame, model);
    const label = cls?.kind === "class" ? frame.labelOf(cls) : null;
    return label === null ? [] : [`+${label}`];
  }
  const own = /^self\.(\w+)$/.exec(name)?.[1];
  const code =
    own === undefined
      ? meaning(frame, name)
      : frame.cls && ownFunction(frame.interpreter, frame.cls, own);
  if (code?.kind !== "function") return [];
  const cls = own === undefined ? null : frame.cls;
  return inCode({ ...frame, cls, code, above: [...frame.above, frame.code] });
}

/** What `on_commit()` is given: a lambda, or `partial(task.delay, pk)`. */
function afterwards(frame: Frame, value: Expression): readonly string[] {
  if (value.type === "lambda") return inValue(frame, value.body);
  if (value.type !== "call" || !/(?:^|\.)partial$/.test(dotted(value.callee) ?? "")) return [];
  const [, task] = /^(.+)\.delay$/.exec(dotted(value.arguments[0]?.value ?? value) ?? "") ?? [];
  return task === undefined ? [] : taskNamed(meaning(frame, task));
}

/** A task of Celery by the name that it has where none is given. */
function taskNamed(code: Value | null): readonly string[] {
  if (code?.kind !== "function") return [];
  const makers = code.decorators.filter((one) => (nameOf(one) ?? "").startsWith("celery."));
  const isNamed = makers.some((one) => one.kind === "call" && one.call.kwargs.has("name"));
  return makers.length === 0 || isNamed ? [] : [`task ${code.module.name}.${code.name}`];
}

function externalName(frame: Frame, name: string | null): string {
  const value = name === null ? null : meaning(frame, name);
  return value?.kind === "external" ? value.name : "";
}

const meaning = ({ interpreter, code }: Frame, name: string): Value | null =>
  meaningOf(interpreter, code, name);
