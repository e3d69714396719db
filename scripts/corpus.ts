// Compares the static reading of projects with what their own Django says.
//   npm run corpus -- [--stored] [--installed] [--bare] DIR [DIR ...]
// Beside the folder NAME of a project lies env/NAME.json: { python, settings, manageDir, env }.
// --stored takes Django's answer from truth/NAME.json beside it instead of asking again;
// --installed lets the static reading look into the source of the installed packages;
// --bare tells it neither settings nor variables, as for a person who only types `inspect`.
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseDocument, type DjangoInspection } from "../src/project/probe/answer.js";
import { askDjango } from "../src/project/probe/ask.js";
import { comparisonText, shareText } from "../src/project/probe/comparison-text.js";
import {
  compare,
  isSound,
  precision,
  recall,
  type Agreement,
  type Comparison,
} from "../src/project/probe/compare.js";
import { sitePackagesOf } from "../src/project/probe/interpreters.js";
import { readProject } from "../src/project/read.js";
import { requiredRecipe, type Recipe } from "./recipe.js";

interface Row {
  readonly name: string;
  readonly comparison: Comparison;
  readonly doubts: number;
  readonly seconds: number;
}

const TIMEOUT_MS = 300_000;
const args = process.argv.slice(2);
const stored = args.includes("--stored");
const installed = args.includes("--installed");
const bare = args.includes("--bare");
const folders = args.filter((arg) => !arg.startsWith("--")).map((folder) => resolve(folder));
if (folders.length === 0) {
  throw new Error(
    "Name the projects: npm run corpus -- [--stored] [--installed] [--bare] DIR [DIR ...]",
  );
}

const rows: Row[] = [];
const crashes: string[] = [];
for (const folder of folders) {
  try {
    rows.push(await measure(folder));
  } catch (error) {
    // A crash on one project is a finding; the others are measured all the same.
    if (!(error instanceof Error)) throw error;
    crashes.push(`## ${basename(folder)}\n${error.stack?.split("\n", 8).join("\n")}\n`);
  }
}
for (const { name, comparison } of rows) console.log(`## ${name}\n${comparisonText(comparison)}\n`);
printTable();
for (const crash of crashes) console.log(`\n${crash}`);
process.exitCode =
  crashes.length === 0 && rows.every(({ comparison }) => isSound(comparison)) ? 0 : 1;

async function measure(root: string): Promise<Row> {
  const name = basename(root);
  const recipe = requiredRecipe(root);
  const started = performance.now();
  const sitePackages = installed ? (sitePackagesOf(recipe.python) ?? undefined) : undefined;
  const { settings, env } = recipe;
  const known = bare ? {} : { settings, env };
  const found = await readProject({ root, sitePackages, ...known });
  const seconds = (performance.now() - started) / 1000;
  const truth = stored ? storedTruth(root) : await askedTruth(root, recipe, found.setup.testEnv);
  return { name, comparison: compare(found, truth), doubts: found.doubts.length, seconds };
}

function storedTruth(root: string): DjangoInspection {
  const document = parseDocument(read(root, `../truth/${basename(root)}.json`));
  if (document === null || "error" in document) throw new Error(`no truth is stored for ${root}`);
  return document;
}

async function askedTruth(
  root: string,
  recipe: Recipe,
  testEnv: Recipe["env"] = {},
): Promise<DjangoInspection> {
  const env = { ...testEnv, ...recipe.env };
  const answer = await askDjango({ root, ...recipe, env, timeoutMs: TIMEOUT_MS });
  if (!answer.ok) throw new Error(`${root}: ${answer.failure.message} ${answer.failure.hint}`);
  return answer.inspection;
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function printTable(): void {
  const kinds = ["apps", "models", "serializers", "routes"] as const;
  console.log(`| project | settings | ${kinds.join(" | ")} | unannounced | doubts | seconds |`);
  console.log(`| --- | --- |${" --- |".repeat(kinds.length + 3)}`);
  for (const { name, comparison, doubts, seconds } of rows) {
    const cells = kinds.map((kind) => cell(agreementOn(comparison, kind)));
    const unannounced = comparison.agreements.flatMap(({ missed }) =>
      missed.filter(({ announcedBy }) => announcedBy === null),
    ).length;
    console.log(
      `| ${[name, settingsCell(comparison), ...cells, unannounced, doubts, seconds.toFixed(2)].join(" | ")} |`,
    );
  }
  const totals = kinds.map((kind) => cell(total(kind)));
  console.log(`| total | | ${totals.join(" | ")} | | | |`);
}

function agreementOn({ agreements }: Comparison, kind: Agreement["kind"]): Agreement {
  const agreement = agreements.find((candidate) => candidate.kind === kind);
  if (agreement === undefined) throw new Error(`no comparison of ${kind}`);
  return agreement;
}

function settingsCell(comparison: Comparison): string {
  const wrong = (["rootUrlconf", "authUserModel"] as const).filter((kind) => {
    const { invented, missed } = agreementOn(comparison, kind);
    return invented.length + missed.length > 0;
  });
  return wrong.length === 0 ? "right" : wrong.join(", ");
}

function total(kind: Agreement["kind"]): Agreement {
  const all = rows.map(({ comparison }) => agreementOn(comparison, kind));
  return {
    kind,
    expected: all.reduce((sum, { expected }) => sum + expected, 0),
    agreed: all.reduce((sum, { agreed }) => sum + agreed, 0),
    invented: all.flatMap(({ invented }) => invented),
    missed: all.flatMap(({ missed }) => missed),
  };
}

function cell(agreement: Agreement): string {
  const shares = `${shareText(precision(agreement))} / ${shareText(recall(agreement))}`;
  return `${shares} (${agreement.agreed}/${agreement.expected})`;
}
