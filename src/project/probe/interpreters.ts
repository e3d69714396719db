import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { homeFolder } from "../../home.js";

/** A Python of the project's own environment. */
export interface Interpreter {
  /** Absolute path of the executable. */
  readonly python: string;
  /** How people call the environment: ".venv", "poetry", "pipenv", "active". */
  readonly origin: string;
}

/** Where environments are kept; the process's own by default. */
export interface Surroundings {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const IN_REPOSITORY = [".venv", "venv", "env", ".env", "virtualenv"];
const EXECUTABLES = ["bin/python", "bin/python3", "Scripts/python.exe"];

/** Finds the environments that belong to a repository, the likeliest first. */
export function findInterpreters(
  root: string,
  surroundings: Surroundings = { home: homeFolder() ?? root, env: process.env },
): readonly Interpreter[] {
  const found = [
    ...inRepository(root),
    ...named(surroundings.env["UV_PROJECT_ENVIRONMENT"], "uv", root),
    ...poetry(root, surroundings),
    ...pipenv(root, surroundings),
    ...named(surroundings.env["VIRTUAL_ENV"], "active", root),
  ];
  const seen = new Set<string>();
  return found.filter(({ python }) => !seen.has(python) && seen.add(python));
}

/** The folder of packages installed for an interpreter; null when it cannot be told from its path. */
export function sitePackagesOf(python: string): string | null {
  const environment = dirname(dirname(python));
  const windows = join(environment, "Lib/site-packages");
  if (existsSync(windows)) return windows;
  const library = join(environment, "lib");
  const version = existsSync(library) && readdirSync(library).toSorted().find(isPython);
  const folder = join(library, version || "", "site-packages");
  return existsSync(folder) ? folder : null;
}

function isPython(name: string): boolean {
  return /^python3\.\d+$/.test(name);
}

function inRepository(root: string): readonly Interpreter[] {
  return IN_REPOSITORY.flatMap((name) => named(join(root, name), name, root));
}

function named(folder: string | undefined, origin: string, root: string): readonly Interpreter[] {
  if (!folder) return [];
  const absolute = isAbsolute(folder) ? folder : join(root, folder);
  const python = EXECUTABLES.map((name) => join(absolute, name)).find((path) => existsSync(path));
  return python ? [{ python, origin }] : [];
}

/** Poetry names environments after the project and its folder: `name-HASH-py3.12`. */
function poetry(root: string, { home, env }: Surroundings): readonly Interpreter[] {
  const name = projectName(root);
  if (name === null) return [];
  const cache = env["POETRY_CACHE_DIR"] ?? env["XDG_CACHE_HOME"]?.concat("/pypoetry");
  const folders = [
    env["POETRY_VIRTUALENVS_PATH"],
    join(cache ?? join(home, ".cache/pypoetry"), "virtualenvs"),
    join(home, "Library/Caches/pypoetry/virtualenvs"),
  ];
  const hash = createHash("sha256").update(realpathSync(root)).digest("base64url").slice(0, 8);
  const prefix = `${environmentName(name)}-${hash}-py`;
  return folders.flatMap((folder) => startingWith(prefix, folder, "poetry"));
}

/** Poetry's and Pipenv's common rule for the readable part of an environment's name. */
function environmentName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[ $`!*@"\\\r\n\t]/g, "_")
    .slice(0, 42);
}

function projectName(root: string): string | null {
  const file = join(root, "pyproject.toml");
  if (!existsSync(file)) return null;
  return /^\s*name\s*=\s*["']([^"']+)["']/m.exec(readFileSync(file, "utf8"))?.[1] ?? null;
}

/** Pipenv writes the project's folder into the environment's `.project`. */
function pipenv(root: string, { home, env }: Surroundings): readonly Interpreter[] {
  if (!existsSync(join(root, "Pipfile"))) return [];
  const folder = env["WORKON_HOME"] ?? join(home, ".local/share/virtualenvs");
  const prefix = `${environmentName(basename(root))}-`;
  return startingWith(prefix, folder, "pipenv").filter(({ python }) => {
    const note = join(dirname(dirname(python)), ".project");
    return existsSync(note) && readFileSync(note, "utf8").trim() === root;
  });
}

function startingWith(
  prefix: string,
  folder: string | undefined,
  origin: string,
): readonly Interpreter[] {
  if (!folder || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((entry) => entry.toLowerCase().startsWith(prefix.toLowerCase()))
    .toSorted()
    .flatMap((entry) => named(entry, origin, folder));
}
