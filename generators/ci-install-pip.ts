import type { DependencyFile, Project } from "../src/project/facts.js";
import { developmentTarget, runtimeTargets, type Target } from "./patches/manifests.js";
import { folderOf, relativeTo } from "./patches/paths.js";

const FOR_PRODUCTION = /(?:^|[^a-z])(?:prod|production|deploy|deployment|live|heroku)(?![a-z])/i;

/** One command for what production and the tests need, so that pip resolves all of it together. */
export function pipInstall(project: Project): readonly string[] {
  const runtime = runtimeTargets(project)
    .slice(0, 1)
    .filter(({ exists }) => exists);
  const targets = [...runtime, ...production(project), developmentTarget(project)];
  const included = new Set(targets.flatMap(({ path }) => includedBy(project, path, new Set())));
  const named = targets.filter(({ path }) => !included.has(path));
  const packages = [...new Set(named.map((target) => argumentsFor(project, target)))].join(" ");
  const upgrade = packages.includes("--group") ? ["python -m pip install --upgrade pip"] : [];
  return [...upgrade, `python -m pip install ${packages}`];
}

/** Requirements files that a file includes, those of the included ones too. */
function includedBy(project: Project, path: string, seen: Set<string>): readonly string[] {
  const files = project.setup.dependencies.filter((file) => file.path === path);
  const direct = files.flatMap(({ includes }) => includes ?? []).filter((name) => !seen.has(name));
  for (const name of direct) seen.add(name);
  return [...direct, ...direct.flatMap((name) => includedBy(project, name, seen))];
}

/** The manifests that the installed packages depend on. */
export function pipManifests(project: Project): readonly string[] {
  const paths = project.setup.dependencies.map(({ path }) => path);
  return [...new Set([...paths, developmentTarget(project).path])].toSorted();
}

/** Production settings import what only production installs. */
function production(project: Project): readonly Target[] {
  if (project.setup.productionSettings === null) return [];
  return project.setup.dependencies
    .filter(({ path, format }) => format === "requirements" && FOR_PRODUCTION.test(path))
    .filter(({ path }) => path.endsWith(".txt"))
    .map(({ path, format }) => ({ path, format, exists: true }));
}

function argumentsFor(project: Project, target: Target): string {
  const { baseDir } = project.setup;
  if (target.format === "requirements") {
    return `-r ${relativeTo(baseDir, compiled(project, target.path))}`;
  }
  const folder = relativeTo(baseDir, folderOf(target.path));
  const extras = groupsIn(project, target.path, ["pep621", "setup.cfg"]);
  const groups = groupsIn(project, target.path, ["dependency-groups"]);
  const root = extras.length === 0 ? `-e ${folder}` : `-e "${folder}[${extras.join(",")}]"`;
  const isHere = folder === "." || groups.length === 0;
  const named = groups.map(
    (name) => `--group ${isHere ? name : `${folder}/pyproject.toml:${name}`}`,
  );
  return [root, ...named].join(" ");
}

/** Extras or groups for development; where a manifest has none, "dev" is made in it. */
function groupsIn(
  project: Project,
  path: string,
  formats: readonly DependencyFile["format"][],
): readonly string[] {
  const lists = project.setup.dependencies.filter((file) => file.path === path);
  const found = lists.filter((file) => file.role === "dev" && formats.includes(file.format));
  if (found.length > 0) return [...new Set(found.flatMap(({ groups }) => groups ?? ["dev"]))];
  if (developmentTarget(project).path !== path || lists.some(({ role }) => role === "dev"))
    return [];
  const made = path.endsWith("setup.cfg") ? "setup.cfg" : "dependency-groups";
  return formats.includes(made) ? ["dev"] : [];
}

/** `requirements.txt` where a tool compiled it from `requirements.in`. */
function compiled(project: Project, path: string): string {
  const text = path.replace(/\.in$/, ".txt");
  return project.setup.lockFiles.includes(text) ? text : path;
}
