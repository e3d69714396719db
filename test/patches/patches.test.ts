import { beforeAll, describe, expect, test } from "vitest";
import { configureSpectacular } from "../../generators/patches/drf-spectacular.js";
import { addHealthUrl } from "../../generators/patches/health-url.js";
import {
  configureMigrationLinter,
  linterSettingsModule,
} from "../../generators/patches/migration-linter.js";
import { configurePytest } from "../../generators/patches/pytest.js";
import type { Patch } from "../../src/plan/types.js";
import { loadPythonTools } from "../helpers/python.js";
import { projectWith } from "./project.js";

const CHOICES = { testsDir: "tests", phases: [] };

beforeAll(loadPythonTools);

/** The text after all patches of one file. */
function patched(patches: readonly Patch[], path: string, source: string | null): string | null {
  let text = source;
  for (const patch of patches.filter((candidate) => candidate.path === path)) {
    const edit = patch.edit(text);
    if (edit.kind === "edited") text = edit.source;
  }
  return text;
}

describe("pytest", () => {
  test("a new pytest.ini lies beside manage.py", () => {
    const project = projectWith(
      { manage: "src/manage.py" },
      { baseDir: "src", pythonPath: ["src"] },
    );
    const [patch] = configurePytest(project, { ...CHOICES, testsDir: "src/tests" });
    expect(patch?.path).toBe("src/pytest.ini");
    expect(patch?.edit(null)).toEqual({
      kind: "edited",
      source: [
        "[pytest]",
        "DJANGO_SETTINGS_MODULE = config.settings",
        "python_files = tests.py test_*.py *_tests.py",
        "addopts = --reuse-db --nomigrations",
        "",
      ].join("\n"),
    });
  });

  test("tests outside the folder of manage.py name that folder", () => {
    const project = projectWith(
      { manage: "src/manage.py" },
      { baseDir: "src", pythonPath: ["src"] },
    );
    const [patch] = configurePytest(project, CHOICES);
    expect(patch?.edit(null)).toMatchObject({ source: expect.stringContaining("pythonpath = .") });
  });

  test("migrations that tables need are run", () => {
    const [patch] = configurePytest(projectWith({}, { needsMigrations: true }), CHOICES);
    expect(patch?.edit(null)).toMatchObject({
      source: expect.stringContaining("addopts = --reuse-db\n"),
    });
  });

  test("settings that are classes need the class, too", () => {
    const [patch] = configurePytest(projectWith({}, { configuration: "Test" }), CHOICES);
    expect(patch?.edit(null)).toMatchObject({
      source: expect.stringContaining("DJANGO_CONFIGURATION = Test\n"),
    });
  });

  test("the file that wins already is completed", () => {
    const pytest = { ...projectWith({}).setup.pytest, config: "pyproject.toml" };
    const [patch] = configurePytest(projectWith({}, { pytest }), CHOICES);
    expect(patch?.path).toBe("pyproject.toml");
    expect(patch?.edit('[tool.pytest.ini_options]\naddopts = "-q"\n')).toEqual({
      kind: "edited",
      source:
        '[tool.pytest.ini_options]\naddopts = "-q"\nDJANGO_SETTINGS_MODULE = "config.settings"\n',
    });
  });
});

describe("drf-spectacular", () => {
  test("nothing without REST framework", () => {
    expect(configureSpectacular(projectWith({}, { restFramework: false }))).toEqual([]);
  });

  test("where it is in use, only what the schema test needs is looked at", () => {
    const installedApps = ["rest_framework", "drf_spectacular"];
    const titles = configureSpectacular(projectWith({}, { installedApps })).map((p) => p.title);
    expect(titles).toEqual(["drf-spectacular in production", "REST_FRAMEWORK's schema class"]);
  });

  test("app, schema class and manager go to the file of the base settings", () => {
    const source = 'INSTALLED_APPS = [\n    "rest_framework",\n    "courses",\n]\n';
    const patches = configureSpectacular(projectWith({}));
    expect(patched(patches, "config/settings.py", source)).toBe(
      [
        "INSTALLED_APPS = [",
        '    "rest_framework",',
        '    "drf_spectacular",',
        '    "courses",',
        "]",
        "",
        "REST_FRAMEWORK = {",
        '    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",',
        "}",
        "",
        "SPECTACULAR_SETTINGS = {",
        '    "DEFAULT_QUERY_MANAGER": "_default_manager",',
        "}",
        "",
      ].join("\n"),
    );
  });

  test("rivals are named in the reasons", () => {
    const patches = configureSpectacular(projectWith({}, { rivals: ["drf-yasg"] }));
    const reasons = patches.flatMap(({ why }) => why.map(({ text }) => text));
    expect(reasons).toContain("drf-yasg stays as it is beside drf-spectacular");
  });
});

test("readiness and liveness are routed with one import", () => {
  const source = "from django.urls import path\n\nurlpatterns = [\n    path('a/', a),\n]\n";
  const patches = addHealthUrl(projectWith({}), { dotted: "config.health", url: "health/" });
  expect(patched(patches, "config/urls.py", source)).toBe(
    [
      "from django.urls import path",
      "",
      "from config.health import health_check, liveness",
      "",
      "urlpatterns = [",
      "    path('a/', a),",
      "    path('health/', health_check, name='health-check'),",
      "    path('health/live/', liveness, name='health-liveness'),",
      "]",
      "",
    ].join("\n"),
  );
});

describe("the migration linter's settings", () => {
  test.each([
    ["config.settings", ["config/settings.py"], "config/settings_lint.py", "config.settings_lint"],
    [
      "config.settings.test",
      ["config/settings/base.py", "config/settings/test.py"],
      "config/settings/lint_migrations.py",
      "config.settings.lint_migrations",
    ],
    [
      "site.settings",
      ["src/site/settings/__init__.py"],
      "src/site/settings/lint_migrations.py",
      "site.settings.lint_migrations",
    ],
    ["settings", ["settings.py"], "settings_lint.py", "settings_lint"],
  ])("of %s", (settings, settingsFiles, path, module) => {
    const project = projectWith({ settings, settingsFiles });
    const paths = configureMigrationLinter(project, CHOICES).map((artifact) => artifact.path);
    expect(paths).toContain(path);
    expect(linterSettingsModule(project, CHOICES)).toBe(module);
  });

  test("leave INSTALLED_APPS of production alone", () => {
    const paths = configureMigrationLinter(projectWith({}), CHOICES).map(({ path }) => path);
    expect(paths).not.toContain("config/settings.py");
  });
});
