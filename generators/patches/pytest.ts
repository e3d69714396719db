import { addPytestConfig } from "../../src/edit/pytest-config.js";
import type { Patch } from "../../src/plan/types.js";
import type { Project } from "../../src/project/facts.js";
import type { Choices } from "../types.js";
import { folderOf, relativeTo } from "./paths.js";

/** The guide's flags: fast on a developer's machine, and off in continuous integration. */
const flags = ({ setup }: Project): readonly string[] =>
  setup.needsMigrations ? ["--reuse-db"] : ["--reuse-db", "--nomigrations"];

/** Writes pytest.ini, or completes the configuration that pytest reads already. */
export function configurePytest(project: Project, choices: Choices): readonly Patch[] {
  const { pytest, baseDir } = project.setup;
  const path = pytest.config ?? (baseDir === "" ? "pytest.ini" : `${baseDir}/pytest.ini`);
  const folder = folderOf(path);
  const options = {
    file: path,
    settings: project.project.settings,
    settingsMissing: pytest.settingsMissing ?? false,
    configuration: project.setup.configuration ?? null,
    pythonPath: importFolders(project, choices, folder),
    testsDir: relativeTo(folder, choices.testsDir),
    addopts: flags(project),
  };
  return [
    {
      kind: "patch",
      phase: "foundation",
      path,
      title: "pytest finds the settings and the generated tests",
      edit: (source) => addPytestConfig(source, options),
      why: [
        {
          text:
            pytest.config === null
              ? "no file configures pytest yet"
              : `${pytest.config} is the first configuration that pytest finds`,
        },
        ...(project.setup.needsMigrations
          ? [
              {
                text: "migrations make more than the tables of models (extensions, types, first rows), so that tests run them",
              },
            ]
          : []),
      ],
    },
  ];
}

/** pytest-django looks upward for manage.py; every other folder must be named. */
function importFolders(project: Project, choices: Choices, folder: string): readonly string[] {
  const { baseDir, pythonPath } = project.setup;
  const isAbove = baseDir === "" || `${choices.testsDir}/`.startsWith(`${baseDir}/`);
  const found = project.project.manage !== null && isAbove;
  return pythonPath
    .filter((path) => !(found && path === baseDir))
    .map((path) => relativeTo(folder, path));
}
