import Handlebars from "handlebars";
import { pythonLiteral, pythonTuple } from "./literals.js";

const handlebars = Handlebars.create();

handlebars.registerHelper({
  /** Python literal of any JSON-like value. */
  py: (value: unknown) => pythonLiteral(value),
  repr: (value: unknown) => pythonLiteral(value),
  tuple: (values: readonly unknown[]) => pythonTuple(values),
  json: (value: unknown) => JSON.stringify(value),
  join: (values: readonly unknown[], separator: unknown) =>
    values.join(typeof separator === "string" ? separator : ", "),
  lower: (text: string) => text.toLowerCase(),
  upper: (text: string) => text.toUpperCase(),
  eq: (left: unknown, right: unknown) => left === right,
  ne: (left: unknown, right: unknown) => left !== right,
  not: (value: unknown) => Handlebars.Utils.isEmpty(value),
  and: (...values: unknown[]) =>
    values.slice(0, -1).every((value) => !Handlebars.Utils.isEmpty(value)),
  or: (...values: unknown[]) =>
    values.slice(0, -1).some((value) => !Handlebars.Utils.isEmpty(value)),
  includes: (values: readonly unknown[], value: unknown) => values.includes(value),
});

/**
 * Renders a template with the facts it names. Nothing is escaped, and a name that the data does
 * not have is an error: plop's own renderer would write HTML entities and blanks into Python.
 */
export function render(template: string, data: Readonly<Record<string, unknown>>): string {
  return handlebars.compile(template, { noEscape: true, strict: true })(data);
}
