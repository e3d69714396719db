import { expect, test } from "vitest";
import { parseJunit } from "../../src/calibrate/junit.js";
import { triage } from "../../src/calibrate/triage.js";

const XML = `<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest">
<testcase classname="tests.test_a" name="test_ok[GET /a/{pk}/ as &quot;x&quot;]" file="tests/test_a.py" line="3" time="0.1"/>
<testcase classname="tests.test_a" name="test_bad" file="tests/test_a.py"><failure message="ValueError: no&#10;more">Traceback
E ValueError: no</failure></testcase>
<testcase classname="tests.test_a" name="test_known" file="tests/test_a.py"><skipped type="pytest.xfail" message="later"/></testcase>
<testcase classname="tests.test_a" name="test_mended" file="tests/test_a.py"><failure message="[XPASS(strict)] later"/></testcase>
<testcase classname="tests.test_a" name="test_skip" file="tests/test_a.py"><skipped type="pytest.skip" message="no model"/></testcase>
</testsuite></testsuites>`;

test("each outcome is read with its id and first line", () => {
  expect(parseJunit(XML).map(({ id, outcome, message }) => [id, outcome, message])).toEqual([
    ['test_a.py::test_ok[GET /a/{pk}/ as "x"]', "passed", ""],
    ["test_a.py::test_bad", "failed", "ValueError: no"],
    ["test_a.py::test_known", "xfailed", "later"],
    ["test_a.py::test_mended", "xpassed", "[XPASS(strict)] later"],
    ["test_a.py::test_skip", "skipped", "no model"],
  ]);
});

test("triage tells findings, mended rows and flaky tests apart", () => {
  const run = parseJunit(XML);
  const other = run.map((result) =>
    result.id.endsWith('test_ok[GET /a/{pk}/ as "x"]')
      ? { ...result, outcome: "failed" as const, message: "AssertionError: 1" }
      : result,
  );
  const { findings, mended, passing, skipped } = triage([run, other]);
  expect(findings.map(({ id, cause }) => [id, cause])).toEqual([
    ["test_a.py::test_bad", "fault"],
    ['test_a.py::test_ok[GET /a/{pk}/ as "x"]', "flaky"],
  ]);
  expect(mended).toEqual(["test_a.py::test_mended"]);
  expect([passing, skipped]).toEqual([0, 1]);
});

test("the reason of a failure names no folder of this machine", () => {
  const message =
    "AssertionError: /home/me/venv/lib/python3.12/site-packages/silk/middleware.py:86 asks";
  const { findings } = triage([[{ id: "a", outcome: "failed", message, details: "" }]]);
  expect(findings[0]?.message).toBe("AssertionError: silk/middleware.py:86 asks");
});

test("a server error is a fault, whatever the class of what was raised", () => {
  const message = "Failed: GET /students/1/ answered 500";
  const details = "Student.DoesNotExist: Student matching query does not exist.";
  const { findings } = triage([[{ id: "a", outcome: "failed", message, details }]]);
  expect(findings[0]?.cause).toBe("fault");
});

test("a message that quotes at length is cut", () => {
  const message = `OSError: File name too long: ${"x".repeat(5000)}`;
  const { findings } = triage([[{ id: "a", outcome: "failed", message, details: "" }]]);
  expect(findings[0]?.message).toMatch(/^OSError: File name too long: x+…$/);
  expect(findings[0]?.message).toHaveLength(240);
});

test("a reason names the last line of the project's own code", () => {
  const details = [
    "tests/test_serializers.py:400: in store",
    "../env/lib/python3.11/site-packages/rest_framework/serializers.py:208: in save",
    "shop/serializers.py:193: KeyError",
    "tests/support/faults.py:92: KeyError",
  ].join("\n");
  const message = "KeyError: 'item'";
  const { findings } = triage([[{ id: "a", outcome: "failed", message, details }]]);
  expect(findings[0]?.message).toBe("KeyError: 'item' (shop/serializers.py:193)");
});

test("what a test says in its own words is a fault", () => {
  const message = "Failed: The models of shop changed without a migration";
  const { findings } = triage([[{ id: "a", outcome: "failed", message, details: "" }]]);
  expect(findings[0]?.cause).toBe("fault");
});
