import { describe, expect, test } from "vitest";
import type { DependencyFile, PackageManager } from "../../src/project/facts.js";
import { commands, file, workflow, type Facts } from "./ci-workflow.js";

const django = ["django", "djangorestframework"];

function managed(
  packageManager: PackageManager,
  dependencies: readonly DependencyFile[],
  lockFiles: readonly string[] = [],
): Facts {
  return { project: { packageManager }, setup: { dependencies, lockFiles } };
}

const cases: readonly (readonly [string, Facts, readonly string[], string])[] = [
  [
    "pip with one file gets the development file that soundcheck makes",
    managed("pip", [file("requirements.txt", "requirements", "all", django)]),
    ["python -m pip install -r requirements.txt -r requirements-dev.txt"],
    "python",
  ],
  [
    "pip with a folder of requirements",
    managed("pip", [
      file("requirements/base.txt", "requirements", "runtime", django),
      file("requirements/local.txt", "requirements", "dev", ["pytest"]),
    ]),
    ["python -m pip install -r requirements/base.txt -r requirements/local.txt"],
    "python",
  ],
  [
    "pip with a development file that includes the other",
    managed("pip", [
      file("requirements/base.txt", "requirements", "runtime", django),
      {
        ...file("requirements/local.txt", "requirements", "dev", ["pytest"]),
        includes: ["requirements/base.txt"],
      },
    ]),
    ["python -m pip install -r requirements/local.txt"],
    "python",
  ],
  [
    "pip with a freeze beside what the development file includes",
    managed("pip", [
      file("requirements.txt", "requirements", "all", django),
      file("requirements/base.txt", "requirements", "runtime", django),
      {
        ...file("requirements/local.txt", "requirements", "dev", ["pytest"]),
        includes: ["requirements/base.txt"],
      },
    ]),
    ["python -m pip install -r requirements/local.txt"],
    "python",
  ],
  [
    "pip with compiled requirements installs what is compiled",
    managed(
      "pip",
      [
        file("requirements.in", "requirements", "runtime", django),
        file("requirements.txt", "requirements", "runtime", django),
        file("requirements-dev.in", "requirements", "dev", ["pytest"]),
        file("requirements-dev.txt", "requirements", "dev", ["pytest"]),
      ],
      ["requirements-dev.txt", "requirements.txt"],
    ),
    ["python -m pip install -r requirements.txt -r requirements-dev.txt"],
    "python",
  ],
  [
    "pip with extras",
    managed("pip", [
      file("pyproject.toml", "pep621", "runtime", django),
      file("pyproject.toml", "pep621", "dev", ["pytest"], ["test"]),
    ]),
    ['python -m pip install -e ".[test]"'],
    "python",
  ],
  [
    "pip with a pyproject.toml that lists nothing for development",
    managed("pip", [file("pyproject.toml", "pep621", "runtime", django)]),
    ["python -m pip install --upgrade pip", "python -m pip install -e . --group dev"],
    "python",
  ],
  [
    "uv with its lock file and a group of another name",
    managed(
      "uv",
      [
        file("pyproject.toml", "pep621", "runtime", django),
        file("pyproject.toml", "dependency-groups", "dev", ["pytest"], ["dev", "test"]),
      ],
      ["uv.lock"],
    ),
    ["uv sync --locked --group test"],
    "uv run python",
  ],
  [
    "poetry",
    managed(
      "poetry",
      [
        file("pyproject.toml", "poetry", "runtime", django),
        file("pyproject.toml", "poetry", "dev", ["pytest"], ["dev"]),
      ],
      ["poetry.lock"],
    ),
    ["poetry install --no-root"],
    "poetry run python",
  ],
  [
    "pipenv with its lock file",
    managed("pipenv", [file("Pipfile", "pipfile", "runtime", django)], ["Pipfile.lock"]),
    ["python -m pip install pipenv", "pipenv install --dev --deploy"],
    "pipenv run python",
  ],
  [
    "pdm with extras",
    managed("pdm", [
      file("pyproject.toml", "pep621", "runtime", django),
      file("pyproject.toml", "pep621", "dev", ["pytest"], ["test"]),
    ]),
    ["python -m pip install pdm", "pdm install -G test"],
    "pdm run python",
  ],
  [
    "hatch with environments of its own",
    managed("hatch", [
      file("pyproject.toml", "pep621", "runtime", django),
      file("pyproject.toml", "dependency-groups", "dev", ["pytest"], []),
    ]),
    ["python -m pip install hatch", "hatch env create"],
    "hatch run python",
  ],
];

describe("installation", () => {
  test.each(cases)("%s", async (_, facts, install, python) => {
    const made = await workflow(facts);
    expect(commands(made, "Install dependencies")).toEqual(install);
    expect(commands(made, "System checks")?.[0]).toBe(
      `${python} manage.py check --database default --fail-level ERROR`,
    );
  });

  test("is the same once the development file is there", async () => {
    const runtime = file("requirements.txt", "requirements", "all", django);
    const before = await workflow(managed("pip", [runtime]));
    const after = await workflow(
      managed("pip", [
        file("requirements-dev.txt", "requirements", "dev", ["pytest", "pytest-django"]),
        { ...runtime, role: "runtime" },
      ]),
    );
    expect(after.text).toBe(before.text);
  });

  test("takes production's packages where production settings are checked", async () => {
    const made = await workflow({
      setup: {
        productionSettings: "config.settings.production",
        productionEnv: [],
        dependencies: [
          file("requirements/base.txt", "requirements", "runtime", django),
          file("requirements/dev.txt", "requirements", "dev", ["pytest"]),
          file("requirements/production.txt", "requirements", "runtime", ["gunicorn"]),
        ],
      },
    });
    expect(commands(made, "Install dependencies")?.[0]).toContain("-r requirements/production.txt");
  });

  test("lets Poetry be there before its cache is asked for", async () => {
    const made = await workflow(
      managed("poetry", [file("pyproject.toml", "poetry", "runtime", django)], ["poetry.lock"]),
    );
    expect(made.job.steps.slice(1, 3).map(({ name }) => name)).toEqual([
      "Install poetry",
      "Set up Python",
    ]);
    expect(made.job.steps[2]?.with?.["cache"]).toBe("poetry");
  });
});
