import { dirname, join } from "node:path/posix";
import { parseRequirements } from "../edit/requirement.js";
import { filesUpward, isForDevelopment, requirementsFiles } from "./dependencies-places.js";
import { pipfileListings, pyprojectListings, type Listing } from "./dependencies-pyproject.js";
import { setupCfgListings, setupPyListings } from "./dependencies-setuptools.js";
import type { DependencyFile } from "./facts.js";
import type { Files } from "./files.js";

/** A file that lists packages. */
export interface Manifest {
  readonly path: string;
  readonly listings: readonly Listing[];
}

const READERS: readonly (readonly [string, (source: string) => readonly Listing[]])[] = [
  ["pyproject.toml", pyprojectListings],
  ["Pipfile", pipfileListings],
  ["setup.cfg", setupCfgListings],
  ["setup.py", setupPyListings],
];

/** The manifests of the base folder and those above it, sorted by path. */
export function readManifests(files: Files, baseDir: string): readonly Manifest[] {
  const named = READERS.flatMap(([name, read]) =>
    filesUpward(files, baseDir, [name]).map(({ path, text }) => ({ path, listings: read(text) })),
  );
  const requirements = requirementsFiles(files, baseDir).map((path) => ({
    path,
    listings: [requirementsListing(path, files.read(path) ?? "")],
  }));
  return [...named, ...requirements]
    .filter(({ listings }) => listings.length > 0)
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function requirementsListing(path: string, source: string): Listing {
  const role = isForDevelopment(
    /(?:requirements|reqs|requires)\/.*$|[^/]*$/i.exec(path)?.[0] ?? path,
  )
    ? "dev"
    : "runtime";
  const included = source.matchAll(/^\s*(?:-r|--requirement)[ =]?\s*([^\s#]+)/gm);
  const includes = [...included].map(([, name]) => join(dirname(path), name ?? ""));
  return { format: "requirements", role, requirements: parseRequirements(source), includes };
}

/** The manifests as facts; a sole list of packages has the role "all". */
export function dependencyFiles(manifests: readonly Manifest[]): readonly DependencyFile[] {
  const rows = manifests.flatMap(({ path, listings }) =>
    listings.map(({ format, role, requirements, groups, includes }) => ({
      path,
      format,
      role,
      packages: [...new Set(requirements.map(({ name }) => name))].toSorted(),
      ...(includes && includes.length > 0 && { includes }),
      ...(groups && { groups }),
    })),
  );
  const [only] = rows;
  return rows.length === 1 && only ? [{ ...only, role: "all" }] : rows;
}
