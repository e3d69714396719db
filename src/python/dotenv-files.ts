import { argument } from "./arguments.js";
import { setEntry } from "./assign.js";
import { dotenvEntries, interpolated, READERS, type DotenvReader } from "./dotenv.js";
import { repositoryPath, ROOT } from "./environment.js";
import { variableSet } from "./environment-variables.js";
import type { Machine } from "./machine.js";
import { isStubFile } from "./stub-host.js";
import {
  bool,
  native,
  NONE,
  str,
  unknown,
  type CallArguments,
  type DictValue,
  type ModuleValue,
  type Value,
} from "./values.js";

/** What stand-ins of packages that read `.env` files need to know of the repository. */
export function dotenvLibrary(machine: Machine): ReadonlyMap<string, Value> {
  return new Map<string, Value>([
    ["soundcheck_.calling_folder", native("calling_folder", () => callingFolder(machine))],
    ["soundcheck_.is_committed", native("is_committed", (call) => isCommitted(machine, call))],
    ["soundcheck_.dotenv_values", native("dotenv_values", (call) => dotenvValues(machine, call))],
  ]);
}

const isOwn = ({ file }: ModuleValue): boolean => file !== null && !isStubFile(file);

/** The innermost module that is being executed, stand-ins of packages left out. */
export function callingModule({ executing }: Machine): ModuleValue | null {
  return executing.findLast(({ module }) => isOwn(module))?.module ?? null;
}

function callingFolder(machine: Machine): Value {
  const file = callingModule(machine)?.file ?? "";
  return str(`${ROOT}${file.slice(0, Math.max(0, file.lastIndexOf("/")))}`);
}

/**
 * The file of the repository that an argument names. One that git ignores is not there: a person's own
 * values say nothing of the repository, and may be secret.
 */
function committedPath({ host }: Machine, path: string | null): string | null {
  if (path === null || host.exists?.(path) !== true || host.isFolder?.(path)) return null;
  return host.isIgnored?.(path) ? null : path;
}

function isCommitted(machine: Machine, call: CallArguments): Value {
  const path = repositoryPath(machine, argument(call, 0), call);
  return bool(committedPath(machine, path) !== null);
}

/** `dotenv_values(path, reader, override)`: the variables of a file, none where it is not there. */
function dotenvValues(machine: Machine, call: CallArguments): Value {
  const named = repositoryPath(machine, argument(call, 0), call);
  const path = committedPath(machine, named);
  if (path === null && named !== null && readerNamed(argument(call, 1)) === "decouple")
    machine.host.lacks?.(named);
  const text = path === null ? null : machine.host.readSource(path);
  const dict: DictValue = { kind: "dict", entries: new Map(), open: null };
  if (path === null || text === null) return dict;
  machine.host.taken?.(path);
  const reader = readerNamed(argument(call, 1));
  const own = new Map<string, string>();
  const override = argument(call, 2);
  const ownFirst = override?.kind === "bool" && override.value;
  const known = (name: string): string | null =>
    (ownFirst ? own.get(name) : null) ?? setText(machine, name) ?? own.get(name) ?? null;
  for (const [name, written] of dotenvEntries(text, reader)) {
    const isReplaced = written !== null && reader === "python-dotenv";
    const value = isReplaced ? interpolated(written, known) : written;
    if (value !== null) own.set(name, value);
    const cause = unknown(`variable ${name} of ${path}`, call.place);
    setEntry(
      machine,
      dict,
      str(name),
      value !== null ? str(value) : written === null ? NONE : cause,
    );
  }
  return dict;
}

function setText(machine: Machine, name: string): string | null {
  const entry = variableSet(machine, name);
  return entry?.value.kind === "str" && !entry.maybe ? entry.value.value : null;
}

function readerNamed(value: Value | null): DotenvReader {
  const named = READERS.find((reader) => value?.kind === "str" && value.value === reader);
  return named ?? "python-dotenv";
}
