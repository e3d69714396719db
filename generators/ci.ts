import type { Project } from "../src/project/facts.js";
import { schemaVersions } from "./api-versions.js";
import { guessedVariables, serviceAddresses } from "./ci-environment.js";
import { installCommands } from "./ci-install.js";
import { pythonVersion } from "./ci-python.js";
import { serviceContainers, testEngine, type Variable } from "./ci-services.js";
import { systemPackages } from "./ci-system-packages.js";
import { deployedSettings } from "./deployed-settings.js";
import { linterSettingsModule } from "./patches/migration-linter.js";
import { quoted, relativeTo } from "./patches/paths.js";
import type { Choices, Generator } from "./types.js";

/** Phase 7 of the guide: continuous integration. */
export const ci: Generator = {
  phase: "ci",
  number: 7,
  title: "CI/CD integration",
  summary: "a GitHub Actions workflow from what the repository uses",
  applies: () => ({ kind: "yes" }),
  artifacts(project, choices) {
    return [
      {
        kind: "file",
        phase: "ci",
        path: workflowPath(project),
        template: "ci/test.yml",
        data: workflowData(project, choices),
        why: reasons(project),
      },
    ];
  },
};

/** The guide's name, or another one where a team's own workflow has it. */
export function workflowPath(project: Project): string {
  const names = ["test.yml", "soundcheck.yml"].map((name) => `.github/workflows/${name}`);
  return names.find((path) => !project.setup.occupied.includes(path)) ?? "";
}

function workflowData(project: Project, choices: Choices): Readonly<Record<string, unknown>> {
  const { baseDir, defaultBranch } = project.setup;
  const { packageManager } = project.project;
  const commands = installCommands(project);
  return {
    ...commands,
    packageManager,
    uv: packageManager === "uv",
    // setup-python asks Poetry where its cache is.
    managerFirst: packageManager === "poetry",
    managerLater: packageManager !== "poetry" && commands.manager !== null,
    python: pythonVersion(project),
    systemPackages: systemPackages(project),
    defaultBranch: yamlScalar(defaultBranch),
    services: serviceContainers(project).map((service) => ({
      ...service,
      env: service.env.map(written),
    })),
    hosts: project.setup.databaseHosts ?? [],
    envFiles: (project.setup.envFiles ?? []).map(({ path }) => quoted(relativeTo(baseDir, path))),
    logFolders: (project.setup.logFolders ?? []).map((one) => quoted(relativeTo(baseDir, one))),
    settings: project.project.settings,
    ...variables(project),
    workingDirectory: baseDir,
    manage: relativeTo(baseDir, project.project.manage ?? "manage.py"),
    sqlite: project.project.databases.every((one) => testEngine(project, one) === null),
    checkedDatabases: project.project.databases.map(({ alias }) => alias),
    ...production(project),
    ...steps(project, choices),
  };
}

function variables(project: Project) {
  const addresses = serviceAddresses(project);
  return {
    env: addresses.map(written),
    guessed: guessedVariables(project, addresses).map(written),
  };
}

/** Without knowing what the production settings demand, checking them would only fail. */
function production(project: Project) {
  const deployed = deployedSettings(project);
  return {
    productionSettings: deployed?.module ?? null,
    productionShared: deployed?.shared ?? false,
    productionKnown: deployed !== null && deployed.env !== null,
    productionEnv: (deployed?.env ?? []).map(written),
  };
}

/** The steps of the phases that were adopted. */
function steps(project: Project, choices: Choices) {
  const { baseDir, migrations, restFramework, rivals } = project.setup;
  // Another tool for API documentation may have a schema.yml of its own.
  const schemaFile = rivals.length === 0 ? "schema.yml" : "spectacular-schema.yml";
  const testsBelow = baseDir === "" || `${choices.testsDir}/`.startsWith(`${baseDir}/`);
  const has = (phase: Choices["phases"][number]) => choices.phases.includes(phase);
  return {
    tests: has("foundation"),
    testsArgument: testsBelow ? "" : ` . ${relativeTo(baseDir, choices.testsDir)}`,
    migrations: has("migrations") && Object.keys(migrations).length > 0,
    labels: Object.keys(migrations).toSorted().join(" "),
    linterSettings: linterSettingsModule(project, choices),
    schema: has("api") && restFramework,
    schemas: schemaFiles(project, schemaFile),
    schemaPaths: schemaFiles(project, schemaFile).map(({ file }) =>
      baseDir === "" ? file : `${baseDir}/${file}`,
    ),
  };
}

/** One file a version, as drf-spectacular describes one at a time. */
function schemaFiles(project: Project, file: string) {
  const versions = schemaVersions(project);
  if (versions.length === 0) return [{ file, option: "" }];
  return versions.map((version) => ({
    file: file.replace(/\.yml$/, `-${version}.yml`),
    option: ` --api-version ${version}`,
  }));
}

function reasons(project: Project) {
  const unknown = "unknown";
  return [
    { text: `${project.project.packageManager} installs this repository` },
    ...project.project.databases.map(({ alias, engine }) => ({
      text: `database ${alias} is ${engine || unknown}`,
    })),
    ...guessedVariables(project, serviceAddresses(project)).map(({ name, value }) => ({
      text: `the settings read ${name} without a default; ${value || "an empty text"} stands in`,
      place: project.setup.env.find((variable) => variable.name === name),
    })),
  ];
}

function written({ name, value }: Variable): Variable {
  return { name, value: yamlScalar(value) };
}

/** Plain where YAML reads the text as it stands, and quoted otherwise. */
function yamlScalar(value: string): string {
  const plain = /^[A-Za-z/][\w./:@+-]*[\w/=]$/.test(value);
  return plain && !/^(true|false|yes|no|on|off|null)$/i.test(value) ? value : JSON.stringify(value);
}
