import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Project } from "./facts.js";
import type { Inputs } from "./repository.js";
import { walk } from "./walk.js";

/** Facts of an earlier run, and everything that they were read from. */
interface Record {
  readonly key: string;
  readonly listing: string;
  readonly started: number;
  readonly inputs: Readonly<{ [path: string]: Fingerprint | null }>;
  readonly project: Project;
}

interface Fingerprint {
  readonly stat: string;
  readonly hash: string;
}

/** A reading, and the files that it was made of. */
export interface Reading {
  readonly project: Project;
  readonly inputs: Inputs;
}

/**
 * Gives the facts of an earlier run when nothing that they were read from has changed, otherwise
 * reads afresh and remembers. Lies outside of the working tree.
 */
export async function throughCache(
  root: string,
  options: unknown,
  read: () => Promise<Reading>,
): Promise<Project> {
  const file = cacheFile(root);
  const key = digest(JSON.stringify([root, options, programVersion()]));
  const known = load(file);
  if (known !== null && known.key === key && isCurrent(known, root)) return known.project;
  const started = Date.now();
  const { project, inputs } = await read();
  save(file, { key, listing: listing(root), started, inputs: fingerprints(inputs), project });
  return project;
}

function isCurrent(known: Record, root: string): boolean {
  if (known.listing !== listing(root)) return false;
  return Object.entries(known.inputs).every(([path, was]) => isSame(path, was, known.started));
}

/** How long before the run a file must have been left alone for its stat to speak for it. */
const SETTLED_MS = 2000;

/** A file that was changed while it was read may have the old stat: then the content decides. */
function isSame(path: string, was: Fingerprint | null, started: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || was === null) return stat === undefined && was === null;
  const isSettled = stat.ctimeMs < started - SETTLED_MS && stat.mtimeMs < started - SETTLED_MS;
  if (isSettled && statText(stat) === was.stat) return true;
  return digest(readFileSync(path)) === was.hash;
}

function fingerprints(inputs: Inputs): { [path: string]: Fingerprint | null } {
  const found: { [path: string]: Fingerprint | null } = {};
  for (const [path, content] of inputs) {
    const stat = statSync(path, { throwIfNoEntry: false });
    found[path] =
      content === null || stat === undefined
        ? null
        : { stat: statText(stat), hash: digest(content) };
  }
  return found;
}

/** The change time is in it, since that cannot be set back as the modification time can. */
function statText(stat: { size: number; mtimeMs: number; ctimeMs: number; ino: number }): string {
  return [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(" ");
}

function listing(root: string): string {
  const { files, templates } = walk(root);
  return digest([...files, "", ...templates].join("\n"));
}

function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64");
}

/** Below the git directory, or in the user's cache folder for what is no git repository. */
function cacheFile(root: string): string {
  const git = join(root, ".git");
  if (statSync(git, { throwIfNoEntry: false })?.isDirectory()) {
    return join(git, "soundcheck", "facts.json");
  }
  const caches = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(
    caches,
    "django-soundcheck",
    `${createHash("sha256").update(root).digest("hex")}.json`,
  );
}

/** The program's own files: facts that another version has read are not trusted. */
function programVersion(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const folder = here.endsWith(join("src", "project")) ? dirname(here) : here;
  const names = readdirSync(folder, { recursive: true }).map(String).toSorted();
  return names
    .filter((name) => /\.(js|ts)$/.test(name))
    .map((name) => `${name} ${statText(statSync(join(folder, name)))}`)
    .join("\n");
}

function load(file: string): Record | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record;
  } catch {
    // Absent, unreadable or cut short: reading afresh is always right.
    return null;
  }
}

function save(file: string, record: Record): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(record));
    renameSync(draft, file);
  } catch {
    // A cache that cannot be written costs time, nothing else.
  }
}
