import { equal } from "./identity.js";
import { certainItems } from "./iterate.js";
import { keyOf } from "./identity.js";
import { instanceOf } from "./instance-of.js";
import { fork } from "./journal.js";
import { attempt } from "./loops.js";
import { joinCompletions } from "./completions.js";
import { NORMAL, placeAt, type Completion, type Machine } from "./machine.js";
import { assignName } from "./names.js";
import type { MatchStatement, Pattern } from "./syntax.js";
import { truthOf } from "./truth-of.js";
import { unknown, type Scope, type Value } from "./values.js";

/** Executes `match`: a case that may or may not apply is read as a branch. */
export function executeMatch(machine: Machine, node: MatchStatement, scope: Scope): Completion {
  const subject = machine.evaluate(node.subject, scope);
  return tryCase(machine, node, 0, subject, scope);
}

function tryCase(
  machine: Machine,
  node: MatchStatement,
  at: number,
  subject: Value,
  scope: Scope,
): Completion {
  const one = node.cases[at];
  if (!one) return NORMAL;
  const next = (): Completion => tryCase(machine, node, at + 1, subject, scope);
  let answer = matches(machine, one.pattern, subject, scope);
  if (answer !== false && one.guard) {
    const guard = truthOf(
      machine,
      machine.evaluate(one.guard, scope),
      placeAt(scope.module, node.start),
    );
    answer = guard === false ? false : answer === true ? guard : null;
  }
  if (answer === true) return machine.execute(one.body, scope);
  if (answer === false) return next();
  const cause =
    subject.kind === "unknown"
      ? subject
      : unknown("a match that is not known", placeAt(scope.module, node.start));
  const [first, second] = fork<Completion>(
    machine,
    cause,
    () =>
      attempt(machine, () => {
        for (const name of captures(one.pattern)) assignName(machine, scope, name, cause);
        return machine.execute(one.body, scope);
      }),
    () => attempt(machine, next),
  );
  return joinCompletions(machine, first, second, cause);
}

/** The names that a pattern binds. */
function captures(pattern: Pattern): readonly string[] {
  switch (pattern.type) {
    case "capture":
    case "rest":
      return [pattern.name];
    case "as":
      return [pattern.name, ...captures(pattern.pattern)];
    case "sequence":
      return pattern.items.flatMap(captures);
    case "or":
      return pattern.options.flatMap(captures);
    case "mapping":
      return [
        ...pattern.entries.flatMap((entry) => captures(entry.pattern)),
        ...(pattern.rest === null ? [] : [pattern.rest]),
      ];
    case "class":
      return [...pattern.items, ...pattern.keywords.map((one) => one.pattern)].flatMap(captures);
    default:
      return [];
  }
}

type Answer = boolean | null;

function matches(machine: Machine, pattern: Pattern, subject: Value, scope: Scope): Answer {
  switch (pattern.type) {
    case "wildcard":
      return true;
    case "capture":
      assignName(machine, scope, pattern.name, subject);
      return true;
    case "value":
      return equal(machine.evaluate(pattern.value, scope), subject);
    case "or":
      return anyOf(pattern.options.map((option) => matches(machine, option, subject, scope)));
    case "as": {
      const answer = matches(machine, pattern.pattern, subject, scope);
      if (answer !== false) assignName(machine, scope, pattern.name, subject);
      return answer;
    }
    case "sequence":
      return matchSequence(machine, pattern.items, subject, scope);
    case "mapping":
      return matchMapping(machine, pattern, subject, scope);
    case "class":
      return matchClass(machine, pattern, subject, scope);
    case "rest":
      return null;
  }
}

/** `case str():` is a question of type; what is inside the brackets is not read. */
function matchClass(
  machine: Machine,
  pattern: Extract<Pattern, { type: "class" }>,
  subject: Value,
  scope: Scope,
): Answer {
  const answer = instanceOf(machine, subject, machine.evaluate(pattern.callee, scope));
  return answer === true && pattern.items.length + pattern.keywords.length > 0 ? null : answer;
}

const anyOf = (answers: readonly Answer[]): Answer =>
  answers.includes(true) ? true : answers.includes(null) ? null : false;

const allOf = (answers: readonly Answer[]): Answer =>
  answers.includes(false) ? false : answers.includes(null) ? null : true;

const isUncertain = (value: Value): boolean =>
  ["unknown", "choice", "external", "call", "instance"].includes(value.kind);

function matchSequence(
  machine: Machine,
  patterns: readonly Pattern[],
  subject: Value,
  scope: Scope,
): Answer {
  if (subject.kind !== "list" && subject.kind !== "tuple")
    return isUncertain(subject) ? null : false;
  const items = certainItems(subject.items);
  if (items === null) return null;
  const star = patterns.findIndex((pattern) => pattern.type === "rest");
  if (star < 0 ? items.length !== patterns.length : items.length < patterns.length - 1)
    return false;
  const extra = items.length - patterns.length;
  return allOf(
    patterns.map((pattern, at) => {
      if (pattern.type === "rest") {
        const value: Value = { kind: "list", items: items.slice(at, at + extra + 1) };
        if (pattern.name !== "_") assignName(machine, scope, pattern.name, value);
        return true;
      }
      const item = items[star >= 0 && at > star ? at + extra : at];
      return item ? matches(machine, pattern, item, scope) : false;
    }),
  );
}

function matchMapping(
  machine: Machine,
  pattern: Extract<Pattern, { type: "mapping" }>,
  subject: Value,
  scope: Scope,
): Answer {
  if (subject.kind !== "dict" || subject.scope) return isUncertain(subject) ? null : false;
  const answers = pattern.entries.map(({ key, pattern: inner }) => {
    const entry = subject.entries.get(keyOf(machine.evaluate(key, scope)) ?? "");
    if (!entry) return subject.open ? null : false;
    const answer = matches(machine, inner, entry.value, scope);
    return entry.maybe ? null : answer;
  });
  if (pattern.rest !== null) {
    assignName(
      machine,
      scope,
      pattern.rest,
      unknown("what a mapping pattern leaves", placeAt(scope.module, 0)),
    );
  }
  return allOf(answers);
}
