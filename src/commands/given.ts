import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allPackages } from "../../generators/ci-services.js";
import type { Project } from "../project/facts.js";
import type { Context } from "./context.js";

/** Packages that settings read a `.env` file with. */
const READERS = ["django-environ", "environs", "python-decouple", "python-dotenv"];

/** Names of the variables that have a value here: in the shell, or in a `.env` that settings read. */
export function variablesGiven({ root, env }: Context, project: Project): ReadonlySet<string> {
  const set = Object.keys(env).filter((name) => env[name] !== undefined);
  const packages = allPackages(project);
  if (!READERS.some((name) => packages.has(name))) return new Set(set);
  const folders = [...new Set([root, join(root, project.setup.baseDir)])];
  const files = folders.map((folder) => join(folder, ".env")).filter((file) => existsSync(file));
  const texts = files.map((file) => readFileSync(file, "utf8"));
  const named = texts.flatMap((text) => [
    ...text.matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=/gm),
  ]);
  return new Set([...set, ...named.flatMap(([, name]) => name ?? [])]);
}
