import { iniSection } from "./ini.js";
import { iniKey, withIniKey, withIniSection, withIniWords } from "./ini-edit.js";
import {
  missingOptions,
  newOptions,
  type OptionChange,
  type PytestOptions,
} from "./pytest-options.js";

/** Completes the section of a pytest.ini, tox.ini or setup.cfg; null when nothing is missing. */
export function completeIni(source: string, section: string, wanted: PytestOptions): string | null {
  const text = section === "pytest" ? withRightHeader(source) : source;
  if (!iniSection(text, section)) return withIniSection(text, section, newOptions(wanted));
  const read = (name: string) => {
    const value = iniKey(text, section, name)?.value;
    return value === undefined ? null : value.split(/\s+/).filter((word) => word !== "");
  };
  const changes = missingOptions(read, wanted);
  const edited = changes.reduce((result, change) => withChange(result, section, change), text);
  return edited === source ? null : edited;
}

/**
 * `[tool:pytest]` is the header of a setup.cfg: in a pytest.ini the file wins and is read as empty,
 * so every option below it is lost silently.
 */
function withRightHeader(source: string): string {
  return iniSection(source, "pytest") ? source : source.replace(/^\[tool:pytest\]/m, "[pytest]");
}

function withChange(source: string, section: string, change: OptionChange): string {
  const found = iniSection(source, section);
  const key = iniKey(source, section, change.name);
  if (!found) return source;
  switch (change.kind) {
    case "set":
      return withIniKey(source, found, change.name, change.value);
    case "list":
      return withIniKey(source, found, change.name, change.values.join(" "));
    case "extend":
      return key ? withIniWords(source, key, change.values) : source;
  }
}
