import { requiredVariables } from "../../generators/ci-environment.js";
import { pipManifests } from "../../generators/ci-install-pip.js";
import { installCommands } from "../../generators/ci-install.js";
import { lockCommand } from "../../generators/patches/dependencies.js";
import { runtimeTargets } from "../../generators/patches/manifests.js";
import { quoted, relativeTo } from "../../generators/patches/paths.js";
import { testEngine, type Engine } from "../../generators/ci-services.js";
import { OLDEST_DJANGO } from "../../generators/foundation.js";
import { compareVersions } from "../edit/version.js";
import type { Config } from "../plan/config.js";
import type { Plan } from "../plan/types.js";
import type { PackageManager, Project } from "../project/facts.js";

const INSTALL: Readonly<Record<Exclude<PackageManager, "pip">, string>> = {
  poetry: "poetry lock && poetry install",
  uv: "uv sync --all-groups",
  pipenv: "pipenv install --dev",
  pdm: "pdm install -d",
  hatch: "hatch env prune && hatch shell",
};

const RUN: Readonly<Record<PackageManager, string>> = {
  pip: "python -m pytest",
  poetry: "poetry run python -m pytest",
  uv: "uv run python -m pytest",
  pipenv: "pipenv run python -m pytest",
  pdm: "pdm run python -m pytest",
  hatch: "hatch run python -m pytest",
};

/**
 * The exact commands that come after a run; packages are installed where a manifest changed. `given`
 * are the names of variables that have a value here.
 */
export function nextSteps(
  project: Project,
  { testsDir }: Config,
  { changes }: Plan,
  given: ReadonlySet<string>,
): string {
  const { packageManager } = project.project;
  const { baseDir, logFolders = [] } = project.setup;
  const manifests = new Set(pipManifests(project));
  const install =
    packageManager === "pip" ? installCommands(project).install : [INSTALL[packageManager]];
  const steps = [
    ...tooOld(project),
    ...(baseDir === "" ? [] : [`cd ${quoted(baseDir)}`]),
    ...(packageManager === "pip" ? compiling(project, changes) : []),
    ...unlisted(project),
    ...(changes.some(({ path }) => manifests.has(path)) ? install : []),
    ...logFolders.map((folder) => `mkdir -p ${quoted(relativeTo(baseDir, folder))}`),
    ...envFiles(project),
    ...demands(demanded(project, given)),
    ...servers(project),
    `${RUN[packageManager]} ${relativeTo(baseDir, testsDir ?? "tests")}`,
  ];
  return ["Next:", ...steps.map((step) => `  ${step}`)].join("\n");
}

function tooOld({ project, setup: { djangoBound } }: Project): readonly string[] {
  if (!djangoBound || compareVersions(djangoBound, OLDEST_DJANGO) > 0) return [];
  const declared = project.django === null ? "" : `, not ${project.django}`;
  return [`# upgrade Django first: the tests want ${OLDEST_DJANGO.join(".")} or newer${declared}`];
}

/** Where no manifest is there, ours holds what we need alone, and the workflow installs no Django. */
function unlisted(project: Project): readonly string[] {
  const [target] = runtimeTargets(project);
  const { baseDir, dependencies } = project.setup;
  const isListed = dependencies.some(({ path, packages }) =>
    path === target?.path ? packages.some((name) => name !== "drf-spectacular") : true,
  );
  if (target === undefined || isListed) return [];
  return [
    `# add the project's own packages to ${relativeTo(baseDir, target.path)}: no file lists them`,
  ];
}

/** A file that is there stays as it is. */
function envFiles({ setup }: Project): readonly string[] {
  const seen = (path: string) => quoted(relativeTo(setup.baseDir, path));
  return (setup.envFiles ?? []).map(({ path, example }) =>
    example === null ? `touch ${seen(path)}` : `cp -n ${seen(example)} ${seen(path)}`,
  );
}

/** Requirements that a tool compiles are installed from what it makes of them. */
function compiling(project: Project, changes: Plan["changes"]): readonly string[] {
  const { baseDir } = project.setup;
  const commands = changes.map(({ path }) => lockCommand(project, path, relativeTo(baseDir, path)));
  return commands.filter((command) => command !== null);
}

/** Variables that the settings cannot do without and nobody gives, with the value that the workflows give. */
function demanded(project: Project, given: ReadonlySet<string>): readonly string[] {
  const values = project.setup.pipelineEnv ?? {};
  const names = new Set([...requiredVariables(project), ...Object.keys(values)]);
  const missing = [...names].filter((name) => !given.has(name));
  return missing.map((name) => (name in values ? `${name}=${values[name]}` : name));
}

/** A stranger's first run would end in the settings. */
function demands(variables: readonly string[]): readonly string[] {
  if (variables.length === 0) return [];
  return [`# set ${variables.toSorted().join(", ")} first: the settings have no default`];
}

/** Servers without which tests cannot run; nobody knows whether they do here. */
function servers(project: Project): readonly string[] {
  const served = project.project.databases.flatMap((database) => {
    // Production may have a server where a developer has a file.
    const isFile = /sqlite|spatialite/.test(database.engine);
    const engine = isFile ? null : testEngine(project, database);
    return engine === null ? [] : [{ name: SERVERS[engine], env: database.env }];
  });
  const names = [...new Set(served.map(({ name }) => name))].join(" and ");
  const variables = [...new Set(served.flatMap(({ env }) => env))].toSorted();
  if (served.length === 0) return [];
  const source = variables.length === 0 ? "the settings" : variables.join(", ");
  return [`# ${names} must run: ${source} ${variables.length === 1 ? "tells" : "tell"} where`];
}

const SERVERS: Readonly<Record<Engine, string>> = {
  postgresql: "PostgreSQL",
  postgis: "PostgreSQL with PostGIS",
  mysql: "MySQL",
};
