import { describe, expect, test } from "vitest";
import { migrations } from "../../generators/migrations.js";
import { fileAt, textOf } from "./artifacts.js";
import { project } from "./ci-workflow.js";

const choices = { testsDir: "tests", phases: ["migrations"] } as const;

describe("the migrations phase", () => {
  test("does not apply where no app has migrations", () => {
    expect(migrations.applies(project({ setup: { migrations: {} } })).kind).toBe("no");
  });

  test("knows today's leaves, sorted, and never changes them later", async () => {
    const migrationLeaves = { shop: ["0002_b", "0002_a"], crm: ["0001_initial"] };
    const artifacts = migrations.artifacts(project({ setup: { migrationLeaves } }), choices);
    const tests = fileAt(artifacts, "tests/test_migrations.py");
    expect(tests.frozen).toEqual(["BASELINE"]);
    expect(await textOf(tests)).toContain(
      [
        "BASELINE = {",
        '    "crm": ["0001_initial"],',
        '    "shop": ["0002_a", "0002_b"],',
        "}",
      ].join("\n"),
    );
  });

  test("brings its support modules, the linter and the linter's settings", () => {
    const artifacts = migrations.artifacts(project(), choices);
    expect(artifacts.map(({ path }) => path)).toEqual([
      "tests/support/history.py",
      "tests/support/scratch_database.py",
      "tests/test_migrations.py",
      "requirements-dev.txt",
      "config/settings_lint.py",
    ]);
  });
});
