import { expect, test } from "vitest";
import { readPytest } from "../../src/project/pytest.js";
import { readShop } from "./shop.js";
import { filesOf } from "./files.js";

const config = (texts: Readonly<Record<string, string>>, baseDir = "") =>
  readPytest(filesOf(texts), baseDir).config;

const PYPROJECT = '[tool.pytest.ini_options]\naddopts = "-q"\n';

test.each([
  ["nothing", {}, null],
  ["a pyproject.toml without pytest", { "pyproject.toml": "[tool.black]\n" }, null],
  ["a tox.ini without pytest", { "tox.ini": "[tox]\n" }, null],
  ["the header of pytest.ini in a setup.cfg", { "setup.cfg": "[pytest]\n" }, null],
  ["setup.cfg", { "setup.cfg": "[tool:pytest]\n" }, "setup.cfg"],
  ["tox.ini", { "tox.ini": "[pytest]\n", "setup.cfg": "[tool:pytest]\n" }, "tox.ini"],
  ["pyproject.toml", { "pyproject.toml": PYPROJECT, "tox.ini": "[pytest]\n" }, "pyproject.toml"],
  ["pytest 9's own table", { "pyproject.toml": "[tool.pytest]\n" }, "pyproject.toml"],
  ["an empty pytest.ini", { "pytest.ini": "", "pyproject.toml": PYPROJECT }, "pytest.ini"],
  ["pytest.toml", { "pytest.toml": "", "pytest.ini": "[pytest]\n" }, "pytest.toml"],
  [".pytest.ini", { ".pytest.ini": "", "pyproject.toml": PYPROJECT }, ".pytest.ini"],
])("%s wins", (_, texts, expected) => {
  expect(config(texts)).toBe(expected);
});

test("the folder of manage.py comes before the root", () => {
  expect(config({ "pytest.ini": "", "src/tox.ini": "[pytest]\n" }, "src")).toBe("src/tox.ini");
  expect(config({ "pytest.ini": "", "src/tox.ini": "[tox]\n" }, "src")).toBe("pytest.ini");
});

test.each([
  [
    "pytest.ini",
    [
      "[pytest]",
      "DJANGO_SETTINGS_MODULE = config.settings.test",
      "python_files = test_*.py tests.py",
      "testpaths =",
      "    courses",
      "    # ours",
      "    accounts",
      "addopts = -q --reuse-db",
    ].join("\n"),
  ],
  [
    "pyproject.toml",
    [
      "[tool.pytest.ini_options]",
      'DJANGO_SETTINGS_MODULE = "config.settings.test"',
      'python_files = ["test_*.py", "tests.py"]',
      'testpaths = "courses accounts"',
      'addopts = ["-q", "--reuse-db"]',
    ].join("\n"),
  ],
])("options of %s", (path, text) => {
  expect(readPytest(filesOf({ [path]: text }), "")).toEqual({
    config: path,
    settingsModule: "config.settings.test",
    pythonFiles: ["test_*.py", "tests.py"],
    testpaths: ["courses", "accounts"],
    addopts: "-q --reuse-db",
  });
});

test("options below the wrong header are not read, as pytest does not", () => {
  const text = "[tool:pytest]\nDJANGO_SETTINGS_MODULE = config.settings\n";
  expect(readPytest(filesOf({ "pytest.ini": text }), "").settingsModule).toBeNull();
});

test.each([
  ["config.settings", undefined],
  ["config.settings_prod", true],
])("tells whether the settings named %s are gone", async (named, gone) => {
  const contents = { "pytest.ini": `[pytest]\nDJANGO_SETTINGS_MODULE = ${named}\n` };
  const { setup } = await readShop(contents);
  expect(setup.pytest.settingsMissing).toBe(gone);
});
