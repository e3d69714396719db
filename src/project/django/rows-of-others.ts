import {
  bool,
  int,
  native,
  NONE,
  type CallArguments,
  type ModelledValue,
  type Value,
} from "../../python/index.js";
import { isOfPlainUser } from "./plain-user.js";

/** A row that has nothing to do with the user who asks, what it has, and what its methods give. */
export const ROW_OF_ANOTHER: ModelledValue = {
  kind: "modelled",
  type: "RowOfAnother",
  equals: (other) => (isOfPlainUser(other) ? false : null),
  call: () => ROW_OF_ANOTHER,
  attribute: (name) => {
    const found = ABOUT_USER.get(name);
    return found
      ? native(name, (given) => (asksForUser(given) ? found : ROW_OF_ANOTHER))
      : ROW_OF_ANOTHER;
  },
};

/** What is found among rows of another by the user who asks. */
export const ROWS_OF_NOBODY: ModelledValue = {
  kind: "modelled",
  type: "RowsOfNobody",
  isTrue: false,
  call: () => ROWS_OF_NOBODY,
  attribute: (name) => {
    const found = FOUND.get(name);
    return found ? native(name, () => found) : ROWS_OF_NOBODY;
  },
};

/** What is told of the user who asks by rows of another. */
const ABOUT_USER: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["__contains__", bool(false)],
  ["filter", ROWS_OF_NOBODY],
]);

const FOUND: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["exists", bool(false)],
  ["count", int(0)],
  ["first", NONE],
  ["last", NONE],
]);

const asksForUser = ({ args, kwargs }: CallArguments): boolean =>
  [...args, ...kwargs.values()].some(isOfPlainUser);
