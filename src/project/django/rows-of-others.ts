import {
  bool,
  int,
  native,
  NONE,
  type CallArguments,
  type Item,
  type ModelledValue,
  type Value,
} from "../../python/index.js";
import { isOfPlainUser } from "./plain-user.js";

const OF_ANOTHER = "RowOfAnother";

/**
 * A row that has nothing to do with the user who asks, what it has, and what its methods give: each
 * a value of its own, as two of them may or may not be the same.
 */
export const rowOfAnother = (): ModelledValue => ({
  kind: "modelled",
  type: OF_ANOTHER,
  equals: (other) => (isOfPlainUser(other) ? false : null),
  call: rowOfAnother,
  attribute: (name) => {
    const found = ABOUT_USER.get(name);
    if (found === undefined) return rowOfAnother();
    return native(name, (given) => (asksForUser(given) ? found : rowOfAnother()));
  },
});

/** Whether a value is such a row, or something of it. */
export const isOfAnother = (value: Item): boolean =>
  value.kind === "modelled" && value.type === OF_ANOTHER;

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
