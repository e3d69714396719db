import { describe, expect, it } from "vitest";
import { appsOf, HEAD, line } from "./apps-of.js";
import { python, readShop, SETTINGS } from "./shop.js";

/** edge-cases.md A, by number. */
describe("INSTALLED_APPS of public projects", () => {
  it("7: AppConfig objects, not texts", async () => {
    const plugins = python(
      "from django.apps import AppConfig",
      "def apply_settings(settings, plugin_instance):",
      "    app_config = AppConfig.create(plugin_instance.module_path)",
      "    app_config.label = plugin_instance.module_path",
      '    settings["INSTALLED_APPS"].append(app_config)',
      "class Plugin:",
      '    module_path = "attic"',
    );
    const settings = [
      "import sys",
      "from plugins import apply_settings, Plugin",
      "apply_settings(vars(sys.modules[__name__]), Plugin())",
    ];
    expect(await appsOf(settings, { "plugins.py": plugins })).toEqual({
      apps: ["attic"],
      doubts: [],
    });
  });

  it("7: an AppConfig of a class of the repository", async () => {
    const settings = [
      "from django.apps import AppConfig",
      "import attic",
      "class Config(AppConfig):",
      '    label = "loft"',
      'INSTALLED_APPS.append(Config("attic", attic))',
    ];
    expect((await appsOf(settings)).apps).toEqual(["loft"]);
  });

  it("an app whose only configuration names no module is read where it lies, with a doubt", async () => {
    const contents = {
      "apps/attic/__init__.py": "",
      "apps/attic/apps.py": python(
        "from django.apps import AppConfig",
        "class AtticConfig(AppConfig):",
        '    name = "attic"',
      ),
      "apps/attic/models.py": python(
        "from django.db import models",
        "class Trunk(models.Model):",
        "    pass",
      ),
    };
    const settings = SETTINGS + python('INSTALLED_APPS += ["apps.attic"]');
    const { apps, models, doubts } = await readShop({
      ...contents,
      "config/settings.py": settings,
    });
    expect(apps.find(({ label }) => label === "attic")).toMatchObject({
      module: "apps.attic",
      firstParty: true,
    });
    expect(models.map(({ label }) => label)).toEqual(["attic.Trunk"]);
    expect(doubts).toMatchObject([{ file: "apps/attic/apps.py", line: 2 }]);
  });

  it("13: another module, imported by the package, appends to the list", async () => {
    const contents = {
      "config/__init__.py": "from config import horilla_apps\n",
      "config/horilla_apps.py": python(
        "from config.settings import INSTALLED_APPS",
        "",
        'INSTALLED_APPS.append("attic")',
      ),
    };
    expect(await appsOf([], contents)).toEqual({ apps: ["attic"], doubts: [] });
  });

  it("13: an app appends while the list is gone through", async () => {
    const contents = {
      "shop/__init__.py": python(
        "from config.settings import INSTALLED_APPS",
        'INSTALLED_APPS.append("attic")',
      ),
    };
    expect((await appsOf([], contents)).apps).toEqual(["attic"]);
  });

  it("14: a scan of a folder, the AppConfig found by its position in dir()", async () => {
    const settings = [
      ...HEAD,
      "for d in os.listdir(os.path.join(BASE_DIR, 'plugins')):",
      "    if d != '__pycache__':",
      "        try:",
      "            apps_path = f'plugins.{d}.apps'",
      "            __import__(apps_path)",
      "            app_config_classname = dir(sys.modules[apps_path])[1]",
      "            plugin_module = f'plugins.{d}.apps.{app_config_classname}'",
      "            if plugin_module not in INSTALLED_APPS:",
      "                INSTALLED_APPS.append(plugin_module)",
      "        except Exception:",
      "            print(f'ERROR failed to initialize plugin {d}')",
    ];
    const contents = {
      "plugins/__init__.py": "",
      "plugins/one/__init__.py": "",
      "plugins/one/apps.py": python(
        "from django.apps import AppConfig",
        "class OneConfig(AppConfig):",
        '    name = "plugins.one"',
      ),
    };
    expect(await appsOf(settings, contents)).toEqual({ apps: ["one"], doubts: [] });
  });

  it.each([
    ["os.scandir", `[e.name for e in os.scandir(BASE_DIR / "plugins") if e.is_dir()]`],
    ["glob", `[Path(f).parent.name for f in glob.glob(str(BASE_DIR / "plugins/*/models.py"))]`],
    ["Path.glob", `[f.parent.name for f in (BASE_DIR / "plugins").glob("*/models.py")]`],
    ["Path.rglob", `[f.parent.name for f in BASE_DIR.rglob("one/models.py")]`],
    ["pkgutil", `[m.name for m in pkgutil.iter_modules([str(BASE_DIR / "plugins")])]`],
    ["the first step of os.walk", `next(os.walk(BASE_DIR / "plugins"))[1]`],
  ])("14: a scan by %s", async (_, scan) => {
    const contents = { "plugins/one/__init__.py": "", "plugins/one/models.py": "" };
    const settings = [
      ...HEAD,
      "import glob, pkgutil",
      `INSTALLED_APPS += ["plugins." + name for name in ${scan}]`,
    ];
    expect(await appsOf(settings, contents)).toEqual({ apps: ["one"], doubts: [] });
  });

  it.each([["before"], ["after"]])(
    "an installed app whose supposed label another has is announced, listed %s it",
    async (order) => {
      const installed = ["loft.contrib.attic", "attic"];
      const names = order === "before" ? installed : installed.toReversed();
      const contents = { "attic/apps.py": "" };
      const { apps, doubts } = await appsOf(
        [`INSTALLED_APPS += ${JSON.stringify(names)}`],
        contents,
      );
      expect(apps).toEqual(["attic"]);
      expect(doubts).toEqual(["config/settings.py:1"]);
    },
  );

  it("an app of a folder that is not known to be on the path is announced", async () => {
    const settings = ['INSTALLED_APPS += ["loft", "roof.apps.RoofConfig"]'];
    const contents = { "parts/roof/__init__.py": "", "parts/roof/models.py": "" };
    const found = await appsOf(settings, contents);
    expect(found).toEqual({ apps: ["loft"], doubts: ["config/settings.py:1"] });
  });

  it("two configurations of one package are two apps, of which one is announced", async () => {
    const settings = ['INSTALLED_APPS += ["loft.apps.LoftConfig", "loft.apps.LoftAdminConfig"]'];
    expect(await appsOf(settings)).toEqual({ apps: ["loft"], doubts: ["config/settings.py:1"] });
  });

  it("a scan of all that can be imported adds only a doubt", async () => {
    const settings = [
      ...HEAD,
      "import pkgutil",
      'INSTALLED_APPS += [name for _, name, _ in pkgutil.iter_modules() if name.startswith("shop_")]',
    ];
    const { apps, doubts } = await appsOf(settings, {});
    expect(apps).toEqual([]);
    expect(doubts).not.toEqual([]);
  });

  it("24: the parent's class attribute, then += in the class body", async () => {
    const { apps, project } = await readShop({
      "config/common.py": python(
        "from configurations import Configuration",
        "class Common(Configuration):",
        '    INSTALLED_APPS = ("shop",)',
        '    ROOT_URLCONF = "config.urls"',
      ),
      "config/settings.py": python(
        "from config.common import Common",
        "class Production(Common):",
        "    INSTALLED_APPS = Common.INSTALLED_APPS",
        '    INSTALLED_APPS += ("people",)',
      ),
    });
    expect(apps.map(({ label }) => label)).toEqual(["people", "shop"]);
    expect(project.rootUrlconf).toBe("config.urls");
  });

  it("25: += of a function that walks a directory", async () => {
    const contents = {
      "core/plugin_installed_apps.py": python(
        "import os",
        "def load_plugin_apps(base_dir):",
        '    root, dirs, files = next(os.walk(os.path.join(base_dir, "plugins")))',
        '    if "__pycache__" in dirs:',
        '        dirs.remove("__pycache__")',
        '    return ["plugins.{0}".format(name) for name in dirs]',
      ),
      "plugins/one/__init__.py": "",
    };
    const settings = [
      ...HEAD,
      "from core import plugin_installed_apps",
      "INSTALLED_APPS += plugin_installed_apps.load_plugin_apps(BASE_DIR)",
    ];
    expect(await appsOf(settings, contents)).toEqual({ apps: ["one"], doubts: [] });
  });

  it("25: a walk that goes on is a doubt where it begins", async () => {
    const contents = { "plugins/one/__init__.py": "" };
    const settings = [
      ...HEAD,
      'for root, dirs, files in os.walk(BASE_DIR / "plugins"):',
      '    if "__init__.py" in files:',
      '        INSTALLED_APPS.append("plugins." + os.path.basename(root))',
    ];
    expect(await appsOf(settings, contents)).toEqual({ apps: [], doubts: [line(4)] });
  });

  it("29: a star of an env call", async () => {
    const settings = [
      "import environ",
      'env = environ.Env(EXTRA_APPS=(list, ["attic"]))',
      "INSTALLED_APPS = [",
      "    *INSTALLED_APPS,",
      '    *env("EXTRA_APPS"),',
      "]",
    ];
    expect(await appsOf(settings)).toEqual({ apps: ["attic"], doubts: [] });
  });
});
