import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { expectSuccess, PACKAGE, run, systemPython } from "./environment.js";

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
