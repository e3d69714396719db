import { argument } from "./arguments.js";
import { importModule } from "./imports.js";
import { PythonError, type Machine } from "./machine.js";
import {
  bool,
  native,
  NONE,
  unknown,
  type CallArguments,
  type ModelledValue,
  type Value,
} from "./values.js";

/** `sys.modules`: modules that were executed, and those that code has put there. */
export function loadedModules(machine: Machine): ModelledValue {
  const methods: Readonly<Record<string, (call: CallArguments) => Value>> = {
    __contains__: (call) => isLoaded(machine, call),
    __getitem__: (call) => loaded(machine, call),
    __setitem__: (call) => plant(machine, call),
    get: (call) => loadedOr(machine, call),
  };
  return {
    kind: "modelled",
    type: "sys.modules",
    attribute: (name) => {
      const method = methods[name];
      return method ? native(`sys.modules.${name}`, method) : null;
    },
  };
}

/** No test runner is loaded while a project is read. */
const isRunner = (name: string): boolean => /^(?:pytest|_pytest|nose|unittest)\b/.test(name);

function nameIn(call: CallArguments): string | null {
  const name = argument(call, 0);
  return name?.kind === "str" ? name.value : null;
}

function isLoaded(machine: Machine, call: CallArguments): Value {
  const name = nameIn(call);
  if (name !== null && isRunner(name)) return bool(false);
  return name !== null && machine.modules.has(name)
    ? bool(true)
    : unknown("whether a module is loaded", call.place);
}

/** Code that asks for a module by name has imported it, though perhaps in a way not followed here. */
function loaded(machine: Machine, call: CallArguments): Value {
  const name = nameIn(call);
  if (name === null) return unknown("a loaded module", call.place);
  if (isRunner(name)) throw new PythonError("KeyError", "no such module is loaded", call.place);
  return importModule(machine, name);
}

function loadedOr(machine: Machine, call: CallArguments): Value {
  const name = nameIn(call);
  if (name !== null && isRunner(name)) return argument(call, 1) ?? NONE;
  const known = name === null ? undefined : machine.modules.get(name);
  return known ?? unknown("a loaded module", call.place);
}

/** `sys.modules["apprise"] = MagicMock()`: from here on, that is what an import gives. */
function plant(machine: Machine, call: CallArguments): Value {
  const [name, value] = [nameIn(call), argument(call, 1)];
  if (name !== null && value) machine.plantedModules.set(name, value);
  return NONE;
}
