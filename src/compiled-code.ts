import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Script } from "node:vm";
import { cacheFolder } from "./home.js";
import { digest } from "./plan/hash.js";

/** Compiled code of the program's files as an earlier run of the same command has left it. */
export interface CompiledCode {
  /** What is kept of a file; undefined for nothing. */
  kept(name: string): Buffer | undefined;
  /** Notes that a file has been loaded. */
  used(name: string, script: Script): void;
  /** Keeps the code of all files loaded, when some of it is new. */
  keep(): void;
}

const NOTHING_KEPT: CompiledCode = { kept: () => undefined, used: () => {}, keep: () => {} };

/** Digest of the program's files, put in by the build. */
declare const BUILD_DIGEST: string;

/** Opens what is kept in the user's cache folder: a file for each command, as they load different code. */
export function compiledCode(): CompiledCode {
  const caches = cacheFolder();
  if (caches === null) return NOTHING_KEPT;
  const folder = join(caches, "code");
  const command = /^[a-z]+$/.exec(process.argv[2] ?? "")?.[0] ?? "other";
  // The code holds the paths of its files.
  const program = digest(`${BUILD_DIGEST} ${process.version} ${process.arch} ${__dirname}`);
  const name = `${command}-${program}`;
  const known = load(join(folder, name));
  const scripts = new Map<string, Script>();
  let isComplete = true;
  return {
    kept: (file) => known.get(file),
    used: (file, script) => {
      scripts.set(file, script);
      if (!known.has(file) || script.cachedDataRejected === true) isComplete = false;
    },
    keep: () => {
      if (isComplete) return;
      const parts = [...scripts].map(
        ([file, script]) => [file, script.createCachedData()] as const,
      );
      save(folder, command, name, parts);
    },
  };
}

/** A line of JSON with names and lengths, then the code of one file after the other. */
function load(path: string): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  try {
    const content = readFileSync(path);
    let at = content.indexOf("\n") + 1;
    const lengths = JSON.parse(content.toString("utf8", 0, at)) as Record<string, number>;
    for (const [name, length] of Object.entries(lengths)) {
      found.set(name, content.subarray(at, at + length));
      at += length;
    }
  } catch {
    // Absent, unreadable or cut short: the engine compiles what it is not given.
    return new Map();
  }
  return found;
}

function save(
  folder: string,
  command: string,
  name: string,
  parts: readonly (readonly [file: string, code: Buffer])[],
): void {
  const lengths = Object.fromEntries(parts.map(([file, code]) => [file, code.length]));
  const head = Buffer.from(`${JSON.stringify(lengths)}\n`);
  try {
    mkdirSync(folder, { recursive: true });
    const draft = join(folder, `${name}.${process.pid}`);
    writeFileSync(draft, Buffer.concat([head, ...parts.map(([, code]) => code)]));
    renameSync(draft, join(folder, name));
    // What other versions of the program have left is of no use any more.
    for (const other of readdirSync(folder)) {
      if (other.startsWith(`${command}-`) && other !== name) unlinkSync(join(folder, other));
    }
  } catch {
    // Code that cannot be kept costs time, nothing else.
  }
}
