import { argument } from "./arguments.js";
import { environmentObject, getVariable } from "./environment-variables.js";
import { loadedModules } from "./loaded-modules.js";
import type { Machine } from "./machine.js";
import { bool, list, native, str, unknown, type CallArguments, type Value } from "./values.js";

/** `os.environ`, `os.getenv`, `sys.argv` and `sys.modules`. */
export function environmentLibrary(machine: Machine): ReadonlyMap<string, Value> {
  const environ = environmentObject(machine);
  return new Map<string, Value>([
    ["os.environ", environ],
    ["os.getenv", native("os.getenv", (call) => getVariable(machine, call))],
    // Django is started by a command; settings ask for the first argument without counting them.
    ["sys.argv", list([str("manage.py"), str("check")])],
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

/** Below no folder of the system, and none of those that every machine has. */
const OF_MACHINE =
  /^\/(?!(?:usr|bin|sbin|lib\w*|proc|sys|dev|tmp|run)(?:\/|$))(?!(?:boot|etc|home|media|mnt|opt|root|srv|var)\/?$)./;

/**
 * Whether a path is that of a file which somebody may have put onto a machine, such as
 * /etc/shop/settings.py. As with variables, the repository alone has none.
 */
function isOfMachine(path: string | null): boolean {
  if (path === null || `${path}/`.startsWith(ROOT)) return false;
  return OF_MACHINE.test(path);
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
  const asked = argument(call, 0);
  if (asked?.kind === "unknown") return asked;
  const path = repositoryPath(machine, asked, call);
  const names = path === null ? null : (machine.host.listDirectory?.(path) ?? null);
  return names ? list(names.map(str)) : unknown("the content of a folder", call.place);
}
