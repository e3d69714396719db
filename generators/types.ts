import type { Phase } from "../src/plan/phases.js";
import type { Artifact } from "../src/plan/types.js";
import type { Project } from "../src/project/facts.js";

/** The team's decisions that shape what is generated; kept in soundcheck.json. */
export interface Choices {
  /** Folder of the generated tests, relative to the repository's root. */
  readonly testsDir: string;
  /** Phases adopted, this run's included. */
  readonly phases: readonly Phase[];
}

export type Applies =
  | { readonly kind: "yes" }
  | { readonly kind: "no"; readonly reason: string; readonly instead: string };

/** One phase of the guide. */
export interface Generator {
  readonly phase: Phase;
  /** Position in the guide, from 1. */
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly applies: (project: Project) => Applies;
  readonly artifacts: (project: Project, choices: Choices) => readonly Artifact[];
}
