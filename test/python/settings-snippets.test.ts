import { describe, expect, it } from "vitest";
import { createInterpreter } from "../../src/python/index.js";
import { evaluated, memoryHost, shownName, shownOf } from "./memory-host.js";

const apps = (source: string, more = {}): unknown => evaluated(source, "INSTALLED_APPS", more);

/** edge-cases.md A and B, by number. */
describe("INSTALLED_APPS as public projects write it", () => {
  it.each([
    [
      "2: starred names inside the list",
      `A = ["a"]\nB = ["b"]\nINSTALLED_APPS = [*A, "c", *B]`,
      ["a", "c", "b"],
    ],
    ["33: sum of names", `A = ["a"]\nB = ["b"]\nINSTALLED_APPS = A + B + []`, ["a", "b"]],
    [
      "optional ones that are filtered out",
      `from importlib.util import find_spec\nA = B = None\nif find_spec("lost"):\n    A = "a"\n    B = ""\nINSTALLED_APPS = ["b", *[one for one in [A, B, "c"] if one]]`,
      ["b", { maybe: "a" }, "c"],
    ],
    ["10: variable and literal", `T = ("a",)\nINSTALLED_APPS = T + ("b",)`, ["a", "b"]],
    [
      "11: reversed and unique",
      `INSTALLED_APPS = ["a", "b", "a"]\ns = reversed(list(dict.fromkeys(reversed(INSTALLED_APPS))))\nINSTALLED_APPS = list(s)`,
      ["b", "a"],
    ],
    [
      "12: removed unless argv says otherwise",
      `import sys\nDEBUG = False\nINSTALLED_APPS = ["a", "t"]\nif not DEBUG and 'collectstatic' not in sys.argv:\n    INSTALLED_APPS.remove('t')`,
      ["a"],
    ],
    [
      "the command that Django is started by",
      `import sys\nINSTALLED_APPS = ["a"]\nif sys.argv[1] == "test":\n    INSTALLED_APPS += ["t"]`,
      ["a"],
    ],
    [
      "15: one-element tuple without brackets",
      `INSTALLED_APPS = ["a"]\nINSTALLED_APPS += 'b',`,
      ["a", "b"],
    ],
    [
      "16: removed in a loop",
      `INSTALLED_APPS = ["a", "b", "c"]\nfor y in ["a", "c"]:\n    INSTALLED_APPS.remove(y)  # noqa`,
      ["b"],
    ],
    [
      "17: generator filter",
      `INSTALLED_APPS = ("a", "w")\nINSTALLED_APPS = tuple(app for app in INSTALLED_APPS if app != "w")`,
      ["a"],
    ],
    [
      "18: filter with lambda",
      `INSTALLED_APPS = ["a", "s"]\nINSTALLED_APPS = tuple(\n    filter(\n        lambda x: x not in ['s'], INSTALLED_APPS  # noqa\n    )\n)`,
      ["a"],
    ],
    [
      "19: prefix that may be None",
      `PRE = None\nINSTALLED_APPS = ("a",)\nINSTALLED_APPS = tuple(PRE or ()) + INSTALLED_APPS`,
      ["a"],
    ],
    [
      "20: slices around an index",
      `INSTALLED_APPS = ["a", "b"]\ni = INSTALLED_APPS.index("b")\nINSTALLED_APPS = INSTALLED_APPS[:i] + ["n"] + INSTALLED_APPS[i:]`,
      ["a", "n", "b"],
    ],
    [
      "21: comprehension in a loop over a dict",
      `T = {"p": {"APPS": ["a"]}, "q": {"APPS": ["a", "b"]}}\nINSTALLED_APPS = []\nfor s in T:\n    INSTALLED_APPS += [app for app in T[s]["APPS"] if app not in INSTALLED_APPS]`,
      ["a", "b"],
    ],
    [
      "22: list() and comprehension",
      `S = ("a",)\nT = ("a", "b")\nINSTALLED_APPS = list(S) + [app for app in T if app not in S]`,
      ["a", "b"],
    ],
    [
      "23: f-string over env.list",
      `import environ\nenv = environ.Env()\nINSTALLED_APPS = ["a"]\nINSTALLED_APPS += [f'p.{p}' for p in env.list("P", default=["x", "y"])]`,
      ["a", "p.x", "p.y"],
    ],
    [
      "the parts of an e-mail URL",
      `import environs\nenv = environs.Env()\nMAIL = env.dj_email_url("EMAIL_URL", default="smtp://localhost:1025")\nvars().update(MAIL)\nINSTALLED_APPS = [MAIL["EMAIL_HOST"], EMAIL_HOST]`,
      ["localhost", "localhost"],
    ],
    [
      "26: a name that exists only if something defined it",
      `INSTALLED_APPS = ["a"]\nif "EXTRA" in locals():\n    INSTALLED_APPS += EXTRA`,
      ["a"],
    ],
    [
      "6: rewritten through globals()",
      `INSTALLED_APPS = ["a"]\ndef update(current, extra):\n    current["INSTALLED_APPS"] = extra + current["INSTALLED_APPS"]\nupdate(globals(), ["b"])`,
      ["b", "a"],
    ],
    [
      "1: tuple-unpacking from a method call",
      `class Setup:\n    @staticmethod\n    def do(apps, middleware):\n        return apps + ["t"], middleware\nINSTALLED_APPS = ["a"]\nMIDDLEWARE = []\nINSTALLED_APPS, MIDDLEWARE = Setup.do(INSTALLED_APPS, MIDDLEWARE)`,
      ["a", "t"],
    ],
    [
      "insert behind try/except of a standard module",
      `INSTALLED_APPS = ["a"]\ntry:\n    import os.path\n    INSTALLED_APPS.insert(0, 'd')\nexcept ImportError:\n    pass`,
      ["d", "a"],
    ],
  ])("%s", (_, source, expected) => {
    expect(apps(source)).toEqual(expected);
  });

  it.each([
    [
      "30: an unknown variable's branch is marked",
      `import os\nINSTALLED_APPS = ["a"]\nif os.environ["DATABASE_URL"].startswith("postgres://"):\n    INSTALLED_APPS.append("p")`,
      ["a", { maybe: "p" }],
    ],
    [
      "31: a package nobody knows about",
      `INSTALLED_APPS = ["a"]\ntry:\n    import daphne\n    INSTALLED_APPS.insert(0, 'daphne')\nexcept ImportError:\n    pass`,
      [{ maybe: "daphne" }, "a"],
    ],
    [
      "9: suppress of an import nobody knows about",
      `from contextlib import suppress\nfrom importlib import import_module\nINSTALLED_APPS = ["a"]\nwith suppress(ImportError):\n    import_module("b")\n    INSTALLED_APPS.append("b")`,
      ["a", { maybe: "b" }],
    ],
    [
      "8: entry points",
      `from importlib.metadata import entry_points\nINSTALLED_APPS = ["a"]\nfor e in entry_points(group="g"):\n    INSTALLED_APPS.append(e.module)`,
      ["a", { maybe: "?" }],
    ],
    [
      "27: plugins of a package",
      `from stevedore import plugins\nINSTALLED_APPS = ["a"]\nINSTALLED_APPS.extend(plugins())`,
      ["a", "*"],
    ],
  ])("%s", (_, source, expected) => {
    expect(apps(source)).toEqual(expected);
  });

  it("follows the environment that the caller gives", () => {
    const source = `import os\nINSTALLED_APPS = ["p"] if os.environ["U"].startswith("postgres") else []`;
    expect(apps(source, { environment: { U: "postgres://x" } })).toEqual(["p"]);
  });

  it("reads an import as there, or not, when the host knows", () => {
    const source = `INSTALLED_APPS = ["a"]\ntry:\n    import t\n    INSTALLED_APPS += ["t"]\nexcept ImportError:\n    pass`;
    expect(apps(source, { isInstalled: () => true })).toEqual(["a", "t"]);
    expect(apps(source, { isInstalled: () => false })).toEqual(["a"]);
  });
});

describe("class-based settings", () => {
  const values = `from configurations import Configuration, values\n`;

  it("3: stars a value that is read at once", () => {
    const source = `${values}class Base(Configuration):\n    P = values.ListValue(["x"], environ_name="P", environ_prefix=None)\n    INSTALLED_APPS = ["a", *P]\n`;
    const interpreter = createInterpreter(memoryHost({ "settings.py": source }));
    const module = interpreter.module("settings");
    const base = module && interpreter.get(module, "Base");
    expect(base?.kind === "class" && interpreter.get(base, "INSTALLED_APPS")).toMatchObject({
      items: [{ value: "a" }, { value: "x" }],
    });
  });

  it("5: answers a property that builds a list", () => {
    const source = `class S:\n    D = False\n    @property\n    def INSTALLED_APPS(self):\n        apps = ["a"]\n        if not self.D:\n            apps.append("b")\n        return apps\nx = S().INSTALLED_APPS`;
    expect(evaluated(source)).toEqual(["a", "b"]);
  });

  it("4: lets a hook change the class's list", () => {
    const source = `class S:\n    INSTALLED_APPS = ["a"]\n    @classmethod\n    def post_setup(cls):\n        if "silk" not in cls.INSTALLED_APPS:\n            cls.INSTALLED_APPS.append("silk")\nS.post_setup()\nx = S.INSTALLED_APPS`;
    expect(evaluated(source)).toEqual(["a", "silk"]);
  });
});

describe("settings from several files", () => {
  it("38: star-imports a package's modules in order", () => {
    const files = {
      "s/__init__.py": "from .a import *\nfrom .b import *\n",
      "s/a.py": "X = 1\nY = 1",
      "s/b.py": "X = 2",
    };
    expect([shownName(files, "s", "X"), shownName(files, "s", "Y")]).toEqual([2, 1]);
  });

  it("37: imports a file that exists and leaves out one that does not", () => {
    const source = `from pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent\nX = 1\nif (BASE_DIR / "local.py").exists():\n    from local import *\n`;
    expect(shownName({ "settings.py": source }, "settings", "X")).toBe(1);
    expect(shownName({ "settings.py": source, "local.py": "X = 2" }, "settings", "X")).toBe(2);
  });

  it("35: executes what split_settings includes", () => {
    const files = {
      "s/__init__.py":
        "from split_settings.tools import include, optional\n_E = 'dev'\ninclude('base.py', f'env/{_E}.py', optional('local.py'))",
      "s/base.py": "X = ['a']",
      "s/env/dev.py": "X += ['b']",
    };
    expect(shownName(files, "s", "X")).toEqual(["a", "b"]);
  });

  it("56: sees a variable that is set before the star import", () => {
    const files = {
      "test.py": `import os\nos.environ.setdefault("T", "False")\nfrom base import *`,
      "base.py": `import os\nX = os.environ.get("T", "True")`,
    };
    expect(shownName(files, "test", "X")).toBe("False");
  });

  it("32: takes an attribute of a module without a star import", () => {
    const files = {
      "p/__init__.py": "",
      "p/dev.py": `from . import base\nX = base.X + ("b",)`,
      "p/base.py": `X = ("a",)`,
    };
    expect(shownName(files, "p.dev", "X")).toEqual(["a", "b"]);
  });

  it("40: says that a pytest run is not going on", () => {
    expect(evaluated(`import sys\nx = "pytest" in sys.modules`)).toBe(false);
  });

  it("raises for a module of the repo that is missing, so that its handler runs", () => {
    const files = {
      "s/__init__.py": "try:\n    from .local import X\nexcept ImportError:\n    X = 'none'",
    };
    expect(shownName(files, "s", "X")).toBe("none");
  });

  it("48: does not claim what vars().update() of a file brought", () => {
    const interpreter = createInterpreter(
      memoryHost({ "s.py": "import yaml\nvars().update(yaml.safe_load(open('x')))\nA = 1" }),
    );
    expect(shownOf(interpreter, "s", "MISSING")).toBe("?");
    expect(shownOf(interpreter, "s", "A")).toBe(1);
  });

  it("takes what nobody has named an extra file for as empty", () => {
    const source = `import os\nX = 1\nexec(open(os.getenv("EXTRA", "/dev/null")).read())`;
    const interpreter = createInterpreter(memoryHost({ "s.py": source }));
    expect([shownOf(interpreter, "s", "X"), interpreter.doubts()]).toEqual([1, []]);
  });

  it("reads modules that import each other", () => {
    const files = { "a.py": "import b\nX = 1\nY = b.Z", "b.py": "import a\nZ = 2\n" };
    expect(shownName(files, "a", "Y")).toBe(2);
  });
});
