import { XMLParser } from "fast-xml-parser";

export type Outcome = "passed" | "failed" | "error" | "skipped" | "xfailed" | "xpassed";

/** One test of a run. */
export interface TestResult {
  /** "test_file.py::test[id]", as the table of known failures writes it. */
  readonly id: string;
  readonly outcome: Outcome;
  /** First line of the failure or the reason of a skip. */
  readonly message: string;
  /** The whole report. */
  readonly details: string;
}

/** Whether a test says that something is wrong. */
export const isBad = ({ outcome }: TestResult): boolean =>
  outcome === "failed" || outcome === "error";

interface Report {
  readonly message?: string;
  readonly type?: string;
  readonly "#text"?: string;
}

interface Case {
  readonly name?: string;
  readonly file?: string;
  readonly classname?: string;
  readonly failure?: readonly Report[];
  readonly error?: readonly Report[];
  readonly skipped?: readonly Report[];
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseAttributeValue: false,
  parseTagValue: false,
  processEntities: { enabled: true, maxTotalExpansions: 1e9, maxExpandedLength: 1e9 },
  htmlEntities: true,
  isArray: (name) => ["testsuite", "testcase", "failure", "error", "skipped"].includes(name),
});

/** Reads pytest's `--junitxml` report (family xunit1, which names the file of each test). */
export function parseJunit(xml: string): readonly TestResult[] {
  const document = parser.parse(xml) as {
    testsuites?: { testsuite?: readonly { testcase?: readonly Case[] }[] };
  };
  const suites = document.testsuites?.testsuite ?? [];
  return suites.flatMap((suite) => (suite.testcase ?? []).map(testResult));
}

function testResult(test: Case): TestResult {
  const file = (test.file ?? `${(test.classname ?? "").replaceAll(".", "/")}.py`).split("/").at(-1);
  const report = test.error?.[0] ?? test.failure?.[0] ?? test.skipped?.[0] ?? {};
  const details = report["#text"] ?? "";
  const message = (report.message ?? details).trim().split("\n")[0] ?? "";
  return { id: `${file}::${test.name}`, outcome: outcomeOf(test, message), message, details };
}

function outcomeOf(test: Case, message: string): Outcome {
  if (test.failure) return message.includes("[XPASS(strict)]") ? "xpassed" : "failed";
  if (test.error) return "error";
  if (test.skipped) return test.skipped[0]?.type === "pytest.xfail" ? "xfailed" : "skipped";
  return "passed";
}
