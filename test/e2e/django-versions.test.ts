import { removeSync } from "fs-extra/esm";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  copyOf,
  counts,
  expectSuccess,
  newerPython,
  requirementLines,
  run,
  soundcheck,
  systemPython,
  virtualEnvironment,
} from "./environment.js";

const VERSIONS = [
  {
    django: ">=4.2,<5.0",
    restFramework: ">=3.15,<3.17",
    filter: ">=24.3,<25.2",
    python: systemPython,
  },
  { django: ">=5.2,<6.0", restFramework: ">=3.16", filter: ">=25.1", python: systemPython },
  { django: ">=6.0,<7.0", restFramework: ">=3.17", filter: ">=25.1", python: newerPython },
];

describe.each(VERSIONS)("on Django $django", ({ django, restFramework, filter, python }) => {
  test("the suite generated for the example is green", () => {
    const repo = copyOf("examples/learning-platform/before");
    const base = join(repo, "requirements/base.txt");
    const bounds = readFileSync(base, "utf8")
      .replace(/^Django[<>=].*$/m, `Django${django}`)
      .replace(/^djangorestframework[<>=].*$/m, `djangorestframework${restFramework}`)
      .replace(/^django-filter[<>=].*$/m, `django-filter${filter}`);
    writeFileSync(base, bounds);
    if (django.startsWith(">=4.2")) spellChecksForDjango4(repo);
    expectSuccess(soundcheck(repo, "all", "--yes"));

    const requirements = requirementLines(join(repo, "requirements/dev.txt"));
    const interpreter = virtualEnvironment(requirements, python());
    const outcome = run(interpreter, ["-m", "pytest", "-q"], { cwd: repo });
    expectSuccess(outcome);
    expect(counts(outcome)["passed"]).toBeGreaterThan(200);
    removeSync(repo);
  });
});

/** `CheckConstraint(condition=…)` was spelled `check=…` before Django 5.1. */
function spellChecksForDjango4(repo: string): void {
  for (const file of ["courses/models.py", "courses/migrations/0001_initial.py"]) {
    const path = join(repo, file);
    const source = readFileSync(path, "utf8");
    writeFileSync(path, source.replaceAll("condition=models.Q(", "check=models.Q("));
  }
}
