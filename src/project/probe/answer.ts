import type { Inspection, Place, Route } from "../facts.js";

/** A route as Django serves it. */
export interface ProbedRoute extends Route {
  /** Whether the view is the repository's own. */
  readonly firstParty: boolean;
  /** Files of the repository in which the route is written or included. */
  readonly urlconfs: readonly string[];
}

/** What Django itself says of a project. */
export interface DjangoInspection extends Inspection {
  readonly source: "django";
  readonly routes: readonly ProbedRoute[];
}

/** Why the project could not be asked. */
export type FailureKind =
  | "missing-variable"
  | "missing-package"
  | "database"
  | "settings"
  | "other"
  | "no-interpreter"
  | "timeout"
  | "crash";

/** A question that Django did not answer: one sentence, and what to do. */
export interface ProbeFailure {
  readonly kind: FailureKind;
  /** The variable, the module or the exception. */
  readonly name: string;
  readonly message: string;
  readonly hint: string;
  readonly place: Place | null;
}

export type Answer =
  | { readonly ok: true; readonly inspection: DjangoInspection }
  | { readonly ok: false; readonly failure: ProbeFailure };

/** What probe.py prints when it fails. */
export interface ReportedError {
  readonly kind: FailureKind;
  readonly name: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

type Document = DjangoInspection | { readonly error: ReportedError };

/** Reads what probe.py printed; null when it is no whole document. */
export function parseDocument(text: string): Document | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return isDocument(value) ? value : null;
}

/** The script is ours: its schema tells a whole document from a stray line of the project's. */
function isDocument(value: unknown): value is Document {
  if (typeof value !== "object" || value === null) return false;
  return "error" in value || ("schema" in value && value.schema === 1);
}
