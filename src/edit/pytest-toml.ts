import { applySplices } from "./splice.js";
import { missingOptions, type OptionChange, type PytestOptions } from "./pytest-options.js";
import { keyOf, onlyAdds, tableNamed, withArrayElement, withTableLine } from "./toml-edit.js";
import { tomlValue } from "./toml-source.js";

/** A completed text, nothing to do, or a table in a form that cannot be extended. */
export type Completed = string | null | "unreadable";

/** Completes `[tool.pytest.ini_options]`, `[tool.pytest]` or the `[pytest]` of a pytest.toml. */
export function completeToml(source: string, name: string, wanted: PytestOptions): Completed {
  const document = tomlValue(source);
  const table = tableNamed(source, name);
  if (!document || !table) return "unreadable";
  const values = new Map(Object.entries(Object(at(document, name.split(".")))));
  const read = (option: string) => (values.has(option) ? words(values.get(option)) : null);
  const changes = missingOptions(read, wanted);
  if (changes.length === 0) return null;
  let edited: string | null = source;
  for (const change of changes) edited = edited && withChange(edited, name, change);
  const after = edited === null ? null : tomlValue(edited);
  const extendsText = changes.some(({ kind }) => kind === "extend");
  const kept = after !== null && (extendsText || onlyAdds(document, after));
  return edited !== null && kept ? edited : "unreadable";
}

function at(document: Record<string, unknown>, path: readonly string[]): unknown {
  let value: unknown = document;
  for (const key of path) value = new Map(Object.entries(Object(value))).get(key);
  return value;
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.map(String)
    : String(value)
        .split(/\s+/)
        .filter((word) => word !== "");
}

function withChange(source: string, name: string, change: OptionChange): string | null {
  const table = tableNamed(source, name);
  if (!table) return null;
  if (change.kind === "set") return withTableLine(source, table, change.name, quoted(change.value));
  if (change.kind === "list") {
    const list = `[${change.values.map(quoted).join(", ")}]`;
    return withTableLine(source, table, change.name, list);
  }
  const key = keyOf(source, table, change.name);
  if (!key) return null;
  if (source[key.value] === "[") {
    let edited: string | null = source;
    for (const value of change.values) {
      const current: ReturnType<typeof keyOf> = edited
        ? keyOf(edited, table, change.name)
        : undefined;
      edited = edited && current ? withArrayElement(edited, current, value) : null;
    }
    return edited;
  }
  if (!/^(["'])(?!\1)/.test(source.slice(key.value))) return null;
  const at = { start: key.end - 1, end: key.end - 1, text: ` ${change.values.join(" ")}` };
  return applySplices(source, [at]);
}

function quoted(value: string): string {
  return JSON.stringify(value);
}
