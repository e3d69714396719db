import { throughCache } from "./cache.js";
import type { Project } from "./facts.js";
import type { Overlay } from "./repository.js";

/** What to read and what the person has said about it. */
export interface ReadOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  /** The settings module, when the person named one. */
  readonly settings?: string;
  /** Folder of the generated tests, relative to the root. */
  readonly testsDir?: string;
  /** Folder of installed packages, whose source then tells what tables do not. */
  readonly sitePackages?: string;
  /** Environment variables that settings may read. */
  readonly env?: Readonly<Record<string, string>>;
  /**
   * False leaves out what only generated tests make claims of: whom views answer, and how, the fields
   * and rules of serializers, and the migrations. True by default.
   */
  readonly claims?: boolean;
  /** Files to read in place of those on disk: what a plan would leave. */
  readonly overlay?: Overlay;
  /** "on" gives the facts of an earlier run when no file has changed since; "off" by default. */
  readonly cache?: "on" | "off";
}

/** Reads a Django repository from its source alone; nothing of it is executed. */
export async function readProject(options: ReadOptions): Promise<Project> {
  // The evaluator is loaded when facts have to be read afresh only.
  const read = async () => (await import("./read-source.js")).readSource(options);
  if (options.cache !== "on" || options.overlay !== undefined) return (await read()).project;
  const { root, settings, testsDir, sitePackages, env } = options;
  const key = [settings ?? null, testsDir ?? null, sitePackages ?? null, env ?? null];
  return throughCache(root, { key, claims: options.claims ?? true }, read);
}
