import { argument } from "./arguments.js";
import { absoluteName, importable, importModule } from "./imports.js";
import { mayRaise, PythonError, type Machine } from "./machine.js";
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
