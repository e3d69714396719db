import { expect, test } from "vitest";
import type { Calibration } from "../../src/calibrate/plan.js";
import type { Finding, Triage } from "../../src/calibrate/triage.js";
import { calibrationText } from "../../src/report/calibration.js";
import { coloursFor } from "../../src/report/colours.js";

const nothing: Calibration = {
  plan: { changes: [], notes: [] },
  recorded: [],
  recipes: [],
  accepted: [],
  changed: [],
  known: [],
  mended: [],
  environment: [],
  closed: [],
};

const triage: Triage = {
  findings: [],
  mended: [],
  ids: new Set(["a", "b", "c"]),
  passing: 0,
  skipped: 0,
  failing: new Set(),
};

const fault = (id: string, message: string): Finding => ({ id, cause: "fault", message });

test("failures of one cause stand below it", () => {
  const known = [
    fault("a", "KeyError: 'x'"),
    fault("b", "it is gone"),
    fault("c", "KeyError: 'x'"),
  ];
  const text = calibrationText({ ...nothing, known }, triage, coloursFor("plain"));
  expect(text.split("\n").slice(-5)).toEqual([
    "    fault: KeyError: 'x'",
    "      a",
    "      c",
    "    fault: it is gone",
    "      b",
  ]);
});
