import { dirname } from "node:path/posix";
import { isBad, type TestResult } from "./junit.js";

/** What a failing test is taken for. */
export type Cause = "recipe" | "environment" | "fault" | "flaky" | "unknown";

/** A test that does not pass today, and the evidence for what it is taken for. */
export interface Finding {
  readonly id: string;
  readonly cause: Cause;
  readonly message: string;
}

/** The outcome of triage over several runs of one suite. */
export interface Triage {
  readonly findings: readonly Finding[];
  /** Known failures that pass now, so that their rows must go. */
  readonly mended: readonly string[];
  /** Every test that ran. */
  readonly ids: ReadonlySet<string>;
  readonly passing: number;
  readonly skipped: number;
  /** Ids that failed in at least one run, known failures included. */
  readonly failing: ReadonlySet<string>;
}

const ENVIRONMENT =
  /(ModuleNotFoundError|No module named|connection (to server|refused)|Connection refused|could not connect|set_up_databases|test database could not be made|ImproperlyConfigured: Set the .* environment variable|OutgoingConnection)/i;
const RECIPE =
  /(RECIPES|CannotMake|IntegrityError|ValidationError|DataError|NOT NULL constraint|CHECK constraint)/;

/** Compares runs: a test that fails in each is a finding, one that fails in some is flaky. */
export function triage(runs: readonly (readonly TestResult[])[]): Triage {
  const tests = new Map<string, TestResult[]>();
  for (const result of runs.flat()) tests.set(result.id, [...(tests.get(result.id) ?? []), result]);
  const all = [...tests].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const bad = all.filter(([, results]) => results.some(isBad));
  return {
    findings: bad.map(([id, results]) => finding(id, results)),
    mended: all
      .filter(([, results]) => results.every(({ outcome }) => outcome === "xpassed"))
      .map(([id]) => id),
    ids: new Set(tests.keys()),
    passing: all.filter(([, results]) => results.every(({ outcome }) => outcome === "passed"))
      .length,
    skipped: all.filter(([, results]) => results.some(({ outcome }) => outcome === "skipped"))
      .length,
    failing: new Set(
      all
        .filter(([, results]) => results.some(({ outcome }) => outcome !== "passed"))
        .map(([id]) => id),
    ),
  };
}

function finding(id: string, results: readonly TestResult[]): Finding {
  const failures = results.filter(isBad);
  const [first] = failures as [TestResult];
  const message = causeLine(first);
  return { id, message, cause: failures.length < results.length ? "flaky" : causeOf(first) };
}

function causeOf({ id, message, details }: TestResult): Cause {
  const text = `${message}\n${details}`;
  if (ENVIRONMENT.test(text)) return "environment";
  if (id.startsWith("test_model_factories.py") && RECIPE.test(text)) return "recipe";
  return /(^Failed: |Traceback|Error\b)/.test(text) ? "fault" : "unknown";
}

/** Folders of installed packages, which lie elsewhere on every machine. */
const INSTALLED = /(?:[A-Za-z]:)?[^\s"'():]*[\\/](?:site|dist)-packages[\\/]/g;

/** Some errors quote all that they were given. */
const LONGEST = 240;

/** One line without what differs between runs and machines: addresses, folders, white space. */
function causeLine({ message, details }: TestResult): string {
  const line = message || details.trim().split("\n").at(-1) || "failed";
  const text = line
    .replaceAll(/ at 0x[0-9a-f]+/g, "")
    .replaceAll(INSTALLED, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  const place = ownPlace(details);
  return place === null ? short : `${short} (${place})`;
}

/** The last line of a traceback that is neither a package's nor of the tests, which it starts in. */
function ownPlace(details: string): string | null {
  const frames = [...details.matchAll(/^(\S+\.py):\d+(?=: )/gm)].map(([place, file = ""]) => ({
    place,
    file,
  }));
  const tests = frames[0] ? `${dirname(frames[0].file)}/` : "";
  const own = frames.filter(({ file }) => !PACKAGE.test(file) && !file.startsWith(tests));
  return own.at(-1)?.place ?? null;
}

const PACKAGE = /[\\/]((site|dist)-packages|lib[\\/]python[\d.]+)[\\/]/;
