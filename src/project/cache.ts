import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder } from "../home.js";
import type { Project } from "./facts.js";
import {
  digest,
  fingerprint,
  load,
  save,
  statText,
  type Fingerprint,
  type Remembered,
  type Seen,
} from "./remembered.js";
import type { Repository } from "./repository.js";
import { walk, type Tree } from "./walk.js";

/** A reading, and the files that it was made of. */
export interface Reading {
  readonly project: Project;
  readonly repository: Repository;
}

/** What the facts were, or are to be, read with. */
interface Wanted {
  readonly key: unknown;
  /** Whether what generated tests claim is among the facts. */
  readonly claims: boolean;
}

/**
 * Gives the facts of an earlier run when nothing that they depend on has changed, otherwise reads
 * afresh and remembers. Lies outside of the working tree.
 */
export async function throughCache(
  root: string,
  { key: options, claims }: Wanted,
  read: () => Promise<Reading>,
): Promise<Project> {
  const file = cacheFile(root);
  if (file === null) return (await read()).project;
  const key = JSON.stringify([root, options, programVersion()]);
  const now = Date.now();
  const known = load<Remembered>(file);
  const isKnown = known !== null && known.key === key && (known.claims || !claims);
  if (isKnown && known.listing === listing(walk(root))) {
    const state = compare(known);
    if (state?.changed.size === 0) return known.project;
    const reused = state && (await reuse(root, file, known, state, now));
    if (reused) return reused;
  }
  const { project, repository } = await read();
  const inputs = repository.inputs();
  const { seenOf } = await import("./seen.js");
  const fingerprints = Object.fromEntries(
    [...inputs].map(([path, { content }]) => [path, fingerprint(path, content)]),
  );
  save(seenFile(file), seenOf(now, repository, project));
  save(file, {
    key,
    claims,
    listing: listing(repository),
    started: now,
    inputs: fingerprints,
    project,
  });
  return project;
}

/** How the files are now: their fingerprints, and the content of those that have changed. */
interface State {
  readonly inputs: Readonly<Record<string, Fingerprint | null>>;
  readonly changed: ReadonlyMap<string, Uint8Array>;
}

/** How long before the run a file must have been left alone for its stat to speak for it. */
const SETTLED_MS = 2000;

/** Compares files with what was read; null when one has come or gone. */
function compare({ inputs, started }: Remembered): State | null {
  const found: Record<string, Fingerprint | null> = {};
  const changed = new Map<string, Uint8Array>();
  for (const [path, was] of Object.entries(inputs)) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if ((stat === undefined) !== (was === null)) return null;
    found[path] = was;
    if (stat === undefined || was === null) continue;
    // A file that was changed while it was read may have the old stat: then the content decides.
    const isSettled = stat.ctimeMs < started - SETTLED_MS && stat.mtimeMs < started - SETTLED_MS;
    if (isSettled && statText(stat) === was.stat) continue;
    const content = readFileSync(path);
    const hash = digest(content);
    found[path] = { stat: statText(stat), hash };
    if (hash !== was.hash) changed.set(path, content);
  }
  return { inputs: found, changed };
}

/** The same facts with other lines, where no changed file says anything new; null otherwise. */
async function reuse(
  root: string,
  file: string,
  known: Remembered,
  { inputs, changed }: State,
  now: number,
): Promise<Project | null> {
  const seen = load<Seen>(seenFile(file));
  if (seen?.started !== known.started) return null;
  const { withChanges } = await import("./seen.js");
  const found = withChanges(root, known.project, seen, changed);
  if (found === null) return null;
  save(seenFile(file), { ...found.seen, started: now });
  save(file, { ...known, started: now, inputs, project: found.project });
  return found.project;
}

function listing({ files, templates }: Tree): string {
  return digest([...files, "", ...templates].join("\n"));
}

/**
 * Below the git directory, or in the user's cache folder for what is no git repository; null where
 * there is neither.
 */
function cacheFile(root: string): string | null {
  const git = join(root, ".git");
  if (statSync(git, { throwIfNoEntry: false })?.isDirectory()) {
    return join(git, "soundcheck", "facts.json");
  }
  const caches = cacheFolder();
  return caches && join(caches, `${createHash("sha256").update(root).digest("hex")}.json`);
}

const seenFile = (facts: string): string => facts.replace(/\.json$/, "-seen.json");

/** The program's own files: facts that another version has read are not trusted. */
function programVersion(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const build = join(here, "build.txt");
  if (existsSync(build)) return readFileSync(build, "utf8");
  const folder = here.endsWith(join("src", "project")) ? dirname(here) : here;
  const names = readdirSync(folder, { recursive: true }).map(String).toSorted();
  return names
    .filter((name) => /\.(js|ts)$/.test(name))
    .map((name) => `${name} ${statText(statSync(join(folder, name)))}`)
    .join("\n");
}
