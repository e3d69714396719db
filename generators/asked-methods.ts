import type { Route } from "../src/project/facts.js";

/** The methods by which the generated tests ask a route. */
export function askedMethods({ methods, unasked = [], asked = [] }: Route): readonly string[] {
  return [...methods.filter((method) => !unasked.includes(method)), ...asked];
}
