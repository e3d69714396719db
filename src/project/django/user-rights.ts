import { bool, unknown, type CallArguments, type Value } from "../../python/index.js";
import type { DjangoSource } from "./host.js";
import { USER } from "./plain-user.js";
import { ROWS_OF_NOBODY } from "./rows-of-others.js";
import { first, type Meaning } from "./stub-meanings.js";

/** Backends that go by what a user has been given, and by nothing else. */
const BY_GIVEN = new Set([
  "allauth.account.auth_backends.AuthenticationBackend",
  "axes.backends.AxesBackend",
  "axes.backends.AxesStandaloneBackend",
  "django.contrib.auth.backends.AllowAllUsersModelBackend",
  "django.contrib.auth.backends.ModelBackend",
]);
/** What a query may be asked that leaves it one of the same rows, or fewer. */
const ASKED = new Set(
  "all count distinct exclude exists filter first last none only order_by values values_list __contains__".split(
    " ",
  ),
);

const inNoGroup: Meaning = (source, call) =>
  source.givesRights() ? unknown("the groups of a new user", call.place) : groups(call);

/** Groups of a user who is in none. */
const groups = ({ place }: CallArguments): Value => ({
  kind: "modelled",
  type: "Groups",
  attribute: (name) =>
    ASKED.has(name) ? ROWS_OF_NOBODY.attribute(name) : unknown("a group of a new user", place),
});

const mayNothing: Meaning = (source, call) =>
  knowsRights(source) ? bool(false) : unknown("the rights of a new user", call.place);

/** Nothing is asked of a list that is empty. */
const mayNone: Meaning = (source, call) => {
  const asked = first(call);
  if (asked.kind !== "list" && asked.kind !== "tuple") return unknown("rights", call.place);
  return asked.items.length === 0 ? bool(true) : mayNothing(source, call);
};

/** What a new user's groups and rights are, by dotted name, as functions. */
export const USER_RIGHTS: Readonly<Record<string, Meaning>> = {
  [`${USER}.groups`]: inNoGroup,
  [`${USER}.has_perm`]: mayNothing,
  [`${USER}.has_perms`]: mayNone,
  [`${USER}.has_module_perms`]: mayNothing,
};

function knowsRights(source: DjangoSource): boolean {
  const backends = source.setting("AUTHENTICATION_BACKENDS");
  if (source.givesRights()) return false;
  if (backends === null) return true;
  if (backends.kind !== "list" && backends.kind !== "tuple") return false;
  return backends.items.every((one) => one.kind === "str" && BY_GIVEN.has(one.value));
}
