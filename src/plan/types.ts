import type { Place } from "../project/facts.js";
import type { Phase } from "./phases.js";

/** A reason for a change that a reader can follow to the source. */
export interface Why {
  readonly text: string;
  readonly place?: Place;
}

/** A file that soundcheck owns: a template and the facts it is rendered with. */
export interface GeneratedFile {
  readonly kind: "file";
  readonly phase: Phase;
  readonly path: string;
  /** Name below templates/, without ".hbs". */
  readonly template: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Tables whose entries are written once: a later run adds missing keys and updates none. */
  readonly frozen?: readonly string[];
  readonly why: readonly Why[];
}

/** A change to a file that belongs to the team. `edit` is pure; null means there is no file. */
export interface Patch {
  readonly kind: "patch";
  readonly phase: Phase;
  readonly path: string;
  readonly title: string;
  readonly edit: (source: string | null) => Edit;
  readonly why: readonly Why[];
}

/** What a generator wants the repository to hold. */
export type Artifact = GeneratedFile | Patch;

/** The result of a pure edit: new text, nothing to do, or a refusal with what to add by hand. */
export type Edit =
  | { readonly kind: "edited"; readonly source: string }
  | { readonly kind: "unchanged"; readonly reason: string }
  | {
      readonly kind: "refused";
      readonly reason: string;
      readonly byHand: string;
      readonly line?: number;
    };

/** A file to write or remove, with the bytes the plan was computed from. */
export interface Change {
  readonly path: string;
  /** Null when the file did not exist. */
  readonly before: Uint8Array | null;
  /** Null when the file goes. */
  readonly after: Uint8Array | null;
  readonly phase: Phase;
  readonly why: readonly Why[];
}

/** Something the plan leaves as it is, or needs a person for. */
export interface Note {
  readonly kind: "kept" | "refused" | "conflict" | "left-out" | "ignored";
  readonly path: string;
  /** The block concerned, such as "ENDPOINTS['/api/courses/']" or "def test_x". */
  readonly block?: string;
  readonly line?: number;
  readonly text: string;
  /** What a person may do about it. */
  readonly byHand?: string;
}

/** The one noun: what would be written, and what would not and why. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly notes: readonly Note[];
}

/** Reads a file of the repository by relative path; null when there is none. */
export type ReadFile = (path: string) => Uint8Array | null;
