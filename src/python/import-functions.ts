import { argument } from "./arguments.js";
import { absoluteName, importable, importModule } from "./imports.js";
import { mayRaise, PythonError, type Machine } from "./machine.js";
import { truth } from "./truth.js";
import {
  native,
  NONE,
  unknown,
  type CallArguments,
  type ModuleValue,
  type NativeValue,
  type Value,
} from "./values.js";

/** `importlib.import_module(name, package)`. */
export function importedModule(machine: Machine, call: CallArguments): Value {
  const name = argument(call, 0);
  if (name?.kind !== "str")
    return name?.kind === "unknown"
      ? name
      : unknown("an import whose name is not known", call.place);
  const base = argument(call, 1, "package");
  const dots = /^\.*/.exec(name.value)?.[0].length ?? 0;
  const dotted =
    dots > 0 && base?.kind === "str"
      ? absoluteName(packageNamed(base.value), dots, name.value.slice(dots))
      : name.value;
  if (dotted === null)
    throw new PythonError("ImportError", "relative import beyond the package", call.place);
  const answer = importable(machine, dotted);
  if (answer === false)
    throw new PythonError("ModuleNotFoundError", `no module named '${dotted}'`, call.place);
  if (answer === null) {
    const cause = unknown(`whether ${dotted} is installed`, call.place);
    mayRaise(machine, "ModuleNotFoundError", cause);
  }
  return importModule(machine, dotted);
}

/** `__import__(name, fromlist=names)`: the module itself where names are wanted, else the top of its path. */
export function importFunction(machine: Machine, call: CallArguments): Value {
  const [name, wanted] = [argument(call, 0, "name"), argument(call, 3, "fromlist")];
  if (!name) return NONE;
  const imported = importedModule(machine, { ...call, args: [name], kwargs: new Map() });
  if (name.kind !== "str" || !name.value.includes(".")) return imported;
  const isWanted = wanted ? truth(wanted) : false;
  if (isWanted === null) return unknown("__import__() of names that are not known", call.place);
  return isWanted ? imported : importModule(machine, name.value.split(".")[0] ?? name.value);
}

const packageNamed = (name: string): ModuleValue => ({
  kind: "module",
  name,
  file: null,
  isPackage: true,
  namespace: new Map(),
  partial: false,
  open: null,
});

/** Only whether there is one is ever asked. */
const SPEC: NativeValue = native("importlib.machinery.ModuleSpec", () => NONE);

/** `importlib.util.find_spec(name)`. */
export function findSpec(machine: Machine, call: CallArguments): Value {
  const name = argument(call, 0);
  if (name?.kind !== "str") return unknown("find_spec() of a name that is not known", call.place);
  const answer = importable(machine, name.value);
  if (answer === null) return unknown(`whether ${name.value} is installed`, call.place);
  return answer ? SPEC : NONE;
}
