import {
  isStubFile,
  NONE,
  type CallArguments,
  type ClassValue,
  type Interpreter,
  type Value,
} from "../python/index.js";
import { declaredNames, restFieldsOf, withClass } from "./declared-fields.js";
import { isOfFramework } from "./django/guards.js";
import { certainValues } from "./django/items.js";
import { columnNames, isColumn } from "./model-columns.js";

/** Bases that make the fields of a serializer as DRF does. */
const PLAIN_BASES =
  /^(?:rest_framework\.serializers\.(?:(?:Hyperlinked)?Model|Base)?Serializer|typing\.Generic|builtins\.object|object)$/;
/** Methods that may give a serializer other fields than its class declares. */
const DECIDING =
  /^(?:__init__|__new__|fields|get_fields|get_field_names|get_default_field_names|get_extra_kwargs|include_extra_kwargs|get_uniqueness_extra_kwargs|build_\w+)$/;
/** The same, and methods that make the output. */
const SHOWING = new RegExp(`${DECIDING.source}|^(?:to_representation|data|_readable_fields)$`);
const NEVER_WRITTEN =
  /^(?:SerializerMethodField|ReadOnlyField|HiddenField|HyperlinkedIdentityField|StringRelatedField|ManyRelatedField)$/;
const RELATED = /^(?:HyperlinkedIdentityField|StringRelatedField)$/;
const USER_BASES = ["django.contrib.auth.models.AbstractUser", "django.contrib.auth.models.User"];
const OF_USERS = new Set(
  "username first_name last_name email password is_staff is_active is_superuser date_joined last_login groups user_permissions".split(
    " ",
  ),
);

/**
 * The fields of a serializer that a client may write, sorted; null where its source leaves any of
 * them open: code that changes them, columns that packages bring.
 */
export function writableFields(
  interpreter: Interpreter,
  cls: ClassValue,
  model: Value,
): readonly string[] | null {
  const meta = interpreter.attribute(cls, "Meta");
  if (meta?.kind !== "class" || model.kind !== "class" || !isPlain(interpreter, cls)) return null;
  if (interpreter.attribute(meta, "depth") !== null) return null;
  const names = namesOf(interpreter, cls, meta, model);
  const readOnly = interpreter.attribute(meta, "read_only_fields");
  const kept = readOnly === null ? [] : texts(readOnly);
  if (names === null || kept === null) return null;
  const writable: string[] = [];
  for (const name of names) {
    const said = isWritten(interpreter, { cls, meta, model, kept }, name);
    if (said === null) return null;
    if (said) writable.push(name);
  }
  return [...new Set(writable)].toSorted();
}

/**
 * The fields of a serializer that go out, sorted, those that it declares with their class, such as
 * `total=IntegerField`; null where its source leaves any of them open, or where code makes the output
 * itself.
 */
export function shownFields(
  interpreter: Interpreter,
  cls: ClassValue,
  model: Value,
): readonly string[] | null {
  const meta = interpreter.attribute(cls, "Meta");
  if (meta?.kind !== "class" || !isPlain(interpreter, cls, SHOWING)) return null;
  if (interpreter.attribute(meta, "depth") !== null) return null;
  const names = namesOf(interpreter, cls, meta, model);
  if (names === null) return null;
  const shown: string[] = [];
  for (const name of names) {
    const said = isShown(interpreter, cls, meta, name);
    if (said === null) return null;
    const shownName = said && withClass(interpreter, cls, name);
    if (shownName === null) return null;
    if (shownName !== false) shown.push(shownName);
  }
  return [...new Set(shown)].toSorted();
}

/** The names that Meta lists, or all of a model's and of the declared fields but for those it excludes. */
function namesOf(
  interpreter: Interpreter,
  cls: ClassValue,
  meta: ClassValue,
  model: Value,
): readonly string[] | null {
  const fields = interpreter.attribute(meta, "fields");
  const excluded = interpreter.attribute(meta, "exclude");
  if (excluded === null && fields?.kind !== "str") return texts(fields);
  const isAll = fields === null || (fields.kind === "str" && fields.value === "__all__");
  const left = excluded === null ? [] : texts(excluded);
  const declared = declaredNames(interpreter, cls);
  const columns = model.kind === "class" ? columnNames(interpreter, model) : null;
  if (!isAll || left === null || declared === null || columns === null) return null;
  return [...declared, ...columns].filter((name) => !left.includes(name));
}

interface Declaration {
  readonly cls: ClassValue;
  readonly meta: ClassValue;
  readonly model: ClassValue;
  readonly kept: readonly string[];
}

/** Whether nothing but DRF's own code makes the fields of what a class declares, or their output. */
function isPlain(interpreter: Interpreter, cls: ClassValue, deciding = DECIDING): boolean {
  return interpreter.mro(cls).every((one) => {
    if (one.kind === "unknown") return false;
    if (one.kind === "external")
      return PLAIN_BASES.test(one.name) || /^(?:abc|typing)\./.test(one.name);
    // A stand-in names the model of a package's serializer, and none of its fields.
    if (isStubFile(one.place.file) || !one.decorators.every(isOfFramework)) return false;
    return ![...interpreter.ownAttributes(one).keys()].some((name) => deciding.test(name));
  });
}

/** Whether a client may write a field; null where that is not certain. */
function isWritten(
  interpreter: Interpreter,
  { cls, meta, model, kept }: Declaration,
  name: string,
): boolean | null {
  const declared = interpreter.attribute(cls, name);
  if (declared !== null) return isWrittenField(interpreter, declared);
  if (kept.includes(name)) return false;
  const given = itemOf(interpreter.attribute(meta, "extra_kwargs") ?? NONE, name);
  const flag = given && itemOf(given, "read_only");
  if (flag === null) return null;
  if (flag.kind !== "none") return flag.kind === "bool" ? !flag.value : null;
  return isWrittenColumn(interpreter, model, name);
}

/** Whether a field goes out; null where that is not certain. */
function isShown(
  interpreter: Interpreter,
  cls: ClassValue,
  meta: ClassValue,
  name: string,
): boolean | null {
  const declared = interpreter.attribute(cls, name);
  if (declared !== null) {
    const names = restFieldsOf(interpreter, declared);
    if (names === null || (declared.kind !== "call" && declared.kind !== "instance")) return null;
    return names.includes("HiddenField") ? false : isOff("write_only", declared.call);
  }
  const given = itemOf(interpreter.attribute(meta, "extra_kwargs") ?? NONE, name);
  const flag = given && itemOf(given, "write_only");
  if (flag === null) return null;
  return flag.kind === "bool" ? !flag.value : flag.kind === "none" ? true : null;
}

/** What a dict literal has at a key, `None` where it has nothing; null where that is not certain. */
function itemOf(dict: Value, name: string): Value | null {
  if (dict.kind === "none") return NONE;
  if (dict.kind !== "dict" || dict.open) return null;
  const entries = [...dict.entries.values()];
  const found = entries.find(({ key }) => key.kind === "str" && key.value === name);
  return found?.maybe ? null : (found?.value ?? NONE);
}

/** Whether a field that a serializer declares takes what a client sends. */
function isWrittenField(interpreter: Interpreter, field: Value): boolean | null {
  const names = restFieldsOf(interpreter, field);
  if (names === null || (field.kind !== "call" && field.kind !== "instance")) return null;
  const isNever = names.some((name) => isNeverWritten(name, field.call));
  return isNever ? false : isOff("read_only", field.call);
}

/** The list that `many` makes of a related field does not take over what that field is by itself. */
const isNeverWritten = (name: string, { kwargs }: CallArguments): boolean =>
  NEVER_WRITTEN.test(name) && !(kwargs.has("many") && RELATED.test(name));

/** Whether a call leaves a flag out, or says that it is false; null where that is not certain. */
function isOff(name: string, { kwargs, open }: CallArguments): boolean | null {
  const flag = kwargs.get(name);
  if (open !== null) return null;
  if (flag === undefined) return true;
  return flag.kind === "bool" ? !flag.value : null;
}

/** Whether DRF makes a field that a client may write for what a model has by a name. */
function isWrittenColumn(
  interpreter: Interpreter,
  model: ClassValue,
  name: string,
): boolean | null {
  const member = interpreter.attribute(model, name);
  if (member === null) return isWrittenByDjango(interpreter, model, name);
  if (member.kind === "descriptor" || member.kind === "function") return false;
  if (member.kind !== "call" || member.callee.kind !== "external") return null;
  if (!isColumn(member.callee.name) || member.call.open !== null) return null;
  if (/\.(?:\w*AutoField|GeneratedField)$/.test(member.callee.name)) return false;
  if (member.call.kwargs.has("through")) return false;
  const flag = (key: string): Value => member.call.kwargs.get(key) ?? NONE;
  const said = ["editable", "auto_now", "auto_now_add"].map(flag);
  if (said.some(({ kind }) => kind !== "bool" && kind !== "none")) return null;
  const [editable, ...clocks] = said.map((one) => (one.kind === "bool" ? one.value : null));
  return editable !== false && !clocks.includes(true);
}

/** The same of what Django adds to models: its own key, and the columns of its users. */
function isWrittenByDjango(
  interpreter: Interpreter,
  model: ClassValue,
  name: string,
): boolean | null {
  const order = interpreter.mro(model);
  const isDjangos = order.every(
    (one) => one.kind === "class" || (one.kind === "external" && one.name.startsWith("django.")),
  );
  if (!isDjangos) return null;
  if (name === "id" || name === "pk") return false;
  const isUser = USER_BASES.some((base) => interpreter.isSubclass(model, base) === true);
  return isUser && OF_USERS.has(name) ? true : null;
}

/** The texts of a list or tuple; null where any item is not certain. */
function texts(value: Value | null): readonly string[] | null {
  if (value?.kind !== "list" && value?.kind !== "tuple") return null;
  const items = certainValues(value.items);
  if (items === null || items.some(({ kind }) => kind !== "str")) return null;
  return items.map((item) => (item.kind === "str" ? item.value : ""));
}
