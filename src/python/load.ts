import { executeText } from "./execute-source.js";
import { ROOT } from "./environment.js";
import { doubt, unknownEffect, withOwnShare, type Machine } from "./machine.js";
import { moduleScope } from "./names.js";
import { list, NONE, str, unknown, type ModuleValue } from "./values.js";

const STEPS_PER_MODULE = 300_000;

/** Executes a module once, after the packages it lies in; null when its source is not at hand. */
export function loadModule(machine: Machine, dotted: string): ModuleValue | null {
  const known = machine.modules.get(dotted);
  if (known) return known;
  if (machine.missing.has(dotted)) return null;
  const file = machine.host.resolveModule(dotted);
  if (!file) {
    machine.missing.add(dotted);
    return null;
  }
  const parent = dotted.split(".").slice(0, -1).join(".");
  if (parent !== "") loadModule(machine, parent);
  const again = machine.modules.get(dotted);
  if (again) return again;
  const module: ModuleValue = {
    kind: "module",
    name: dotted,
    file: file.path,
    isPackage: file.isPackage,
    namespace: new Map(),
    partial: file.partial ?? false,
    open: null,
  };
  machine.modules.set(dotted, module);
  const source = file.path === null ? null : machine.host.readSource(file.path);
  if (source !== null) executeModule(machine, module, source);
  return module;
}

function executeModule(machine: Machine, module: ModuleValue, source: string): void {
  module.namespace.set("__name__", str(module.name));
  module.namespace.set("__file__", str(`${ROOT}${module.file}`));
  module.namespace.set(
    "__package__",
    str(module.isPackage ? module.name : module.name.split(".").slice(0, -1).join(".")),
  );
  module.namespace.set("__doc__", NONE);
  if (module.isPackage)
    module.namespace.set("__path__", list([str(`${ROOT}${module.file}`.replace(/\/[^/]*$/, ""))]));
  const { executing, work } = machine;
  const { nesting, calls, forks, trials } = work;
  Object.assign(work, { nesting: 0, calls: 0, forks: 0, trials: 0 });
  const scope = moduleScope(module);
  executing.push(scope);
  const sufficed = withOwnShare(machine, STEPS_PER_MODULE, () => {
    executeText(machine, scope, source);
  });
  executing.pop();
  Object.assign(work, { nesting, calls, forks, trials });
  if (!sufficed) {
    const cause = unknown("too much work to evaluate", {
      file: module.file ?? module.name,
      line: 1,
    });
    module.open ??= cause;
    doubt(machine, cause.place, cause.reason, unknownEffect(module.name));
  }
}
