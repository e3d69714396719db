import {
  bool,
  bringsNothing,
  dottedName,
  list,
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
import { querysetModel } from "./model-behind.js";
import { rowOfAnother } from "./rows-of-others.js";

/** What a name of Django or of a stand-in means when it is called. */
export type Meaning = (source: DjangoSource, call: CallArguments) => Value;

/** The first argument of a call. */
export function first(call: CallArguments): Value {
  const [item] = call.args;
  if (item === undefined) return NONE;
  return item.kind === "maybe" || item.kind === "rest" ? item.cause : item;
}

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
  if (viewset.kind !== "class") return bool(false);
  const found = source.interpreter().get(viewset, "get_extra_actions");
  // Its metaclass may answer with what another class has.
  const isOfAnother = found?.kind === "method" && found.self !== viewset;
  return bool(isOfAnother || hasOwnMember(source.interpreter(), viewset, "get_extra_actions"));
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

/** A setting that a package reads; None where the project does not set it. */
const setting: Meaning = (source, call) => {
  const name = first(call);
  return name.kind === "str" ? (source.setting(name.value) ?? NONE) : NONE;
};

/** Names that stand-ins import from `soundcheck_`. */
export const STUB_MEANINGS: Readonly<Record<string, Meaning>> = {
  "soundcheck_.extra_actions": extraActions,
  "soundcheck_.functions_with": functionsWith,
  "soundcheck_.is_own_class": isOwnClass,
  "soundcheck_.has_own_actions": hasOwnActions,
  "soundcheck_.default_basename": defaultBasename,
  "soundcheck_.primary_key": primaryKey,
  "soundcheck_.setting": setting,
  "soundcheck_.username_field": usernameField,
  "soundcheck_.permission_classes": permissionClasses,
  "soundcheck_.row_of_another": () => rowOfAnother(),
};
