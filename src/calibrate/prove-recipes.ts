import type { Model } from "../project/facts.js";
import { isBad, type TestResult } from "./junit.js";
import { candidatesFor, type Candidate, type RowEvidence } from "./row-evidence.js";
import { suspectsOf } from "./suspects.js";

/** A recipe that turned a failing test green in two runs with different seeds. */
export interface ProvenRecipe extends Candidate {
  /** Ids of the tests that pass with it. */
  readonly opens: readonly string[];
}

/** Recipes by the label of their model. */
export type Recipes = Readonly<Record<string, Candidate["values"]>>;

/** What there is to prove recipes with. */
export interface Proof {
  readonly results: readonly TestResult[];
  readonly models: readonly Model[];
  readonly evidence: readonly RowEvidence[];
  /** Labels whose recipes a person wrote: those are left alone. */
  readonly written: ReadonlySet<string>;
  /** Runs some tests with recipes and a seed; null where they cannot run. */
  readonly run: (
    ids: readonly string[],
    recipes: Recipes,
    seed: string,
  ) => Promise<readonly TestResult[] | null>;
}

/** That of every other run first. */
const SEEDS = ["", "2"];

/** Tries the repository's own values where a failure quotes a made one; keeps what helps twice. */
export async function proveRecipes(proof: Proof): Promise<readonly ProvenRecipe[]> {
  const proven: ProvenRecipe[] = [];
  const open = new Map<string, Candidate[]>();
  const failing = new Map<string, string[]>();
  for (const failure of proof.results.filter(isBad)) {
    for (const suspect of suspectsOf(failure, proof.models)) {
      for (const candidate of candidatesFor(suspect, proof.evidence, proof.models)) {
        const { label } = candidate;
        if (proof.written.has(label)) continue;
        open.set(label, [...(open.get(label) ?? []), candidate]);
        failing.set(label, [...new Set([...(failing.get(label) ?? []), failure.id])]);
      }
    }
  }
  for (const [label, candidates] of open) {
    const found = await firstProven(proof, proven, candidates, failing.get(label) ?? []);
    if (found !== null) proven.push(found);
  }
  return proven;
}

async function firstProven(
  proof: Proof,
  kept: readonly ProvenRecipe[],
  candidates: readonly Candidate[],
  failing: readonly string[],
): Promise<ProvenRecipe | null> {
  const still = failing.filter((id) => !kept.some(({ opens }) => opens.includes(id)));
  const tried = new Set<string>();
  for (const candidate of still.length === 0 ? [] : candidates) {
    const key = JSON.stringify(candidate.values);
    if (tried.has(key)) continue;
    tried.add(key);
    const opens = await openedBy(proof, asRecipes([...kept, candidate]), candidate.label, still);
    if (opens.length > 0) return { ...candidate, opens };
  }
  return null;
}

/** Tests that pass with the recipes under each seed, none where a test of the model does not. */
async function openedBy(
  proof: Proof,
  recipes: Recipes,
  label: string,
  failing: readonly string[],
): Promise<readonly string[]> {
  const own = proof.results.filter(
    ({ id, outcome }) =>
      outcome === "passed" && id.startsWith("test_model_factories.py") && id.includes(label),
  );
  let opens = failing;
  for (const seed of SEEDS) {
    const results = await proof.run([...opens, ...own.map(({ id }) => id)], recipes, seed);
    const passed = new Set(
      (results ?? []).filter(({ outcome }) => outcome === "passed").map(({ id }) => id),
    );
    opens = own.every(({ id }) => passed.has(id)) ? opens.filter((id) => passed.has(id)) : [];
    if (opens.length === 0) return [];
  }
  return opens;
}

/** Recipes as the table in recipes.py holds them. */
export function asRecipes(candidates: readonly Candidate[]): Recipes {
  return Object.fromEntries(candidates.map(({ label, values }) => [label, values]));
}
