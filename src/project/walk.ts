import { readdirSync, statSync, type Dirent } from "node:fs";
import { join } from "node:path";

/** The files of a repository, and the folders that were left out on purpose. */
export interface Tree {
  /** Relative paths with forward slashes, sorted by code unit. */
  readonly files: readonly string[];
  /** Folders whose name is an unrendered template, such as "{{cookiecutter.project_slug}}". */
  readonly templates: readonly string[];
}

const SKIPPED = new Set([
  ".git",
  ".hg",
  ".svn",
  ".tox",
  ".nox",
  ".eggs",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  "__pycache__",
  "node_modules",
  "bower_components",
  "site-packages",
  "dist-packages",
]);

/** More files than any repository has that a person would run this on; a home folder has more. */
const LIMIT = 400_000;

/**
 * Lists a repository's files without following links to folders, so that it always ends. Virtual
 * environments are known by what lies in them, committed Windows ones included.
 */
export function walk(root: string): Tree {
  const files: string[] = [];
  const templates: string[] = [];
  const pending = [""];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    // Written out: to normalise what is normal takes a tenth of the time of a run that remembers.
    const entries = list(folder === "" ? root : `${root}/${folder}`);
    if (folder !== "" && isVirtualEnvironment(entries)) continue;
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (SKIPPED.has(entry.name)) continue;
        if (isTemplateName(entry.name)) templates.push(path);
        else pending.push(path);
      } else if (entry.isFile() || isLinkedFile(entry, join(root, path))) {
        files.push(path);
      }
    }
    if (files.length > LIMIT) break;
  }
  return { files: files.toSorted(), templates: templates.toSorted() };
}

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // An unreadable folder holds nothing that Django could import either.
    return [];
  }
}

function isVirtualEnvironment(entries: readonly Dirent[]): boolean {
  const names = new Set(entries.map((entry) => entry.name.toLowerCase()));
  if (names.has("pyvenv.cfg")) return true;
  return (names.has("scripts") || names.has("bin")) && names.has("lib") && names.has("include");
}

function isTemplateName(name: string): boolean {
  return name.includes("{{") || name.includes("{%");
}

function isLinkedFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return false;
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
