import {
  dottedName,
  functionText,
  isStubFile,
  type CallArguments,
  type ClassValue,
  type FunctionValue,
  type Interpreter,
} from "../../python/index.js";
import type { WithoutDatabase } from "../facts.js";
import { codeBehind, handlerName, ownFunction } from "./handler-code.js";

/** What views are called that say whether a site is well. */
const NAMED = /health|heart_?beat|read(?:y|iness)|alive|live(?:ness|z)|ping|status|monitor|probe/i;
const ASKS = /\bconnections?\b|\bensure_connection\b|\.cursor\(|\.objects\b/;
const CATCHES =
  /^[ \t]*except\b[ \t]*(?::|[^:\n]*\b(?:BaseException|Exception|Error|DatabaseError|OperationalError)\b)/m;
const ALIAS = /^[ \t]*except\b[^:\n]*\bas (\w+)[ \t]*:/gm;
const SERVER_ERROR =
  /(?:\bstatus(?:_code)?[ \t]*=[^=\n]*?|,[ \t]*|\bHTTP_|\belse[ \t]+)(5\d\d)(?!\d)/g;
const CALLED = /(?<![\w.])(self\.)?([a-z_]\w*)\(/g;
/** Statements that tell a log, or a service for errors, and no client. */
const LOGS = /^[ \t]*(?:\w*log\w*\.|logging\.|raise\b|print\(|capture_|sentry_sdk\.|except\b)/;

/** The claim for a view class; null where its `get()` does not ask a database and catch its errors. */
export function classWithoutDatabase(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
): WithoutDatabase | null {
  const code = NAMED.test(dottedName(cls))
    ? codeBehind(interpreter, cls, handlerName(call, "GET"))
    : null;
  return code === null || typeof code === "string" ? null : claimed(interpreter, code, cls);
}

/** The same of a function view. */
export const functionWithoutDatabase = (
  interpreter: Interpreter,
  code: FunctionValue,
): WithoutDatabase | null =>
  NAMED.test(`${code.module.name}.${code.qualname}`) ? claimed(interpreter, code, null) : null;

function claimed(
  interpreter: Interpreter,
  code: FunctionValue,
  cls: ClassValue | null,
): WithoutDatabase | null {
  const texts = [code, ...helpersOf(interpreter, code, cls)].map(functionText);
  if (!texts.some((text) => ASKS.test(text) && CATCHES.test(text))) return null;
  const named = texts.flatMap((text) => [...text.matchAll(SERVER_ERROR)].map((found) => found[1]));
  const own = texts.some((text) => text.includes("HttpResponseServerError(")) ? [500] : [];
  const statuses = [...new Set([...named.map(Number), ...own])].toSorted();
  if (statuses.length === 0) return null;
  return { statuses, ...(texts.some(tellsTheError) ? { tells: true } : {}) };
}

/** The repository's functions that one calls by a name of its module or as methods of its own. */
function helpersOf(
  interpreter: Interpreter,
  code: FunctionValue,
  cls: ClassValue | null,
): readonly FunctionValue[] {
  const found = [...functionText(code).matchAll(CALLED)].flatMap(([, self, name = ""]) => {
    if (self !== undefined) return cls === null ? [] : (ownFunction(interpreter, cls, name) ?? []);
    const value = interpreter.get(code.module, name);
    const isOwn = value?.kind === "function" && !isStubFile(value.module.file ?? "");
    return isOwn ? value : [];
  });
  return [...new Set(found)].filter((one) => one !== code);
}

/** Whether what was caught is named outside of the statements that log. */
function tellsTheError(text: string): boolean {
  const names = [...text.matchAll(ALIAS)].map(([, name]) => name);
  const lines = text.split("\n").filter((line) => !LOGS.test(line));
  return names.some((name) => lines.some((line) => new RegExp(`\\b${name}\\b`).test(line)));
}
