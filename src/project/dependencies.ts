import type { Version } from "../edit/version.js";
import { dependencyFiles, readManifests } from "./dependencies-manifests.js";
import { readLockFiles, releasesOf } from "./dependencies-locks.js";
import { filesUpward } from "./dependencies-places.js";
import { readPythonBound } from "./dependencies-python.js";
import { parseToml, tableAt } from "./dependencies-toml.js";
import type { DependencyFile, PackageManager } from "./facts.js";
import type { Files } from "./files.js";

/** What a repository says about its packages. */
export interface Dependencies {
  /** One entry per list of packages: a pyproject.toml may have several. */
  readonly files: readonly DependencyFile[];
  /** Lock files and compiled requirements files. */
  readonly lockFiles: readonly string[];
  readonly packageManager: PackageManager;
  /** PEP 440 bound such as ">=3.12" or "==3.11.*". */
  readonly python: string | null;
  /** "5.2": locked, else the oldest release that the manifests admit. */
  readonly django: string | null;
  /** The release that every admitted one is older than: [5] for "Django>=4.2,<5". */
  readonly djangoBound: Version | null;
}

/** Reads manifests and lock files of the base folder (that of manage.py) and those above it. */
export function readDependencies(files: Files, baseDir: string): Dependencies {
  const manifests = readManifests(files, baseDir);
  const lockFiles = readLockFiles(files, baseDir, manifests);
  const django = releasesOf(files, "django", lockFiles, manifests);
  return {
    files: dependencyFiles(manifests),
    lockFiles,
    packageManager: readPackageManager(files, baseDir, lockFiles),
    python: readPythonBound(files, baseDir),
    django: django.version,
    djangoBound: django.bound,
  };
}

const LOCK_OWNERS: readonly (readonly [string, PackageManager])[] = [
  ["uv.lock", "uv"],
  ["poetry.lock", "poetry"],
  ["pdm.lock", "pdm"],
  ["Pipfile.lock", "pipenv"],
];

function readPackageManager(
  files: Files,
  baseDir: string,
  lockFiles: readonly string[],
): PackageManager {
  const names = new Set(lockFiles.map((path) => path.slice(path.lastIndexOf("/") + 1)));
  const locked = LOCK_OWNERS.find(([name]) => names.has(name));
  if (locked) return locked[1];
  for (const { text } of filesUpward(files, baseDir, ["pyproject.toml"])) {
    const tools = tableAt(parseToml(text), "tool");
    for (const tool of ["poetry", "uv", "pdm"] as const) if (tool in tools) return tool;
    if ("envs" in tableAt(tools, "hatch")) return "hatch";
  }
  return filesUpward(files, baseDir, ["Pipfile"]).length > 0 ? "pipenv" : "pip";
}
