import { list, NONE, type CallValue, type Interpreter, type Value } from "../../python/index.js";
import { includedPatterns, isInclude } from "./include.js";
import { modelOfQueryset } from "./model-behind.js";
import { given, isLanguagePrefix, isPatternCall } from "./pattern.js";

const OF_VIEWS = new Set(["name", "callback", "default_args", "lookup_str"]);
const OF_INCLUDES = new Set(["url_patterns", "namespace", "app_name", "urlconf_module"]);

/**
 * An attribute of what `path()` and `re_path()` give, or the model of a queryset: "absent" where
 * there is none, and null where it is not known.
 */
export function callMember(
  interpreter: Interpreter,
  value: CallValue,
  name: string,
): Value | "absent" | null {
  if (isLanguagePrefix(value) && name === "url_patterns") return list(value.call.args);
  if (!isPatternCall(value)) {
    const model = name === "model" ? modelOfQueryset(value) : null;
    return model?.kind === "class" ? model : null;
  }
  const view = given(value.call, 1, "view");
  if (view === null || view.kind === "unknown" || view.kind === "choice") return null;
  if (isInclude(view)) {
    if (name === "url_patterns") return patternsBelow(interpreter, view);
    return OF_VIEWS.has(name) ? "absent" : null;
  }
  if (OF_INCLUDES.has(name)) return "absent";
  if (name === "callback") return view;
  return name === "name" ? (given(value.call, 3, "name") ?? NONE) : null;
}

/** The patterns that an include leads to; none of those of a package that is not read. */
function patternsBelow(interpreter: Interpreter, view: Value): Value {
  const included = includedPatterns(interpreter, view);
  return included.kind === "patterns" ? included.patterns : list([]);
}
