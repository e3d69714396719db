import { normalizedName, parseRequirement, type Requirement } from "../edit/requirement.js";
import { isForDevelopment } from "./dependencies-places.js";
import { isTable, parseToml, strings, tableAt, text, type Table } from "./dependencies-toml.js";
import type { DependencyFormat } from "./facts.js";

/** One list of packages in a manifest. */
export interface Listing {
  readonly format: DependencyFormat;
  readonly role: "runtime" | "dev";
  readonly requirements: readonly Requirement[];
  /** Names of the extras, groups or environments that were put together. */
  readonly groups?: readonly string[];
  /** Paths of the requirements files that it includes. */
  readonly includes?: readonly string[];
}

/** What a pyproject.toml lists, by PEP 621, PEP 735, Poetry, PDM, uv and hatch. */
export function pyprojectListings(source: string): readonly Listing[] {
  const pyproject = parseToml(source);
  if (!pyproject) return [];
  return [...standardListings(pyproject), ...toolListings(pyproject)];
}

function standardListings(pyproject: Table): readonly Listing[] {
  const listings: Listing[] = [];
  const project = tableAt(pyproject, "project");
  if ("dependencies" in project) {
    listings.push(listing("pep621", "runtime", strings(project["dependencies"])));
  } else if ("name" in project && !strings(project["dynamic"]).includes("dependencies")) {
    if (!("dependencies" in tableAt(pyproject, "tool", "poetry"))) {
      listings.push(listing("pep621", "runtime", []));
    }
  }
  const extras = forDevelopment(tableAt(project, "optional-dependencies"));
  if (extras) listings.push(listing("pep621", "dev", extras.lines, extras.names));
  const groups = forDevelopment(tableAt(pyproject, "dependency-groups"));
  if (groups) listings.push(listing("dependency-groups", "dev", groups.lines, groups.names));
  return listings;
}

function toolListings(pyproject: Table): readonly Listing[] {
  const listings: Listing[] = [];
  const poetry = tableAt(pyproject, "tool", "poetry");
  if ("dependencies" in poetry) {
    listings.push(fromPoetry("runtime", [tableAt(poetry, "dependencies")]));
  }
  const named = Object.entries(tableAt(poetry, "group")).filter(([name]) => isForDevelopment(name));
  const groups = named.map(([, group]) => (isTable(group) ? tableAt(group, "dependencies") : {}));
  const development = [tableAt(poetry, "dev-dependencies"), ...groups];
  if (development.some((table) => Object.keys(table).length > 0) || groups.length > 0) {
    listings.push({ ...fromPoetry("dev", development), groups: named.map(([name]) => name) });
  }
  const others = [
    ...(forDevelopment(tableAt(pyproject, "tool", "pdm", "dev-dependencies"))?.lines ?? []),
    ...strings(tableAt(pyproject, "tool", "uv")["dev-dependencies"]),
    ...hatchRequirements(tableAt(pyproject, "tool", "hatch", "envs")),
  ];
  if (others.length > 0) listings.push(listing("dependency-groups", "dev", others, []));
  return listings;
}

function hatchRequirements(environments: Table): readonly string[] {
  return Object.values(environments).flatMap((environment) =>
    isTable(environment)
      ? [...strings(environment["dependencies"]), ...strings(environment["extra-dependencies"])]
      : [],
  );
}

interface Groups {
  readonly names: readonly string[];
  readonly lines: readonly string[];
}

function forDevelopment(groups: Table): Groups | null {
  const wanted = Object.entries(groups).filter(([name]) => isForDevelopment(name));
  if (wanted.length === 0) return null;
  return {
    names: wanted.map(([name]) => name),
    lines: wanted.flatMap(([, value]) => strings(value)),
  };
}

function listing(
  format: DependencyFormat,
  role: Listing["role"],
  lines: readonly string[],
  groups?: readonly string[],
): Listing {
  const requirements = lines
    .map((line) => parseRequirement(line))
    .filter((found) => found !== null);
  return { format, role, requirements, ...(groups && { groups }) };
}

function fromPoetry(role: Listing["role"], tables: readonly Table[]): Listing {
  const requirements = tables
    .flatMap((table) => Object.entries(table))
    .filter(([name]) => name !== "python")
    .map(([name, value]) => ({
      name: normalizedName(name),
      written: name,
      specifier: text(value) ?? text(isTable(value) ? value["version"] : null) ?? "",
    }));
  return { format: "poetry", role, requirements };
}

/** What a Pipfile lists. */
export function pipfileListings(source: string): readonly Listing[] {
  const pipfile = parseToml(source);
  if (!pipfile) return [];
  const runtime = fromPoetry("runtime", [tableAt(pipfile, "packages")]);
  const dev = fromPoetry("dev", [tableAt(pipfile, "dev-packages")]);
  return [
    { ...runtime, format: "pipfile" },
    { ...dev, format: "pipfile" },
  ];
}
