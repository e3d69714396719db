import {
  compareVersions,
  following,
  lowestVersion,
  minorVersion,
  parseVersion,
  upperBound,
  type Version,
} from "../edit/version.js";
import { normalizedName, parseRequirements } from "../edit/requirement.js";
import { filesUpward, isCompiled } from "./dependencies-places.js";
import type { Manifest } from "./dependencies-manifests.js";
import type { Files } from "./files.js";

const LOCKS = [
  "uv.lock",
  "poetry.lock",
  "pdm.lock",
  "pylock.toml",
  "Pipfile.lock",
  "hatch.lock",
] as const;

/** Lock files and compiled requirements files, sorted. */
export function readLockFiles(
  files: Files,
  baseDir: string,
  manifests: readonly Manifest[],
): readonly string[] {
  const compiled = manifests
    .filter(({ listings }) => listings.some(({ format }) => format === "requirements"))
    .map(({ path }) => path)
    .filter((path) => isCompiled(files.read(path) ?? ""));
  const locks = filesUpward(files, baseDir, LOCKS).map(({ path }) => path);
  return [...new Set([...locks, ...compiled])].toSorted();
}

/** Which releases of a package a repository admits. */
export interface Releases {
  /** "major.minor": what a lock file has fixed, else the oldest release that a manifest admits. */
  readonly version: string | null;
  /** The release that all admitted ones are older than; null when there is no such bound. */
  readonly bound: Version | null;
}

/** Looks into the lock files, and into the manifests where no lock file names the package. */
export function releasesOf(
  files: Files,
  name: string,
  locks: readonly string[],
  manifests: readonly Manifest[],
): Releases {
  const locked = locks
    .map((path) => lockedVersion(files.read(path) ?? "", path, name))
    .filter((version) => version !== null)
    .toSorted(compareVersions);
  const specifiers = specifiersOf(name, manifests);
  const version = locked[0] ?? oldest(specifiers.map(lowestVersion));
  const newest = locked.at(-1);
  return {
    version: version ? minorVersion(version) : null,
    bound: newest ? following(newest) : oldest(specifiers.map(upperBound)),
  };
}

function specifiersOf(name: string, manifests: readonly Manifest[]): readonly string[] {
  return manifests
    .flatMap(({ listings }) => listings.flatMap(({ requirements }) => requirements))
    .filter((requirement) => requirement.name === name)
    .map(({ specifier }) => specifier);
}

function oldest(versions: readonly (Version | null)[]): Version | null {
  return versions.filter((version) => version !== null).toSorted(compareVersions)[0] ?? null;
}

function lockedVersion(source: string, path: string, name: string): Version | null {
  if (path.endsWith("Pipfile.lock")) return pipfileLocked(source, name);
  if (/\.(?:txt|in|pip)$/.test(path)) return requirementsLocked(source, name);
  return tomlLocked(source, name);
}

/** uv, Poetry, PDM and PEP 751 locks: by lines, since these files run to megabytes. */
function tomlLocked(source: string, name: string): Version | null {
  for (const match of source.matchAll(/^name = "([^"\n]+)"\r?\nversion = "([^"\n]+)"/gm)) {
    if (normalizedName(match[1] ?? "") === name) return parseVersion(match[2] ?? "");
  }
  return null;
}

function requirementsLocked(source: string, name: string): Version | null {
  const found = parseRequirements(source).find((requirement) => requirement.name === name);
  return found ? lowestVersion(found.specifier) : null;
}

function pipfileLocked(source: string, name: string): Version | null {
  const match = new RegExp(`^\\s*"${name}": \\{([^}]*)\\}`, "m").exec(source);
  const version = match?.[1] ? /"version": "([^"]+)"/.exec(match[1])?.[1] : undefined;
  return version ? lowestVersion(version) : null;
}
