import type { DependencyFile, Project } from "../src/project/facts.js";
import { pipInstall, pipManifests } from "./ci-install-pip.js";

/** The commands of the repository's own package manager. */
export interface Commands {
  /** Installs the package manager itself; null where the machine or an action brings it. */
  readonly manager: string | null;
  readonly install: readonly string[];
  /** Prefix that runs a command inside the environment, such as "uv run "; "" for none. */
  readonly run: string;
  /** setup-python's cache and the files that its key is made of; null where it has none. */
  readonly cache: Cache | null;
}

interface Cache {
  readonly name: string;
  readonly files: readonly string[];
}

/** How the repository's own tool installs it and runs a command. */
export function installCommands(project: Project): Commands {
  const { packageManager } = project.project;
  switch (packageManager) {
    case "uv":
      return { manager: null, install: [uvSync(project)], run: "uv run ", cache: null };
    case "poetry":
      return {
        manager: "pipx install poetry",
        install: [poetryInstall(project)],
        run: "poetry run ",
        cache: locked(project, "poetry", "poetry.lock"),
      };
    case "pdm":
      return {
        manager: "python -m pip install pdm",
        install: [words("pdm install", flags(development(project, "pep621"), "-G"))],
        run: "pdm run ",
        cache: null,
      };
    case "pipenv":
      return {
        manager: "python -m pip install pipenv",
        install: [
          locked(project, "pipenv", "Pipfile.lock")
            ? "pipenv install --dev --deploy"
            : "pipenv install --dev --skip-lock",
        ],
        run: "pipenv run ",
        cache: locked(project, "pipenv", "Pipfile.lock"),
      };
    case "hatch":
      if (hasOwnEnvironments(project)) {
        return {
          manager: "python -m pip install hatch",
          install: ["hatch env create"],
          run: "hatch run ",
          cache: null,
        };
      }
      return pipCommands(project);
    case "pip":
      return pipCommands(project);
  }
}

function pipCommands(project: Project): Commands {
  return {
    manager: null,
    install: pipInstall(project),
    run: "",
    cache: { name: "pip", files: pipManifests(project) },
  };
}

/** Whether development packages are listed in hatch's environments rather than in groups. */
function hasOwnEnvironments(project: Project): boolean {
  return project.setup.dependencies.some(
    ({ format, role, groups }) =>
      format === "dependency-groups" && role === "dev" && groups?.length === 0,
  );
}

function uvSync(project: Project): string {
  const isLocked = locked(project, "uv", "uv.lock") !== null;
  return words(
    "uv sync",
    isLocked ? "--locked" : "",
    flags(groups(project, "dependency-groups"), "--group"),
    flags(development(project, "pep621"), "--extra"),
  );
}

/** A repository that runs from its own folders need not be installed itself. */
function poetryInstall(project: Project): string {
  const { baseDir, pythonPath } = project.setup;
  const runsInPlace = pythonPath.every((folder) => folder === baseDir);
  return words(
    "poetry install",
    runsInPlace ? "--no-root" : "",
    flags([...groups(project, "poetry"), ...groups(project, "dependency-groups")], "--with"),
    flags(development(project, "pep621"), "--extras"),
  );
}

/** Groups that the tools do not install unasked, as they do "dev". */
function groups(project: Project, format: DependencyFile["format"]): readonly string[] {
  return development(project, format).filter((name) => name !== "dev");
}

/** The named extras or groups for development that a manifest of a format has. */
function development(project: Project, format: DependencyFile["format"]): readonly string[] {
  const found = project.setup.dependencies.filter(
    (file) => file.role === "dev" && file.format === format,
  );
  return [...new Set(found.flatMap(({ groups }) => groups ?? []))].toSorted();
}

function flags(names: readonly string[], flag: string): string {
  return names.map((name) => `${flag} ${name}`).join(" ");
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}

function locked(project: Project, name: string, lock: string): Cache | null {
  const files = project.setup.lockFiles.filter((path) => path.split("/").at(-1) === lock);
  return files.length === 0 ? null : { name, files };
}
