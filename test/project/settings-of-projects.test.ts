import { describe, expect, it } from "vitest";
import { appsOf, HEAD, line } from "./apps-of.js";
import { python, readShop, SETTINGS } from "./shop.js";

/** edge-cases.md B, by number. */
describe("settings of public projects", () => {
  it("34: split_settings executes a file whose name has a dot", async () => {
    const settings = [
      "from split_settings.tools import include, optional",
      "include(",
      '    "settings.dist.py",',
      '    optional("local_settings.py"),',
      ")",
    ];
    const contents = { "config/settings.dist.py": 'INSTALLED_APPS += ["attic"]\n' };
    expect(await appsOf(settings, contents)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("settings that put a folder on the path, where others import all of them", async () => {
    const { routes } = await readShop({
      "config/settings.py": "from config.base import *\n",
      "config/base.py": `from sys import path\npath.append(root("attics"))\n${SETTINGS}`,
      "attics/roof/__init__.py": "",
      "attics/roof/urls.py": python(
        "from django.urls import path",
        "def top(request):",
        "    pass",
        'urlpatterns = [path("top/", top)]',
      ),
      "config/urls.py": python(
        "from django.urls import include, path",
        'urlpatterns = [path("", include("roof.urls"))]',
      ),
    });
    expect(routes.map(({ path }) => path)).toEqual(["/top/"]);
  });

  it("settings that ask for themselves get what is bound so far", async () => {
    const settings = [
      "from django.conf import settings",
      'EXTRA = ["attic"]',
      "INSTALLED_APPS += settings.EXTRA",
    ];
    expect(await appsOf(settings)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("a module on the way to the settings may ask for them", async () => {
    const contents = {
      "config/__init__.py": "from .celery import app\n",
      "config/celery.py": python(
        "from django.conf import settings",
        "app = Celery(broker=settings.BROKER_URL) if settings.BROKER_URL else None",
        "from celery import Celery",
      ),
    };
    const { doubts } = await readShop(contents);
    expect(
      doubts.map(({ what }) => what).filter((what) => what.includes("AttributeError")),
    ).toEqual([]);
  });

  it("36: files outside of the repository that are optional are not there", async () => {
    const settings = [
      "from split_settings.tools import include, optional",
      "include(optional('/etc/tower/settings.py'), scope=locals())",
      "include(optional('/etc/tower/conf.d/*.py'), scope=locals())",
    ];
    expect(await appsOf(settings)).toEqual({ apps: [], doubts: [] });
  });

  it("39: star imports at the end override", async () => {
    const settings = [
      "from config.fragments.celery import *  # noqa: F403, F401, E402",
      "from config.fragments.constance import *  # noqa: F403, F401, E402",
    ];
    const contents = {
      "config/fragments/celery.py": 'INSTALLED_APPS = ["shop", "people"]\n',
      "config/fragments/constance.py": 'INSTALLED_APPS = ["shop", "people", "attic"]\n',
    };
    expect(await appsOf(settings, contents)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it.each([
    ["44", "    except FileNotFoundError, KeyError:"],
    ["45", `    except OSError: x = f"{os.environ.get("POSTGRES_DBNAME","frepple")}{i}"`],
  ])("%s: settings in a syntax that older versions refuse", async (_, handler) => {
    const settings = [
      "def read():",
      "    try:",
      "        return 1",
      handler,
      '        return "NA"  # Default: not available',
      'INSTALLED_APPS += ["attic"]',
    ].filter((text) => !(handler.includes("OSError:") && text.includes("NA")));
    expect(await appsOf(settings)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("46: a git-ignored file that is read on import", async () => {
    const settings = [
      ...HEAD,
      'with open(os.path.join(BASE_DIR, "config", "secret.key"), "r") as f:',
      "    SECRET_KEY = f.read()",
      'INSTALLED_APPS += ["attic"]',
    ];
    expect(await appsOf(settings)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("47: a module that is not in the checkout", async () => {
    const settings = [
      "import importlib",
      "def load_configuration(name):",
      "    try:",
      "        return importlib.import_module(name)",
      "    except ModuleNotFoundError:",
      "        return None",
      'configuration = load_configuration("config.configuration")',
      'INSTALLED_APPS += getattr(configuration, "PLUGINS", [])',
    ];
    expect(await appsOf(settings)).toEqual({ apps: [], doubts: [] });
  });

  it.each([
    [
      "49: dynaconf",
      "from dynaconf import DjangoDynaconf",
      'settings = DjangoDynaconf(__name__, PRELOAD_FOR_DYNACONF=__import__("plugins").settings)',
    ],
    [
      "27: a plugin framework",
      "from edx_django_utils.plugins import add_plugins",
      "add_plugins(__name__, 'lms.djangoapp')",
    ],
    ["6: a helper of a package", "from helpers import update", "update(globals(), ['x'])"],
  ])("%s that is given the module's names may replace them", async (_, statement, call) => {
    expect(await appsOf([statement, call])).toEqual({ apps: [], doubts: [line(2)] });
  });

  it("40: a helper that is known to leave the apps alone", async () => {
    const settings = ["import django_heroku", "django_heroku.settings(locals())"];
    expect(await appsOf(settings)).toEqual({ apps: [], doubts: [] });
  });

  it("50: a class exported into the module by setattr", async () => {
    const { apps } = await readShop({
      "config/base.py": python(
        "import inspect, sys",
        "class Settings:",
        "    @classmethod",
        "    def load_settings(cls, module_name):",
        "        self = cls()",
        "        module = sys.modules[module_name]",
        "        for member, value in inspect.getmembers(self):",
        "            if member.isupper():",
        "                setattr(module, member, value)",
      ),
      "config/settings.py": python(
        "from config.base import Settings",
        "class CommunityTestSettings(Settings):",
        '    ROOT_URLCONF = "config.urls"',
        "    @property",
        "    def INSTALLED_APPS(self):  # noqa",
        '        return ["shop"]',
        "CommunityTestSettings.load_settings(__name__)",
      ),
    });
    expect(apps.map(({ label }) => label)).toEqual(["shop"]);
  });

  it("51: settings from an optional package that is not installed", async () => {
    const settings = [
      "import os",
      "def import_local_settings(settings_dir):",
      "    for filename in sorted(os.listdir(settings_dir)):",
      "        exec(open(os.path.join(settings_dir, filename)).read(), globals())",
      "try:",
      "    import tcms_settings_dir",
      "",
      "    import_local_settings(os.path.dirname(tcms_settings_dir.__file__))",
      "except ImportError:",
      "    pass",
      'INSTALLED_APPS += ["attic"]',
    ];
    expect((await appsOf(settings)).apps).toEqual(["attic"]);
  });

  it("51: settings from a folder of the repository", async () => {
    const settings = [
      "import os",
      "from config import more",
      "folder = os.path.dirname(more.__file__)",
      "for filename in sorted(os.listdir(folder)):",
      '    if filename.endswith(".py") and not filename.startswith("__"):',
      "        exec(open(os.path.join(folder, filename)).read(), globals())",
    ];
    const contents = {
      "config/more/__init__.py": "",
      "config/more/attic.py": 'INSTALLED_APPS += ["attic"]\n',
    };
    expect(await appsOf(settings, contents)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("53: a model name in lower case", async () => {
    const { project } = await readShop({
      "config/settings.py": `${SETTINGS}AUTH_USER_MODEL = "people.user"\n`,
      "people/models.py": python(
        "from django.contrib.auth.models import AbstractUser",
        "class User(AbstractUser):",
        "    pass",
      ),
    });
    expect(project.authUserModel?.toLowerCase()).toBe("people.user");
  });

  it("54: an imported default that is assigned again", async () => {
    const { project } = await readShop({
      "config/settings.py": [
        "from django.conf.global_settings import AUTH_USER_MODEL",
        `${SETTINGS}AUTH_USER_MODEL = "people.User"`,
        "",
      ].join("\n"),
    });
    expect(project.authUserModel).toBe("people.User");
  });

  it("54: Django's defaults are known", async () => {
    const settings = [
      "from django.conf import global_settings",
      'INSTALLED_APPS += [*global_settings.INSTALLED_APPS, "attic"]',
    ];
    expect(await appsOf(settings)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("55: a module that no manifest lists", async () => {
    const settings = [
      "import dj_database_url",
      'DATABASES = {"default": dj_database_url.config(default="sqlite:///db.sqlite3")}',
      'INSTALLED_APPS += ["attic"]',
    ];
    expect(await appsOf(settings)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("57: a list that a string extends by its characters", async () => {
    const settings = [
      'TEMPLATES = [{"OPTIONS": {"context_processors": []}}]',
      `TEMPLATES[0]["OPTIONS"]['context_processors'] += "ab"`,
      `INSTALLED_APPS += ["attic"] if len(TEMPLATES[0]["OPTIONS"]["context_processors"]) == 2 else []`,
    ];
    expect(await appsOf(settings)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("58: a module planted by the settings can be imported", async () => {
    const settings = [
      "import sys",
      "from unittest.mock import MagicMock",
      'sys.modules["apprise"] = MagicMock()',
      "try:",
      "    import apprise",
      '    INSTALLED_APPS += ["attic"]',
      "except ImportError:",
      "    pass",
    ];
    expect(await appsOf(settings)).toEqual({ apps: ["attic"], doubts: [] });
  });
});
