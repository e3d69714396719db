import { removeSync } from "fs-extra/esm";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { counts, exampleWith, expectSuccess, PACKAGE, run, systemPython } from "./environment.js";

const TABLE = join(PACKAGE, "test/fixtures/probe/notation.json");
const SCRIPT = `
import json, sys
from soundcheck_probe.notation import regex_tokens, write_path
print(json.dumps({regex: write_path(regex_tokens(regex))[0] for regex in json.load(open(sys.argv[1]))}))
`;

it("the probe writes regular expressions as the table of notation has them", () => {
  const wanted = JSON.parse(readFileSync(TABLE, "utf8")) as Record<string, string>;
  const outcome = run(systemPython(), ["-B", "-c", SCRIPT, TABLE], {
    cwd: join(PACKAGE, "src/project/probe"),
  });
  expect(JSON.parse(expectSuccess(outcome).stdout)).toEqual(wanted);
});

// The generated tests look routes up by what Django's own patterns read as.
const TEST = `
import json

from django.urls import re_path

from .support.routes import _written


def test_notation():
    with open(${JSON.stringify(TABLE)}) as file:
        wanted = json.load(file)
    written = {regex: "/" + _written(re_path(regex, print).pattern, []) for regex in wanted}
    assert {regex: path.replace("**", "*") for regex, path in written.items()} == wanted
`;

it("the generated tests write them so, too", () => {
  const { repo, python } = exampleWith({ "test_notation.py": TEST });
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_notation.py"], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed: 1 });
  removeSync(repo);
});
