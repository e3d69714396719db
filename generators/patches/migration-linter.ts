import type { Artifact } from "../../src/plan/types.js";
import type { Project } from "../../src/project/facts.js";
import type { Choices } from "../types.js";
import { addDependencies } from "./dependencies.js";
import { settingsFile } from "./paths.js";

/** Installs the linter for development and gives it settings of its own beside the project's. */
export function configureMigrationLinter(project: Project, _choices: Choices): readonly Artifact[] {
  const overlay = overlayOf(project);
  return [
    ...addDependencies(project, "migrations", { dev: ["django-migration-linter"] }),
    {
      kind: "file",
      phase: "migrations",
      path: overlay.path,
      template: "migrations/lint_settings.py",
      data: {
        settings: project.project.settings,
        labels: Object.keys(project.setup.migrations).toSorted(),
        levels: overlay.path.split("/").length - 1,
        configurations: project.setup.configuration !== undefined,
      },
      why: [{ text: "lintmigrations must be installed as an app, but not in production" }],
    },
  ];
}

/** Dotted name of the settings that lintmigrations runs on. */
export function linterSettingsModule(project: Project, _choices: Choices): string {
  return overlayOf(project).module;
}

interface Overlay {
  readonly path: string;
  readonly module: string;
}

/** Beside the settings: `config/settings/lint_migrations.py`, or `config/settings_lint.py`. */
function overlayOf(facts: Project): Overlay {
  const { project, setup } = facts;
  const relative = project.settings.replaceAll(".", "/");
  const file = settingsFile(facts);
  const base = setup.baseDir === "" ? relative : `${setup.baseDir}/${relative}`;
  const isPackage = file?.endsWith("/__init__.py") ?? false;
  const folder = isPackage ? (file ?? "").slice(0, -"/__init__.py".length) : parent(file ?? base);
  const name =
    isPackage || inSettingsPackage(project.settings) ? "lint_migrations" : "settings_lint";
  const owner = isPackage ? project.settings : project.settings.split(".").slice(0, -1).join(".");
  return {
    path: folder === "" ? `${name}.py` : `${folder}/${name}.py`,
    module: owner === "" ? name : `${owner}.${name}`,
  };
}

/** Whether the settings are one of several modules of a package, such as config.settings.test. */
function inSettingsPackage(settings: string): boolean {
  const [last = "", owner = ""] = settings.split(".").toReversed();
  return last !== "settings" && owner !== "";
}

function parent(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
