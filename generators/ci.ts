import type { Project } from "../src/project/facts.js";
import { environment, serviceContainers } from "./ci-environment.js";
import { fromBase, installCommands } from "./ci-install.js";
import { linterSettingsModule } from "./patches/migration-linter.js";
import type { Choices, Generator } from "./types.js";

const OLDEST_PYTHON = "3.12";

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
        why: [
          { text: `${project.project.packageManager} installs this repository` },
          ...project.project.databases.map((database) => ({
            text: `database ${database.alias} is ${database.engine || "unknown"}`,
          })),
        ],
      },
    ];
  },
};

/** The guide's name, or another one where a team's own workflow has it. */
export function workflowPath(project: Project): string {
  const preferred = ".github/workflows/test.yml";
  return project.setup.occupied.includes(preferred)
    ? ".github/workflows/soundcheck.yml"
    : preferred;
}

function workflowData(project: Project, choices: Choices): Readonly<Record<string, unknown>> {
  const { baseDir, productionSettings, defaultBranch, migrations } = project.setup;
  const commands = installCommands(project);
  const env = environment(project);
  return {
    ...commands,
    uv: project.project.packageManager === "uv",
    defaultBranch,
    services: serviceContainers(project),
    settings: project.project.settings,
    env,
    workingDirectory: baseDir,
    python: pythonVersion(project.project.python),
    manage: fromBase(project.project.manage ?? "manage.py", baseDir),
    productionSettings,
    productionEnv: [],
    migrations: choices.phases.includes("migrations") && Object.keys(migrations).length > 0,
    labels: Object.keys(migrations).sort().join(" "),
    linterSettings: linterSettingsModule(project, choices),
    api: choices.phases.includes("api"),
    schemaPath: baseDir === "" ? "schema.yml" : `${baseDir}/schema.yml`,
  };
}

/** The lowest version that the repository's bound admits, such as "3.12" for ">=3.12,<4". */
function pythonVersion(bound: string | null): string {
  return /3\.\d+/.exec(bound ?? "")?.[0] ?? OLDEST_PYTHON;
}
