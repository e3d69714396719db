import { describe, expect, test } from "vitest";
import { readDependencies } from "../../src/project/dependencies.js";
import { filesOf } from "./files.js";

const read = (texts: Readonly<Record<string, string>>, baseDir = "") =>
  readDependencies(filesOf(texts), baseDir);

const project = (lines: string) => `[project]\nname = "site"\n${lines}`;

test("a repository without manifests", () => {
  expect(read({ "manage.py": "" })).toEqual({
    files: [],
    lockFiles: [],
    packageManager: "pip",
    python: null,
    django: null,
    djangoBound: null,
  });
});

describe("which files count", () => {
  test("requirements of the documentation do not", () => {
    const texts = { "docs/requirements.txt": "sphinx\n", "requirements/docs.txt": "sphinx\n" };
    expect(read(texts).files).toEqual([]);
  });

  test("those of another part of the repository do not", () => {
    expect(read({ "mobile/requirements.txt": "kivy\n" }, "backend").files).toEqual([]);
  });

  test("those of the folder of manage.py and of folders above do", () => {
    const texts = { "backend/requirements.txt": "Django\n", "pyproject.toml": project("") };
    expect(read(texts, "backend").files.map(({ path }) => path)).toEqual([
      "backend/requirements.txt",
      "pyproject.toml",
    ]);
  });

  test("those of the only other folder that has Django in one do, where nothing else lists packages", () => {
    const texts = {
      "pyproject.toml": "[tool.black]\nline-length = 100\n",
      "deploy/pip/requirements.in": "Django>=5\n",
      "deploy/pip/dev_requirements.in": "-r requirements.in\npytest\n",
      "bot/requirements.txt": "discord\n",
    };
    expect(read(texts).files.map(({ path, role }) => `${path}:${role}`)).toEqual([
      "deploy/pip/dev_requirements.in:dev",
      "deploy/pip/requirements.in:runtime",
    ]);
    expect(read({ ...texts, "bot/requirements.txt": "Django\n" }).files).toEqual([]);
    const listed = { ...texts, "pyproject.toml": project('dependencies = ["django"]\n') };
    expect(read(listed).files.map(({ path }) => path)).toEqual(["pyproject.toml"]);
  });

  test("a pyproject.toml of tools only does not", () => {
    expect(read({ "pyproject.toml": "[tool.black]\nline-length = 100\n" }).files).toEqual([]);
  });

  test("a pyproject.toml whose dependencies the build makes does not", () => {
    const texts = { "pyproject.toml": project('dynamic = ["dependencies"]\n') };
    expect(read(texts).files).toEqual([]);
  });

  test("a pyproject.toml that is no TOML does not, and nothing fails", () => {
    expect(read({ "pyproject.toml": "[project\n" }).files).toEqual([]);
  });
});

test.each([
  ["one file is everything", { "requirements.txt": "Django==5.2\n" }, ["requirements.txt:all"]],
  [
    "files for development by their names",
    { "requirements.txt": "Django\n", "requirements-dev.txt": "-r requirements.txt\npytest\n" },
    ["requirements-dev.txt:dev", "requirements.txt:runtime"],
  ],
  [
    "files of a folder by their names",
    { "requirements/base.txt": "Django\n", "requirements/local.txt": "ipdb\n" },
    ["requirements/base.txt:runtime", "requirements/local.txt:dev"],
  ],
  [
    "lists of a pyproject.toml",
    {
      "pyproject.toml": project(
        'dependencies = ["django"]\n[dependency-groups]\ndev = ["ruff"]\ndocker = ["gunicorn"]\n',
      ),
    },
    ["pyproject.toml:runtime", "pyproject.toml:dev"],
  ],
])("roles: %s", (_, texts, expected) => {
  expect(read(texts).files.map(({ path, role }) => `${path}:${role}`)).toEqual(expected);
});

test.each([
  [
    "requirements.txt",
    "Django>=5\ndrf_spectacular[sidecar]~=0.29 ; python_version > '3'\n# x\n-r y\n",
  ],
  ["pyproject.toml", project('dependencies = ["Django>=5", "DRF.Spectacular (>=0.29)"]\n')],
  [
    "pyproject.toml",
    '[tool.poetry.dependencies]\npython = "^3.12"\nDjango = "^5"\ndrf-spectacular = { version = "*" }\n',
  ],
  [
    "Pipfile",
    '[packages]\nDjango = "*"\ndrf-spectacular = {extras = ["sidecar"], version = "*"}\n',
  ],
  ["setup.cfg", "[options]\ninstall_requires =\n    Django>=5\n    # no\n    drf-spectacular\n"],
  ["setup.py", 'setup(install_requires=["Django>=5", "drf-spectacular[sidecar]"])\n'],
])("names in %s are normalised: %s", (path, text) => {
  expect(read({ [path]: text }).files[0]?.packages).toEqual(["django", "drf-spectacular"]);
});

test.each([
  ["uv.lock", "", "uv"],
  ["poetry.lock", "", "poetry"],
  ["pdm.lock", "", "pdm"],
  ["Pipfile.lock", "{}", "pipenv"],
  ["Pipfile", "[packages]\n", "pipenv"],
  ["pyproject.toml", "[tool.poetry]\npackage-mode = false\n", "poetry"],
  ["pyproject.toml", "[tool.uv]\n", "uv"],
  ["pyproject.toml", "[tool.hatch.envs.default]\n", "hatch"],
  ["pyproject.toml", '[tool.hatch.version]\npath = "x"\n', "pip"],
  ["requirements.txt", "Django\n", "pip"],
])("%s (%s) means %s", (path, text, manager) => {
  expect(read({ [path]: text }).packageManager).toBe(manager);
});

test.each([
  ["pyproject.toml", project('requires-python = ">= 3.12, <4"\n'), ">=3.12,<4"],
  ["pyproject.toml", '[tool.poetry.dependencies]\npython = "^3.11"\n', ">=3.11,<4.0"],
  ["pyproject.toml", '[tool.poetry.dependencies]\npython = "~3.11"\n', ">=3.11,<3.12"],
  ["Pipfile", '[requires]\npython_version = "3.11"\n', "==3.11.*"],
  ["setup.cfg", "[options]\npython_requires = >=3.9\n", ">=3.9"],
  ["setup.py", 'setup(python_requires=">=3.9")', ">=3.9"],
  [".python-version", "3.12.4\n", "==3.12.*"],
  ["runtime.txt", "python-3.11.9", "==3.11.*"],
  ["docker/Dockerfile", "FROM --platform=linux/amd64 python:3.13-slim AS base\n", "==3.13.*"],
  ["Dockerfile", "ARG PYTHON_VERSION=3.12\nFROM python:${PYTHON_VERSION}\n", "==3.12.*"],
  ["Dockerfile", "FROM node:20\n", null],
])("Python of %s: %s", (path, text, expected) => {
  expect(read({ [path]: text }).python).toBe(expected);
});

describe("Django", () => {
  test.each([
    ["Django==5.2.7\n", "5.2"],
    ["django>=5.2.16,<6.2\n", "5.2"],
    ["django~=5.0\n", "5.0"],
    ["django\n", null],
    ["django-filter==25.2\n", null],
    ["celery==5\n", null],
  ])("in requirements: %s", (text, expected) => {
    expect(read({ "requirements.txt": text }).django).toBe(expected);
  });

  test.each([
    ["uv.lock", '[[package]]\nname = "django"\nversion = "5.2.9"\n'],
    ["poetry.lock", '[[package]]\nname = "Django"\nversion = "5.2"\n'],
    [
      "Pipfile.lock",
      '{\n  "default": {\n    "django": {\n      "version": "==5.2.1"\n    }\n  }\n}',
    ],
  ])("%s is believed before a manifest", (path, text) => {
    const manifest = project('dependencies = ["django>=4.2"]\n');
    expect(read({ "pyproject.toml": manifest, [path]: text }).django).toBe("5.2");
  });

  test("a compiled requirements file is a lock", () => {
    const compiled = "# This file is autogenerated by pip-compile\ndjango==5.2.9\n";
    const found = read({ "requirements.in": "django>=4.2\n", "requirements.txt": compiled });
    expect(found.lockFiles).toEqual(["requirements.txt"]);
    expect(found.django).toBe("5.2");
    expect(found.djangoBound).toEqual([5, 2, 10]);
  });
});

test("requirements name the files that they include", () => {
  const texts = {
    "requirements/base.txt": "Django\n",
    "requirements/dev.txt": "-r base.txt\n--requirement ../extra.txt  # more\npytest\n",
  };
  const found = read(texts).files.find(({ path }) => path.endsWith("dev.txt"));
  expect(found?.includes).toEqual(["requirements/base.txt", "extra.txt"]);
});
