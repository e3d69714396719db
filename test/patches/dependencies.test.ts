import { describe, expect, test } from "vitest";
import { addDependencies } from "../../generators/patches/dependencies.js";
import type { DependencyFile, ProjectInfo, Setup } from "../../src/project/facts.js";
import { projectWith } from "./project.js";

const REQUIREMENTS: DependencyFile = {
  path: "requirements.txt",
  format: "requirements",
  role: "all",
  packages: ["django", "djangorestframework"],
};
const PYPROJECT: DependencyFile = {
  path: "pyproject.toml",
  format: "pep621",
  role: "all",
  packages: ["django", "djangorestframework"],
};

function patches(
  needs: Parameters<typeof addDependencies>[2],
  setup: Partial<Setup>,
  info: Partial<ProjectInfo> = {},
) {
  return addDependencies(projectWith(info, setup), "foundation", needs);
}

/** Path and new text of each patch, on files that hold `source`. */
function written(
  source: string | null,
  ...args: Parameters<typeof patches>
): readonly (readonly [string, string])[] {
  return patches(...args).map((patch) => {
    const edit = patch.edit(source);
    return [patch.path, edit.kind === "edited" ? edit.source : edit.kind];
  });
}

describe("nothing to add", () => {
  test("a tool that any manifest lists", () => {
    const dev: DependencyFile = { ...REQUIREMENTS, path: "dev.txt", packages: ["pytest"] };
    expect(patches({ dev: ["pytest"] }, { dependencies: [REQUIREMENTS, dev] })).toEqual([]);
  });

  test("no needs", () => {
    expect(patches({}, { dependencies: [REQUIREMENTS] })).toEqual([]);
  });
});

describe("where development tools go", () => {
  test("beside a lone requirements.txt, which the new file includes", () => {
    expect(written(null, { dev: ["pytest"] }, { dependencies: [REQUIREMENTS] })).toEqual([
      ["requirements-dev.txt", "-r requirements.txt\n\npytest>=8.0\n"],
    ]);
  });

  test("beside a requirements file in a folder", () => {
    const base: DependencyFile = { ...REQUIREMENTS, path: "requirements/base.txt" };
    expect(written(null, { dev: ["pytest"] }, { dependencies: [base] })).toEqual([
      ["requirements/requirements-dev.txt", "-r base.txt\n\npytest>=8.0\n"],
    ]);
  });

  test("into the requirements file that has pytest", () => {
    const files: readonly DependencyFile[] = [
      REQUIREMENTS,
      { ...REQUIREMENTS, role: "dev", path: "requirements/dev.txt", packages: ["ruff"] },
      { ...REQUIREMENTS, role: "dev", path: "requirements/test.txt", packages: ["pytest"] },
    ];
    expect(written("pytest\n", { dev: ["model-bakery"] }, { dependencies: files })).toEqual([
      ["requirements/test.txt", "pytest\nmodel-bakery>=1.20\n"],
    ]);
  });

  test("into a dependency group of a pyproject.toml", () => {
    const source = '[project]\nname = "site"\ndependencies = ["django"]\n';
    const [[path, text] = []] = written(source, { dev: ["pytest"] }, { dependencies: [PYPROJECT] });
    expect(path).toBe("pyproject.toml");
    expect(text).toBe(`${source}\n[dependency-groups]\ndev = [\n    "pytest>=8.0",\n]\n`);
  });

  test("into Poetry's own group", () => {
    const source = '[tool.poetry.dependencies]\ndjango = "^5.2"\n';
    const poetry: DependencyFile = { ...PYPROJECT, format: "poetry" };
    const [[, text] = []] = written(
      source,
      { dev: ["pytest"] },
      { dependencies: [poetry] },
      { packageManager: "poetry" },
    );
    expect(text).toBe(`${source}\n[tool.poetry.group.dev.dependencies]\npytest = "^9.2"\n`);
  });

  test("into the source of a compiled file, never into the compiled file", () => {
    const source: DependencyFile = { ...REQUIREMENTS, path: "requirements.in" };
    const setup = { dependencies: [source, REQUIREMENTS], lockFiles: ["requirements.txt"] };
    const [patch] = patches({ runtime: ["drf-spectacular"] }, setup);
    expect(patch?.path).toBe("requirements.in");
    expect(patch?.title).toContain("pip-compile requirements.in");
  });
});

describe("where production packages go", () => {
  test("into the manifest, not into development's", () => {
    const dev: DependencyFile = { ...REQUIREMENTS, role: "dev", path: "requirements-dev.txt" };
    const found = patches({ runtime: ["drf-spectacular"] }, { dependencies: [dev, REQUIREMENTS] });
    expect(found.map(({ path }) => path)).toEqual(["requirements.txt"]);
  });

  test("into a copy that is kept by hand, too", () => {
    const runtime: DependencyFile = { ...PYPROJECT, role: "runtime" };
    const found = patches(
      { runtime: ["drf-spectacular"] },
      { dependencies: [runtime, { ...REQUIREMENTS, role: "runtime" }] },
    );
    expect(found.map(({ path }) => path)).toEqual(["pyproject.toml", "requirements.txt"]);
  });

  test("not into a file that only narrows Django", () => {
    const narrow: DependencyFile = { ...REQUIREMENTS, path: "django52.txt", packages: ["django"] };
    const found = patches({ runtime: ["drf-spectacular"] }, { dependencies: [PYPROJECT, narrow] });
    expect(found.map(({ path }) => path)).toEqual(["pyproject.toml"]);
  });

  test("a setup.py is for a person", () => {
    const setup: DependencyFile = { ...PYPROJECT, path: "setup.py", format: "setup.py" };
    const [patch] = patches({ runtime: ["drf-spectacular"] }, { dependencies: [setup] });
    expect(patch?.edit("setup()")).toMatchObject({
      kind: "refused",
      byHand: '"drf-spectacular>=0.28",',
    });
  });
});

test.each([
  ["uv.lock", "uv lock"],
  ["poetry.lock", "poetry lock"],
  ["pdm.lock", "pdm lock"],
])("with %s the patch says to run %s", (lock, command) => {
  const setup = { dependencies: [PYPROJECT], lockFiles: [lock] };
  expect(patches({ dev: ["pytest"] }, setup)[0]?.title).toContain(`\`${command}\``);
});

/** What three packages are bounded by in a new line of a requirements file. */
function bounds(django: string | null, python: string | null): string | undefined {
  return written(
    "",
    { dev: ["pytest", "pytest-django", "model-bakery"] },
    { dependencies: [{ ...REQUIREMENTS, role: "dev", packages: [] }] },
    { django, python },
  )[0]?.[1].trim();
}

describe("versions that go together", () => {
  test.each([
    [null, null, "model-bakery>=1.20\npytest>=8.0\npytest-django>=4.11"],
    ["5.2", ">=3.12", "model-bakery>=1.20\npytest>=8.0\npytest-django>=4.11"],
    ["4.2", "==3.11.*", "model-bakery>=1.20,<1.24\npytest>=8.0\npytest-django>=4.9,<4.13"],
    ["4.2", ">=3.8", "model-bakery>=1.17,<1.21\npytest>=7.4,<8.4\npytest-django>=4.9,<4.12"],
    ["3.2", ">=3.8", "model-bakery>=1.10,<1.18\npytest>=7.4,<8.4\npytest-django>=4.5,<4.9"],
  ])("Django %s on Python %s", (django, python, expected) => {
    expect(bounds(django, python)).toBe(expected);
  });
});
