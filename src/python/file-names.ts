import { argument } from "./arguments.js";
import { bool, unknown, type CallArguments, type Value } from "./values.js";

/** The pattern of a file's name, such as `*.py`, as a regular expression. */
export function namePattern(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|\\]/g, "\\$&");
  return new RegExp(
    `^${escaped.replaceAll("*", ".*").replaceAll("?", ".").replaceAll("[!", "[^")}$`,
    "s",
  );
}

/** `fnmatch.fnmatch(name, pattern)`. */
export function matchesName(call: CallArguments): Value {
  const [name, pattern] = [argument(call, 0), argument(call, 1)];
  if (name?.kind !== "str" || pattern?.kind !== "str")
    return unknown("whether a file's name fits", call.place);
  try {
    return bool(namePattern(pattern.value).test(name.value));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unknown("whether a file's name fits", call.place);
  }
}
