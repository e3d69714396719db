import type { Project } from "../src/project/facts.js";

/** The commands of the repository's own package manager. */
export interface Commands {
  readonly install: readonly string[];
  /** Prefix that runs a command inside the environment, such as "uv run "; "" for none. */
  readonly run: string;
  /** setup-python's cache name; "" where it has none. */
  readonly cache: string;
}

/** Development requirements that soundcheck writes where a repository has only a runtime file. */
const DEV_REQUIREMENTS = "requirements-dev.txt";

/** How the repository's own tool installs it and runs a command. */
export function installCommands(project: Project): Commands {
  switch (project.project.packageManager) {
    case "uv":
      return { install: ["uv sync --dev"], run: "uv run ", cache: "" };
    case "poetry":
      return {
        install: ["pipx install poetry", "poetry install --with dev"],
        run: "poetry run ",
        cache: "",
      };
    case "pdm":
      return { install: ["pipx install pdm", "pdm install --dev"], run: "pdm run ", cache: "" };
    case "pipenv":
      return {
        install: ["pipx install pipenv", "pipenv install --dev"],
        run: "pipenv run ",
        cache: "pipenv",
      };
    case "hatch":
    case "pip":
      return { install: pipInstall(project), run: "", cache: "pip" };
  }
}

/** One `pip install` for every manifest that is not reached through another one. */
function pipInstall(project: Project): readonly string[] {
  const { dependencies, baseDir } = project.setup;
  const requirements = dependencies.filter((file) => file.format === "requirements");
  const dev = requirements.filter((file) => file.role === "dev").map((file) => file.path);
  const runtime = requirements.filter((file) => file.role !== "dev").map((file) => file.path);
  if (requirements.length > 0) {
    const files = dev.length > 0 ? dev : [...runtime.slice(0, 1).map(besideRuntime)];
    return files.map((file) => `python -m pip install -r ${fromBase(file, baseDir)}`);
  }
  if (dependencies.some((file) => file.format === "dependency-groups")) {
    return ["python -m pip install --group dev -e ."];
  }
  return ['python -m pip install -e ".[dev]"'];
}

function besideRuntime(runtime: string): string {
  return [...runtime.split("/").slice(0, -1), DEV_REQUIREMENTS].join("/");
}

/** A repository path as seen from the folder in which the workflow's commands run. */
export function fromBase(path: string, baseDir: string): string {
  if (baseDir === "") return path;
  if (path.startsWith(`${baseDir}/`)) return path.slice(baseDir.length + 1);
  return `${baseDir
    .split("/")
    .map(() => "..")
    .join("/")}/${path}`;
}
