import { describe, expect, test } from "vitest";
import { planCalibration, type CalibrationInput } from "../../src/calibrate/plan.js";
import type { Finding, Triage } from "../../src/calibrate/triage.js";

const ENDPOINTS = 'EXPECTED_STATUS = {\n    "GET /a/ as staff": 200,\n}\n';
const KNOWN = 'KNOWN_FAILURES = {\n    "test_a.py::test_old": "fault: it was",\n}\n';

const finding = (id: string, cause: Finding["cause"]): Finding => ({ id, cause, message: "why" });

const noFailures: Triage = {
  findings: [],
  mended: [],
  ids: new Set(["test_a.py::test_old"]),
  passing: 1,
  skipped: 0,
  failing: new Set(),
};

const row = (key: string, value: unknown) => ({
  file: "test_endpoints.py",
  table: "EXPECTED_STATUS",
  key,
  value,
});

function planned(changes: Partial<CalibrationInput>) {
  const calibration = planCalibration({
    testsDir: "tests",
    triage: noFailures,
    agreement: { rows: [], disagreements: [] },
    recipes: [],
    accepted: [],
    sourceOf: (file) =>
      ({ "test_endpoints.py": ENDPOINTS, "known_failures.py": KNOWN })[file] ?? null,
    layOut: (statement) => statement,
    ...changes,
  });
  const texts = Object.fromEntries(
    calibration.plan.changes.map(({ path, after }) => [path, new TextDecoder().decode(after!)]),
  );
  return { ...calibration, texts };
}

describe("planCalibration", () => {
  test("a failure that only recording meets is no known failure", () => {
    const source = [
      "ANSWERS = {",
      '    "GET /b/ as staff": {},',
      "}",
      "",
      '@pytest.mark.parametrize("key", recorded(ANSWERS, KEYS))',
      "def test_answer(world, key):",
      "    pass",
      "",
      "def test_other(key):",
      "    pass",
    ].join("\n");
    const ids = ["test_answer[GET /a/ as staff]", "test_answer[GET /b/ as staff]", "test_other[a]"];
    const findings = ids.map((id) => finding(`test_b.py::${id}`, "fault"));
    const old = "test_b.py::test_answer[GET /c/ as staff]";
    const known = `KNOWN_FAILURES = {\n    "${old}": "fault: it was",\n}\n`;
    const { plan, texts, mended } = planned({
      triage: { ...noFailures, findings, ids: new Set([old, ...findings.map(({ id }) => id)]) },
      sourceOf: (file) => ({ "test_b.py": source, "known_failures.py": known })[file] ?? null,
    });
    expect(texts["tests/known_failures.py"]).toContain(ids[1]);
    expect(texts["tests/known_failures.py"]).toContain(ids[2]);
    expect(texts["tests/known_failures.py"]).not.toContain(ids[0]);
    expect(mended).toEqual([old]);
    expect(plan.notes).toMatchObject([{ block: ids[0], text: "nothing is recorded: why" }]);
  });

  test("rows that say what today's code does change nothing", () => {
    const rows = [row("GET /a/ as staff", 200)];
    const { plan, changed } = planned({ agreement: { rows, disagreements: [] } });
    expect(plan).toEqual({ changes: [], notes: [] });
    expect(changed).toEqual([]);
  });

  test("a known failure that still fails is not touched", () => {
    const triage = { ...noFailures, failing: new Set(["test_a.py::test_old"]) };
    expect(planned({ triage }).plan.changes).toEqual([]);
  });

  test("changed behaviour is reported and not written unless its row is named", () => {
    const agreement = { rows: [row("GET /a/ as staff", 403)], disagreements: [] };
    const reported = planned({ agreement });
    expect(reported.changed.map(({ was, value }) => [was, value])).toEqual([["200", 403]]);
    expect(reported.plan.changes).toEqual([]);

    const accepted = planned({ agreement, accepted: ["EXPECTED_STATUS[GET /a/ as staff]"] });
    expect(accepted.texts["tests/test_endpoints.py"]).toContain('"GET /a/ as staff": 403,');
    expect(accepted.changed).toEqual([]);
  });

  test("new rows are written beside the old ones", () => {
    const agreement = { rows: [row("GET /b/ as staff", 404)], disagreements: [] };
    expect(planned({ agreement }).texts["tests/test_endpoints.py"]).toBe(
      'EXPECTED_STATUS = {\n    "GET /a/ as staff": 200,\n    "GET /b/ as staff": 404,\n}\n',
    );
  });

  test("failures become known failures with their cause; those of the machine never do", () => {
    const findings = [
      finding("test_a.py::test_bad", "fault"),
      finding("test_a.py::test_redis", "environment"),
    ];
    const { texts, environment } = planned({ triage: { ...noFailures, findings } });
    expect(texts["tests/known_failures.py"]).toContain('"test_a.py::test_bad": "fault: why",');
    expect(texts["tests/known_failures.py"]).not.toContain("test_redis");
    expect(environment.map(({ id }) => id)).toEqual(["test_a.py::test_redis"]);
  });

  test("the row of a known failure goes when its test passes or is gone", () => {
    const passing = { ...noFailures, mended: ["test_a.py::test_old"] };
    expect(planned({ triage: passing }).texts["tests/known_failures.py"]).toBe(
      "KNOWN_FAILURES = {}\n",
    );
    const gone = { ...noFailures, ids: new Set<string>() };
    expect(planned({ triage: gone }).mended).toEqual(["test_a.py::test_old"]);
  });

  test("a table that is gone is a note with the line to add", () => {
    const agreement = { rows: [{ ...row("a", 1), table: "GONE" }], disagreements: [] };
    const { plan } = planned({ agreement });
    expect(plan.changes).toEqual([]);
    expect(plan.notes).toEqual([
      {
        kind: "refused",
        path: "tests/test_endpoints.py",
        text: "has no table GONE",
        byHand: "GONE = {}",
      },
    ]);
  });
});

test("a proven recipe is written with its evidence", () => {
  const recipe = {
    label: "alerts.Channel",
    values: { kind: "sms", value: "42" },
    place: "alerts/tests.py:7",
    opens: ["test_endpoints.py::test_request[GET /a/ as owner]", "another"],
  };
  const { texts } = planned({
    recipes: [recipe],
    sourceOf: () => "RECIPES = {}\n\nKNOWN_FAILURES = {}\n",
  });
  expect(texts["tests/recipes.py"]).toBe(
    [
      "RECIPES = {",
      "    # As alerts/tests.py:7 has it. With it passes, in two runs,",
      "    # test_endpoints.py::test_request[GET /a/ as owner] and 1 more.",
      '    "alerts.Channel": {"kind": "sms", "value": "42"},',
      "}",
      "",
      "KNOWN_FAILURES = {}",
      "",
    ].join("\n"),
  );
});
