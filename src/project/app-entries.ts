import type { CallValue, InstanceValue, Interpreter, Value } from "../python/index.js";
import { textOf } from "./items.js";
import { APP_CONFIG } from "./known-bases.js";

/** An entry of INSTALLED_APPS. */
export interface AppEntry {
  /** The module of an app, or the path of its AppConfig. */
  readonly path: string;
  /** Set where the settings themselves made the AppConfig, which Django takes as well. */
  readonly label: string | null;
  /** Whether `path` is looked up as Django looks up a text. */
  readonly isText: boolean;
}

const CREATE = new Set(["django.apps.AppConfig.create", "django.apps.config.AppConfig.create"]);
const CONFIG = new Set(["django.apps.AppConfig", APP_CONFIG]);

/** Reads an entry: a text, or an AppConfig object; null for anything else. */
export function appEntry(interpreter: Interpreter, value: Value): AppEntry | null {
  switch (value.kind) {
    case "str":
      return { path: value.value, label: null, isText: true };
    case "call":
      return fromCall(value);
    case "instance":
      return interpreter.isSubclass(value.class, APP_CONFIG) === true
        ? fromInstance(interpreter, value)
        : null;
    default:
      return null;
  }
}

/** `AppConfig.create("shop")` and `AppConfig("shop", module)`. */
function fromCall({ callee, call, attributes }: CallValue): AppEntry | null {
  const name = callee.kind === "external" ? callee.name : "";
  if (!CREATE.has(name) && !CONFIG.has(name)) return null;
  const path = call.args.find((item) => item.kind === "str");
  const label = attributes.get("label");
  return path?.kind === "str"
    ? {
        path: path.value,
        label: label?.kind === "str" ? label.value : null,
        isText: CREATE.has(name),
      }
    : null;
}

function fromInstance(interpreter: Interpreter, value: InstanceValue): AppEntry | null {
  const [name] = value.call.args;
  const label = textOf(interpreter.get(value, "label"));
  return name?.kind === "str" ? { path: name.value, label, isText: false } : null;
}
