import nodeFs from "node:fs";
import { join } from "node:path";
import { readBytes } from "../apply/fs.js";
import { CONFIG_PATH, parseConfig, type Config } from "../plan/config.js";
import { LOCK_PATH, parseLock, type Lock } from "../plan/lock.js";
import { decode } from "../plan/text.js";
import type { ReadFile } from "../plan/types.js";
import type { Project } from "../project/facts.js";
import type { ReadOptions } from "../project/read.js";
import type { Context } from "./context.js";

/** Reads files of the repository as bytes. */
export function fileReader(root: string): ReadFile {
  return (path) => readBytes(nodeFs, join(root, path));
}

/** Reads files of the repository as text. */
export function textReader(root: string): (path: string) => string | null {
  const readFile = fileReader(root);
  return (path) => {
    const bytes = readFile(path);
    return bytes === null ? null : decode(bytes).text;
  };
}

/** The team's choices. */
export function readConfig({ root }: Context): Config {
  return parseConfig(textReader(root)(CONFIG_PATH));
}

/** What was generated last. */
export function readLock({ root }: Context): Lock {
  return parseLock(textReader(root)(LOCK_PATH));
}

/** How much is read, and of which files. */
type Reading = Pick<ReadOptions, "claims" | "overlay">;

/** Reads the Django project, by its source or, with --python, by asking Django. */
export async function readDjango(
  context: Context,
  config: Config,
  reading: Reading = {},
): Promise<Project> {
  const project = await readSource(context, config, reading);
  const { python } = context.options;
  if (python === undefined) return project;
  const { askedProject } = await import("./asking.js");
  return askedProject(context, project, python);
}

/**
 * Reads the Django project by its source. The caller's environment variables stay out of it: the
 * same repository gives the same plan everywhere.
 */
export async function readSource(
  { root, options }: Context,
  config: Config,
  reading: Reading = {},
): Promise<Project> {
  const [{ readProject }, { findInterpreters, sitePackagesOf }] = await Promise.all([
    import("../project/read.js"),
    import("../project/probe/interpreters.js"),
  ]);
  const python = options.python ?? findInterpreters(root)[0]?.python;
  return readProject({
    root,
    settings: options.settings ?? config.settings ?? undefined,
    testsDir: options.testsDir ?? config.testsDir ?? undefined,
    sitePackages: (python && sitePackagesOf(python)) || undefined,
    ...reading,
    cache: options.cache ? "on" : "off",
  });
}
