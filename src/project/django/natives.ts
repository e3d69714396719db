import {
  bool,
  bringsNothing,
  dottedName,
  external,
  list,
  native,
  NONE,
  str,
  unknown,
  type CallArguments,
  type ClassValue,
  type ExternalValue,
  type Item,
  type UnknownValue,
  type Value,
} from "../../python/index.js";
import type { DjangoSource } from "./host.js";
import { hasOwnMember } from "./methods.js";
import { INCLUDE } from "./include.js";
import { querysetModel } from "./model-behind.js";
import { given } from "./pattern.js";
import { resolverNatives } from "./resolvers.js";
import { rowOfAnother } from "./rows-of-others.js";

type Meaning = (source: DjangoSource, call: CallArguments) => Value;

/** Meanings of the functions that make or change URL patterns, by dotted name. */
export function routingNatives(source: DjangoSource): ReadonlyMap<string, Value> {
  const meanings = Object.entries(MEANINGS).map(
    ([name, meaning]) => [name, native(name, (call) => meaning(source, call))] as const,
  );
  return new Map([...meanings, ...resolverNatives(source)]);
}

function first(call: CallArguments): Value {
  const [item] = call.args;
  if (item === undefined) return NONE;
  return item.kind === "maybe" || item.kind === "rest" ? item.cause : item;
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

/** Extra actions of a view set: members with a `mapping`, sorted by name as `getmembers` does. */
const extraActions: Meaning = (source, call) => {
  const viewset = first(call);
  if (viewset.kind !== "class")
    return unknown("the actions of a view set that is not read", call.place);
  const interpreter = source.interpreter();
  const actions: Item[] = interpreter
    .functionsWith(viewset, "mapping")
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, member]) => member);
  const open = interpreter.mro(viewset).find(mayAddMembers);
  if (open) {
    const name = open.kind === "external" ? open.name : "a base";
    const effect = `routes of ${dottedName(viewset)} may be missing`;
    interpreter.note(viewset.place, `actions that ${name} may add are not read`, effect);
  }
  return list(actions);
};

/** Functions of a class and of its bases that have an attribute of their own, those of bases first. */
const functionsWith: Meaning = (source, call) => {
  const [cls, attribute] = call.args;
  if (cls?.kind !== "class" || attribute?.kind !== "str")
    return unknown("the functions of a class that is not read", call.place);
  const interpreter = source.interpreter();
  const found = interpreter.functionsWith(cls, attribute.value);
  const owners = interpreter.mro(cls).filter((one) => one.kind === "class");
  const ordered = owners
    .toReversed()
    .flatMap((owner) =>
      found.filter(([name, one]) => interpreter.ownAttribute(owner, name) === one),
    );
  return list(ordered.map(([, member]) => member));
};

const isOwnClass: Meaning = (_source, call) => bool(first(call).kind === "class");

const mayAddMembers = (one: ClassValue | ExternalValue | UnknownValue): boolean =>
  one.kind === "unknown" || (one.kind === "external" && !bringsNothing(one.name));

/** Whether code of the repository decides which actions a view set has. */
const hasOwnActions: Meaning = (source, call) => {
  const viewset = first(call);
  return bool(
    viewset.kind === "class" && hasOwnMember(source.interpreter(), viewset, "get_extra_actions"),
  );
};

/** The lower-case name of the model behind a view set's queryset. */
const defaultBasename: Meaning = (source, call) => {
  const viewset = first(call);
  const model = viewset.kind === "class" ? querysetModel(source.interpreter(), viewset) : null;
  if (model === null)
    return unknown("a basename that follows from a queryset which is not known", call.place);
  return str(nameOf(model).toLowerCase());
};

/** Name of a model's primary key: the field that says so, else Django's own. */
const primaryKey: Meaning = (source, call) => {
  const model = first(call);
  if (model.kind === "external") return str("id");
  if (model.kind !== "class") return unknown("a primary key that is not known", call.place);
  const interpreter = source.interpreter();
  for (const one of interpreter.mro(model)) {
    const members = one.kind === "class" ? interpreter.ownAttributes(one) : [];
    for (const [name, member] of members) {
      const flag = member.kind === "call" ? member.call.kwargs.get("primary_key") : undefined;
      if (flag?.kind === "bool" && flag.value) return str(name);
    }
    if (mayAddMembers(one)) return unknown("a primary key that is not known", call.place);
  }
  return str("id");
};

/** The field by which users log in; that of Django's own users where none is named. */
const usernameField: Meaning = (source, call) => {
  const user = first(call);
  const own = user.kind === "class" ? source.interpreter().attribute(user, "USERNAME_FIELD") : null;
  if (own?.kind === "str") return own;
  const isKnown = user.kind === "external" || (user.kind === "class" && own === null);
  return isKnown ? str("username") : unknown("the log-in field is not known", call.place);
};

/** What a view of DRF names as its permissions, else what the settings name for all. */
const permissionClasses: Meaning = (source, call) => {
  const view = first(call);
  const place = call.place;
  if (view.kind !== "instance") return unknown("the permissions of a view", place);
  const own = view.attributes.get("permission_classes");
  if (own && own.kind !== "lazy") return own;
  const interpreter = source.interpreter();
  const inherited = interpreter.attribute(view.class, "permission_classes");
  if (inherited !== null) return inherited;
  const settings = source.setting("REST_FRAMEWORK");
  const key = str("DEFAULT_PERMISSION_CLASSES");
  const get = settings && interpreter.get(settings, "get");
  const named = get ? interpreter.call(get, { ...call, args: [key] }) : NONE;
  const names = named.kind === "none" ? list([str("rest_framework.permissions.AllowAny")]) : named;
  if (names.kind !== "list" && names.kind !== "tuple")
    return unknown("the permissions of all views", place);
  return list(
    names.items.map((name) =>
      name.kind === "str" ? (interpreter.locate(name.value) ?? unknown(name.value, place)) : name,
    ),
  );
};

const nameOf = (
  model: ClassValue | { readonly kind: "external"; readonly name: string },
): string => (model.kind === "class" ? model.name : (model.name.split(".").at(-1) ?? ""));

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

const MEANINGS: Readonly<Record<string, Meaning>> = {
  "soundcheck_.extra_actions": extraActions,
  "soundcheck_.functions_with": functionsWith,
  "soundcheck_.is_own_class": isOwnClass,
  "soundcheck_.has_own_actions": hasOwnActions,
  "soundcheck_.default_basename": defaultBasename,
  "soundcheck_.primary_key": primaryKey,
  "soundcheck_.username_field": usernameField,
  "soundcheck_.permission_classes": permissionClasses,
  "soundcheck_.row_of_another": () => rowOfAnother(),
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
  "django.utils.translation.pgettext_lazy": (_source, call) =>
    first({ ...call, args: call.args.slice(1) }),
  "django.utils.translation.ugettext_lazy": same,
};
