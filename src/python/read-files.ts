import { argument } from "./arguments.js";
import { executeSource } from "./execute-source.js";
import { repositoryPath } from "./environment.js";
import { touch } from "./journal.js";
import { mayRaise, type Machine } from "./machine.js";
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

/** `open(path)` of a text file of the repository; anything else is not known. */
export function openFile(machine: Machine, call: CallArguments): Value {
  const path = repositoryPath(machine, argument(call, 0, "file"), call);
  const mode = argument(call, 1, "mode");
  const isText = mode === null || (mode.kind === "str" && /^(?:r|rt|tr|U)$/.test(mode.value));
  const text = path !== null && isText ? machine.host.readSource(path) : null;
  const module = text === null || text.length > MAX_LENGTH ? null : machine.load("io_");
  const maker = module && machine.attribute(module, "TextFile");
  if (text !== null && path !== null && maker) {
    machine.host.taken?.(path);
    machine.texts.set(text, path);
    return machine.call(maker, { ...call, args: [str(text)], kwargs: new Map() });
  }
  const cause = unknown("the content of a file", call.place);
  mayRaise(machine, "FileNotFoundError", cause);
  return cause;
}

/** `compile(text, filename, mode)`: the text itself, which `exec()` takes as well. */
export function compileText(machine: Machine, call: CallArguments): Value {
  const [source, filename] = [argument(call, 0, "source"), argument(call, 1, "filename")];
  const path = repositoryPath(machine, filename, call);
  if (source?.kind === "str" && path !== null) machine.texts.set(source.value, path);
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
  if (code?.kind !== "str") openModule(machine, module, cause);
  else
    executeSource(machine, module, machine.texts.get(code.value) ?? cause.place.file, code.value);
}
