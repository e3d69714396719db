import { bool, NONE, str, unknown, type Value } from "../../python/index.js";

const NOT_SAID: Value = unknown("what a request says", { file: "", line: 0 });

/** A request of somebody who has not logged in; what else it says is not known. */
export const anonymousRequest = (method: string): Value =>
  object("Request", { method: str(method), user: anonymous(), auth: NONE });

/** Django's `AnonymousUser`. */
export const anonymous = (): Value =>
  object("AnonymousUser", {
    id: NONE,
    pk: NONE,
    username: str(""),
    is_staff: bool(false),
    is_active: bool(false),
    is_superuser: bool(false),
    is_anonymous: bool(true),
    is_authenticated: bool(false),
  });

/** An object of which some attributes are known. */
function object(type: string, attributes: Readonly<Record<string, Value>>): Value {
  const known = new Map(Object.entries(attributes));
  return { kind: "modelled", type, isTrue: true, attribute: (name) => known.get(name) ?? NOT_SAID };
}
