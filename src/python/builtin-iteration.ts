import { argument, argumentsOf } from "./arguments.js";
import { certainItems, iterate } from "./iterate.js";
import { compareOrder } from "./compare.js";
import type { Machine } from "./machine.js";
import { binary } from "./operators.js";
import { truthOf } from "./truth-of.js";
import {
  bool,
  int,
  list,
  NONE,
  tuple,
  unknown,
  type CallArguments,
  type Item,
  type Value,
} from "./values.js";

/** What a built-in function does. */
export type Builtin = (machine: Machine, call: CallArguments) => Value;

/** The first positional argument, None where there is none. */
export const first = (call: CallArguments): Value => argument(call, 0) ?? NONE;

/** `map(...)`. */
export function mapped(machine: Machine, call: CallArguments): Value {
  const [callee, ...sources] = call.args.keys();
  const change = callee === undefined ? null : argument(call, callee);
  const lists = sources.map((at) => iterate(machine, argument(call, at) ?? NONE, call.place));
  const [only] = lists;
  if (!change || !only) return unknown("map() without arguments", call.place);
  if (lists.length > 1) {
    const known = lists.map(certainItems);
    if (known.includes(null)) return unknown("map() over lists that are not known", call.place);
    const length = Math.min(...known.map((items) => items?.length ?? 0));
    const rows = Array.from({ length }, (_, at) => known.map((items) => items?.[at] ?? NONE));
    return list(rows.map((row) => machine.call(change, argumentsOf(row, call.place))));
  }
  return list(
    only.map((item) =>
      transform(item, (value) => machine.call(change, argumentsOf([value], call.place))),
    ),
  );
}

function transform(item: Item, change: (value: Value) => Value): Item {
  if (item.kind === "rest") return item;
  return item.kind === "maybe" ? { ...item, value: change(item.value) } : change(item);
}

/** `filter(...)`. */
export function filtered(machine: Machine, call: CallArguments): Value {
  const test = first(call);
  const items = iterate(machine, argument(call, 1) ?? NONE, call.place);
  return list(
    items.flatMap((item): Item[] => {
      if (item.kind === "rest") return [item];
      const value = item.kind === "maybe" ? item.value : item;
      const result =
        test.kind === "none" ? value : machine.call(test, argumentsOf([value], call.place));
      const answer = truthOf(machine, result, call.place);
      if (answer === false) return [];
      const cause = unknown("a filter that is not known", call.place);
      return [answer === true || item.kind === "maybe" ? item : { kind: "maybe", value, cause }];
    }),
  );
}

/** `zip(...)`. */
export function zipped(machine: Machine, call: CallArguments): Value {
  const lists = [...call.args.keys()].map((at) =>
    certainItems(iterate(machine, argument(call, at) ?? NONE, call.place)),
  );
  if (lists.includes(null))
    return list([
      { kind: "rest", cause: unknown("zip() of lists that are not known", call.place) },
    ]);
  const length = lists.length === 0 ? 0 : Math.min(...lists.map((items) => items?.length ?? 0));
  return list(Array.from({ length }, (_, at) => tuple(lists.map((items) => items?.[at] ?? NONE))));
}

/** `enumerate(...)`. */
export function enumerated(machine: Machine, call: CallArguments): Value {
  const start = argument(call, 1, "start");
  const from = start?.kind === "int" ? start.value : 0;
  let uncertain = false;
  return list(
    iterate(machine, argument(call, 0, "iterable") ?? NONE, call.place).map((item, at) => {
      uncertain ||= item.kind === "maybe" || item.kind === "rest";
      const index = uncertain
        ? unknown("a position that is not known", call.place)
        : int(from + at);
      return transform(item, (value) => tuple([index, value]));
    }),
  );
}

/** `range(...)`. */
export function range(_machine: Machine, call: CallArguments): Value {
  const numbers = [...call.args.keys()].map((at) => argument(call, at));
  if (numbers.some((one) => one?.kind !== "int" && one?.kind !== "bool"))
    return list([{ kind: "rest", cause: unknown("a range that is not known", call.place) }]);
  const plain = numbers.map((one) =>
    one?.kind === "int" || one?.kind === "bool" ? Number(one.value) : 0,
  );
  const [from = 0, to = 0, step = 1] = plain.length === 1 ? [0, ...plain] : plain;
  const count = step === 0 ? 0 : Math.max(0, Math.ceil((to - from) / step));
  if (count > 100_000) return list([{ kind: "rest", cause: unknown("a long range", call.place) }]);
  return list(Array.from({ length: count }, (_, at) => int(from + at * step)));
}

/** `any(...)` for true, `all(...)` for false. */
export const quantified =
  (wanted: boolean): Builtin =>
  (machine, call) => {
    const answers = iterate(machine, first(call), call.place).map((item) =>
      item.kind === "rest" || item.kind === "maybe" ? null : truthOf(machine, item, call.place),
    );
    if (answers.includes(wanted)) return bool(wanted);
    return answers.includes(null)
      ? unknown("a condition that is not known", call.place)
      : bool(!wanted);
  };

/** `max(...)` for 1, `min(...)` for -1. */
export const extreme =
  (sign: number): Builtin =>
  (machine, call) => {
    const items = call.args.length === 1 ? iterate(machine, first(call), call.place) : call.args;
    const certain = certainItems(items);
    const fallback = call.kwargs.get("default");
    if (certain?.length === 0 && fallback) return fallback;
    if (!certain || certain.length === 0 || call.kwargs.has("key"))
      return unknown("an extreme that is not known", call.place);
    return certain.reduce((best, one) => {
      const difference = compareOrder(one, best);
      if (difference === null) return unknown("an extreme that is not known", call.place);
      return difference * sign > 0 ? one : best;
    });
  };

/** `sum(...)`. */
export function summed(machine: Machine, call: CallArguments): Value {
  const start = argument(call, 1, "start") ?? int(0);
  return iterate(machine, first(call), call.place).reduce<Value>((total, item) => {
    const value = item.kind === "rest" || item.kind === "maybe" ? item.cause : item;
    return binary(machine, "+", total, value, call.place);
  }, start);
}
