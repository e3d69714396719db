import {
  external,
  list,
  native,
  NONE,
  str,
  unknown,
  type CallArguments,
  type Value,
} from "../../python/index.js";
import type { DjangoSource } from "./host.js";
import { INCLUDE } from "./include.js";
import { given } from "./pattern.js";
import { first, STUB_MEANINGS, type Meaning } from "./stub-meanings.js";
import { resolverNatives } from "./resolvers.js";
import { USER_RIGHTS } from "./user-rights.js";

/** Meanings of the functions that make or change URL patterns, by dotted name. */
export function routingNatives(source: DjangoSource): ReadonlyMap<string, Value> {
  const meanings = Object.entries(MEANINGS).map(
    ([name, meaning]) => [name, native(name, (call) => meaning(source, call))] as const,
  );
  return new Map([...meanings, ...resolverNatives(source)]);
}

/** Patterns that exist only while DEBUG is on. */
function whileDebugging(source: DjangoSource, call: CallArguments, item: Value): Value {
  const debug = source.setting("DEBUG");
  if (debug === null || (debug.kind === "bool" && !debug.value)) return list([]);
  if (debug.kind === "bool") return list([item]);
  const cause = unknown("DEBUG is not known", call.place);
  return list([{ kind: "maybe", value: item, cause }]);
}

function served(route: string, view: string, call: CallArguments): Value {
  return {
    kind: "call",
    callee: external("django.urls.re_path"),
    call: { ...call, args: [str(route), external(view)], kwargs: new Map() },
    attributes: new Map(),
  };
}

/** `static(prefix, ...)`: nothing for a remote prefix. */
const staticPatterns: Meaning = (source, call) => {
  const prefix = first(call);
  if (prefix.kind !== "str") return unknown("static() of a prefix that is not known", call.place);
  if (prefix.value === "" || prefix.value.includes("://")) return list([]);
  const escaped = prefix.value.replace(/^\/+/, "").replaceAll(/[^\w/-]/g, "\\$&");
  return whileDebugging(
    source,
    call,
    served(`^${escaped}(?P<path>.*)$`, "django.views.static.serve", call),
  );
};

const staticfilesPatterns: Meaning = (source, call) => {
  const given = first(call);
  const prefix = given.kind === "str" ? given : source.setting("STATIC_URL");
  if (prefix?.kind !== "str") return list([]);
  const escaped = prefix.value.replace(/^\/+/, "").replaceAll(/[^\w/-]/g, "\\$&");
  return whileDebugging(
    source,
    call,
    served(`^${escaped}(?P<path>.*)$`, "django.contrib.staticfiles.views.serve", call),
  );
};

/** `i18n_patterns(*urls)` is one resolver with the language as prefix. */
const i18nPatterns: Meaning = (source, call) => {
  const i18n = source.setting("USE_I18N");
  if (i18n?.kind === "bool" && !i18n.value) return list(call.args);
  return list([
    {
      kind: "call",
      callee: external("django.conf.urls.i18n.i18n_patterns"),
      call,
      attributes: new Map(),
    },
  ]);
};

/** `autodiscover_modules("name", ...)`: the modules of these names are imported from every app. */
const autodiscover: Meaning = (source, call) => {
  const names = call.args.flatMap((one) => (one.kind === "str" ? [one.value] : []));
  for (const app of source.appModules())
    for (const name of names) source.interpreter().module(`${app}.${name}`);
  return NONE;
};

/** `include("shop.urls")` imports that URLconf where it stands; its patterns are read later. */
const include: Meaning = (source, call) => {
  const target = given(call, 0, "arg");
  const [urlconf] = target?.kind === "tuple" ? target.items : [target];
  if (urlconf?.kind === "str") source.registration([urlconf.value], call.place);
  return { kind: "call", callee: external(INCLUDE), call, attributes: new Map() };
};

const same: Meaning = (_source, call) => first(call);

/** `simple_history.register(Group, app="shop")` makes a model of the history of what is mostly a package's. */
const registerHistory: Meaning = (source, call) => {
  const model = first(call);
  const name =
    model.kind === "external" ? model.name : model.kind === "class" ? model.name : "a model";
  const what = `what simple_history.register() makes of ${name} is not known`;
  source.interpreter().note(call.place, what, "models may be missing");
  return NONE;
};

/** A text behind the context of its translation. */
const inContext: Meaning = (_source, call) => first({ ...call, args: call.args.slice(1) });

const MEANINGS: Readonly<Record<string, Meaning>> = {
  ...STUB_MEANINGS,
  ...USER_RIGHTS,
  "django.conf.urls.static.static": staticPatterns,
  "django.contrib.staticfiles.urls.staticfiles_urlpatterns": staticfilesPatterns,
  "django.urls.include": include,
  "django.urls.conf.include": include,
  "django.conf.urls.include": include,
  "debug_toolbar.toolbar.debug_toolbar_urls": (source, call) =>
    whileDebugging(source, call, unknown("the routes of the debug toolbar", call.place)),
  "django.conf.urls.i18n.i18n_patterns": i18nPatterns,
  "django.utils.module_loading.autodiscover_modules": autodiscover,
  "rest_framework.urlpatterns.format_suffix_patterns": same,
  "simple_history.register": registerHistory,
  "django.utils.translation.gettext_lazy": same,
  "django.utils.translation.gettext": same,
  "django.utils.translation.pgettext": inContext,
  "django.utils.translation.pgettext_lazy": inContext,
  "django.utils.translation.ugettext_lazy": same,
};
