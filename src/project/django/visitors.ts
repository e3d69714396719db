import { bool, NONE, str, unknown, type Value } from "../../python/index.js";

/** Who asks: somebody who has not logged in, a user without rights, or one who has them all. */
export type Visitor = "anonymous" | "user" | "staff";

export const NOT_SAID: Value = unknown("what a request says", { file: "", line: 0 });

const EMPTY: Value = { kind: "dict", entries: new Map(), open: null };
/** What a request has whose address ends without parameters. */
export const NOTHING_ASKED = { query_params: EMPTY, GET: EMPTY };

/** A request of a visitor; what else it says is not known. */
export const requestOf = (
  visitor: Visitor,
  method: string,
  user = userOf(visitor),
  known: Readonly<Record<string, Value>> = {},
): Value =>
  object("Request", {
    method: str(method),
    user,
    ...(visitor === "anonymous" ? { auth: NONE } : {}),
    ...known,
  });

/** Django's `AnonymousUser`, or a user as far as `django.contrib.auth` tells. */
export function userOf(visitor: Visitor): Value {
  const isKnown = visitor !== "anonymous";
  return object("User", {
    is_staff: bool(visitor === "staff"),
    is_superuser: bool(visitor === "staff"),
    is_active: bool(isKnown),
    is_authenticated: bool(isKnown),
    is_anonymous: bool(!isKnown),
    ...(isKnown ? {} : { id: NONE, pk: NONE, username: str("") }),
  });
}

/** An object of which some attributes are known. */
function object(type: string, attributes: Readonly<Record<string, Value>>): Value {
  const known = new Map(Object.entries(attributes));
  return { kind: "modelled", type, isTrue: true, attribute: (name) => known.get(name) ?? NOT_SAID };
}
