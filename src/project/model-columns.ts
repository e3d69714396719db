import type { ClassValue, Interpreter, Value } from "../python/index.js";
import { MODEL } from "./known-bases.js";
import { readOptions } from "./model-options.js";

/** Columns and keys of Django's own. */
const DJANGO_FIELD =
  /^django\.(?:db\.models|contrib\.postgres)\.(?:\w+\.)*(?:\w*Field|ForeignKey)$/;
/** Fields of packages that are one column which people may edit, as those of Django are. */
const PACKAGE_FIELD =
  /^(?:ckeditor(?:_uploader)?\.fields|cloudinary\.models|colorfield\.fields|django_ckeditor_5\.fields|django_countries\.fields|django_resized|easy_thumbnails\.fields|imagekit\.models|multiselectfield(?:\.db\.fields)?|phonenumber_field\.modelfields|sorl\.thumbnail|timezone_field|tinymce\.models|versatileimagefield\.fields)\.(?:\w+\.)*\w*Field$/;

/** Whether a field of a model is a column that people may edit unless it says otherwise. */
export const isColumn = (name: string): boolean =>
  DJANGO_FIELD.test(name) || PACKAGE_FIELD.test(name);

/** Columns that the database or Django fills, and keys that stand in a table of their own. */
const IN_NO_ROW = /(?:AutoField|GeneratedField|ManyToManyField)$/;
const HAS_VALUE = /^(?:db_)?default$/;
const MAY_BE_LEFT = /^(?:null|blank|auto_now|auto_now_add)$/;
/** Those of Django's bases that a row must be given. */
const DJANGO_ASKS_FOR = new Set(["password", "username"]);

/** What models have besides, which is no column. */
const NO_COLUMN =
  /(?:Manager|FieldTracker|HistoricalRecords|GenericForeignKey|GenericRelation|as_manager|from_queryset(?:\(\))?)$/;
const OF_SESSIONS = "password last_login";
const OF_RIGHTS = "is_superuser groups user_permissions";
/** The columns of each of Django's bases. */
const OF_DJANGO: Readonly<Record<string, string>> = {
  object: "",
  Model: "",
  AbstractBaseUser: OF_SESSIONS,
  PermissionsMixin: OF_RIGHTS,
  AbstractUser: `${OF_SESSIONS} ${OF_RIGHTS} username first_name last_name email is_staff is_active date_joined`,
};

/**
 * Names of the columns and keys that Django gives a model, those of abstract parents included; null
 * where packages or code that is not read may add some, or where a parent has a table of its own.
 */
export function columnNames(interpreter: Interpreter, model: ClassValue): readonly string[] | null {
  const columns = columnsOf(interpreter, model);
  if (columns === null) return null;
  const hasKey = columns.some(({ member }) => member !== null && isKey(member));
  const names = columns.map(({ name }) => name);
  return hasKey ? names : ["id", ...names];
}

/**
 * Those of them that a new row must be given, or that may be so: no default, no null and no blank is
 * certain; null where there may be others.
 */
export function requiredColumns(
  interpreter: Interpreter,
  model: ClassValue,
): readonly string[] | null {
  const columns = columnsOf(interpreter, model);
  if (columns === null) return null;
  const required = columns.filter(({ name, member }) =>
    member === null ? DJANGO_ASKS_FOR.has(name) : !fillsItself(member),
  );
  return required.map(({ name }) => name).toSorted();
}

interface Column {
  readonly name: string;
  /** What the source has there; null for a column of a base of Django's. */
  readonly member: Value | null;
}

function columnsOf(interpreter: Interpreter, model: ClassValue): readonly Column[] | null {
  const found = new Map<string, Column | null>();
  const add = (name: string, column: Column | null) => {
    if (!found.has(name)) found.set(name, column);
  };
  for (const one of interpreter.mro(model)) {
    if (one.kind === "external") {
      const own = OF_DJANGO[one.name.slice(one.name.lastIndexOf(".") + 1)];
      if (own === undefined || !/^(?:django\.|object$|builtins\.)/.test(one.name)) return null;
      for (const name of own.split(" ")) if (name) add(name, { name, member: null });
      continue;
    }
    if (one.kind === "unknown" || (one !== model && hasTable(interpreter, one))) return null;
    for (const [name, member] of interpreter.ownAttributes(one)) {
      if (found.has(name)) continue;
      const kind = kindOf(interpreter, member);
      if (kind === null) return null;
      add(name, kind === "column" ? { name, member } : null);
    }
  }
  return [...found.values()].filter((column) => column !== null);
}

/** What a model certainly has by each name: its own, and what abstract parents give it. */
export function certainMembers(
  interpreter: Interpreter,
  model: ClassValue,
): readonly (readonly [string, Value])[] {
  const found = new Map<string, Value>();
  for (const one of interpreter.mro(model)) {
    if (one.kind === "external" && /^(?:django\.|object$|builtins\.)/.test(one.name)) continue;
    if (one.kind !== "class" || (one !== model && hasTable(interpreter, one))) break;
    for (const [name, member] of interpreter.ownAttributes(one))
      if (!found.has(name)) found.set(name, member);
  }
  return [...found];
}

/** Whether a column certainly does without a value, or has one of its own. */
function fillsItself(member: Value): boolean {
  if (member.kind !== "call") return false;
  if (IN_NO_ROW.test(calledName(member.callee))) return true;
  return [...member.call.kwargs].some(
    ([name, value]) =>
      HAS_VALUE.test(name) || (MAY_BE_LEFT.test(name) && value.kind === "bool" && value.value),
  );
}

type Kind = "column" | "other";

function hasTable(interpreter: Interpreter, parent: ClassValue): boolean {
  if (interpreter.isSubclass(parent, MODEL) === false) return false;
  return readOptions(interpreter, parent).abstract !== true;
}

/** Whether a member of a model is a column; null where that is not certain. */
function kindOf(interpreter: Interpreter, member: Value): Kind | null {
  switch (member.kind) {
    case "call": {
      const name = calledName(member.callee);
      if (isColumn(name)) return "column";
      return NO_COLUMN.test(name) ? "other" : null;
    }
    case "instance": {
      const bases = interpreter.mro(member.class);
      const names = bases.flatMap((one) =>
        one.kind === "class" ? one.bases.map(madeBy) : one.kind === "external" ? [one.name] : [],
      );
      if (names.some(isColumn)) return "column";
      const isPlain =
        bases.every((one) => one.kind === "class") || names.some((one) => NO_COLUMN.test(one));
      return isPlain ? "other" : null;
    }
    case "unknown":
    case "choice":
      return null;
    default:
      return "other";
  }
}

/** The call that makes a base class, as in `class Tickets(Manager.from_queryset(TicketQuerySet))`. */
const madeBy = (base: Value): string => (base.kind === "call" ? calledName(base.callee) : "");

function calledName(callee: Value): string {
  if (callee.kind === "external") return callee.name;
  if (callee.kind === "method") return calledName(callee.function);
  return callee.kind === "call" ? `${calledName(callee.callee)}()` : "";
}

function isKey(member: Value): boolean {
  const flag = member.kind === "call" ? member.call.kwargs.get("primary_key") : undefined;
  return flag?.kind === "bool" && flag.value;
}
