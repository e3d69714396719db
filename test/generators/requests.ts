import type { Project, Route } from "../../src/project/facts.js";
import type { GeneratedFile } from "../../src/plan/types.js";
import type { Choices, Generator } from "../../generators/types.js";

export const choices: Choices = { testsDir: "tests", phases: [] };

/** A route of the learning platform, as reading gives it. */
export function route(path: string, view: string, methods: readonly string[]): Route {
  return { path, name: "", namespace: "", view, methods, params: {}, model: null };
}

/** A project of two apps, one of them installed, with these routes. */
export function projectWith(routes: readonly Route[]): Project {
  return {
    schema: 1,
    source: "static",
    project: {
      manage: "manage.py",
      settings: "config.settings",
      settingsFiles: [],
      rootUrlconf: "config.urls",
      authUserModel: "auth.User",
      databases: [],
      python: null,
      django: null,
      packageManager: "pip",
      dependencyFiles: [],
      pytestConfig: null,
      workflows: [],
    },
    apps: [
      { label: "courses", module: "courses", path: "courses", firstParty: true },
      { label: "axes", module: "axes", path: "", firstParty: false },
    ],
    models: [],
    serializers: [],
    routes,
    doubts: [],
    setup: {
      baseDir: "",
      pythonPath: [""],
      installedApps: [],
      restFramework: true,
      rivals: [],
      settingPlaces: [],
      env: [],
      productionSettings: null,
      settingsChoice: { because: "named by manage.py", place: { file: "manage.py", line: 2 } },
      dependencies: [],
      lockFiles: [],
      pytest: { config: null, settingsModule: null, pythonFiles: [], testpaths: [], addopts: "" },
      style: { lineLength: 88, quotes: "double", indent: 4 },
      migrations: {},
      migrationLeaves: {},
      services: [],
      i18nPatterns: false,
      defaultBranch: "main",
      occupied: [],
    },
  };
}

/** The data that a generated file is rendered with. */
export function dataOf(generator: Generator, path: string, project: Project): Data {
  const found = generator.artifacts(project, choices).find((artifact) => artifact.path === path);
  if (found?.kind !== "file") throw new Error(`${path} is not generated`);
  return (found satisfies GeneratedFile).data;
}

type Data = Readonly<Record<string, unknown>>;
