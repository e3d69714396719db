import { parse, TomlError } from "smol-toml";

/** A TOML table; values are narrowed where they are used. */
export type Table = Readonly<Record<string, unknown>>;

/** Parses TOML; null when the text is not TOML, which other readers then pass over too. */
export function parseToml(source: string): Table | null {
  try {
    return parse(source.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (error instanceof TomlError) return null;
    throw error;
  }
}

/** The table at a path of keys; empty when it is absent or no table. */
export function tableAt(table: Table | null, ...keys: readonly string[]): Table {
  let value: unknown = table ?? {};
  for (const key of keys) value = isTable(value) ? value[key] : undefined;
  return isTable(value) ? value : {};
}

/** Whether a value is a table. */
export function isTable(value: unknown): value is Table {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

/** The strings of a list; whatever else it holds is left out. */
export function strings(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** A value that is text. */
export function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
