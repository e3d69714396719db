import type { Model, Project } from "../../src/project/facts.js";

/** A model of an app named shop, as a fact. */
export function model(name: string): Model {
  return {
    label: `shop.${name}`,
    class: `shop.models.${name}`,
    file: "shop/models.py",
    line: 1,
    proxy: false,
    managed: true,
  };
}

/** The facts of a small shop. */
export function shop(changes: Partial<Project> = {}): Project {
  return {
    schema: 1,
    source: "static",
    project: {
      manage: "manage.py",
      settings: "config.settings",
      settingsFiles: ["config/settings.py"],
      rootUrlconf: "config.urls",
      authUserModel: "auth.User",
      databases: [{ alias: "default", engine: "sqlite3", env: [] }],
      python: null,
      django: "5.2",
      packageManager: "pip",
      dependencyFiles: ["requirements.txt"],
      pytestConfig: null,
      workflows: [],
    },
    apps: [{ label: "shop", module: "shop", path: "shop", firstParty: true }],
    models: [model("Order"), model("Product")],
    serializers: [],
    routes: [],
    doubts: [],
    setup: {
      baseDir: "",
      pythonPath: [""],
      installedApps: ["shop"],
      restFramework: false,
      rivals: [],
      settingPlaces: [],
      env: [],
      productionSettings: null,
      settingsChoice: { because: "named by manage.py", place: { file: "manage.py", line: 2 } },
      dependencies: [],
      lockFiles: [],
      pytest: {
        config: null,
        settingsModule: null,
        pythonFiles: [],
        testpaths: [],
        addopts: "",
      },
      style: { lineLength: 88, quotes: "double", indent: 4 },
      migrations: {},
      services: [],
      i18nPatterns: false,
      defaultBranch: "main",
      occupied: [],
      migrationLeaves: {},
    },
    ...changes,
  };
}
