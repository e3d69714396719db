import {
  functionText,
  type Expression,
  type FunctionValue,
  type Statement,
} from "../../python/index.js";
import { blocksIn, statementsOf } from "./handler-code.js";

/**
 * The expressions that a function assigns to a name of its own; null where something else may have
 * bound the name, or changed what it holds.
 */
export function valuesOf(code: FunctionValue, name: string): readonly Expression[] | null {
  const isGiven = code.node.parameters().some((parameter) => parameter.name === name);
  if (isGiven || new RegExp(`\\b${name}\\s*:=`).test(functionText(code))) return null;
  const values: Expression[] = [];
  const isPlain = statementsOf(code).every((statement) => collect(statement, name, values));
  return isPlain && values.length > 0 ? values : null;
}

/** Adds what a statement assigns to the name; false where it binds it in another way. */
function collect(statement: Statement, name: string, values: Expression[]): boolean {
  if (statement.type === "assign" && statement.value !== null) {
    const touching = statement.targets.filter((target) => touches(target, name));
    if (touching.some((target) => target.type !== "name")) return false;
    if (touching.length > 0) values.push(statement.value);
  } else if (targetsOf(statement).some((target) => touches(target, name))) return false;
  if (namesOf(statement).includes(name)) return false;
  return blocksIn(statement).every((block) =>
    block.statements().every((one) => collect(one, name, values)),
  );
}

/** Whether assigning to a target binds a name, or changes what it holds. */
function touches(target: Expression, name: string): boolean {
  switch (target.type) {
    case "name":
      return target.id === name;
    case "attribute":
    case "subscript":
      return touches(target.object, name);
    case "star":
      return touches(target.value, name);
    case "tuple":
    case "list":
      return target.items.some((item) => touches(item, name));
    default:
      return true;
  }
}

/** What a statement assigns to besides `=`. */
function targetsOf(statement: Statement): readonly Expression[] {
  switch (statement.type) {
    case "augment":
    case "for":
      return [statement.target];
    case "with":
      return statement.items.flatMap(({ target }) => target ?? []);
    case "delete":
      return statement.targets;
    default:
      return [];
  }
}

/** The names that a statement binds without a target. */
function namesOf(statement: Statement): readonly string[] {
  switch (statement.type) {
    case "function":
    case "class":
      return [statement.name];
    case "import":
      return statement.names.map(({ module, alias }) => alias ?? module.split(".", 1)[0] ?? "");
    case "from":
      return statement.names?.map(({ alias }) => alias) ?? [];
    case "try":
      return statement.handlers.flatMap(({ alias }) => alias ?? []);
    case "global":
    case "nonlocal":
      return statement.names;
    default:
      return [];
  }
}
