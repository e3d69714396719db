import type { Expression, Statement, Value } from "../python/index.js";
import { blocksIn, dotted } from "./django/handler-code.js";

const TODAY =
  /^(?:(?:datetime\.)?date\.today|(?:datetime\.)+now\(\)\.date|timezone\.(?:now\(\)\.date|localdate))\(\)$/;
const NOW = /^(?:timezone\.(?:now|localtime)|(?:datetime\.)+(?:now|today))\(\)$/;
const TEXT_METHODS = /^(?:lower|strip)$/;

/** What the code of a rule knows of the data: names of its own for what clients send. */
export interface Rule {
  /** The parameter with all data, or with the value of the field. */
  readonly given: string;
  /** The field of `validate_rating(self, value)`; null for `validate(self, data)`. */
  readonly field: string | null;
  readonly names: Map<string, string>;
  /** Lists of what each row of a sent list has: `lines medicine`, or the list alone. */
  readonly lists: Map<string, string>;
  /** Fields of the data that the code has given other values, so that they say nothing of what was sent. */
  readonly replaced: Set<string>;
  /** Functions of its own that give the field of a name. */
  readonly getters: Set<string>;
  /** What a dotted name of the module stands for. */
  readonly resolve: (name: string) => Value | null;
}

export interface Term {
  readonly text: string;
  readonly isSent: boolean;
}

/** One side of a comparison, as the table writes it; null for anything else. */
export function term(rule: Rule, value: Expression): Term | null {
  const sent = sentBy(rule, value);
  if (sent !== null) return { text: sent, isSent: true };
  switch (value.type) {
    case "number":
      return { text: `${value.value}`, isSent: false };
    case "unary":
      return value.operator === "-" && value.operand.type === "number"
        ? { text: `-${value.operand.value}`, isSent: false }
        : null;
    case "string":
      return value.of === "str" ? { text: JSON.stringify(value.value), isSent: false } : null;
    case "call": {
      const [only] = value.arguments;
      if (dotted(value.callee) === "len" && only && value.arguments.length === 1) {
        const measured = sentBy(rule, only.value);
        return measured === null ? null : { text: `len(${measured})`, isSent: true };
      }
      const text = written(value);
      if (text === null) return null;
      return TODAY.test(text)
        ? { text: "today", isSent: false }
        : NOW.test(text)
          ? { text: "now", isSent: false }
          : null;
    }
    case "name":
    case "attribute": {
      const own = /^self\.(instance\.\w+)$/.exec(dotted(value) ?? "")?.[1];
      if (own !== undefined) return { text: own, isSent: false };
      return constant(rule.resolve(dotted(value) ?? ""));
    }
    default:
      return null;
  }
}

/** What a name or a member of choices stands for. */
function constant(value: Value | null): Term | null {
  if (value?.kind === "str") return { text: JSON.stringify(value.value), isSent: false };
  if (value?.kind === "int") return { text: `${value.value}`, isSent: false };
  const inner = value?.kind === "instance" ? value.attributes.get("value") : undefined;
  return inner && inner.kind !== "lazy" ? constant(inner) : null;
}

/** The dotted text of calls without arguments, such as `timezone.now().date()`. */
function written(value: Expression): string | null {
  if (value.type === "call") {
    const callee = value.arguments.length === 0 ? written(value.callee) : null;
    return callee === null ? null : `${callee}()`;
  }
  if (value.type !== "attribute") return dotted(value);
  const object = written(value.object);
  return object === null ? null : `${object}.${value.name}`;
}

/** The field that an expression is, or `book.stock` for what its row has; null for anything else. */
export function sentBy(rule: Rule, value: Expression): string | null {
  switch (value.type) {
    case "name":
      return value.id === rule.given ? rule.field : (rule.names.get(value.id) ?? null);
    case "subscript":
      return isData(rule, value.object) ? fieldNamed(rule, value.index) : null;
    case "attribute": {
      const row = sentBy(rule, value.object);
      return row === null || row.includes(".") ? null : `${row}.${value.name}`;
    }
    case "call": {
      const [first] = value.arguments;
      if (value.callee.type === "name" && rule.getters.has(value.callee.id))
        return first && value.arguments.length === 1 ? fieldNamed(rule, first.value) : null;
      if (value.callee.type !== "attribute") return null;
      if (value.callee.name === "get" && isData(rule, value.callee.object))
        return first ? fieldNamed(rule, first.value) : null;
      return TEXT_METHODS.test(value.callee.name) ? sentBy(rule, value.callee.object) : null;
    }
    default:
      return null;
  }
}

/** The field of a literal key, as long as it holds what was sent. */
const fieldNamed = ({ replaced }: Rule, key: Expression): string | null =>
  key.type === "string" && !replaced.has(key.value) ? key.value : null;

/** `data["note"] = None`, `data.setdefault("note", "")`: from then on the code's own value. */
export function noteReplaced(rule: Rule, statement: Statement): void {
  for (const target of statement.type === "assign" ? statement.targets : []) {
    if (target.type !== "subscript" || !isData(rule, target.object)) continue;
    const key = fieldNamed(rule, target.index);
    const isTidied = statement.type === "assign" && statement.value !== null;
    if (key !== null && !(isTidied && sentBy(rule, statement.value) === key))
      rule.replaced.add(key);
  }
  const call = statement.type === "expression" ? statement.value : null;
  if (
    call?.type === "call" &&
    call.callee.type === "attribute" &&
    isData(rule, call.callee.object)
  ) {
    const key = call.arguments[0] && fieldNamed(rule, call.arguments[0].value);
    if (key && /^(?:pop|setdefault)$/.test(call.callee.name)) rule.replaced.add(key);
  }
  for (const block of blocksIn(statement))
    for (const inner of block.statements()) noteReplaced(rule, inner);
}

/** `def value(name): return data.get(name, getattr(self.instance, name, None))`. */
export function noteGetter(rule: Rule, code: Extract<Statement, { type: "function" }>): void {
  rule.getters.delete(code.name);
  const [only, ...more] = code.body.statements();
  const [parameter] = code.parameters();
  const said = only?.type === "return" && more.length === 0 ? only.value : null;
  if (said?.type !== "call" || said.callee.type !== "attribute" || !parameter) return;
  const [asked] = said.arguments;
  const isAsked = asked?.value.type === "name" && asked.value.id === parameter.name;
  if (isAsked && said.callee.name === "get" && isData(rule, said.callee.object))
    rule.getters.add(code.name);
}

const isData = ({ given, field }: Rule, value: Expression): boolean =>
  field === null && value.type === "name" && value.id === given;

/** `[line["medicine"].lower() for line in lines]`, `set(names)`: a list of what is sent; or null. */
export function listOf(rule: Rule, value: Expression): string | null {
  if (value.type === "name" && rule.lists.has(value.id)) return rule.lists.get(value.id) ?? null;
  if (value.type === "call" && /^(?:list|set|tuple)$/.test(dotted(value.callee) ?? "")) {
    const [only, ...more] = value.arguments;
    return only && more.length === 0 ? listOf(rule, only.value) : null;
  }
  if (value.type !== "comprehension" || value.of === "dict") return sentBy(rule, value);
  const [clause, ...more] = value.clauses;
  if (!clause || more.length > 0 || clause.conditions.length > 0) return null;
  const list = sentBy(rule, clause.iterable);
  if (list === null || list.includes(".") || clause.target.type !== "name") return null;
  const part = partOf(value.element, clause.target.id);
  return part === null ? null : `${list} ${part}`.trim();
}

/** The key by which the element of a list is asked for, or nothing for the element itself. */
function partOf(value: Expression, row: string): string | null {
  if (value.type === "name") return value.id === row ? "" : null;
  if (value.type === "subscript" && value.index.type === "string")
    return partOf(value.object, row) === "" ? value.index.value : null;
  if (value.type !== "call" || value.callee.type !== "attribute") return null;
  const [first] = value.arguments;
  if (value.callee.name === "get" && first?.value.type === "string")
    return partOf(value.callee.object, row) === "" ? first.value.value : null;
  return TEXT_METHODS.test(value.callee.name) ? partOf(value.callee.object, row) : null;
}

/** Whether an expression leaves out what stands twice in a list. */
export const isSet = (value: Expression): boolean =>
  (value.type === "call" && dotted(value.callee) === "set") ||
  (value.type === "comprehension" && value.of === "set");
