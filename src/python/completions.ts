import { join } from "./join.js";
import { NORMAL, type Completion, type Machine } from "./machine.js";
import { NONE, type UnknownValue } from "./values.js";

/** What one side of a branch ended with; null when it raised. */
export type Side = Completion | null;

/** How a block ends whose two readings end in these ways. */
export function joinCompletions(
  machine: Machine,
  first: Side,
  second: Side,
  cause: UnknownValue,
): Completion {
  if (first === null) return second ?? NORMAL;
  if (second === null) return first;
  if (first.kind === "return" && second.kind === "return") {
    return { kind: "return", value: join(first.value, second.value, cause) };
  }
  if (first.kind === second.kind) return first;
  if (first.kind === "break" || second.kind === "break") machine.work.maybeBreaks++;
  const returned = first.kind === "return" ? first : second.kind === "return" ? second : null;
  // Falling off the end of a function returns None; what a loop goes on with is not followed.
  return returned ? { kind: "return", value: join(returned.value, NONE, cause) } : NORMAL;
}
