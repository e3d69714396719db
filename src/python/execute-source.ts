import { executeNoted } from "./execute-noted.js";
import { keepSource, PythonError, unknownEffect, type Machine } from "./machine.js";
import { moduleScope } from "./names.js";
import { normalise, parseModule } from "./parse-module.js";
import type { Statement } from "./syntax.js";
import { unknown, type ModuleValue, type Scope } from "./values.js";

/** Executes a file's text in the namespace of a module that includes it. */
export function executeSource(
  machine: Machine,
  module: ModuleValue,
  file: string,
  source: string,
): void {
  // Places in the included file are told by a module of its own that shares the names.
  const view: ModuleValue = { ...module, file, namespace: module.namespace };
  executeText(machine, moduleScope(view), source);
  module.open ??= view.open;
}

/** Parses and executes the text of a module. */
export function executeText(machine: Machine, scope: Scope, source: string): void {
  const text = normalise(source);
  keepSource(scope.module, text);
  const suite = parseModule(text);
  if (scope.module.file !== null) machine.host.executed?.(scope.module.file, text, suite);
  executeStatements(machine, suite.statements(), scope);
}

/** Executes statements one by one: one that raises is noted and the next one is read. */
function executeStatements(machine: Machine, statements: readonly Statement[], scope: Scope): void {
  for (const statement of statements) {
    const error = executeNoted(machine, statement, scope, unknownEffect(scope.module.name));
    if (error !== null) loseTargets(statement, scope, error);
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
