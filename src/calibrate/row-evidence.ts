import { basicEnvironment, runChild } from "../project/probe/child.js";
import { shippedFile } from "../project/probe/shipped-file.js";
import type { Model } from "../project/facts.js";
import type { Suspect } from "./suspects.js";

/** Values that the repository itself gives to a row, in a test, a factory or a fixture. */
export interface RowEvidence {
  /** A class name, or a label. */
  readonly model: string;
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly file: string;
  readonly line: number;
}

/** Values to try for a model, and where they are from. */
export interface Candidate {
  readonly label: string;
  readonly values: RowEvidence["values"];
  readonly place: string;
}

const TIMEOUT_MS = 120_000;
/** Values tried for one model at most. */
const MANY = 8;
const SECRET = /passw|secret|token/i;

/** Reads the repository's own rows with the project's interpreter; nothing of it is imported. */
export async function readRowEvidence(
  python: string,
  root: string,
  testsDir: string,
): Promise<readonly RowEvidence[]> {
  const outcome = await runChild({
    command: python,
    args: [pythonFile("row_evidence.py"), root, testsDir],
    cwd: root,
    env: { ...basicEnvironment(), PYTHONIOENCODING: "utf-8" },
    timeoutMs: TIMEOUT_MS,
  });
  if (outcome.kind !== "ended" || outcome.status !== 0) return [];
  const lines = outcome.stdout.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line) as RowEvidence);
}

/** A Python file that calibrate runs. */
export const pythonFile = (name: string): string =>
  shippedFile(`calibrate/${name}`, `src/calibrate/python/${name}`);

/** Rows of the repository that give the field a value, whole and then the field alone. */
export function candidatesFor(
  { label, field }: Suspect,
  evidence: readonly RowEvidence[],
  models: readonly Model[],
): readonly Candidate[] {
  const rows = evidence.filter(({ values }) => field in values && !SECRET.test(field));
  const named = rows.flatMap(({ model, values, file, line }) => {
    const found = labelOf(model, models);
    if (found === null || (label !== null && found !== label)) return [];
    return [{ label: found, values: withoutSecrets(values), place: `${file}:${line}` }];
  });
  const alone = named.map((row) => ({ ...row, values: { [field]: row.values[field] ?? "" } }));
  const all = [...named, ...alone].map((row) => [JSON.stringify([row.label, row.values]), row]);
  return [...new Map(all as [string, Candidate][]).values()].slice(0, MANY);
}

function withoutSecrets(values: RowEvidence["values"]): RowEvidence["values"] {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !SECRET.test(name)));
}

/** The one model of this class name or label; null where there is none or several. */
function labelOf(name: string, models: readonly Model[]): string | null {
  const wanted = name.toLowerCase();
  const found = models.filter(({ label }) =>
    name.includes(".") ? label.toLowerCase() === wanted : label.split(".")[1] === name,
  );
  return found.length === 1 ? (found[0]?.label ?? null) : null;
}
