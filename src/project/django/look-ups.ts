import {
  external,
  native,
  unknown,
  type CallArguments,
  type CallValue,
  type UnknownValue,
  type Value,
} from "../../python/index.js";
import { PythonError } from "../../python/machine.js";
import { isLimited, nameOfCallee, OF_ROWS } from "./rows.js";

const BY_ADDRESS = "what an address says";

/** Something of the address of a request, which names a row that is somebody else's. */
export const ofAddress = (place: CallArguments["place"]): UnknownValue =>
  unknown(BY_ADDRESS, place);

/** Calls that look for one row, and what they raise where there is none. */
const RAISES: Readonly<Record<string, string>> = {
  "django.shortcuts.get_object_or_404": "Http404",
  "rest_framework.generics.get_object_or_404": "Http404",
  "django.db.models.Model.objects.get": "DoesNotExist",
};

/** The meaning of such a call by its name: among the rows of the user who asks, another's is not found. */
export function lookUp(name: string): Value | null {
  const error = RAISES[name];
  if (error === undefined) return null;
  return native(name, (call) => found(external(name), error, call));
}

/** The same for `get` of a query. */
export function lookUpIn(query: CallValue, name: string): Value | null {
  const made = `${nameOfCallee(query.callee)}()`;
  if (name !== "get" || !OF_ROWS.test(made)) return null;
  const callee: Value = { kind: "method", self: query, function: external(`${made}.get`) };
  return native(name, (call) => found(callee, "DoesNotExist", call));
}

function found(callee: Value, error: string, call: CallArguments): Value {
  const row: CallValue = { kind: "call", callee, call, attributes: new Map() };
  if (isLimited(row) && [...call.kwargs.values()].some(isOfAddress))
    throw new PythonError(error, "a row of somebody else", call.place);
  return row;
}

const isOfAddress = (value: Value): boolean =>
  value.kind === "unknown" && value.reason === BY_ADDRESS;
