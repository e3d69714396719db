import { logicalLineEnd } from "./characters.js";
import { parseModule } from "./parse-module.js";
import { suitesIn } from "./suites.js";
import { bindsScalar, isScalar } from "./scalars.js";
import type { Argument, ClassNode, Expression, Statement, Suite } from "./syntax.js";

/** Which block a statement stands in; "other" for those of conditions, loops and the like. */
export type Holder = "module" | "class" | "function" | "other";

/** Tells the statements of a text that nobody would miss. */
export interface Inert {
  /** Where such a statement ends; null for all others. */
  end(statement: Statement, holder: Holder): number | null;
}

/** Nothing is inert. */
export const NOTHING_INERT: Inert = { end: () => null };

/**
 * Statements that bind a name for which nobody has asked, and do nothing else: functions and classes
 * that derive from nothing, fields of models, scalars in functions. What is not certain is not inert.
 */
export function inertIn(source: string, module: Suite, isAsked: (name: string) => boolean): Inert {
  let root: string | null | undefined;
  const isField = (value: Expression): boolean => {
    if (root === undefined) root = djangoModels(source, module);
    return root !== null && isDjangoField(value, root);
  };
  const isInert = (statement: Statement, holder: Holder): boolean => {
    const name = boundBy(statement);
    if (name === null || holder === "other" || !isPlain(name) || isAsked(name)) return false;
    switch (statement.type) {
      case "function":
        return holder !== "function" && isBare(statement);
      case "class":
        return holder === "module" && isBareClass(source, statement);
      case "assign":
        if (statement.value === null || statement.annotation !== null) return false;
        return holder === "function"
          ? bindsScalar(statement)
          : holder === "class" && isField(statement.value);
      default:
        return false;
    }
  };
  const isShort = (start: number, end: number): boolean =>
    end - start <= LONGEST && !source.slice(start, end).includes(";");
  return {
    end: (statement, holder) => {
      if (!isInert(statement, holder)) return null;
      if (statement.type === "function" || statement.type === "class") return statement.body.end;
      const end = logicalLineEnd(source, statement.start, source.length);
      return isShort(statement.start, end) ? end : null;
    },
  };
}

/** Characters: executing what is no longer takes few steps, and is free. */
const LONGEST = 150;

function boundBy(statement: Statement): string | null {
  if (statement.type === "function" || statement.type === "class") return statement.name;
  if (statement.type !== "assign" || statement.targets.length !== 1) return null;
  const [target] = statement.targets;
  return target?.type === "name" ? target.id : null;
}

/** Names with a meaning of their own, and those of settings, are asked for by whoever reads modules. */
const isPlain = (name: string): boolean =>
  !name.startsWith("_") && /[a-z]/.test(name) && name !== "app_name";

function isBare(statement: Extract<Statement, { type: "function" }>): boolean {
  return (
    statement.decorators.length === 0 &&
    statement.parameters().every((one) => one.default === null || isLiteral(one.default))
  );
}

/** A class without bases, of functions and literals. Its body is parsed apart: nobody has opened it. */
function isBareClass(source: string, { arguments: given, decorators, body }: ClassNode): boolean {
  if (given.length + decorators.length > 0) return false;
  const statements = parseModule(source.slice(body.start, body.end)).statements();
  return statements.every((one) => {
    if (one.type === "function") return isBare(one);
    if (one.type === "assign") return one.value === null || isLiteral(one.value);
    return one.type === "pass" || (one.type === "expression" && one.value.type === "string");
  });
}

function isLiteral(node: Expression): boolean {
  switch (node.type) {
    case "list":
    case "tuple":
      return node.items.every(isLiteral);
    case "dict":
      return node.entries.every(({ key, value }) => key?.type === "string" && isLiteral(value));
    case "unary":
      return node.operator === "-" && node.operand.type === "number";
    default:
      return isScalar(node);
  }
}

const FIELD = /^(?:\w*Field|ForeignKey)$/;

/** `models.CharField(...)` of literals; a primary key is somebody's business. */
function isDjangoField(node: Expression, root: string): boolean {
  if (node.type !== "call" || !isOf(node.callee, root) || !FIELD.test(node.callee.name))
    return false;
  return node.arguments.every((one) => isHarmless(one, root));
}

const isHarmless = ({ name, value }: Argument, root: string): boolean =>
  name !== "primary_key" && !name.startsWith("*") && (isLiteral(value) || isOf(value, root));

const isOf = (node: Expression, root: string): node is Extract<Expression, { type: "attribute" }> =>
  node.type === "attribute" && node.object.type === "name" && node.object.id === root;

/** The name by which the classes of a text know `django.db.models` for certain; null for none. */
function djangoModels(source: string, module: Suite): string | null {
  const statements = module.statements();
  const names = statements.flatMap((one) =>
    one.type === "from" && one.level === 0 && one.module === "django.db" ? (one.names ?? []) : [],
  );
  const root = names.find(({ name }) => name === "models")?.alias ?? null;
  if (root === null) return null;
  const counts = statements.map((one) => bindings(source, one, root));
  const isElsewhere = new RegExp(`\\bglobal\\b[^\\n]*\\b${root}\\b|\\b${root}\\s*:=`).test(source);
  return !isElsewhere && counts.reduce((sum, one) => sum + one) === 1 ? root : null;
}

/** How often a statement of a module or class may bind a name in its block, at most. */
function bindings(source: string, statement: Statement, name: string): number {
  switch (statement.type) {
    case "from":
      return statement.names?.filter(({ alias }) => alias === name).length ?? 1;
    case "import":
      return statement.names.filter((one) => (one.alias ?? one.module.split(".")[0]) === name)
        .length;
    case "function":
    case "class":
      return statement.name === name ? 1 : 0;
    case "expression":
    case "pass":
      return 0;
    case "assign":
      return statement.targets.filter((one) => one.type !== "name" || one.id === name).length;
    default: {
      const end = Math.max(
        logicalLineEnd(source, statement.start, source.length),
        ...suitesIn(statement).map((suite) => suite.end),
      );
      return new RegExp(`(?<![\\w.])${name}(?![\\w.])`).test(source.slice(statement.start, end))
        ? 1
        : 0;
    }
  }
}
