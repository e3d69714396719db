import { normalizedName, parseRequirement } from "./requirement.js";

/** A list of packages in a pyproject.toml, and where it is written. */
export interface PackageList {
  readonly table: string;
  /** The array's key; null where the table's own keys are the packages. */
  readonly key: string | null;
  readonly role: "runtime" | "dev";
  readonly names: readonly string[];
  readonly specifiers: readonly string[];
  /** The tool that reads the list; null for the standard ones. */
  readonly tool: "poetry" | "uv" | "pdm" | "hatch" | null;
}

type Table = Readonly<Record<string, unknown>>;

const DEVELOPMENT = ["dev", "test", "tests", "testing", "develop", "development", "ci"];

/** Every list of packages, in the order in which one of a role is to be preferred. */
export function listsOf(document: Table): readonly PackageList[] {
  const poetry = at(document, "tool", "poetry");
  const lists: (PackageList | null)[] = [
    array(at(document, "project"), "project", "dependencies", "runtime", null),
    keys(at(poetry, "dependencies"), "tool.poetry.dependencies", "runtime"),
    ...DEVELOPMENT.map((name) =>
      keys(
        at(poetry, "group", name, "dependencies"),
        `tool.poetry.group.${name}.dependencies`,
        "dev",
      ),
    ),
    keys(at(poetry, "dev-dependencies"), "tool.poetry.dev-dependencies", "dev"),
    ...arrays(at(document, "dependency-groups"), "dependency-groups", null),
    ...arrays(
      at(document, "project", "optional-dependencies"),
      "project.optional-dependencies",
      null,
    ),
    array(at(document, "tool", "uv"), "tool.uv", "dev-dependencies", "dev", "uv"),
    ...arrays(at(document, "tool", "pdm", "dev-dependencies"), "tool.pdm.dev-dependencies", "pdm"),
    ...["hatch-test", "test", "default", "dev"].flatMap((name) =>
      ["extra-dependencies", "dependencies"].map((key) =>
        array(
          at(document, "tool", "hatch", "envs", name),
          `tool.hatch.envs.${name}`,
          key,
          "dev",
          "hatch",
        ),
      ),
    ),
  ];
  return lists.filter((list) => list !== null);
}

function arrays(table: Table, name: string, tool: PackageList["tool"]): (PackageList | null)[] {
  return DEVELOPMENT.map((key) => array(table, name, key, "dev", tool));
}

function array(
  table: Table,
  name: string,
  key: string,
  role: PackageList["role"],
  tool: PackageList["tool"],
): PackageList | null {
  const value = table[key];
  if (!Array.isArray(value)) return null;
  const requirements = value
    .map((item) => (typeof item === "string" ? parseRequirement(item) : null))
    .filter((found) => found !== null);
  return {
    table: name,
    key,
    role,
    names: requirements.map((found) => found.name),
    specifiers: requirements.map(({ specifier }) => specifier),
    tool,
  };
}

function keys(table: Table, name: string, role: PackageList["role"]): PackageList | null {
  const entries = Object.entries(table).filter(([key]) => key !== "python");
  if (Object.keys(table).length === 0) return null;
  return {
    table: name,
    key: null,
    role,
    names: entries.map(([key]) => normalizedName(key)),
    specifiers: entries.flatMap(([, value]) => specifierOf(value)),
    tool: "poetry",
  };
}

function specifierOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value.replace(/\s/g, "")];
  const version = isTable(value) ? value["version"] : null;
  return typeof version === "string" ? [version.replace(/\s/g, "")] : [];
}

function at(document: Table, ...path: readonly string[]): Table {
  let value: unknown = document;
  for (const key of path) value = isTable(value) ? value[key] : undefined;
  return isTable(value) ? value : {};
}

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
