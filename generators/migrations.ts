import type { Project } from "../src/project/facts.js";
import { configureMigrationLinter } from "./patches/migration-linter.js";
import type { Generator } from "./types.js";

/** Phase 5 of the guide: migration safety. */
export const migrations: Generator = {
  phase: "migrations",
  number: 5,
  title: "Migration safety",
  summary: "missing, conflicting, lossy and irreversible migrations; the linter configured",
  applies: (project: Project) =>
    Object.keys(project.setup.migrations).length === 0
      ? {
          kind: "no",
          reason: "no app of this repository has migrations",
          instead: "run `python manage.py makemigrations` first",
        }
      : { kind: "yes" },
  artifacts(project, choices) {
    const file = (name: string, data: Readonly<Record<string, unknown>>) => ({
      kind: "file" as const,
      phase: "migrations" as const,
      path: `${choices.testsDir}/${name}.py`,
      template: `migrations/${name}.py`,
      data,
      why: migratedApps(project),
    });
    return [
      file("support/history", {}),
      file("support/scratch_database", {}),
      {
        ...file("test_migrations", { testsDir: choices.testsDir, baseline: baseline(project) }),
        frozen: ["BASELINE"],
      },
      ...configureMigrationLinter(project, choices),
    ];
  },
};

function baseline(project: Project) {
  return Object.entries(project.setup.migrationLeaves)
    .map(([label, leaves]) => ({ label, leaves: leaves.toSorted() }))
    .toSorted((a, b) => (a.label < b.label ? -1 : 1));
}

function migratedApps(project: Project) {
  return Object.entries(project.setup.migrations)
    .map(([label, module]) => ({ text: `migrations of ${label} in ${module}` }))
    .toSorted((a, b) => (a.text < b.text ? -1 : 1));
}
