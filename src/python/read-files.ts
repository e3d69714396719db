import { argument } from "./arguments.js";
import { executeSource } from "./execute-source.js";
import { repositoryPath } from "./environment.js";
import { touch } from "./journal.js";
import { mayRaise, PythonError, type Machine } from "./machine.js";
import { openModule } from "./open-module.js";
import {
  NONE,
  str,
  unknown,
  type CallArguments,
  type ModuleValue,
  type Scope,
  type Value,
} from "./values.js";

/** Files that are longer are data, which nothing of interest here follows from. */
const MAX_LENGTH = 500_000;

/**
 * `open(path)` of a text file of the repository. One that is not there raises where code goes on without
 * it, as a module that is imported does; anything else is not known.
 */
export function openFile(machine: Machine, call: CallArguments): Value {
  const named = argument(call, 0, "file");
  const path = repositoryPath(machine, named, call);
  const mode = argument(call, 1, "mode");
  const flags = mode === null ? "r" : mode.kind === "str" ? mode.value : "";
  const isBytes = /^(?:rb|br)$/.test(flags);
  const isRead = isBytes || /^(?:r|rt|tr|U)$/.test(flags);
  if (isRead && named?.kind === "str" && named.value === "/dev/null")
    return opened(machine, call, "", isBytes);
  const text = path !== null && isRead ? machine.host.readSource(path) : null;
  if (text !== null && path !== null && text.length <= MAX_LENGTH) {
    machine.host.taken?.(path);
    machine.texts.set(text, path);
    return opened(machine, call, text, isBytes);
  }
  const isMissing = path !== null && isRead && machine.host.exists?.(path) === false;
  if (isMissing && machine.trial?.catches("FileNotFoundError") === true)
    throw new PythonError("FileNotFoundError", `${path} is not there`, call.place);
  const cause = unknown("the content of a file", call.place);
  mayRaise(machine, "FileNotFoundError", cause);
  return cause;
}

function opened(machine: Machine, call: CallArguments, text: string, isBytes: boolean): Value {
  const module = machine.load("io_");
  const maker = module && machine.attribute(module, "TextFile");
  const content: Value = isBytes ? { kind: "bytes", value: text } : str(text);
  return maker
    ? machine.call(maker, { ...call, args: [content], kwargs: new Map() })
    : unknown("the content of a file", call.place);
}

/** `compile(text, filename, mode)`: the text itself, which `exec()` takes as well. */
export function compileText(machine: Machine, call: CallArguments): Value {
  const [source, filename] = [argument(call, 0, "source"), argument(call, 1, "filename")];
  const path = repositoryPath(machine, filename, call);
  if ((source?.kind === "str" || source?.kind === "bytes") && path !== null)
    machine.texts.set(source.value, path);
  return source ?? unknown("compile()", call.place);
}

/** `exec(code)`, `exec(code, globals())` and `exec(code, names)`. */
export function executeCode(machine: Machine, call: CallArguments, scope: Scope): Value {
  const [code, names] = [argument(call, 0), argument(call, 1)];
  const target = names === null ? scope : names.kind === "dict" ? names.scope : undefined;
  const cause = unknown("exec() of code that is not read", call.place);
  if (target?.kind === "module") runIn(machine, target.module, code, cause);
  else if (names?.kind === "dict") {
    touch(machine, names);
    names.open ??= cause;
  } else openModule(machine, scope.module, cause);
  return NONE;
}

function runIn(
  machine: Machine,
  module: ModuleValue,
  code: Value | null,
  cause: ReturnType<typeof unknown>,
): void {
  if (code?.kind !== "str" && code?.kind !== "bytes") openModule(machine, module, cause);
  else
    executeSource(machine, module, machine.texts.get(code.value) ?? cause.place.file, code.value);
}
