import { suitesIn } from "./suites.js";
import { bindingsOf, isNew, isOwn, type Frame } from "./quiet-frame.js";
import type {
  Expression,
  FunctionNode,
  IfStatement,
  LambdaNode,
  Statement,
  Suite,
} from "./syntax.js";

/** Whether a call of a function changes nothing but what it makes, given what its names are bound to. */
export function isQuietFunctionBody(frame: Frame, node: FunctionNode | LambdaNode): boolean {
  const defaults = node.parameters().map((one) => one.default);
  if (!defaults.every((one) => one === null || isQuietExpression(frame, one))) return false;
  return node.type === "lambda"
    ? isQuietExpression(frame, node.body)
    : isQuietSuite(frame, node.body);
}

const isQuietSuite = (frame: Frame, suite: Suite | null): boolean =>
  suite === null || suite.statements().every((one) => isQuietStatement(frame, one));

const optional = (frame: Frame, node: Expression | null): boolean =>
  node === null || isQuietExpression(frame, node);

function isQuietStatement(frame: Frame, node: Statement): boolean {
  switch (node.type) {
    case "expression":
      return isQuietExpression(frame, node.value);
    case "assign":
      return (
        optional(frame, node.value) &&
        node.targets.every((one) => isQuietTarget(frame, one, node.value))
      );
    case "augment":
      // `+=` changes a list in place, whoever else holds it.
      return isFresh(frame, node.target) && isQuietExpression(frame, node.value);
    case "if":
      return isQuietExpression(frame, node.test) && areQuietSides(frame, node);
    case "while":
      return isQuietExpression(frame, node.test) && areQuiet(frame, [node.body, node.otherwise]);
    case "for":
      return (
        isQuietExpression(frame, node.iterable) &&
        isQuietTarget(frame, node.target, null) &&
        areQuiet(frame, [node.body, node.otherwise])
      );
    case "try":
      return areQuiet(frame, suitesIn(node));
    case "function":
      return node.decorators.length === 0 && isQuietInner(frame, node);
    case "return":
    case "raise":
      return optional(frame, node.value);
    case "assert":
      return isQuietExpression(frame, node.test);
    case "pass":
    case "break":
    case "continue":
      return true;
    default:
      return false;
  }
}

/** Suites that are run once, again and again, or not at all. */
function areQuiet(frame: Frame, suites: readonly (Suite | null)[]): boolean {
  const answer = suites.every((suite) => isQuietSuite({ ...frame, made: new Set() }, suite));
  frame.made.clear();
  return answer;
}

/** Either side finds what was made before it. */
function areQuietSides(frame: Frame, { body, otherwise }: IfStatement): boolean {
  const answer = [body, otherwise].every((suite) =>
    isQuietSuite({ ...frame, made: new Set(frame.made) }, suite),
  );
  frame.made.clear();
  return answer;
}

/** A function written inside another: it sees the names of both. */
export function isQuietInner(frame: Frame, node: FunctionNode | LambdaNode): boolean {
  const bound = bindingsOf(node);
  if (bound === null) return false;
  const self = frame.self !== null && bound.has(frame.self) ? null : frame.self;
  const both = new Map([...frame.bound, ...bound]);
  return isQuietFunctionBody({ ...frame, self, bound: both, made: new Set() }, node);
}

const isFresh = (frame: Frame, node: Expression): boolean =>
  node.type === "name" && frame.bound.get(node.id) === "fresh";

function isQuietTarget(frame: Frame, node: Expression, value: Expression | null): boolean {
  switch (node.type) {
    case "name":
      return node.id !== frame.self;
    case "star":
      return isQuietTarget(frame, node.value, null);
    case "tuple":
    case "list":
      return node.items.every((one) => isQuietTarget(frame, one, null));
    case "attribute":
      if (value !== null && isNew(value)) frame.made.add(node.name);
      else frame.made.delete(node.name);
      return isOwn(frame, node.object);
    case "subscript":
      return isFresh(frame, node.object) && isQuietExpression(frame, node.index);
    default:
      return false;
  }
}

/** Whether the value of an expression is had without changing anything. */
export function isQuietExpression(frame: Frame, node: Expression): boolean {
  switch (node.type) {
    case "call":
      return frame.isQuietCall(frame, node);
    case "lambda":
      // Made here, and run by those alone who are handed it: what is called by another name is not quiet.
      return node.parameters().every((one) => optional(frame, one.default));
    case "comprehension":
      return isQuietComprehension(frame, node);
    case "yield":
    case "await":
    case "walrus":
    case "bad":
      return false;
    default:
      return partsOf(node).every((one) => isQuietExpression(frame, one));
  }
}

function isQuietComprehension(
  frame: Frame,
  node: Extract<Expression, { type: "comprehension" }>,
): boolean {
  const bound = new Map(frame.bound);
  for (const { target } of node.clauses)
    for (const name of namesIn(target)) bound.set(name, "other");
  const inner = { ...frame, bound };
  return (
    isQuietExpression(inner, node.element) &&
    optional(inner, node.value) &&
    node.clauses.every(({ iterable, conditions }) =>
      [iterable, ...conditions].every((one) => isQuietExpression(inner, one)),
    )
  );
}

function namesIn(target: Expression): readonly string[] {
  if (target.type === "name") return [target.id];
  return partsOf(target).flatMap(namesIn);
}

type Plain = Exclude<
  Expression,
  { type: "call" | "lambda" | "comprehension" | "yield" | "await" | "walrus" | "bad" }
>;

/** The expressions that an expression consists of. */
function partsOf(node: Expression): readonly Expression[] {
  const plain = node as Plain;
  switch (plain.type) {
    case "list":
    case "tuple":
    case "set":
      return plain.items;
    case "dict":
      return plain.entries.flatMap(({ key, value }) => (key === null ? [value] : [key, value]));
    case "star":
      return [plain.value];
    case "unary":
      return [plain.operand];
    case "binary":
    case "boolean":
      return [plain.left, plain.right];
    case "compare":
      return [plain.left, ...plain.rest.map(({ operand }) => operand)];
    case "conditional":
      return [plain.test, plain.yes, plain.otherwise];
    case "attribute":
      return [plain.object];
    case "subscript":
      return [plain.object, plain.index];
    case "slice":
      return [plain.lower, plain.upper, plain.step].filter((one) => one !== null);
    case "format":
      return plain.parts.flatMap((part) =>
        typeof part === "string" ? [] : [part.expression, ...(part.spec ? [part.spec] : [])],
      );
    default:
      return [];
  }
}
