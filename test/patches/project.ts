import type { Project, ProjectInfo, Setup } from "../../src/project/facts.js";

const INFO: ProjectInfo = {
  manage: "manage.py",
  settings: "config.settings",
  settingsFiles: ["config/settings.py"],
  rootUrlconf: "config.urls",
  authUserModel: "auth.User",
  databases: [],
  python: ">=3.12",
  django: "5.2",
  packageManager: "pip",
  dependencyFiles: [],
  pytestConfig: null,
  workflows: [],
};

const SETUP: Setup = {
  baseDir: "",
  pythonPath: [""],
  installedApps: ["rest_framework", "courses"],
  restFramework: true,
  rivals: [],
  settingPlaces: [
    { name: "INSTALLED_APPS", file: "config/settings.py", line: 1 },
    { name: "urlpatterns", file: "config/urls.py", line: 3 },
  ],
  env: [],
  productionSettings: null,
  settingsChoice: { because: "named by manage.py", place: { file: "manage.py", line: 2 } },
  dependencies: [],
  lockFiles: [],
  pytest: { config: null, settingsModule: null, pythonFiles: [], testpaths: [], addopts: "" },
  style: { lineLength: 88, quotes: "double", indent: 4 },
  migrations: { courses: "courses.migrations" },
  services: [],
  i18nPatterns: false,
  defaultBranch: "main",
  occupied: [],
  migrationLeaves: {},
};

/** A project whose facts are the usual ones but for those that a test names. */
export function projectWith(info: Partial<ProjectInfo>, setup: Partial<Setup> = {}): Project {
  return {
    schema: 1,
    source: "static",
    project: { ...INFO, ...info },
    apps: [{ label: "courses", module: "courses", path: "courses", firstParty: true }],
    models: [],
    serializers: [],
    routes: [],
    doubts: [],
    setup: { ...SETUP, ...setup },
  };
}
