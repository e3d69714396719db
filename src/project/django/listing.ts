import {
  isStubFile,
  type CallArguments,
  type CallValue,
  type ClassValue,
  type Interpreter,
  type Value,
} from "../../python/index.js";
import type { Listing } from "../facts.js";
import { certainValues } from "./items.js";
import { actionOf } from "./methods.js";

/** A filter of django-filter. */
const FILTER = /^django_filters\.(?:\w+\.)*\w*Filter$/;

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
    ...named("filters", [
      ...keys(member("filterset_fields")),
      ...filtersOf(interpreter, member("filterset_class")),
    ]),
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

/** The filters of a filter set, each with the column and the look-up that it names: `until=day__lte`. */
function filtersOf(interpreter: Interpreter, set: Value | null): readonly string[] {
  if (set?.kind !== "class") return [];
  const meta = interpreter.attribute(set, "Meta");
  const fields = meta?.kind === "class" ? interpreter.attribute(meta, "fields") : null;
  const names = interpreter
    .mro(set)
    .flatMap((one) => (one.kind === "class" ? [...interpreter.ownAttributes(one).keys()] : []));
  const declared = [...new Set(names)].flatMap((name) => {
    const filter = interpreter.attribute(set, name);
    return filter?.kind === "call" ? filterOf(name, filter) : [];
  });
  const known = new Set(declared.map((one) => one.replace(/=.*/, "")));
  return [...declared, ...lookups(fields).filter((name) => !known.has(name))];
}

function filterOf(name: string, { callee, call }: CallValue): readonly string[] {
  if (callee.kind !== "external" || !FILTER.test(callee.name)) return [];
  const said = (option: string, at: number) => call.kwargs.get(option) ?? call.args[at];
  const field = said("field_name", 0);
  const lookup = said("lookup_expr", 1);
  if (lookup === undefined && field === undefined) return [name];
  if (said("method", -1) !== undefined || (field && field.kind !== "str")) return [name];
  const column = field?.kind === "str" ? field.value : name;
  return [`${name}=${column}${lookup?.kind === "str" ? `__${lookup.value}` : ""}`];
}

/** Names of the filters that Meta asks for: of a column, or of some look-ups of each. */
function lookups(fields: Value | null): readonly string[] {
  if (fields?.kind !== "dict") return texts(fields);
  return [...fields.entries.values()].flatMap(({ key, value, maybe }) =>
    key.kind === "str" && !maybe
      ? texts(value).map((one) => (one === "exact" ? key.value : `${key.value}__${one}`))
      : [],
  );
}

function className(value: Value | null): string | null {
  if (value?.kind === "class") return isStubFile(value.module.file ?? "") ? null : value.name;
  return value?.kind === "external" ? (value.name.split(".").at(-1) ?? null) : null;
}
