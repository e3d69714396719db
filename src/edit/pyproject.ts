import type { Edit } from "../plan/types.js";
import {
  boundStyle,
  byName,
  poetrySpecifiers,
  specifiersFor,
  type BoundStyle,
  type NewPackage,
} from "./package.js";
import { normalizedName, parseRequirement } from "./requirement.js";
import {
  keyOf,
  onlyAdds,
  tableNamed,
  withArrayElement,
  withNewTable,
  withTableLine,
} from "./toml-edit.js";
import { listsOf, type PackageList } from "./pyproject-lists.js";
import { lineEnding } from "./splice.js";
import { tomlValue } from "./toml-source.js";

/** Packages for a pyproject.toml. */
export interface NewPyprojectPackages {
  readonly role: "runtime" | "dev";
  readonly packages: readonly NewPackage[];
  readonly manager: "pip" | "poetry" | "uv" | "pipenv" | "pdm" | "hatch";
}

/** Adds packages to the list of a pyproject.toml that the project's own tool would add them to. */
export function addPyprojectPackages(source: string, wanted: NewPyprojectPackages): Edit {
  const byHand = wanted.packages
    .map((item) => `"${item.name}${specifiersFor(item, "minimum")}"`)
    .join(",\n");
  const document = tomlValue(source);
  if (!document) return { kind: "refused", reason: "the file is not valid TOML", byHand };
  const lists = listsOf(document);
  const listed = new Set(lists.flatMap((list) => (counts(list, wanted) ? list.names : [])));
  const missing = byName(wanted.packages).filter(({ name }) => !listed.has(normalizedName(name)));
  if (missing.length === 0) return { kind: "unchanged", reason: "every package is listed" };
  const target = targetList(document, lists, wanted);
  if (target === null) {
    const reason = "[project] does not list dependencies itself";
    return { kind: "refused", reason, byHand };
  }
  let edited: string | null = source;
  for (const item of missing) edited = edited && withPackage(edited, target, item);
  return checked(source, edited, target, missing, byHand);
}

function checked(
  source: string,
  edited: string | null,
  target: PackageList,
  missing: readonly NewPackage[],
  byHand: string,
): Edit {
  const after = edited === null ? null : tomlValue(edited);
  const now = new Set(after ? listsOf(after).flatMap(({ names }) => names) : []);
  const added = missing.every(({ name }) => now.has(normalizedName(name)));
  if (edited !== null && added && onlyAdds(tomlValue(source), after)) {
    return { kind: "edited", source: edited };
  }
  const reason = `${target.table} is not written in a form that can be extended`;
  return { kind: "refused", reason, byHand };
}

/** A development tool may be listed anywhere; what production needs must be in its own list. */
function counts(list: PackageList, { role }: NewPyprojectPackages): boolean {
  return role === "dev" || list.role === "runtime";
}

function targetList(
  document: Readonly<Record<string, unknown>>,
  lists: readonly PackageList[],
  wanted: NewPyprojectPackages,
): PackageList | null {
  const own = lists.filter(({ role }) => role === wanted.role);
  if (wanted.role === "runtime") {
    const list = listsStatically(document) ? newList("project", "dependencies", "runtime") : null;
    return own[0] ?? list;
  }
  const withPytest = own.find(({ names }) => names.includes("pytest"));
  const preferred = own.find(({ tool }) => tool === wanted.manager);
  const found = withPytest ?? preferred ?? own[0];
  if (found) return found;
  return wanted.manager === "poetry"
    ? newList("tool.poetry.group.dev.dependencies", null, "dev")
    : newList("dependency-groups", "dev", "dev");
}

/** PEP 621: a list may be missing, unless `dynamic` says that the build makes it. */
function listsStatically({ project }: Readonly<Record<string, unknown>>): boolean {
  if (typeof project !== "object" || project === null || !("name" in project)) return false;
  const dynamic = "dynamic" in project && Array.isArray(project.dynamic) ? project.dynamic : [];
  return !dynamic.includes("dependencies");
}

function newList(table: string, key: string | null, role: PackageList["role"]): PackageList {
  return { table, key, role, names: [], specifiers: [], tool: null };
}

function withPackage(source: string, list: PackageList, item: NewPackage): string | null {
  const style = boundStyle(list.specifiers);
  return list.key === null
    ? withPoetryLine(source, list.table, item, list.specifiers.length > 0 ? style : "caret")
    : withElement(source, list.table, list.key, item, style);
}

function withPoetryLine(source: string, name: string, item: NewPackage, style: BoundStyle): string {
  const value = `"${poetrySpecifiers(item, style)}"`;
  const table = tableNamed(source, name);
  return table
    ? withTableLine(source, table, item.name, value)
    : withNewTable(source, name, [`${item.name} = ${value}`], "tool.poetry");
}

function withElement(
  source: string,
  name: string,
  list: string,
  item: NewPackage,
  style: BoundStyle,
): string | null {
  const table = tableNamed(source, name);
  const key = table && keyOf(source, table, list);
  if (key) {
    const written = requirement(source.slice(key.value, key.end), item, style);
    return withArrayElement(source, key, written);
  }
  const lines = [`${list} = [`, `    "${requirement("", item, style)}",`, "]"];
  if (!table) return withNewTable(source, name, lines, "project");
  const [, ...value] = lines;
  return withTableLine(source, table, list, ["[", ...value].join(lineEnding(source)));
}

/** Poetry writes `name (>=1,<2)`: a list written so goes on so. */
function requirement(list: string, item: NewPackage, style: BoundStyle): string {
  const specifiers = specifiersFor(item, style);
  const first = /["']([^"'\r\n]+)["']/.exec(list)?.[1] ?? "";
  if (parseRequirement(first) && /\s\(/.test(first)) return `${item.name} (${specifiers})`;
  return `${item.name}${specifiers}`;
}
