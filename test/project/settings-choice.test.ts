import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.js";
import { choose } from "./choosing.js";
import { errorOf, manageNaming, type Contents } from "./temporary.js";

function failure(contents: Contents, wanted: string | null = null): UserError {
  const error = errorOf(() => choose(contents, wanted));
  if (!(error instanceof UserError)) throw error;
  return error;
}

const DEV = manageNaming("config.settings.dev");
const PACKAGE = {
  "config/__init__.py": "",
  "config/settings/__init__.py": "",
  "config/settings/base.py": "INSTALLED_APPS = []\n",
  "config/settings/dev.py": "from .base import *\n",
};

describe("chooseSettings", () => {
  it("takes what manage.py names when nothing is meant for tests", () => {
    const choice = choose({ ...PACKAGE, "manage.py": DEV });
    expect(choice).toMatchObject({ module: "config.settings.dev", production: null });
    expect(choice.place).toMatchObject({ file: "manage.py", line: 2 });
  });

  it("takes what the module names to which manage.py leaves it", () => {
    const main = manageNaming("shop.settings");
    const contents = { "manage.py": "from shop.main import main\n", "shop/main.py": main };
    const choice = choose({ ...contents, "shop/settings.py": "INSTALLED_APPS = []\n" });
    expect(choice).toMatchObject({ module: "shop.settings", place: { file: "shop/main.py" } });
  });

  it("does not take a project's test package for its settings", () => {
    const contents = {
      "manage.py": manageNaming("shop.settings"),
      "shop/settings.py": "",
      "shop/tests.py": "",
      "shop/test.py": "",
    };
    expect(choose(contents).module).toBe("shop.settings");
  });

  it("prefers the sister module for tests", () => {
    const sister = "from .base import *\n";
    const contents = { ...PACKAGE, "manage.py": DEV, "config/settings/test.py": sister };
    expect(choose(contents).module).toBe("config.settings.test");
  });

  it("takes no helpers for tests or fragment of settings for the sister module", () => {
    const helpers = "def update_jwt_settings(jwt):\n    return jwt\n";
    const contents = { ...PACKAGE, "manage.py": DEV, "config/settings/test.py": helpers };
    expect(choose(contents).module).toBe("config.settings.dev");
    const fragment =
      "from .base import INSTALLED_APPS\nMIGRATION_MODULES = {app: None for app in INSTALLED_APPS}\n";
    expect(choose({ ...contents, "config/settings/test.py": fragment }).module).toBe(
      "config.settings.dev",
    );
  });

  it.each([
    `f"config.settings.{stage}"`,
    `"config.settings." + stage`,
    `"config.settings.%s" % stage`,
    `"config.settings.{}".format(stage)`,
    `f"config.settings.{os.environ.get('STAGE', 'dev')}"`,
  ])("puts the name together that manage.py composes: %s", (name) => {
    const manage = [
      "import os",
      'stage = os.environ.get("STAGE", "dev")',
      `os.environ.setdefault("DJANGO_SETTINGS_MODULE", ${name})`,
    ].join("\n");
    expect(choose({ ...PACKAGE, "manage.py": manage }).module).toBe("config.settings.dev");
  });

  it("takes the part of a composed name that is meant for tests", () => {
    const manage = [
      'stage = "production"',
      "if running_tests:",
      '    stage = "ci"',
      'os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"config.settings.{stage}")',
    ].join("\n");
    const contents = {
      ...PACKAGE,
      "manage.py": manage,
      "config/settings/production.py": "",
      "config/settings/ci.py": "",
    };
    expect(choose(contents)).toMatchObject({
      module: "config.settings.ci",
      because: "named by manage.py for its test command",
      place: { file: "manage.py", line: 3 },
    });
  });

  it("lets --settings overrule everything", () => {
    const contents = { ...PACKAGE, "manage.py": DEV, "config/settings/test.py": "" };
    expect(choose(contents, "config.settings.base").module).toBe("config.settings.base");
  });

  it.each<[string, Contents]>([
    ["pytest.ini", { "pytest.ini": "[pytest]\nDJANGO_SETTINGS_MODULE = config.settings.ci\n" }],
    ["--ds in pytest.ini", { "pytest.ini": "[pytest]\naddopts = --ds=config.settings.ci -q\n" }],
    ["setup.cfg", { "setup.cfg": "[tool:pytest]\nDJANGO_SETTINGS_MODULE = config.settings.ci\n" }],
    ["tox.ini", { "tox.ini": "[pytest]\nDJANGO_SETTINGS_MODULE=config.settings.ci\n" }],
    [
      "pyproject.toml",
      {
        "pyproject.toml":
          '[tool.pytest.ini_options]\nDJANGO_SETTINGS_MODULE = "config.settings.ci"\n',
      },
    ],
    [
      "conftest.py",
      {
        "conftest.py": 'import os\nos.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.ci"\n',
      },
    ],
    [
      "a workflow's command",
      { ".github/workflows/ci.yml": "run: python manage.py test --settings=config.settings.ci\n" },
    ],
    [
      "a workflow's environment",
      { ".github/workflows/ci.yml": "env:\n  DJANGO_SETTINGS_MODULE: config.settings.ci\n" },
    ],
    ["the Makefile", { Makefile: "test:\n\t./manage.py test --settings config.settings.ci\n" }],
  ])("takes what tests run on from %s", (_, extra) => {
    const contents = { ...PACKAGE, "manage.py": DEV, "config/settings/ci.py": "", ...extra };
    expect(choose(contents).module).toBe("config.settings.ci");
  });

  it("passes over other sections and comments", () => {
    const contents = {
      ...PACKAGE,
      "manage.py": DEV,
      "config/settings/docs.py": "",
      "tox.ini": "[testenv:docs]\nsetenv = DJANGO_SETTINGS_MODULE=config.settings.docs\n",
      "pytest.ini": "[pytest]\n# DJANGO_SETTINGS_MODULE = config.settings.docs\n",
    };
    expect(choose(contents).module).toBe("config.settings.dev");
  });

  it("passes over what a command that builds is given for itself", () => {
    const contents = {
      ...PACKAGE,
      "manage.py": DEV,
      "config/settings/static.py": "",
      ".github/workflows/static.yml":
        "run: DJANGO_SETTINGS_MODULE=config.settings.static python manage.py collectstatic\n",
    };
    expect(choose(contents).module).toBe("config.settings.dev");
  });

  // edge-cases.md 41: manage.py selects the settings module by argv
  it("reads the branch of manage.py that is meant for tests", () => {
    const manage = [
      "import os, sys",
      "def main():",
      "    command = sys.argv[1]",
      '    if command == "test":',
      '        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.ci")',
      "    else:",
      '        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")',
      "    execute_from_command_line(sys.argv)",
    ].join("\n");
    const contents = { ...PACKAGE, "manage.py": manage, "config/settings/ci.py": "" };
    expect(choose(contents).because).toBe("named by manage.py for its test command");
    expect(choose(contents).module).toBe("config.settings.ci");
  });

  // edge-cases.md 42: no DJANGO_SETTINGS_MODULE anywhere in manage.py (comes from .env)
  it("reads .env when manage.py names nothing", () => {
    const contents = {
      ...PACKAGE,
      "manage.py": "from django.core.management import execute_from_command_line\n",
      ".env.example": "DJANGO_SETTINGS_MODULE=config.settings.dev\n",
    };
    expect(choose(contents).module).toBe("config.settings.dev");
  });

  it("takes the only settings file when nothing names one", () => {
    const contents = {
      "manage.py": "from django.core.management import execute_from_command_line\n",
      "shop/settings.py": 'ROOT_URLCONF = "shop.urls"\n',
    };
    expect(choose(contents).module).toBe("shop.settings");
  });

  // edge-cases.md 43: django-configurations entry point
  it("collects the names of django-configurations classes", () => {
    const manage = `${manageNaming("shop.settings")}os.environ.setdefault("DJANGO_CONFIGURATION", "Development")\n`;
    const contents = { "manage.py": manage, "shop/settings.py": "" };
    expect(choose(contents).configurations).toEqual(["Development"]);
  });

  it("believes pytest of a project that is served but has no manage.py", () => {
    const contents = {
      "pytest.ini": "[pytest]\nDJANGO_SETTINGS_MODULE = shop.tests.settings\n",
      "shop/tests/settings.py": "from shop.settings import *\n",
      "shop/settings.py": "INSTALLED_APPS = []\n",
      "shop/wsgi.py": 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    };
    expect(choose(contents).module).toBe("shop.tests.settings");
  });

  it("finds production settings beside those for tests", () => {
    const contents = { ...PACKAGE, "manage.py": DEV, "config/settings/production.py": "" };
    expect(choose(contents).production).toBe("config.settings.production");
  });

  it("takes no settings of developers for production's, as the WSGI module may fall back to them", () => {
    const local = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")';
    const contents = {
      ...PACKAGE,
      "manage.py": manageNaming("config.settings.base"),
      "config/settings/local.py": "",
      "config/wsgi.py": `import os\n\n${local}\n`,
    };
    expect(choose(contents).production).toBeNull();
    const ini = "[pytest]\nDJANGO_SETTINGS_MODULE = config.settings.prod\n";
    const production = { ...contents, "config/settings/prod.py": "", "pytest.ini": ini };
    expect(choose(production)).toMatchObject({
      module: "config.settings.prod",
      production: "config.settings.prod",
    });
  });

  it("finds production settings that only the WSGI module names", () => {
    const contents = {
      ...PACKAGE,
      "manage.py": DEV,
      "config/settings/www.py": "",
      "config/wsgi.py":
        'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.www")\n',
    };
    expect(choose(contents).production).toBe("config.settings.www");
  });

  it("finds settings below a folder that manage.py puts on the path", () => {
    const contents = {
      "manage.py": `import sys\nsys.path.insert(0, os.path.join(BASE_DIR, "apps"))\n${manageNaming("core.settings")}`,
      "apps/core/settings.py": "",
    };
    expect(choose(contents).file).toBe("apps/core/settings.py");
  });

  // edge-cases.md 52: only settings.py.dev is committed
  it("names the place of a settings module that is missing, and what is alike", () => {
    const error = failure({
      "manage.py": manageNaming("temba.settings"),
      "temba/settings.py.dev": "",
    });
    expect(error.message).toContain("Expected the settings module temba.settings");
    expect(error.place).toEqual({ file: "manage.py", line: 2 });
    expect(error.hint).toContain("temba/settings.py.dev");
  });

  it("refuses a module named by --settings that is not there", () => {
    expect(failure({ ...PACKAGE, "manage.py": DEV }, "config.settings.qa").message).toContain(
      "Expected the settings module config.settings.qa",
    );
  });

  it("takes no library's test settings for a project", () => {
    const error = failure({
      "library/models.py": "",
      "tests/settings.py": "INSTALLED_APPS = []\n",
      "pyproject.toml": '[tool.pytest.ini_options]\nDJANGO_SETTINGS_MODULE = "tests.settings"\n',
    });
    expect(error.message).toContain("found no manage.py");
  });
});
