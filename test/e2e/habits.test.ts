import { removeSync } from "fs-extra/esm";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
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

// Rows of the whole run cannot wait for what is set up for each test.
const CONFTEST = `import pytest


@pytest.fixture
def django_db_setup(django_db_setup):
    return "for each test"
`;

describe("the learning platform with habits of other projects", () => {
  let repo: string;
  let python: string;

  beforeAll(() => {
    repo = copyOf("examples/learning-platform/before");
    copyFileSync("test/fixtures/habits/views.py", join(repo, "common/views.py"));
    writeFileSync(join(repo, "conftest.py"), CONFTEST);
    copyFileSync("test/fixtures/habits/urls.py", join(repo, "common/urls.py"));
    const urls = join(repo, "config/urls.py");
    const text = readFileSync(urls, "utf8");
    writeFileSync(urls, text.replace("]\n", '    path("", include("common.urls")),\n]\n'));
    copyFileSync("test/fixtures/habits/columns.py", join(repo, "accounts/columns.py"));
    copyFileSync("test/fixtures/habits/hooks.py", join(repo, "accounts/hooks.py"));
    const accounts = join(repo, "accounts/models.py");
    const users = readFileSync(accounts, "utf8")
      .replace("from .managers", "from .columns import Columns\nfrom .managers")
      .replace("User(AbstractUser)", "User(Columns, AbstractUser)")
      .replace("REQUIRED_FIELDS = []", 'REQUIRED_FIELDS = ["is_told"]');
    writeFileSync(accounts, users);
    expectSuccess(soundcheck(repo, "all", "--yes"));
    python = virtualEnvironment(requirementLines(join(repo, "requirements/dev.txt")));
  });

  afterAll(() => removeSync(repo));

  const requests = (word: string) => {
    const tests = ["tests/test_endpoints.py", "-k", `test_request and ${word}`];
    return run(python, ["-m", "pytest", "-q", "-p", "no:randomly", ...tests], { cwd: repo });
  };

  test("rows that the code looks up by a constant are there", () => {
    expect(counts(expectSuccess(requests("editors")))).toEqual({ passed: 4 });
  });

  test("a fault that all requests of a view meet is one failure, and says where it is", () => {
    const outcome = requests("broken");
    expect(counts(outcome)).toEqual({ failed: 1, skipped: 7 });
    expect(outcome.stdout).toContain("answered 500: KeyError at common/views.py:22");
  });

  test("so it is where the page that tells of server errors fails, too", () => {
    const page = join(repo, "templates/500.html");
    writeFileSync(page, "{% url 'nowhere' %}");
    const outcome = requests("broken");
    removeSync(page);
    expect(counts(outcome)).toEqual({ failed: 1, skipped: 7 });
    expect(outcome.stdout).toContain("answered 500: KeyError at common/views.py:22");
  });

  test("users are of the kind that a view lets in", () => {
    for (const path of ["offers", "orders"]) {
      const outcome = requests(path);
      expect(counts(outcome)).toEqual({ failed: 1, passed: 2, skipped: 1 });
      expect(outcome.stdout).toContain(`GET /${path}/ as owner answered 500: KeyError`);
    }
  });

  test("a user has one row of a model where code takes it for granted", () => {
    expect(counts(expectSuccess(requests("mine")))).toEqual({ passed: 4 });
  });

  test("a page deletes a row that no other needs, with a warning of those that others do", () => {
    const outcome = expectSuccess(requests("drop"));
    expect(counts(outcome)).toMatchObject({ passed: 4 });
    expect(outcome.stdout).toContain(
      "POST /drop/{pk}/ answers 500 while other rows need its object",
    );
  });

  test("an error that a library puts in place of the project's is one failure of all views", () => {
    const outcome = requests("badges");
    expect(counts(outcome)).toEqual({ failed: 1, skipped: 7 });
    expect(outcome.stdout).toContain("answered 500: AttributeError at common/views.py:57");
  });

  test("what a request breaks for others does not make their tests tell of it", () => {
    expect(counts(requests("initials"))).toEqual({ failed: 1, passed: 4, skipped: 3 });
  });

  test("a fault that several serializers share is one failure, in any order of the tests", () => {
    const tests = ["Label", "Mark", "OtherMark"].map(
      (name) =>
        `tests/test_serializers.py::test_output_renders[minimal-common.views.${name}Serializer]`,
    );
    for (const ordered of [tests, tests.toReversed()]) {
      const outcome = run(python, ["-m", "pytest", "-q", "-rs", ...ordered], { cwd: repo });
      expect(counts(outcome)).toEqual({ failed: 2, skipped: 1 });
      expect(outcome.stdout).toContain(
        "test_output_renders[minimal-common.views.LabelSerializer] meets the same error",
      );
    }
  });

  test("a serializer that cannot name its fields is one failure", () => {
    const tests = ["tests/test_serializers.py", "-k", "NameTagSerializer"];
    const outcome = run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo });
    expect(counts(outcome)).toEqual({ failed: 1, skipped: 4 });
  });

  test("so it is in the requests of a view that has it", () => {
    const tests = ["tests/test_endpoints.py", "tests/test_integration.py", "-k", "tags"];
    const outcome = run(python, ["-m", "pytest", "-q", "-p", "no:randomly", ...tests], {
      cwd: repo,
    });
    expect(counts(outcome)).toMatchObject({ failed: 1 });
    expect(outcome.stdout).toContain("Field name `gone` is not valid for model `Category`");
  });

  test("a serializer whose constructor asks for the request is given it", () => {
    const tests = ["tests/test_serializers.py", "-k", "SignedSerializer"];
    const outcome = run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo });
    expect(counts(expectSuccess(outcome))).toEqual({ passed: 6 });
  });

  test("a number that save() gives is another for a second row", () => {
    const columns = join(repo, "accounts/columns.py");
    const text = readFileSync(columns, "utf8");
    const tests = ["tests/test_model_factories.py", "-k", "hidden and accounts.User"];
    const outcome = () => run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo });
    expect(counts(expectSuccess(outcome()))).toEqual({ passed: 1 });
    writeFileSync(columns, text.replace("last + 1", "last or 1"));
    expect(counts(outcome())).toEqual({ failed: 1 });
    writeFileSync(columns, text);
  });

  test("a serializer takes keys where it lists plain values in place of rows", () => {
    const tests = ["tests/test_serializers.py", "-k", "test_create and RightsSerializer"];
    const outcome = run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo });
    expect(counts(expectSuccess(outcome))).toEqual({ passed: 1 });
  });

  test.each([
    ["works out", "in_states and PriceSerializer", /"is_free if price is 0": true, .*1": false/],
    ["takes as it is", "refused_values and EntrySerializer", /"as it is": "taken"/],
  ])("what a serializer %s is recorded", (_, which, expected) => {
    expect(recordedBy("test_serializers.py", which)).toMatch(expected);
  });

  test("what save() sets is recorded", () => {
    const told = recordedBy("test_model_factories.py", "model_answers and accounts.User");
    expect(told).toContain('"save() sets": "greeting"');
  });

  const recordedBy = (file: string, which: string) => {
    const told = join(repo, "told.jsonl");
    const tests = [`tests/${file}`, "-k", which];
    const env = { SOUNDCHECK_RECORD: told };
    expectSuccess(run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo, env }));
    const text = readFileSync(told, "utf8");
    removeSync(told);
    return text;
  };

  test("a superuser is made where a flag must be given", () => {
    const tests = ["tests/test_model_factories.py", "-k", "users_can_be_made"];
    const outcome = run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo });
    expect(counts(expectSuccess(outcome))).toEqual({ passed: 1 });
  });

  test("a serializer that takes queries alone makes no rows", () => {
    const tests = ["tests/test_serializers.py", "-k", "PickSerializer"];
    const outcome = expectSuccess(run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo }));
    expect(counts(outcome)).toEqual({ passed: 4 });
  });

  test("a serializer that cannot do without an optional field fails", () => {
    const tests = ["tests/test_serializers.py", "-k", "test_create and EntrySerializer"];
    const outcome = run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo });
    expect(counts(outcome)).toEqual({ failed: 1 });
    expect(outcome.stdout).toContain("KeyError: 'motto'");
  });

  test("threads that a request has started end before its mails are counted", () => {
    copyFileSync("test/fixtures/habits/test_threads.py", join(repo, "tests/test_threads.py"));
    const outcome = run(python, ["-m", "pytest", "-q", "tests/test_threads.py"], { cwd: repo });
    removeSync(join(repo, "tests/test_threads.py"));
    expect(counts(expectSuccess(outcome))).toEqual({ passed: 1 });
  });

  test("states are tried of what who asks has, of the last of a kind, with shared secrets, and each choice of a body, until a request is allowed", () => {
    copyFileSync("test/fixtures/habits/test_had.py", join(repo, "tests/test_had.py"));
    const outcome = run(python, ["-m", "pytest", "-q", "tests/test_had.py"], { cwd: repo });
    removeSync(join(repo, "tests/test_had.py"));
    expect(counts(expectSuccess(outcome))).toEqual({ passed: 8 });
  });

  const gated = () => {
    const settings = [
      "from .test import *  # noqa: F403",
      "from .test import MIDDLEWARE",
      "",
      'MIDDLEWARE = [*MIDDLEWARE, "common.gate.Gate", "common.gate.Late"]',
      "",
    ];
    writeFileSync(join(repo, "config/settings/gated.py"), settings.join("\n"));
    copyFileSync("test/fixtures/habits/gate.py", join(repo, "common/gate.py"));
  };

  test("a middleware that keeps users from the views is named, until requests carry what it asks for", () => {
    gated();
    const tests = ["--ds", "config.settings.gated", "tests/test_endpoints.py", "-k", "reach_the"];
    const outcome = run(python, ["-m", "pytest", "-q", "-rs", ...tests], { cwd: repo });
    expect(counts(outcome)).toEqual({ skipped: 2 });
    expect(outcome.stdout).toContain(
      "common.gate.Gate answers 403 to owner before views are reached; which HEADERS does it ask for?",
    );
    const recipes = join(repo, "tests/recipes.py");
    const text = readFileSync(recipes, "utf8");
    writeFileSync(
      recipes,
      text.replace("HEADERS = {}", 'HEADERS = {"X-Tenant": lambda user: "1"}'),
    );
    const answered = run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo });
    expect(counts(expectSuccess(answered))).toEqual({ passed: 2 });
    writeFileSync(recipes, text);
  });

  test("a middleware that answers in place of the health view is named once for each address", () => {
    gated();
    const tests = ["--ds", "config.settings.gated", "tests/test_health.py"];
    const outcome = run(python, ["-m", "pytest", "-q", "-rs", ...tests], { cwd: repo });
    expect(counts(outcome)).toEqual({ failed: 2, passed: 2, skipped: 11 });
    expect(outcome.stdout).toContain(
      "common.gate.Gate answers 403 before the view is reached; exempt /health/ there",
    );
  });

  test("where no test is marked to use a database, none leads to the real one", () => {
    const settings = [
      "from .test import *  # noqa: F403",
      "",
      'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "/nowhere/db.sqlite3"}}',
      "",
    ];
    writeFileSync(join(repo, "config/settings/real.py"), settings.join("\n"));
    const tests = ["--ds", "config.settings.real", "tests/test_migrations.py", "-k", "older_steps"];
    const outcome = run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo });
    expect(counts(expectSuccess(outcome))).toEqual({ passed: 1 });
  });

  test("a database that cannot be made is told once, with where its address comes from", () => {
    const settings = [
      "from .test import *  # noqa: F403",
      "",
      "DATABASES = {",
      '    "default": {',
      '        "ENGINE": "django.db.backends.sqlite3",',
      '        "NAME": "db.sqlite3",',
      '        "TEST": {"NAME": "/nowhere/db.sqlite3"},',
      "    }",
      "}",
      "",
    ];
    writeFileSync(join(repo, "config/settings/nowhere.py"), settings.join("\n"));
    const tests = ["--ds", "config.settings.nowhere", "tests/test_model_factories.py"];
    const { stdout } = run(python, ["-m", "pytest", "-q", ...tests], { cwd: repo });
    expect(stdout).toContain("\nThe test database could not be made: a migration fails, or");
    expect(stdout.split("The first test that met this shows where.").length).toBeGreaterThan(10);
    expect(stdout.match(/set_up_databases\(request\)/g)).toHaveLength(1);
  });
});
