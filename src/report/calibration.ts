import type { Calibration, Changed } from "../calibrate/plan.js";
import type { ProvenRecipe } from "../calibrate/prove-recipes.js";
import type { Finding, Triage } from "../calibrate/triage.js";
import type { Colours } from "./colours.js";
import { counted } from "./table.js";

/** What calibrate decided, with its evidence. */
export function calibrationText(
  calibration: Calibration,
  triage: Triage,
  colours: Colours,
): string {
  return [
    `${counted(triage.ids.size, "test")}: ${triage.passing} pass, ${triage.skipped} skipped, ${triage.findings.length} fail`,
    recordedText(calibration),
    list("Recipes to add, from the repository's own rows", calibration.recipes.map(recipeText)),
    section("Known failures to add (strict: each goes when its test passes)", calibration.known),
    section("Failures of this machine, not recorded", calibration.environment),
    list("Known failures that pass now; their rows go", calibration.mended),
    list(
      "Requests that no role gets through (400 or 404): a row in BODIES or RECIPES opens them",
      calibration.closed,
    ),
    changedText("Behaviour that changed and is accepted", calibration.accepted, colours),
    changedText(
      "Behaviour that differs from its row; accept it with --accept 'TABLE[key]'",
      calibration.changed,
      colours,
    ),
  ]
    .filter((text) => text !== "")
    .join("\n\n");
}

function recordedText({ recorded }: Calibration): string {
  const tables = new Map<string, number>();
  for (const { file, table } of recorded) {
    const name = `${table} in ${file}`;
    tables.set(name, (tables.get(name) ?? 0) + 1);
  }
  const lines = [...tables].map(([name, count]) => `${counted(count, "row")} for ${name}`);
  return list("To record, seen alike in every run", lines);
}

function recipeText({ label, values, place, opens }: ProvenRecipe): string {
  const tests = opens.map((id) => `\n      passes: ${id}`).join("");
  return `${label}: ${JSON.stringify(values)}\n      from ${place}${tests}`;
}

/** Failures below their reason, as one cause often fails several tests. */
function section(title: string, findings: readonly Finding[]): string {
  const byReason = new Map<string, string[]>();
  for (const { id, cause, message } of findings) {
    const reason = `${cause}: ${message}`;
    byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  }
  return list(
    title,
    [...byReason].map(([reason, ids]) => [reason, ...ids].join("\n      ")),
  );
}

function changedText(title: string, changed: readonly Changed[], colours: Colours): string {
  return list(
    title,
    changed.map(({ table, key, was, value }) =>
      [
        `${table}[${key}]`,
        `      ${colours.red(`- ${was}`)}`,
        `      ${colours.green(`+ ${JSON.stringify(value)}`)}`,
      ].join("\n"),
    ),
  );
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((line) => `    ${line}`)].join("\n");
}
