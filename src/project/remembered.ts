import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Project } from "./facts.js";

/** Facts of an earlier run, and everything that they were read from. */
export interface Remembered {
  readonly key: string;
  /** Whether what generated tests claim is among the facts. */
  readonly claims: boolean;
  readonly listing: string;
  readonly started: number;
  /** By absolute path; null for what was not there. */
  readonly inputs: Readonly<Record<string, Fingerprint | null>>;
  readonly project: Project;
}

/** A file's state when it was read. */
export interface Fingerprint {
  readonly stat: string;
  readonly hash: string;
}

/** What the reading has seen of files that it did not read whole, kept beside the facts. */
export interface Seen {
  /** The `started` of the facts that it belongs to. */
  readonly started: number;
  /** By absolute path. */
  readonly files: Readonly<Record<string, SeenFile>>;
  /** Names that somebody has asked for, in lower case. */
  readonly asked: readonly string[];
}

/** Of one file: what scans have found, what was executed, and which of its lines facts name. */
export interface SeenFile {
  readonly scans: readonly (readonly [name: string, args: readonly string[], found: string])[];
  readonly executed: readonly (readonly [shape: string, essence: string])[];
  /** Whether somebody has asked for all of its names. */
  readonly isListed: boolean;
  /** A line, and which one it is among the lines that an execution has seen. */
  readonly lines: readonly (readonly [line: number, execution: number, ordinal: number])[];
}

/** A digest of some content. */
export function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64");
}

/** The change time is in it, since that cannot be set back as the modification time can. */
export function statText(stat: {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}): string {
  return [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(" ");
}

/** A file's state; null when it is not there. */
export function fingerprint(path: string, content: Uint8Array | null): Fingerprint | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return content === null || stat === undefined
    ? null
    : { stat: statText(stat), hash: digest(content) };
}

/** Reads what an earlier run has kept; null when there is nothing that can be used. */
export function load<Kept>(file: string): Kept | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Kept;
  } catch {
    // Absent, unreadable or cut short: reading afresh is always right.
    return null;
  }
}

/** Keeps something for later runs. */
export function save(file: string, kept: Remembered | Seen): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(kept));
    renameSync(draft, file);
  } catch {
    // A cache that cannot be written costs time, nothing else.
  }
}
