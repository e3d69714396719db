import type { CallArguments, CallValue, Item, Value } from "../../python/index.js";
import type { Place } from "../facts.js";

/** An entry of urlpatterns as it is written. */
export type Pattern =
  | {
      readonly kind: "path" | "regex";
      /** Null when it is not known. */
      readonly route: string | null;
      readonly view: Value | null;
      /** Name of the route; null when there is one that is not known. */
      readonly name: string | null;
      readonly place: Place;
      /** Why route or view are not known. */
      readonly reason: string;
    }
  | {
      readonly kind: "language";
      readonly items: readonly Item[];
      /** True when the default language has no prefix. */
      readonly bare: boolean;
      readonly place: Place;
    };

const PATH = new Set(["django.urls.path", "django.urls.conf.path", "django_distill.distill_path"]);
const REGEX = new Set([
  "django.urls.re_path",
  "django.urls.conf.re_path",
  "django_distill.distill_re_path",
  "django.conf.urls.url",
  "django.conf.urls.re_path",
]);
/** Name of what puts the language before its patterns. */
export const LANGUAGE = "django.conf.urls.i18n.i18n_patterns";

/** Whether a value is what path() or re_path() gave. */
export function isPatternCall({ callee }: CallValue): boolean {
  return callee.kind === "external" && (PATH.has(callee.name) || REGEX.has(callee.name));
}

/** Whether a value is what i18n_patterns() gave. */
export const isLanguagePrefix = ({ callee }: CallValue): boolean =>
  callee.kind === "external" && callee.name === LANGUAGE;

/** Reads a call of path(), re_path() or i18n_patterns(); null for anything else. */
export function patternOf(value: Value): Pattern | null {
  if (value.kind === "choice") return sameInAll(value.options.map(patternOf));
  if (value.kind !== "call" || value.callee.kind !== "external") return null;
  const { call, callee } = value;
  if (callee.name === LANGUAGE)
    return { kind: "language", items: call.args, bare: isBare(call), place: call.place };
  const kind = PATH.has(callee.name) ? "path" : REGEX.has(callee.name) ? "regex" : null;
  if (kind === null) return null;
  const route = given(call, 0, kind === "path" ? "route" : "regex") ?? given(call, 0, "route");
  const view = replaced(value) ?? given(call, 1, "view");
  // Django compiles the text of a regex that is none.
  const text = route?.kind === "none" && kind === "regex" ? "None" : null;
  return {
    kind,
    route: route?.kind === "str" ? route.value : text,
    view: view?.kind === "unknown" ? null : view,
    name: nameOf(renamed(value) ?? given(call, 3, "name")),
    place: call.place,
    reason: reasonOf(route, view),
  };
}

/** What code has put in the place of the view: `pattern.callback = decorator(pattern.callback)`. */
function replaced({ attributes, call }: CallValue): Value | null {
  const callback = attributes.get("callback");
  if (callback === undefined || callback.kind === "lazy") return null;
  const view = given(call, 1, "view");
  if (callback.kind !== "unknown" || view === null) return callback;
  // The view itself is known, but not what is around it.
  const { place } = callback;
  const around: CallArguments = { args: [view], kwargs: new Map(), open: null, place };
  return { kind: "call", callee: callback, call: around, attributes: new Map() };
}

/** The name that code has given it since: `pattern.name = "types." + pattern.name`. */
function renamed({ attributes }: CallValue): Value | null {
  const name = attributes.get("name");
  return name === undefined || name.kind === "lazy" ? null : name;
}

/** `re_path` under the one name or the other, by the version of Django, is the same pattern. */
function sameInAll(patterns: readonly (Pattern | null)[]): Pattern | null {
  const [first = null, ...others] = patterns;
  const isSame = (other: Pattern | null): boolean =>
    first !== null &&
    first.kind !== "language" &&
    other?.kind === first.kind &&
    other.route === first.route &&
    other.view === first.view &&
    other.name === first.name;
  return others.every(isSame) ? first : null;
}

function isBare(call: CallArguments): boolean {
  const prefixed = call.kwargs.get("prefix_default_language");
  return prefixed?.kind === "bool" && !prefixed.value;
}

/** An argument by position or keyword. */
export function given(call: CallArguments, at: number, name: string): Value | null {
  const item = call.args[at] ?? call.kwargs.get(name) ?? null;
  return item?.kind === "maybe" || item?.kind === "rest" ? item.cause : item;
}

function nameOf(value: Value | null): string | null {
  if (value === null || value.kind === "none") return "";
  return value.kind === "str" ? value.value : null;
}

function reasonOf(route: Value | null, view: Value | null): string {
  const lost = [route, view].find((value) => value?.kind === "unknown");
  if (lost?.kind === "unknown") return lost.reason;
  return route?.kind === "choice" ? route.cause.reason : "a route that is not known";
}
