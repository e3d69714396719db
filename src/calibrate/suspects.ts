import type { Model } from "../project/facts.js";
import type { TestResult } from "./junit.js";

/** A made value that a failure names: the field, and its model where that is known. */
export interface Suspect {
  readonly label: string | null;
  readonly field: string;
}

/** What the support code writes into a text column: "Badge key liamfujf". */
const MADE_TEXT = /\b([A-Z][a-z0-9]*(?: [a-z0-9]+)*) [a-z]{8}\b/g;
/** NOT NULL and CHECK of a column, as SQLite and PostgreSQL word it. */
const COLUMN = /NOT NULL constraint failed: \w+\.(\w+)|null value in column "(\w+)"/g;
/** `{'price': ['Ensure ...']}` of Django's ValidationError. */
const INVALID = /'(\w+)': \[/g;

/**
 * Fields whose made values a failure speaks of. Only what the error itself quotes counts: a value
 * that merely leads around a fault would hide it.
 */
export function suspectsOf(failure: TestResult, models: readonly Model[]): readonly Suspect[] {
  const said = errorText(failure);
  const texts = [...said.matchAll(MADE_TEXT)].map(([, words = ""]) => fieldOf(words));
  const found: Suspect[] = texts.map((field) => ({ label: null, field }));
  const label = modelOfTest(failure.id, models);
  if (label !== null) {
    const named = [...said.matchAll(COLUMN), ...said.matchAll(INVALID)];
    found.push(...named.map(([, one, other]) => ({ label, field: one ?? other ?? "" })));
  }
  return [...new Map(found.map((one) => [`${one.label}.${one.field}`, one])).values()];
}

/** What follows the last frame of the traceback: the exception and its message. */
function errorText({ details }: TestResult): string {
  const last = details.lastIndexOf('\n  File "');
  return last === -1 ? details.slice(details.indexOf("\n") + 1) : details.slice(last + 1);
}

function fieldOf(words: string): string {
  return words.toLowerCase().replaceAll(" ", "_");
}

/** The model that a test of test_model_factories.py makes. */
function modelOfTest(id: string, models: readonly Model[]): string | null {
  const parameter = /^test_model_factories\.py::\w+\[(?:.*-)?([\w.]+?)\]$/.exec(id)?.[1];
  return models.find(({ label }) => label === parameter)?.label ?? null;
}
