import {
  external,
  native,
  type CallArguments,
  type CallValue,
  type ClassValue,
  type Interpreter,
  type Item,
  type Value,
} from "../../python/index.js";
import type { Place } from "../facts.js";
import { isCertain } from "./guards.js";
import { isOfPlainUser } from "./plain-user.js";
import { isOfAnother, rowOfAnother, ROWS_OF_NOBODY } from "./rows-of-others.js";

/** Calls that look rows up. */
const LOOKS_UP = /\.(filter|get|get_object_or_404|get_list_or_404|none)$/;
/** Calls that give one row. */
const FETCHES =
  /\.(?:(?:objects|as_manager\(\)|from_queryset\(\)\(\))(?:\.\w+(?:\(\))?)*\.(?:get|first|last)|get_object_or_404)$/;
const MANAGER = /\.as_manager$/;
export const EITHER = "operator.or_";
export const BOTH = "operator.and_";

/** Whether a queryset holds rows of the user who asks only, or none, or an object is such a row. */
export function isLimited(rows: Value): boolean {
  if (isOfPlainUser(rows)) return true;
  if (rows.kind === "choice") return rows.options.every(isLimited);
  if (rows.kind !== "call") return false;
  const { callee, call } = rows;
  const name = nameOfCallee(callee);
  if (name === EITHER || name === BOTH) return ofBoth(name, call.args, isLimited);
  const [, way] = LOOKS_UP.exec(name) ?? [];
  if (way === "none") return true;
  if (way !== undefined && isAboutUser(call)) return true;
  const [self] = callee.kind === "method" ? [callee.self] : call.args;
  return self !== undefined && isCertain(self) && isLimited(self);
}

/**
 * Whether a look-up asks for what is of the user who asks: `filter(user=user)`, `filter(Q(user=user))`,
 * `filter(team__in=Team.objects.filter(members=user))`.
 */
const isAboutUser = ({ args, kwargs }: CallArguments): boolean =>
  [...kwargs.values()].some((value) => isOfPlainUser(value) || isLimited(value)) ||
  args.some(isConditionOfUser);

function isConditionOfUser(item: Item): boolean {
  if (!isCertain(item) || item.kind !== "call") return false;
  const name = nameOfCallee(item.callee);
  if (name === EITHER || name === BOTH) return ofBoth(name, item.call.args, isConditionOfUser);
  return name.endsWith(".Q") && isAboutUser(item.call);
}

const ofBoth = (name: string, items: readonly Item[], isSo: (item: Value) => boolean): boolean =>
  name === EITHER
    ? items.every((item) => isCertain(item) && isSo(item))
    : items.some((item) => isCertain(item) && isSo(item));

/** `one | other` of two querysets or conditions; null for anything else. */
export function combined(
  operator: string,
  left: Value,
  right: Value,
  place: Place,
): CallValue | null {
  if (operator !== "|" && operator !== "&") return null;
  if (![left, right].every((one) => one.kind === "call" && isOfRows(one))) return null;
  const call = { args: [left, right], kwargs: new Map<string, Value>(), open: null, place };
  const callee = external(operator === "|" ? EITHER : BOTH);
  return { kind: "call", callee, call, attributes: new Map() };
}

/** How the calls of a query are named. */
export const OF_ROWS = /\.objects\.|\.as_manager\(\)|\.from_queryset\(\)/;

function isOfRows({ callee }: CallValue): boolean {
  const name = nameOfCallee(callee);
  return OF_ROWS.test(name) || /\.Q$|^operator\.(?:or|and)_/.test(name);
}

/**
 * A method that a manager has of the repository's own query set, `Order.objects.of(user)`: asked with the
 * user who asks it is executed, and otherwise one more look-up. Null for anything else.
 */
export function memberOfManager(
  interpreter: Interpreter,
  value: CallValue,
  name: string,
): Value | null {
  const cls = ownQuerySet(value);
  const code = cls && interpreter.attribute(cls, name);
  if (code?.kind !== "function") return null;
  const plain: Value = {
    kind: "method",
    self: value,
    function: external(`${nameOfCallee(value.callee)}().${name}`),
  };
  return native(name, (call) => {
    const isAsked = [...call.args, ...call.kwargs.values()].some(isOfPlainUser);
    const callee: Value = isAsked ? { kind: "method", self: value, function: code } : plain;
    return interpreter.call(callee, call);
  });
}

/** The query set of the repository that a manager was made of, through what was asked of it. */
function ownQuerySet(value: Value): ClassValue | null {
  let at: Item | undefined = value;
  for (let steps = 0; at?.kind === "call" && steps < 30; steps++) {
    const { callee, call }: CallValue = at;
    if (callee.kind === "call") {
      const made = callee.call.args.at(-1);
      const isMade = nameOfCallee(callee.callee).endsWith(".from_queryset");
      return isMade && made?.kind === "class" ? made : null;
    }
    const [self]: readonly (Item | undefined)[] =
      callee.kind === "method" ? [callee.self] : call.args;
    if (self?.kind === "class") return MANAGER.test(nameOfCallee(callee)) ? self : null;
    at = self;
  }
  return null;
}

/**
 * What a row that was looked up has by a name, or what a look-up finds: rows of another, unless the
 * user who asks was part of the question. Null for anything else.
 */
export function memberOfRows({ callee, call }: CallValue, name: string): Value | null {
  const way = nameOfCallee(callee);
  if (FETCHES.test(way)) return isAboutUser(call) ? null : rowOfAnother().attribute(name);
  if (name !== "exists" || !way.endsWith(".filter") || !isAboutUser(call)) return null;
  const others = [...call.kwargs.values()].some(isRowOfAnother);
  return others ? ROWS_OF_NOBODY.attribute(name) : null;
}

/** Whether a value is a row that was looked up without the user who asks, or something of it. */
export function isRowOfAnother(value: Value): boolean {
  if (isOfAnother(value)) return true;
  return (
    value.kind === "call" && FETCHES.test(nameOfCallee(value.callee)) && !isAboutUser(value.call)
  );
}

/** The dotted name of what is called, through methods. */
export function nameOfCallee(callee: Value): string {
  if (callee.kind === "method") return nameOfCallee(callee.function);
  if (callee.kind === "call") return `${nameOfCallee(callee.callee)}()`;
  return callee.kind === "external" ? callee.name : "";
}
