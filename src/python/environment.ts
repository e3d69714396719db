import { argument } from "./arguments.js";
import { loadedModules } from "./loaded-modules.js";
import { mayRaise, type Machine } from "./machine.js";
import type { Place } from "../project/facts.js";
import {
  bool,
  list,
  native,
  NONE,
  str,
  unknown,
  type CallArguments,
  type ModelledValue,
  type UnknownValue,
  type Value,
} from "./values.js";

/** `os.environ`, `os.getenv`, `sys.argv` and `sys.modules`. */
export function environmentLibrary(machine: Machine): ReadonlyMap<string, Value> {
  const environ = environmentObject(machine);
  return new Map<string, Value>([
    ["os.environ", environ],
    ["os.getenv", native("os.getenv", (call) => getVariable(machine, call))],
    ["sys.argv", list([str("manage.py")])],
    ["sys.modules", loadedModules(machine)],
    ["os.path.exists", native("os.path.exists", (call) => exists(machine, call))],
    ["os.access", native("os.access", (call) => exists(machine, call))],
    ["os.path.isfile", native("os.path.isfile", (call) => isFile(machine, call))],
    ["os.path.isdir", native("os.path.isdir", (call) => isFolder(machine, call))],
    ["os.listdir", native("os.listdir", (call) => listDirectory(machine, call))],
  ]);
}

function exists(machine: Machine, call: CallArguments): Value {
  return askHost(machine, call, (path) => machine.host.exists?.(path));
}

function isFolder(machine: Machine, call: CallArguments): Value {
  return askHost(machine, call, (path) => machine.host.isFolder?.(path));
}

function isFile(machine: Machine, call: CallArguments): Value {
  const { host } = machine;
  return askHost(machine, call, (path) => host.exists?.(path) && !host.isFolder?.(path));
}

/**
 * Whether a path is that of a file which somebody may have put onto a machine, such as
 * /etc/shop/settings.py. As with variables, the repository alone has none.
 */
function isOfMachine(path: string | null): boolean {
  if (path === null || `${path}/`.startsWith(ROOT)) return false;
  return /^\/(?!(?:usr|bin|sbin|lib\w*|proc|sys|dev|tmp|run)(?:\/|$))[^/]+\/./.test(path);
}

/** Asks about a path of the repository; little is known of what lies outside. */
function askHost(
  machine: Machine,
  call: CallArguments,
  ask: (path: string) => boolean | undefined,
): Value {
  const asked = argument(call, 0);
  const path = repositoryPath(machine, asked, call);
  const isElsewhere = path === null && isOfMachine(pathText(machine, asked, call));
  const answer = isElsewhere ? false : path === null ? undefined : ask(path);
  return answer === undefined ? unknown("whether a file exists", call.place) : bool(answer);
}

/** Stands for the absolute path of the repository's root in `__file__` and what is made of it. */
export const ROOT = "/repo/";

function pathText(machine: Machine, value: Value | null, call: CallArguments): string | null {
  if (value?.kind === "str") return value.value;
  const method = value?.kind === "instance" ? machine.attribute(value, "__fspath__") : null;
  const text = method && machine.call(method, { ...call, args: [], kwargs: new Map() });
  return text?.kind === "str" ? text.value : null;
}

/** A path relative to the repository's root, "" for the root; null for what lies elsewhere. */
export function repositoryPath(
  machine: Machine,
  value: Value | null,
  call: CallArguments,
): string | null {
  const path = pathText(machine, value, call);
  if (path === null || !`${path}/`.startsWith(ROOT)) return null;
  return path.slice(ROOT.length);
}

function listDirectory(machine: Machine, call: CallArguments): Value {
  const path = repositoryPath(machine, argument(call, 0), call);
  const names = path === null ? null : (machine.host.listDirectory?.(path) ?? null);
  return names ? list(names.map(str)) : unknown("the content of a folder", call.place);
}

/** Reads a variable that has been set, and notes that it is read. */
function variable(
  machine: Machine,
  name: string,
  call: CallArguments,
  required: boolean,
): string | null {
  const { environment, host } = machine;
  const { file, line } = call.place;
  const known = environment.some((one) => one.name === name && one.required === required);
  if (!known) environment.push({ name, required, file, line });
  return host.environment?.[name] ?? machine.planted.get(name) ?? null;
}

function getVariable(machine: Machine, call: CallArguments): Value {
  const name = argument(call, 0, "key");
  const fallback = argument(call, 1, "default") ?? NONE;
  if (name?.kind !== "str")
    return name?.kind === "unknown"
      ? name
      : unknown("a variable whose name is not known", call.place);
  const value = variable(machine, name.value, call, false);
  return value === null ? fallback : str(value);
}

/**
 * What `os.getenv("HOSTS").split()` takes for a text cannot be left unset: the variable is required,
 * and its value unknown. Null where the value is no such variable.
 */
export function demanded(machine: Machine, value: Value, place: Place): UnknownValue | null {
  const read = machine.environment.at(-1);
  if (value.kind !== "none" || !read || read.file !== place.file || read.line !== place.line)
    return null;
  machine.environment.push({ ...read, required: true });
  const cause = unknown(`environment variable ${read.name}`, place);
  mayRaise(machine, "TypeError", cause);
  return cause;
}

function requireVariable(machine: Machine, call: CallArguments): Value {
  const name = argument(call, 0);
  if (name?.kind !== "str")
    return name?.kind === "unknown"
      ? name
      : unknown("a variable whose name is not known", call.place);
  const value = variable(machine, name.value, call, true);
  if (value !== null) return str(value);
  const cause = unknown(`environment variable ${name.value}`, call.place);
  mayRaise(machine, "KeyError", cause);
  return cause;
}

function environmentObject(machine: Machine): ModelledValue {
  const methods: Readonly<Record<string, (call: CallArguments) => Value>> = {
    get: (call) => getVariable(machine, call),
    __getitem__: (call) => requireVariable(machine, call),
    __contains__: (call) => {
      const name = argument(call, 0);
      return name?.kind === "str"
        ? bool(variable(machine, name.value, call, false) !== null)
        : unknown("a variable whose name is not known", call.place);
    },
    setdefault: (call) => plant(machine, call, "default"),
    __setitem__: (call) => plant(machine, call, "set"),
    pop: (call) => getVariable(machine, call),
    copy: () => environ,
    items: (call) => unknown("the whole environment", call.place),
    keys: (call) => unknown("the whole environment", call.place),
    update: () => NONE,
  };
  const environ: ModelledValue = {
    kind: "modelled",
    type: "os.environ",
    attribute: (name) => {
      const method = methods[name];
      return method ? native(`os.environ.${name}`, method) : null;
    },
  };
  return environ;
}

/** `os.environ.setdefault(...)` before a star import decides what the imported settings read. */
function plant(machine: Machine, call: CallArguments, how: "set" | "default"): Value {
  const [name, value] = [argument(call, 0), argument(call, 1)];
  if (name?.kind !== "str" || !value) return NONE;
  const known = machine.host.environment?.[name.value] ?? machine.planted.get(name.value);
  if (how === "default" && known !== undefined) return str(known);
  if (value.kind === "str") machine.planted.set(name.value, value.value);
  return value;
}
