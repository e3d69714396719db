import { removeSync } from "fs-extra/esm";
import { readFileSync, writeFileSync } from "node:fs";
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

// Code that needs something of its surroundings, as healthy projects have it.
const VIEWS = `from django.contrib.auth.models import Group
from django.http import HttpResponse

EDITORS = "editors"


def editors(request):
    return HttpResponse(Group.objects.get(name=EDITORS).name)
`;
const HABITS = `    path("editors/", editors, name="editors"),\n`;

describe("the learning platform with habits of other projects", () => {
  let repo: string;
  let python: string;

  beforeAll(() => {
    repo = copyOf("examples/learning-platform/before");
    writeFileSync(join(repo, "common/views.py"), VIEWS);
    const urls = join(repo, "config/urls.py");
    const text = readFileSync(urls, "utf8")
      .replace("from enrolments", "from common.views import editors\nfrom enrolments")
      .replace("]\n", `${HABITS}]\n`);
    writeFileSync(urls, text);
    expectSuccess(soundcheck(repo, "all", "--yes"));
    python = virtualEnvironment(requirementLines(join(repo, "requirements/dev.txt")));
  });

  afterAll(() => removeSync(repo));

  test("rows that the code looks up by a constant are there", () => {
    const args = ["-m", "pytest", "-q", "tests/test_endpoints.py", "-k", "editors"];
    const outcome = run(python, args, { cwd: repo });
    expectSuccess(outcome);
    expect(counts(outcome)).toMatchObject({ passed: 7 });
  });
});
