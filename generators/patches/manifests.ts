import type { DependencyFile, Project } from "../../src/project/facts.js";

/** A manifest to add packages to; `exists` is false for a file that is to be made. */
export interface Target {
  readonly path: string;
  readonly format: DependencyFile["format"];
  readonly exists: boolean;
}

/** Manifests by hand, not those that a tool compiles from them. */
function written(project: Project): readonly DependencyFile[] {
  const { dependencies, lockFiles } = project.setup;
  const own = dependencies.filter(({ path }) => !lockFiles.includes(path));
  return own.length > 0 ? own : dependencies;
}

const FORMATS: readonly DependencyFile["format"][] = [
  "pep621",
  "poetry",
  "pipfile",
  "setup.cfg",
  "requirements",
  "setup.py",
];

/** The manifest that production installs, and hand-kept copies of it. */
export function runtimeTargets(project: Project): readonly Target[] {
  const files = written(project);
  const included = new Set(files.flatMap(({ includes }) => includes ?? []));
  const candidates = files
    .filter(({ role }) => role !== "dev")
    .toSorted((a, b) => rank(a, included) - rank(b, included));
  const [primary] = candidates;
  if (!primary)
    return [{ path: inBase(project, "requirements.txt"), format: "requirements", exists: false }];
  const copies = candidates.slice(1).filter((other) => isCopy(primary, other));
  return [primary, ...copies].map(({ path, format }) => ({ path, format, exists: true }));
}

/**
 * Manifests that list Django come first, then the formats of package managers, then those that
 * others include, as a file beside them may be an old `pip freeze`; empty ones last.
 */
function rank({ format, packages, path }: DependencyFile, included: ReadonlySet<string>): number {
  const listsDjango = packages.includes("django") ? 0 : packages.length > 0 ? 100 : 200;
  const use = included.has(path) ? 0 : 2;
  const source = path.endsWith(".in") ? 0 : 1;
  return listsDjango + FORMATS.indexOf(format) * 4 + use + source;
}

function isCopy(primary: DependencyFile, other: DependencyFile): boolean {
  const shared = primary.packages.filter((name) => other.packages.includes(name));
  return (
    other.path !== primary.path &&
    other.packages.includes("django") &&
    shared.length >= 2 &&
    shared.length * 2 >= primary.packages.length
  );
}

/** The manifest of the tools for development; null when it is to be made beside the runtime one. */
export function developmentTarget(project: Project): Target {
  const files = written(project);
  const development = files.filter(({ role }) => role === "dev");
  const [runtime] = runtimeTargets(project);
  const standard = runtime?.format === "pep621" || runtime?.format === "poetry";
  const pipfile = runtime?.format === "pipfile";
  const listed = development
    .filter(({ format }) => format !== "setup.py")
    .toSorted((a, b) => developmentRank(a, project) - developmentRank(b, project))[0];
  if (listed) return { path: listed.path, format: listed.format, exists: true };
  if (
    runtime?.exists &&
    runtime.format === "pep621" &&
    project.project.packageManager !== "poetry"
  ) {
    return { ...runtime, format: "dependency-groups" };
  }
  if (runtime?.exists && (standard || pipfile || runtime.format === "setup.cfg")) return runtime;
  const path = beside(runtime?.path ?? inBase(project, ""), "requirements-dev.txt");
  return { path, format: "requirements", exists: false };
}

function developmentRank({ path, format, packages }: DependencyFile, project: Project): number {
  const hasPytest = packages.includes("pytest") || packages.includes("pytest-django") ? 0 : 100;
  const managed = format !== "requirements" && project.project.packageManager !== "pip" ? 0 : 10;
  const names = ["dev", "test", "local"];
  const named = names.findIndex((name) => path.toLowerCase().includes(name));
  return hasPytest + managed + (named < 0 ? names.length : named);
}

function inBase({ setup }: Project, name: string): string {
  return setup.baseDir === "" ? name : `${setup.baseDir}/${name}`;
}

function beside(path: string, name: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1) + name;
}
