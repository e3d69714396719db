import type { Row } from "./claims.js";

const EFFECTS_KEY = /^(?<request>[A-Z]+ \S+) as \w+$/;
/** Answers that say the request did not fit, rather than that the role may not make it. */
const UNFIT = /^(400|404)$/;

/**
 * Requests that fit for no role: their code is hardly run, and faults in it stay unseen until a
 * person gives them a body or a row.
 */
export function closedRequests(rows: readonly Row[]): readonly string[] {
  const answers = new Map<string, string[]>();
  for (const [request, status] of rows.flatMap(statuses)) {
    answers.set(request, [...(answers.get(request) ?? []), status]);
  }
  return [...answers]
    .filter(([, seen]) => seen.every((status) => UNFIT.test(status)))
    .map(([request]) => request)
    .toSorted();
}

/** The statuses that signed-in roles got: without a body, and with one that a client would send. */
function statuses({ table, key, value }: Row): readonly (readonly [string, string])[] {
  if (table === "EXPECTED_STATUS") {
    const byRole = Object.entries(value as Readonly<Record<string, number>>);
    return byRole
      .filter(([role]) => role !== "anonymous")
      .map(([, status]) => [key, String(status)] as const);
  }
  const request = EFFECTS_KEY.exec(key)?.groups?.["request"];
  if (table !== "EFFECTS" || request === undefined || !Array.isArray(value)) return [];
  return [[request, String(value[0]).slice(0, 3)]];
}
