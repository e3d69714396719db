import type { Row } from "./claims.js";

const REQUEST = /^(?<request>[A-Z]+ .+) as (?<role>\w+)$/;
/** Answers that say the request did not fit, rather than that the role may not make it. */
const UNFIT = new Set<unknown>([400, 404]);

/**
 * Requests that fit for no role: their code is hardly run, and faults in it stay unseen until a
 * person gives them a body or a row.
 */
export function closedRequests(rows: readonly Row[]): readonly string[] {
  const answers = new Map<string, unknown[]>();
  for (const { table, key, value } of rows) {
    const { request, role } = REQUEST.exec(key)?.groups ?? {};
    if (table !== "EXPECTED_STATUS" || !request || role === "anonymous") continue;
    answers.set(request, [...(answers.get(request) ?? []), value]);
  }
  return [...answers]
    .filter(([, values]) => values.every((value) => UNFIT.has(value)))
    .map(([request]) => request)
    .toSorted();
}
