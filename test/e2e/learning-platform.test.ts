import { removeSync } from "fs-extra/esm";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  copyOf,
  counts,
  expectSuccess,
  requirementLines,
  run,
  soundcheck,
  startPostgres,
  virtualEnvironment,
  type PostgresServer,
} from "./environment.js";

describe("the learning platform, read and given its suite", () => {
  let repo: string;
  let python: string;
  let postgres: PostgresServer;

  beforeAll(async () => {
    repo = copyOf("examples/learning-platform/before");
    expectSuccess(soundcheck(repo, "all", "--yes"));
    python = virtualEnvironment(requirementLines(join(repo, "requirements/dev.txt")));
    postgres = await startPostgres();
  });

  afterAll(() => {
    postgres?.stop();
    removeSync(repo);
  });

  const pytest = (env: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    run(python, ["-m", "pytest", "-q", ...args], { cwd: repo, env });

  test("the generated suite is green on SQLite", () => {
    const outcome = pytest({});
    expectSuccess(outcome);
    expect(counts(outcome)["passed"]).toBeGreaterThan(200);
  });

  test("it is green on PostgreSQL, on the migrated database, as CI runs it", () => {
    const outcome = pytest({ DATABASE_URL: postgres.url }, "--migrations", "--create-db");
    expectSuccess(outcome);
    expect(counts(outcome)["passed"]).toBeGreaterThan(200);
  });

  test("check is clean after the run, and a second run changes nothing", () => {
    expect(soundcheck(repo, "check").status).toBe(0);
    const before = readFileSync(join(repo, "soundcheck.lock"), "utf8");
    expectSuccess(soundcheck(repo, "all", "--yes"));
    expect(readFileSync(join(repo, "soundcheck.lock"), "utf8")).toBe(before);
  });
});
