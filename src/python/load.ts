import { doubt, keepSource, PythonError, unknownEffect, type Machine } from "./machine.js";
import { moduleScope } from "./names.js";
import { ROOT } from "./environment.js";
import { normalise, parseModule } from "./parse-module.js";
import type { Statement } from "./syntax.js";
import { NONE, list, str, unknown, type ModuleValue, type Scope } from "./values.js";

const STEPS_PER_MODULE = 400_000;

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
  const text = normalise(source);
  keepSource(module, text);
  module.namespace.set("__name__", str(module.name));
  module.namespace.set("__file__", str(`${ROOT}${module.file}`));
  module.namespace.set(
    "__package__",
    str(module.isPackage ? module.name : module.name.split(".").slice(0, -1).join(".")),
  );
  module.namespace.set("__doc__", NONE);
  if (module.isPackage)
    module.namespace.set("__path__", list([str(`${ROOT}${module.file}`.replace(/\/[^/]*$/, ""))]));
  const { journal, trial, work } = machine;
  const { limit, nesting, calls } = work;
  // What a module defines does not depend on the branch or call in which it is first imported.
  machine.journal = null;
  machine.trial = null;
  work.limit = Math.min(work.total, work.steps + STEPS_PER_MODULE);
  work.nesting = 0;
  work.calls = 0;
  executeStatements(machine, parseModule(text).statements(), moduleScope(module));
  if (work.steps > work.limit) {
    const cause = unknown("too much work to evaluate", {
      file: module.file ?? module.name,
      line: 1,
    });
    module.open ??= cause;
    doubt(machine, cause.place, cause.reason, unknownEffect(module.name));
  }
  machine.journal = journal;
  machine.trial = trial;
  Object.assign(work, {
    limit: Math.max(limit, Math.min(work.total, limit + STEPS_PER_MODULE)),
    nesting,
    calls,
  });
}

/** Executes statements one by one: one that raises is noted and the next one is read. */
function executeStatements(machine: Machine, statements: readonly Statement[], scope: Scope): void {
  for (const statement of statements) {
    const single = { start: statement.start, end: statement.start, statements: () => [statement] };
    try {
      machine.execute(single, scope);
    } catch (error) {
      if (!(error instanceof PythonError)) throw error;
      doubt(
        machine,
        error.place,
        `${error.exception}: ${error.message}`,
        unknownEffect(scope.module.name),
      );
      loseTargets(statement, scope, error);
    }
  }
}

/** Names that a failed statement would have bound are unknown from here on. */
function loseTargets(statement: Statement, scope: Scope, error: PythonError): void {
  if (statement.type !== "assign") return;
  const cause = unknown(`${error.exception}: ${error.message}`, error.place);
  for (const target of statement.targets) {
    if (target.type === "name" && !scope.names.has(target.id)) scope.names.set(target.id, cause);
  }
}
