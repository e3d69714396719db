import { removeSync } from "fs-extra/esm";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  copyOf,
  counts,
  expectSuccess,
  requirementLines,
  run,
  soundcheck,
  virtualEnvironment,
} from "./environment.js";

/**
 * Healthy habits that the example has not: nested files and lists of them, serializers narrower than
 * their models, days that must lie ahead, nested unique rows, ordering by an annotation, forms of
 * function views, keys that are UUIDs, throttles, settings that demand variables, a role that may do
 * what no flag of Django's allows, views that store what they are sent by code of their own, values that
 * columns round, rows of refused forms, lists cut into pages, rows that belong to one of several, rows
 * that must not be deleted yet, and optional fields that a rule of uniqueness asks for.
 */
describe("a booking API that nobody fitted the suite to", () => {
  const env = { SECRET_KEY: "sample", DATABASE_URL: "sqlite:///db.sqlite3" };
  let repo: string;
  let python: string;

  beforeAll(() => {
    repo = copyOf("test/fixtures/desk-booking");
    expectSuccess(soundcheck(repo, "all", "--yes"));
    python = virtualEnvironment(requirementLines(join(repo, "requirements-dev.txt")));
  });

  afterAll(() => removeSync(repo));

  test("its suite is green at once", () => {
    const outcome = run(python, ["-m", "pytest", "-q", "-rs"], { cwd: repo, env });
    expectSuccess(outcome);
    expect(outcome.stdout).not.toContain("You do not have permission");
    const { passed = 0, skipped = 0 } = counts(outcome);
    expect(passed).toBeGreaterThan(500);
    expect(skipped / passed).toBeLessThan(0.05);
  });
});
