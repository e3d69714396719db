import { canonical } from "./canonical-json.js";
import { alikeButForCounts } from "./counted.js";

/** One observation that a test made and could compare with a recorded row. */
export interface Claim {
  /** Name of the test file that holds the table. */
  readonly file: string;
  readonly table: string;
  readonly key: string;
  readonly value: unknown;
  /** Whether each key of the value stands for itself, so that some may agree and others not. */
  readonly partly?: boolean;
  /** "test_file.py::test[id]" of the test that observed it. */
  readonly test: string;
}

/** A row for a recorded table. */
export type Row = Omit<Claim, "test" | "partly">;

/** Claims that cannot be recorded, with the reason. */
export interface Disagreement {
  readonly file: string;
  readonly table: string;
  readonly key: string;
  readonly values: readonly unknown[];
}

export interface Agreement {
  readonly rows: readonly Row[];
  readonly disagreements: readonly Disagreement[];
}

/** Reads the JSON lines that a recording run wrote. */
export function parseClaims(lines: string): readonly Claim[] {
  return lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Claim);
}

/**
 * What every run saw alike. A claim made by a failing test says nothing about healthy code, and one
 * that differs between two runs with different seeds is not a property of the code.
 */
export function agreedRows(
  runs: readonly (readonly Claim[])[],
  failing: ReadonlySet<string>,
): Agreement {
  const byRow = runs.map((claims) => grouped(claims.filter((claim) => !failing.has(claim.test))));
  const rows: Row[] = [];
  const disagreements: Disagreement[] = [];
  for (const [id, first] of byRow[0] ?? []) {
    const seen = byRow.map((groups) => groups.get(id) ?? []);
    if (seen.some((claims) => claims.length === 0)) continue;
    const values = [...new Map(seen.flat().map(({ value }) => [canonical(value), value])).values()];
    const [{ file, table, key, partly }] = first as [Claim];
    if (partly) {
      const value = agreedKeys(seen.map((claims) => united(claims)));
      if (Object.keys(value).length > 0) rows.push({ file, table, key, value });
      continue;
    }
    const value = values.length === 1 ? values[0] : alikeButForCounts(values);
    if (value === null && values.length > 1) disagreements.push({ file, table, key, values });
    else rows.push({ file, table, key, value });
  }
  return { rows: rows.toSorted(byPlace), disagreements: disagreements.toSorted(byPlace) };
}

type Parts = Readonly<Record<string, unknown>>;

/** What several tests of one run say of the parts of a row; nothing where they differ. */
function united(claims: readonly Claim[]): Parts {
  const parts = claims.flatMap(({ value }) => Object.entries(value as Parts));
  const isSame = ([key, value]: readonly [string, unknown]) =>
    parts.every(([other, said]) => other !== key || canonical(said) === canonical(value));
  return Object.fromEntries(parts.filter(isSame));
}

/** The keys that hold the same in every value, sorted: which test came first says nothing. */
function agreedKeys(values: readonly Parts[]): Parts {
  const [first = {}, ...rest] = values;
  const isAgreed = ([key, value]: readonly [string, unknown]) =>
    rest.every((other) => key in other && canonical(other[key]) === canonical(value));
  const agreed = Object.entries(first).filter(isAgreed);
  return Object.fromEntries(agreed.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function grouped(claims: readonly Claim[]): Map<string, Claim[]> {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const id = JSON.stringify([claim.file, claim.table, claim.key]);
    groups.set(id, [...(groups.get(id) ?? []), claim]);
  }
  return groups;
}

function byPlace(a: Disagreement | Row, b: Disagreement | Row): number {
  const left = JSON.stringify([a.file, a.table, a.key]);
  const right = JSON.stringify([b.file, b.table, b.key]);
  return left < right ? -1 : left > right ? 1 : 0;
}
