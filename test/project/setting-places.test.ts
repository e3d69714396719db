import { describe, expect, it } from "vitest";
import { createModules } from "../../src/project/modules.js";
import { settingPlaces } from "../../src/project/setting-places.js";
import { repositoryOf, type Contents } from "./temporary.js";

function places(contents: Contents, settings: string, rootUrlconf: string | null = null) {
  const repository = repositoryOf(contents);
  const modules = createModules(repository, [""]);
  const found = settingPlaces(repository, modules, settings, rootUrlconf);
  return Object.fromEntries(found.map(({ name, file, line }) => [name, `${file}:${line}`]));
}

describe("settingPlaces", () => {
  it("leaves out what no file sets", () => {
    expect(places({ "settings.py": "DEBUG = True\n" }, "settings")).toEqual({});
  });

  it("follows a star import past the module that only adds", () => {
    const contents = {
      "config/__init__.py": "",
      "config/base.py": '"""Base."""\n\nINSTALLED_APPS = [\n    "shop",\n]\n',
      "config/dev.py": 'from .base import *\n\nINSTALLED_APPS += ["debug_toolbar"]\n',
    };
    expect(places(contents, "config.dev")).toEqual({ INSTALLED_APPS: "config/base.py:3" });
  });

  it.each([
    ["a sum", "INSTALLED_APPS = INSTALLED_APPS + ['x']"],
    ["a star", "INSTALLED_APPS = [\n    *INSTALLED_APPS,\n    'x',\n]"],
    ["a module's attribute", "INSTALLED_APPS = base.INSTALLED_APPS + ('x',)"],
    ["a filter", "INSTALLED_APPS = tuple(\n    app for app in INSTALLED_APPS\n)"],
    ["a changed copy", "INSTALLED_APPS = apps"],
  ])("passes over %s", (_, assignment) => {
    const contents = {
      "base.py": "INSTALLED_APPS = ['shop']\n",
      "dev.py": `import base\nfrom base import *\n${assignment}\n`,
    };
    expect(places(contents, "dev")).toEqual({ INSTALLED_APPS: "base.py:1" });
  });

  it("finds a class attribute of django-configurations", () => {
    const contents = { "settings.py": "class Base(Configuration):\n    MIDDLEWARE = []\n" };
    expect(places(contents, "settings")).toEqual({ MIDDLEWARE: "settings.py:2" });
  });

  // edge-cases.md 34: split_settings; the real file name has a dot
  it("finds what django-split-settings includes", () => {
    const contents = {
      "conf/__init__.py": "",
      "conf/settings.py": 'from split_settings.tools import include\ninclude("settings.dist.py")\n',
      "conf/settings.dist.py": "INSTALLED_APPS = ()\n",
    };
    expect(places(contents, "conf.settings")).toEqual({
      INSTALLED_APPS: "conf/settings.dist.py:1",
    });
  });

  it("takes the star import that wins", () => {
    const contents = {
      "a.py": "REST_FRAMEWORK = {}\n",
      "b.py": "\nREST_FRAMEWORK = {}\n",
      "settings.py": "from a import *\nfrom b import *\n",
    };
    expect(places(contents, "settings")).toEqual({ REST_FRAMEWORK: "b.py:2" });
  });

  it("finds the root's urlpatterns", () => {
    const contents = {
      "settings.py": "",
      "urls.py": "from x import y\n\nurlpatterns: list = []\n",
    };
    expect(places(contents, "settings", "urls")).toEqual({ urlpatterns: "urls.py:3" });
  });
});
