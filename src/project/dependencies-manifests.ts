import { dirname, join } from "node:path/posix";
import { parseRequirements } from "../edit/requirement.js";
import {
  filesUpward,
  isForDevelopment,
  requirementsElsewhere,
  requirementsFiles,
} from "./dependencies-places.js";
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

/**
 * The manifests of the base folder and those above it, sorted by path; where none of them lists packages,
 * the requirements of another folder.
 */
export function readManifests(files: Files, baseDir: string): readonly Manifest[] {
  const named = READERS.flatMap(([name, read]) =>
    filesUpward(files, baseDir, [name]).map(({ path, text }) => ({ path, listings: read(text) })),
  ).filter(({ listings }) => listings.length > 0);
  const near = requirementsFiles(files, baseDir);
  const isListed = named.length > 0 || near.length > 0;
  const requirements = (isListed ? near : requirementsElsewhere(files)).map((path) => ({
    path,
    listings: [requirementsListing(path, files.read(path) ?? "")],
  }));
  return [...named, ...requirements].toSorted((a, b) => (a.path < b.path ? -1 : 1));
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
