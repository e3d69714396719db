import {
  NONE,
  type CallArguments,
  type ClassValue,
  type Interpreter,
  type Item,
  type Value,
} from "../../python/index.js";
import { profileModel } from "./profiles.js";
import { NOT_SAID, userOf } from "./visitors.js";

const NO_ARGUMENTS: CallArguments = {
  args: [],
  kwargs: new Map(),
  open: null,
  place: { file: "", line: 0 },
};
/** What every user model of Django has, besides flags and keys. */
const OF_DJANGO = new Set(
  "username first_name last_name email password last_login date_joined groups user_permissions".split(
    " ",
  ),
);
/** Those by which users are told apart. */
const TELLING = new Set(["username", "email"]);
const KEYS = new Set(["id", "pk"]);
const OF_USER = "PlainUser";
/** A user as Django makes one, by a name that no code has: its rights have meanings below it. */
export const USER = "django.contrib.auth.new_user_";

/**
 * A user like any other, as the project's model makes one: without rights, and with what its
 * columns have by default. Keys of the user, and rows that point at it, count as the user; what is
 * told to be another's does not. Of a user of another `type` no rows are said to be anybody's.
 */
export function plainUser(
  interpreter: Interpreter,
  isOfAnother: (value: Item) => boolean,
  type = OF_USER,
): Value {
  const equals = (other: Item): boolean | null => (isOfAnother(other) ? false : null);
  const rowsOfUser = (): Value => ({
    kind: "modelled",
    type,
    equals,
    attribute: () => NOT_SAID,
  });
  // A row that each user has one of is new, too: it has what its columns have by default.
  const rowOf = (of: ClassValue): Value => {
    const row: Value = {
      kind: "modelled",
      type,
      equals,
      attribute: (name) => {
        const member = interpreter.attribute(of, name);
        return member ? memberOf(interpreter, row, member) : NOT_SAID;
      },
    };
    return row;
  };
  const flags = userOf("user");
  const model = modelOfUsers(interpreter);
  const user: Value = {
    kind: "modelled",
    type,
    isTrue: true,
    equals,
    attribute: (name) => {
      const flag = KEYS.has(name) || flags.kind !== "modelled" ? null : flags.attribute(name);
      if (flag !== null && flag !== NOT_SAID) return flag;
      if (TELLING.has(name)) return rowsOfUser();
      const member = model && interpreter.attribute(model, name);
      const right = member ? null : rightOfUser(interpreter, name);
      if (right !== null) return right;
      if (OF_DJANGO.has(name)) return NOT_SAID;
      if (member) return memberOf(interpreter, user, member);
      const profile = profileModel(interpreter, model, name);
      return profile ? rowOf(profile) : rowsOfUser();
    },
  };
  return user;
}

/** Whether a value is a plain user, its key or a row that points at it. */
export const isOfPlainUser = (value: Item | undefined): boolean =>
  value?.kind === "modelled" && value.type === OF_USER;

function modelOfUsers(interpreter: Interpreter) {
  const asked = interpreter.locate("django.contrib.auth.get_user_model");
  const model = asked && interpreter.call(asked, NO_ARGUMENTS);
  return model?.kind === "class" ? model : null;
}

/** What a user has by a name that its model declares: a column's default, or what its code says. */
function memberOf(interpreter: Interpreter, user: Value, member: Value): Value {
  switch (member.kind) {
    case "descriptor":
      return interpreter.call(member.function, { ...NO_ARGUMENTS, args: [user] });
    case "function":
      return { kind: "method", self: user, function: member };
    case "call":
      return defaultOf(member.call.kwargs);
    default:
      return member;
  }
}

function defaultOf(keywords: ReadonlyMap<string, Value>): Value {
  const value = keywords.get("default") ?? NONE;
  return value.kind === "bool" || value.kind === "str" || value.kind === "instance"
    ? value
    : NOT_SAID;
}

/** Groups of a new user, or a method that tells what such a one may do; null for anything else. */
function rightOfUser(interpreter: Interpreter, name: string): Value | null {
  const meaning = interpreter.locate(`${USER}.${name}`);
  if (meaning?.kind !== "native") return null;
  return name === "groups" ? interpreter.call(meaning, NO_ARGUMENTS) : meaning;
}
