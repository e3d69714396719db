import {
  external,
  isStubFile,
  native,
  NONE,
  str,
  unknown,
  type CallArguments,
  type CallValue,
  type Item,
  type NativeValue,
  type Value,
} from "../../python/index.js";
import type { DjangoSource } from "./host.js";
import { INCLUDE } from "./include.js";
import { given, LANGUAGE } from "./pattern.js";

/**
 * `URLPattern` and `URLResolver`, which `path()`, `re_path()` and `i18n_patterns()` make: each is read as the
 * call of one of these. `get_language()` is known to prefixes alone; elsewhere it is that of a request.
 */
export function resolverNatives(source: DjangoSource): ReadonlyMap<string, NativeValue> {
  let isPrefixAsked = false;
  const language = native("get_language", ({ place }) =>
    isPrefixAsked
      ? (source.setting("LANGUAGE_CODE") ?? str("en-us"))
      : unknown("the language of a request", place),
  );
  const prefix = (pattern: Value): Value | null => {
    isPrefixAsked = true;
    try {
      return source.interpreter().get(pattern, "language_prefix");
    } finally {
      isPrefixAsked = false;
    }
  };
  const pattern = native("URLPattern", (call) => {
    const view = given(call, 1, "callback") ?? NONE;
    return written(call, prefix, [
      view,
      given(call, 2, "default_args") ?? NONE,
      given(call, 3, "name") ?? NONE,
    ]);
  });
  const resolver = native("URLResolver", (call) => {
    const patterns = given(call, 1, "urlconf_name") ?? NONE;
    const own = given(call, 0, "pattern");
    return own?.kind === "instance" && isStubFile(own.class.module.file ?? "")
      ? translated(call, own.call.kwargs, patterns)
      : written(call, prefix, [included(call, patterns)]);
  });
  return new Map([
    ["django.utils.translation.get_language", language],
    ...["django.urls", "django.urls.resolvers"].flatMap((module) => [
      [`${module}.URLPattern`, pattern] as const,
      [`${module}.URLResolver`, resolver] as const,
    ]),
  ]);
}

/** As `path()` or `re_path()` would have been called. */
function written(
  call: CallArguments,
  prefix: (pattern: Value) => Value | null,
  rest: readonly Item[],
): Value {
  const pattern = given(call, 0, "pattern");
  const lost = unknown("a pattern of a class that is not known", call.place);
  if (pattern?.kind === "instance") return made("path", call, [prefix(pattern) ?? lost, ...rest]);
  const callee = pattern?.kind === "call" ? pattern.callee : null;
  const name = callee?.kind === "external" ? callee.name : "";
  const route = pattern?.kind === "call" ? (pattern.call.args[0] ?? lost) : lost;
  return made(name.endsWith(".RoutePattern") ? "path" : "re_path", call, [
    /\.(?:Route|Regex)Pattern$/.test(name) ? route : lost,
    ...rest,
  ]);
}

/** As `i18n_patterns()` would have been called. */
function translated(
  call: CallArguments,
  kwargs: CallArguments["kwargs"],
  patterns: Value,
): CallValue {
  const items =
    patterns.kind === "list" || patterns.kind === "tuple"
      ? patterns.items
      : [made("path", call, [str(""), included(call, patterns)])];
  return {
    kind: "call",
    callee: external(LANGUAGE),
    call: { ...call, args: items, kwargs },
    attributes: new Map(),
  };
}

function included(call: CallArguments, patterns: Value): Value {
  const [app, namespace] = [given(call, 3, "app_name"), given(call, 4, "namespace")];
  const isNamed = app !== null && app.kind !== "none";
  const target: Value = isNamed ? { kind: "tuple", items: [patterns, app] } : patterns;
  const kwargs = new Map(namespace === null ? [] : [["namespace", namespace] as const]);
  return {
    kind: "call",
    callee: external(INCLUDE),
    call: { ...call, args: [target], kwargs },
    attributes: new Map(),
  };
}

const made = (name: string, call: CallArguments, args: readonly Item[]): CallValue => ({
  kind: "call",
  callee: external(`django.urls.${name}`),
  call: { ...call, args, kwargs: new Map() },
  attributes: new Map(),
});
