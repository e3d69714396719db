import { copySync, removeSync } from "fs-extra/esm";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  counts,
  exampleWith,
  expectSuccess,
  requirementLines,
  run,
  virtualEnvironment,
} from "./environment.js";

const LISTED = `
import celery
from enrolments.models import Enrollment

from .support.jobs import jobs


def test_listed():
    assert [*jobs()] == [
        "command close_courses",
        "command import_certificates",
        "task enrolments.tasks.complete",
        "task enrolments.tasks.withdraw",
        "task enrolments.tasks.withdraw_all",
        "task enrolments.tasks.withdraw_alone",
        "task enrolments.tasks.withdraw_later",
    ]


def test_what_tasks_need():
    needed = {name.rpartition(".")[2]: job[2] for name, job in jobs().items()}
    assert needed["complete"] == {"enrollment_id": (Enrollment, "id")}
    assert needed["withdraw"] == {"pk": (Enrollment, "pk")}
    assert needed["withdraw_all"] == needed["withdraw_later"] == {}


def test_celery_without_a_spec(monkeypatch):  # as an older release is, once it is imported
    monkeypatch.setattr(celery, "__spec__", None)
    jobs.cache_clear()
    assert "task enrolments.tasks.complete" in jobs()
`;

const ROW = `EFFECTS = {
    "task enrolments.tasks.withdraw_all [full row of enrolments.Enrollment, status]": {
        "active": "done; ~enrolments.Enrollment(status=withdrawn)",
        "completed": "done",
        "withdrawn": "done",
    },
}
`;

describe("commands and tasks that nobody's request asks for", () => {
  let repo: string;
  let python: string;

  beforeAll(() => {
    ({ repo } = exampleWith({ "test_listed.py": LISTED }));
    copySync("test/fixtures/jobs/tasks.py", join(repo, "enrolments/tasks.py"));
    const commands = join(repo, "enrolments/management/commands");
    copySync("test/fixtures/jobs/close_courses.py", join(commands, "close_courses.py"));
    const lines = requirementLines(join(repo, "requirements/dev.txt"));
    python = virtualEnvironment([...lines, "celery"]);
  });

  afterAll(() => removeSync(repo));

  const pytest = (...args: readonly string[]) =>
    run(python, ["-m", "pytest", "-q", "-p", "no:randomly", ...args], { cwd: repo });

  test("those that need nothing but what rows have, and stay with the rows, are run", () => {
    expect(counts(expectSuccess(pytest("tests/test_listed.py")))).toEqual({ passed: 3 });
  });

  test("mistakes in code, and changes that are not saved, need no record", () => {
    const only = ["tests/test_integration.py", "-k", "tasks_work"];
    expect(counts(expectSuccess(pytest(...only)))).toMatchObject({ passed: 7 });
    const tasks = join(repo, "enrolments/tasks.py");
    const healthy = readFileSync(tasks, "utf8");
    const broken = healthy
      .replace("        enrollment.save()\n", "")
      .replace("filter(pk__lt=limit)", "filter(key__lt=limit)");
    writeFileSync(tasks, broken);
    const outcome = pytest(...only);
    writeFileSync(tasks, healthy);
    expect(counts(outcome)).toMatchObject({ failed: 2 });
    expect(outcome.stdout).toContain("enrolments.Enrollment.status if status is active");
  });

  test("what a task does to rows in each state is as it was recorded", () => {
    const table = join(repo, "tests/test_integration.py");
    writeFileSync(table, readFileSync(table, "utf8").replace("EFFECTS = {}\n", ROW));
    const only = ["tests/test_integration.py", "-k", "test_commands_and_tasks and not tasks_work"];
    expect(counts(expectSuccess(pytest(...only)))).toMatchObject({ passed: 1 });
    const tasks = join(repo, "enrolments/tasks.py");
    writeFileSync(tasks, readFileSync(tasks, "utf8").replace('status="active", ', ""));
    const broken = pytest(...only);
    expect(counts(broken)).toMatchObject({ failed: 1 });
    expect(broken.stdout).toContain("EFFECTS['task enrolments.tasks.withdraw_all");
  });
});
