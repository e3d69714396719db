import { assignTarget } from "./assign.js";
import { augment } from "./augment.js";
import { defineClass, defineFunction } from "./define.js";
import { causeOf } from "./evaluate-branches.js";
import { executeFrom, executeImport } from "./imports.js";
import { joinCompletions, type Side } from "./completions.js";
import { fork, type Branch } from "./journal.js";
import { executeFor, executeWhile } from "./loops.js";
import {
  doubt,
  mayRaise,
  NORMAL,
  placeAt,
  PythonError,
  step,
  type Completion,
  type Machine,
} from "./machine.js";
import { executeMatch } from "./match.js";
import { assignName, globalScope, nonlocalScope } from "./names.js";
import { bindsScalar } from "./scalars.js";
import type { Block, Expression, IfStatement, Statement, Suite } from "./syntax.js";
import { remove } from "./remove.js";
import { truthAt } from "./truth-of.js";
import { executeTry, executeWith } from "./try.js";
import { waitingValue } from "./waiting.js";
import { NONE, type Scope, type UnknownValue, type Value } from "./values.js";

/** Executes a block. */
export const execute = (machine: Machine, block: Block, scope: Scope): Completion =>
  executeFromIndex(machine, block.statements(), 0, scope);

function executeFromIndex(
  machine: Machine,
  statements: readonly Statement[],
  from: number,
  scope: Scope,
): Completion {
  for (let at = from; at < statements.length; at++) {
    const statement = statements[at];
    const { steps } = machine.work;
    if (!statement || !step(machine)) break;
    if (statement.type === "if") {
      const behind = statements.slice(at + 1);
      const outcome = executeIf(machine, statement, scope, behind);
      if (outcome.final || outcome.of.kind !== "normal") return outcome.of;
    } else {
      const completion = executeStatement(machine, statement, scope);
      if (bindsScalar(statement)) machine.work.steps = steps;
      if (completion.kind !== "normal") return completion;
    }
  }
  return NORMAL;
}

/** `final` when the rest of the block has been executed already. */
interface Outcome {
  readonly of: Completion;
  readonly final: boolean;
}

function executeIf(
  machine: Machine,
  node: IfStatement,
  scope: Scope,
  behind: readonly Statement[],
): Outcome {
  const test = machine.evaluate(node.test, scope);
  const answer = truthAt(machine, test, scope, node.test.start);
  if (answer !== null) {
    const suite = answer ? node.body : node.otherwise;
    // What may leave the block in a branch of its own goes on behind this statement otherwise.
    if (suite && scope.kind === "function" && mayBranchOff(suite)) {
      const all = [...suite.statements(), ...behind];
      return { of: executeFromIndex(machine, all, 0, scope), final: true };
    }
    return { of: suite ? machine.execute(suite, scope) : NORMAL, final: false };
  }
  const cause = causeOf(test, scope, node.test.start);
  // A side that returns leaves the rest of the block to the other side alone.
  const early = scope.kind === "function" && (leaves(node.body) || leaves(node.otherwise));
  const [first, second] = fork(
    machine,
    cause,
    () => side(machine, node.body, scope, early ? behind : [], cause),
    () => side(machine, node.otherwise, scope, early ? behind : [], cause),
  );
  return { of: joinCompletions(machine, first, second, cause), final: early };
}

const leaves = (suite: Suite | null): boolean => suite !== null && endsEarly(suite);

/** Whether a block has a branch that may leave it, and does not end by leaving it. */
function mayBranchOff(suite: Suite): boolean {
  const statements = suite.statements();
  const last = statements.at(-1)?.type;
  if (last === "return" || last === "raise") return false;
  return statements.some((one) => one.type === "if" && innerSuites(one).some(endsEarly));
}

/** Whether a block may end by something other than running through. */
function endsEarly(suite: Suite): boolean {
  return suite.statements().some((one) => {
    if (one.type === "return" || one.type === "break" || one.type === "continue") return true;
    return innerSuites(one).some(endsEarly);
  });
}

/** The blocks of a statement that its own block may be left from. */
function innerSuites(node: Statement): readonly Suite[] {
  if (node.type === "with") return [node.body];
  if (node.type !== "if" && node.type !== "try") return [];
  const handlers = node.type === "try" ? node.handlers.map(({ body }) => body) : [];
  return [node.body, ...handlers, ...(node.otherwise ? [node.otherwise] : [])];
}

function side(
  machine: Machine,
  suite: Suite | null,
  scope: Scope,
  behind: readonly Statement[],
  cause: UnknownValue,
): Branch<Side> {
  try {
    const all = [...(suite ? suite.statements() : []), ...behind];
    return { value: executeFromIndex(machine, all, 0, scope), dead: false };
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    // What the code raises itself is what it does in that case, which a handler around it goes on with.
    if (error.value !== null && machine.trial?.catches(error.exception))
      mayRaise(machine, error.exception, cause);
    return { value: null, dead: true };
  }
}

/** As in `evaluateNode`, the usual kinds come first. */
function executeStatement(machine: Machine, node: Statement, scope: Scope): Completion {
  switch (node.type) {
    case "assign":
      executeAssign(machine, node.targets, node.value, scope);
      return NORMAL;
    case "expression":
      machine.evaluate(node.value, scope);
      return NORMAL;
    case "function":
      defineFunction(machine, node, scope);
      return NORMAL;
    case "from":
      executeFrom(machine, node, scope);
      return NORMAL;
    case "class":
      defineClass(machine, node, scope);
      return NORMAL;
    case "return":
      return { kind: "return", value: node.value ? machine.evaluate(node.value, scope) : NONE };
    case "import":
      executeImport(machine, node, scope);
      return NORMAL;
    case "augment":
      augment(machine, node, scope);
      return NORMAL;
    case "for":
      return executeFor(machine, node, scope);
    case "while":
      return executeWhile(machine, node, scope);
    case "try":
      return executeTry(machine, node, scope);
    case "with":
      return executeWith(machine, node, scope);
    case "match":
      return executeMatch(machine, node, scope);
    case "raise":
      return executeRaise(machine, node.value, node.start, scope);
    case "delete":
      for (const target of node.targets) remove(machine, target, scope);
      return NORMAL;
    case "global":
      for (const name of node.names) declare(scope, name, globalScope(scope));
      return NORMAL;
    case "nonlocal":
      for (const name of node.names) {
        machine.asked.names.add(name);
        declare(scope, name, nonlocalScope(scope, name) ?? scope);
      }
      return NORMAL;
    case "break":
    case "continue":
      return { kind: node.type };
    case "bad":
      doubt(
        machine,
        placeAt(scope.module, node.start),
        "source that does not parse",
        "what this line defines is not known",
      );
      return NORMAL;
    default:
      return NORMAL;
  }
}

function declare(scope: Scope, name: string, owner: Scope): void {
  scope.outer ??= new Map();
  scope.outer.set(name, owner);
}

function executeAssign(
  machine: Machine,
  targets: readonly Expression[],
  node: Expression | null,
  scope: Scope,
): void {
  if (node === null) return;
  const [target, ...more] = targets;
  if (target?.type === "name" && more.length === 0) {
    const waiting = waitingValue(machine, target.id, node, scope);
    if (waiting !== null) {
      assignName(machine, scope, target.id, waiting);
      return;
    }
  }
  const value = machine.evaluate(node, scope);
  for (const target of targets) assignTarget(machine, target, value, scope);
}

function executeRaise(
  machine: Machine,
  node: Expression | null,
  start: number,
  scope: Scope,
): never {
  const value = node ? machine.evaluate(node, scope) : null;
  const place = placeAt(scope.module, start);
  throw new PythonError(exceptionName(value), "raised here", place, value);
}

function exceptionName(value: Value | null): string {
  if (value === null) return "Exception";
  if (value.kind === "call") return exceptionName(value.callee);
  if (value.kind === "instance") return value.class.name;
  if (value.kind === "class") return value.name;
  return value.kind === "external" ? (value.name.split(".").at(-1) ?? "Exception") : "Exception";
}
