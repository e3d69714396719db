import type { CallArguments, ClassValue, Interpreter, Value } from "../../python/index.js";
import type { Access } from "../facts.js";
import { isPlainApi, nothingGiven, type ViewObject } from "./access.js";
import { isCertain } from "./guards.js";
import { codeBehind, handlerName, ownFunction } from "./handler-code.js";
import { likeAnyOther } from "./reserved.js";
import { BOTH, EITHER, nameOfCallee } from "./rows.js";
import { NOTHING_ASKED, requestOf, type Visitor } from "./visitors.js";

/** A value that a column has in all rows of a list. */
type Common = string | boolean;

/** Calls that leave of the rows of a queryset at most as many. */
const NARROWS =
  /\.(?:all|annotate|defer|distinct|exclude|filter|get_queryset|only|order_by|prefetch_related|reverse|select_related|using)$/;

/**
 * What all rows of a list have in common where a request asks for nothing in particular, as far as the
 * source says it for certain: `{ is_active: true }`.
 */
export function shownOnly(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  view: ViewObject,
  access: Access | undefined,
): Readonly<Record<string, Common>> {
  const isList = codeBehind(interpreter, cls, handlerName(call, "GET")) === "list";
  if (!isList || !isPlainApi(interpreter, cls)) return {};
  const lister = ownFunction(interpreter, cls, "get_queryset");
  const rows = interpreter.attribute(cls, "queryset");
  if (lister === null) return Object.fromEntries(rows ? commonOf(rows) : []);
  const visitor: Visitor = access === "staff" ? "staff" : "user";
  const user = visitor === "user" ? likeAnyOther(interpreter) : undefined;
  const made = view({ interpreter, visitor, method: "GET", ...(user ? { user } : {}) });
  if (made === null) return {};
  made.attributes.set("request", requestOf(visitor, "GET", user, NOTHING_ASKED));
  const bound: Value = { kind: "method", self: made, function: lister };
  return Object.fromEntries(commonOf(interpreter.call(bound, nothingGiven(cls))));
}

function commonOf(rows: Value): ReadonlyMap<string, Common> {
  if (rows.kind === "choice") return shared(rows.options.map(commonOf));
  if (rows.kind !== "call") return new Map();
  const { callee, call } = rows;
  const name = nameOfCallee(callee);
  if (name === EITHER || name === BOTH) {
    const parts = call.args.map((item) => (isCertain(item) ? commonOf(item) : new Map()));
    return name === EITHER ? shared(parts) : new Map(parts.flatMap((part) => [...part]));
  }
  if (!NARROWS.test(name)) return new Map();
  const [self] = callee.kind === "method" ? [callee.self] : call.args;
  const before = self && isCertain(self) ? commonOf(self) : new Map<string, Common>();
  const isFilter = name.endsWith(".filter");
  return new Map([...before, ...(isFilter ? conditionsIn(call) : [])]);
}

/** What `filter(is_active=True, status="open")` asks of columns of a row itself. */
function conditionsIn({ kwargs }: CallArguments): [string, Common][] {
  return [...kwargs].flatMap(([name, value]): [string, Common][] => {
    const said = value.kind === "instance" ? (value.attributes.get("value") ?? value) : value;
    const isPlain = said.kind === "str" || said.kind === "bool";
    return isPlain && !name.includes("__") ? [[name, said.value]] : [];
  });
}

/** What is the same in all of them. */
function shared(all: readonly ReadonlyMap<string, Common>[]): ReadonlyMap<string, Common> {
  const [first = new Map<string, Common>(), ...others] = all;
  return new Map(
    [...first].filter(([name, value]) => others.every((other) => other.get(name) === value)),
  );
}
