import {
  isStubFile,
  type CallArguments,
  type ClassValue,
  type Interpreter,
  type Value,
} from "../../python/index.js";
import type { Listing } from "../facts.js";
import { certainValues } from "./items.js";
import { actionOf } from "./methods.js";

/** What a list of a view searches, orders by, filters by and pages with, as far as its source says. */
export function listingOf(
  interpreter: Interpreter,
  cls: ClassValue,
  call: CallArguments,
  methods: readonly string[],
): Listing | null {
  const action = methods.includes("GET") ? actionOf(call, "GET") : "";
  const isList =
    action === "list" || (action === null && interpreter.attribute(cls, "list") !== null);
  if (!isList) return null;
  const member = (name: string): Value | null =>
    call.kwargs.get(name) ?? interpreter.attribute(cls, name);
  const pages = className(member("pagination_class"));
  const listing = {
    ...named("search", texts(member("search_fields"))),
    ...named("ordering", texts(member("ordering_fields"))),
    ...named("filters", keys(member("filterset_fields"))),
    ...(pages === null ? {} : { pages }),
  };
  return Object.keys(listing).length > 0 ? listing : null;
}

const named = (kind: keyof Listing, names: readonly string[]) =>
  names.length > 0 ? { [kind]: names } : {};

function texts(value: Value | null): readonly string[] {
  if (value?.kind !== "list" && value?.kind !== "tuple") return [];
  return (certainValues(value.items) ?? []).flatMap((one) =>
    one.kind === "str" ? [one.value] : [],
  );
}

function keys(value: Value | null): readonly string[] {
  if (value?.kind !== "dict") return texts(value);
  return [...value.entries.values()].flatMap(({ key, maybe }) =>
    key.kind === "str" && !maybe ? [key.value] : [],
  );
}

function className(value: Value | null): string | null {
  if (value?.kind === "class") return isStubFile(value.module.file ?? "") ? null : value.name;
  return value?.kind === "external" ? (value.name.split(".").at(-1) ?? null) : null;
}
