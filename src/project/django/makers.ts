import type {
  Argument,
  CallArguments,
  CallNode,
  ClassValue,
  Expression,
  FunctionValue,
  Interpreter,
  Statement,
} from "../../python/index.js";
import { functionText } from "../../python/index.js";
import { codeBehind, dotted, handlerName, ownFunction, statementsOf } from "./handler-code.js";
import { modelBehind, type ModelClass } from "./model-behind.js";

const PLAIN_MODEL = /^django\.db\.models\.(?:base\.)?Model$/;
/** Where a view or its serializer finds who asks. */
const WHO_ASKS = /^(?:self\.)?request\.user$/;
/** Calls that store a row with the columns that they are given: the serializer's own, and any. */
const SAVES = /(?:^|\.)save$|^super\.create$/;
const CREATES = /(?:^|\.)create$/;
const CALLS_HOOK = /\bself\.perform_create\(|\bsuper\([^)]*\)\.create\(/;
/** Methods of a serializer on the way to a new row. */
const SERIALIZERS_OWN = ["validate", "create"];

/**
 * The columns of a new row that hold who has sent the request, where the source of a view, or of its
 * serializer, gives them that in any case.
 */
export function makerColumns(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
): readonly string[] {
  const handler = codeBehind(interpreter, cls, handlerName(call, "POST"));
  if (handler === null || (typeof handler === "string" && handler !== "create")) return [];
  const text = typeof handler === "string" ? null : functionText(handler);
  const view = text === null || CALLS_HOOK.test(text) ? ["perform_create"] : [];
  const isChosen = ownFunction(interpreter, cls, "get_serializer_class") !== null;
  const serializer = isChosen ? null : interpreter.attribute(cls, "serializer_class");
  const isUsed = text === null || text.includes("self.get_serializer(");
  const codes = [
    ...(typeof handler === "string" ? [] : [handler]),
    ...view.flatMap((name) => ownFunction(interpreter, cls, name) ?? []),
    ...(serializer?.kind === "class" && isUsed
      ? SERIALIZERS_OWN.flatMap((name) => ownFunction(interpreter, serializer, name) ?? [])
      : []),
  ];
  const model = modelBehind(interpreter, cls, call.kwargs);
  return [...new Set(codes.flatMap(columnsIn))]
    .filter((name) => mayHave(interpreter, model, name))
    .toSorted();
}

/** Whether a model may have the column; what it has not is an argument that the serializer takes. */
function mayHave(interpreter: Interpreter, model: ModelClass | null, name: string): boolean {
  if (model?.kind !== "class") return true;
  return interpreter.mro(model).some((one) => {
    if (one.kind !== "class") return one.kind !== "external" || !PLAIN_MODEL.test(one.name);
    return [name, name.replace(/_id$/, "")].some(
      (own) => interpreter.ownAttribute(one, own) !== null,
    );
  });
}

/** Columns that the code gives the user who asks, whatever else it does. */
function columnsIn(code: FunctionValue): readonly string[] {
  if (!/\buser\b/.test(functionText(code))) return []; // most code, which need not be parsed
  const names = new Set<string>();
  const isUser = (value: Expression): boolean =>
    names.has(dotted(value) ?? "") || WHO_ASKS.test(dotted(value) ?? "") || isUserOfContext(value);
  const found: string[] = [];
  const saved: CallNode[] = [];
  const created: CallNode[] = [];
  for (const statement of inAnyCase(statementsOf(code))) {
    if (statement.type === "assign" && statement.value !== null) {
      const [target] = statement.targets;
      if (target?.type === "name" && isUser(statement.value)) names.add(target.id);
      if (target?.type === "subscript" && target.index.type === "string" && isUser(statement.value))
        found.push(target.index.value);
    }
    const value = "value" in statement ? statement.value : null;
    if (value?.type === "call" && SAVES.test(calledName(value))) saved.push(value);
    if (value?.type === "call" && CREATES.test(calledName(value))) created.push(value);
  }
  // What is created beside a serializer's own row, or beside another, is a row of another model.
  const stored = saved.length > 0 || created.length > 1 ? saved : created;
  const given = stored.flatMap((one) => one.arguments.filter((arg) => isNamed(arg, isUser)));
  return [...found, ...given.map(({ name }) => name)];
}

/** Statements that are executed unless an error or a refusal comes before them. */
function inAnyCase(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((one) =>
    one.type === "with" || one.type === "try" ? inAnyCase(one.body.statements()) : [one],
  );
}

/** The dotted name of what is called, that of `super()` included. */
function calledName({ callee }: CallNode): string {
  const isSuper = callee.type === "attribute" && callee.object.type === "call";
  return isSuper ? `super.${callee.name}` : (dotted(callee) ?? "");
}

const isNamed = ({ name, value }: Argument, isUser: (value: Expression) => boolean): boolean =>
  /^\w+$/.test(name) && isUser(value);

/** `self.context["request"].user` and `self.context.get("request").user`. */
function isUserOfContext(value: Expression): boolean {
  if (value.type !== "attribute" || value.name !== "user") return false;
  const { object } = value;
  if (object.type === "subscript") return dotted(object.object) === "self.context";
  return object.type === "call" && dotted(object.callee) === "self.context.get";
}
