import type { Change, Note, Plan } from "../plan/types.js";
import { pythonLiteral } from "../render/literals.js";
import { canonical } from "./canonical-json.js";
import type { Agreement, Row } from "./claims.js";
import { closedRequests } from "./closed-requests.js";
import { isOnlyRecording } from "./only-recording.js";
import type { ProvenRecipe } from "./prove-recipes.js";
import { editTables, tableRows, type TableEdit, type TableRow } from "./table-rows.js";
import type { Finding, Triage } from "./triage.js";

/** File of the known failures, in the folder of the generated tests. */
export const KNOWN_FAILURES = "known_failures.py";
const TABLE = "KNOWN_FAILURES";
/** File of the recipes, beside it. */
export const RECIPES = "recipes.py";

const UTF8 = new TextEncoder();

/** What the runs showed, and what there is to write into. */
export interface CalibrationInput {
  readonly testsDir: string;
  readonly triage: Triage;
  readonly agreement: Agreement;
  /** Recipes that the runs were made with, and that are not written yet. */
  readonly recipes: readonly ProvenRecipe[];
  /** Rows whose changed behaviour is meant, as "TABLE[key]" or a key; "all" for every one. */
  readonly accepted: readonly string[];
  /** Text of a file of the generated tests by its name; null where there is none. */
  readonly sourceOf: (file: string) => string | null;
  readonly layOut: (statement: string) => string;
}

/** A recorded row whose value is another one today. */
export interface Changed extends Row {
  readonly was: string;
}

/** What would be recorded, and what a person should look at first. */
export interface Calibration {
  readonly plan: Plan;
  readonly recorded: readonly Row[];
  readonly recipes: readonly ProvenRecipe[];
  readonly accepted: readonly Changed[];
  readonly changed: readonly Changed[];
  readonly known: readonly Finding[];
  /** Rows of known failures that go: the tests pass, or are gone. */
  readonly mended: readonly string[];
  /** Failures that say something about this machine, not about the code; never recorded. */
  readonly environment: readonly Finding[];
  /** Requests whose code no role reaches, for a person to open. */
  readonly closed: readonly string[];
}

/** Turns runs of today's code into rows of the tables; pure. */
export function planCalibration(input: CalibrationInput): Calibration {
  const { agreement, triage } = input;
  const existing = existingRows(input);
  const isNew = (row: Row) => !existing.get(tableId(row))?.has(row.key);
  const recorded = agreement.rows.filter(isNew);
  const differing = agreement.rows.filter((row) => !isNew(row)).flatMap(differsFrom(existing));
  const accepted = differing.filter((row) => isAccepted(row, input.accepted));
  const environment = triage.findings.filter(({ cause }) => cause === "environment");
  const faults = triage.findings.filter(({ cause }) => cause !== "environment");
  const known = faults.filter(({ id }) => !isOnlyRecording(id, input.sourceOf));
  const mended = mendedRows(input);
  const edits = editsByFile(input, [...recorded, ...accepted], known, mended);
  const { changes, notes } = changesOf(edits, input);
  return {
    plan: {
      changes,
      notes: [
        ...notes,
        ...disagreementNotes(input),
        ...faults.flatMap((fault) => (known.includes(fault) ? [] : [unrecorded(fault, input)])),
      ],
    },
    recorded,
    recipes: input.recipes,
    accepted,
    changed: differing.filter((row) => !accepted.includes(row)),
    known,
    mended,
    environment,
    closed: closedRequests(agreement.rows),
  };
}

/** A failure that no other run meets: there is nothing to expect, and nothing was recorded. */
function unrecorded({ id, message }: Finding, { testsDir }: CalibrationInput): Note {
  const [file = "", ...test] = id.split("::");
  const text = `nothing is recorded: ${message}`;
  return { kind: "left-out", path: `${testsDir}/${file}`, block: test.join("::"), text };
}

type Existing = ReadonlyMap<string, ReadonlyMap<string, string>>;

const tableId = ({ file, table }: Pick<Row, "file" | "table">) => `${file}:${table}`;

function existingRows({ agreement, sourceOf }: CalibrationInput): Existing {
  const found = new Map<string, ReadonlyMap<string, string>>();
  for (const row of agreement.rows) {
    if (found.has(tableId(row))) continue;
    const source = sourceOf(row.file);
    found.set(tableId(row), (source && tableRows(source, row.table)) || new Map());
  }
  return found;
}

/** A recorded row differs when the value written today is not what the row says. */
function differsFrom(existing: Existing): (row: Row) => readonly Changed[] {
  return (row) => {
    const was = existing.get(tableId(row))?.get(row.key) ?? "";
    const value = was.slice(was.indexOf(":", keyLength(was)) + 1).replace(/,?\s*(#.*)?$/, "");
    return sameLiteral(value, pythonLiteral(row.value)) ? [] : [{ ...row, was: value.trim() }];
  };
}

function keyLength(entry: string): number {
  return /^(["'])(?:\\.|(?!\1).)*\1/.exec(entry)?.[0].length ?? 0;
}

/** Literals that differ in layout, quotes, trailing commas or the order of keys are the same. */
function sameLiteral(left: string, right: string): boolean {
  return literal(left) === literal(right);
}

function literal(text: string): string {
  const json = text
    .replaceAll(/'([^'"\\]*)'/g, '"$1"')
    .replaceAll(/,(\s*[\]}])/g, "$1")
    .replaceAll(/\bTrue\b/g, "true")
    .replaceAll(/\bFalse\b/g, "false")
    .replaceAll(/\bNone\b/g, "null");
  try {
    return canonical(JSON.parse(json));
  } catch (error) {
    if (error instanceof SyntaxError) return json.replaceAll(/\s+/g, "");
    throw error;
  }
}

function isAccepted({ table, key }: Row, accepted: readonly string[]): boolean {
  return accepted.some((name) => name === "all" || name === key || name === `${table}[${key}]`);
}

function mendedRows({ triage, sourceOf }: CalibrationInput): readonly string[] {
  const rows = tableRows(sourceOf(KNOWN_FAILURES) ?? "", TABLE) ?? new Map<string, string>();
  const gone = [...rows.keys()].filter((id) => {
    return !triage.ids.has(id) || isOnlyRecording(id, sourceOf);
  });
  return [...new Set([...triage.mended, ...gone])].toSorted();
}

function editsByFile(
  { recipes }: CalibrationInput,
  rows: readonly Row[],
  known: readonly Finding[],
  mended: readonly string[],
): ReadonlyMap<string, readonly TableEdit[]> {
  const tables = new Map<string, { file: string; table: string; rows: Row[] }>();
  for (const row of rows) {
    const entry = tables.get(tableId(row)) ?? { file: row.file, table: row.table, rows: [] };
    tables.set(tableId(row), { ...entry, rows: [...entry.rows, row] });
  }
  const edits = [...tables.values()].map((entry) => ({
    ...entry,
    removed: [] as readonly string[],
  }));
  const failures = {
    file: KNOWN_FAILURES,
    table: TABLE,
    rows: known.map((finding) => ({ key: finding.id, value: reasonOf(finding) })),
    removed: mended,
  };
  const files = new Map<string, readonly TableEdit[]>();
  const made = { file: RECIPES, table: "RECIPES", rows: recipes.map(recipeRow), removed: [] };
  for (const { file, ...edit } of [...edits, failures, ...(recipes.length > 0 ? [made] : [])]) {
    files.set(file, [...(files.get(file) ?? []), edit]);
  }
  return files;
}

/** A recipe with its evidence: where the values are from, and what they open. */
function recipeRow({ label, values, place, opens }: ProvenRecipe): TableRow {
  const others = opens.length > 1 ? ` and ${opens.length - 1} more` : "";
  const comment = [`As ${place} has it. With it passes, in two runs,`, `${opens[0]}${others}.`];
  return { key: label, value: values, comment };
}

function reasonOf({ cause, message }: Finding): string {
  return `${cause}: ${message}`;
}

function changesOf(
  edits: ReadonlyMap<string, readonly TableEdit[]>,
  { sourceOf, testsDir, layOut }: CalibrationInput,
): Plan {
  const changes: Change[] = [];
  const notes: Note[] = [];
  for (const [file, tables] of [...edits].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const path = `${testsDir}/${file}`;
    const source = sourceOf(file);
    const edited = source === null ? null : editTables(source, tables, layOut);
    if (source === null || edited === null) {
      const names = tables.map(({ table }) => table).join(", ");
      notes.push({ kind: "refused", path, text: `has no table ${names}`, byHand: `${names} = {}` });
    } else if (edited !== source) {
      const why = tables.map(({ table, rows }) => ({ text: `${table}: ${rows.length} rows` }));
      changes.push({
        path,
        before: UTF8.encode(source),
        after: UTF8.encode(edited),
        phase: "foundation",
        why,
      });
    }
  }
  return { changes, notes };
}

function disagreementNotes({ agreement, testsDir }: CalibrationInput): readonly Note[] {
  return agreement.disagreements.map(({ file, table, key, values }) => ({
    kind: "left-out",
    path: `${testsDir}/${file}`,
    block: `${table}[${key}]`,
    text: `differs between runs (${values
      .map((value) => canonical(value))
      .join(", ")
      .slice(0, 80)})`,
  }));
}
