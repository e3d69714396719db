import { describe, expect, it } from "vitest";
import { appsOf, HEAD, line } from "./apps-of.js";
import { readShop, SETTINGS } from "./shop.js";

describe("what the machine decides", () => {
  it.each([
    ["files that somebody may have put onto it", 'glob.glob("/overrides/*.py")'],
    ["files of its system's folders for that", 'glob.glob("/etc/shop/*.py")'],
  ])("%s are not there", async (_, files) => {
    const settings = ["import glob", `for path in ${files}:`, "    exec(open(path).read())"];
    expect(await appsOf(settings)).toEqual({ apps: [], doubts: [] });
  });

  it("a file in a folder that every machine has is a doubt", async () => {
    const settings = [...HEAD, 'INSTALLED_APPS += os.listdir("/opt")'];
    expect((await appsOf(settings)).doubts).toEqual([line(4)]);
  });

  it("plug-ins on sys.path are a doubt at the place that looks for them", async () => {
    const contents = {
      "config/plugins.py": [
        "import importlib, inspect, pkgutil",
        "class Plugin:",
        "    apps = []",
        "def load():",
        "    modules = {",
        "        name: importlib.import_module(name)",
        "        for finder, name, is_package in pkgutil.iter_modules()",
        '        if name.startswith("shop_")',
        "    }",
        "    found = set()",
        "    for _, module in modules.items():",
        "        for name, member in inspect.getmembers(module, inspect.isclass):",
        "            if issubclass(member, Plugin):",
        "                found.add(member)",
        "    return found",
      ].join("\n"),
    };
    const settings = [
      "from config.plugins import load",
      "INSTALLED_APPS += [app for plugin in load() for app in plugin.apps]",
    ];
    expect(await appsOf(settings, contents)).toEqual({ apps: [], doubts: ["config/plugins.py:7"] });
  });
});

describe("variables that pytest-env sets", () => {
  const settings = `import os\n${SETTINGS}if os.environ["EXTRA"] == "yes":\n    INSTALLED_APPS += ["attic"]\n`;
  const labels = async (requirements: string, env: Readonly<Record<string, string>> = {}) => {
    const contents = {
      "config/settings.py": settings,
      "attic/__init__.py": "",
      "requirements.txt": requirements,
      "pytest.ini": "[pytest]\nenv =\n    OTHER={HOME}\n    D:EXTRA=yes\n",
    };
    const { apps, setup } = await readShop(contents, env);
    return {
      hasAttic: apps.some(({ label }) => label === "attic"),
      testEnv: setup.testEnv,
      required: setup.env.filter(({ required }) => required).map(({ name }) => name),
    };
  };

  it("count where the package is listed", async () => {
    expect(await labels("Django\npytest-env\n")).toEqual({
      hasAttic: true,
      required: [],
      testEnv: { EXTRA: "yes" },
    });
    expect(await labels("Django\n")).toEqual({
      hasAttic: false,
      required: ["EXTRA"],
      testEnv: undefined,
    });
  });

  it("give way to what the caller says", async () => {
    expect((await labels("pytest-env\n", { EXTRA: "no" })).hasAttic).toBe(false);
  });
});
