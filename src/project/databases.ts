import type { Value } from "../python/index.js";
import { DATABASE_PARTS } from "./database-variables.js";
import { compare } from "./doubts.js";
import type { Database, DatabaseAccess, DatabasePart, EnvVariable } from "./facts.js";
import { textOf } from "./items.js";
import type { Settings } from "./settings.js";

const ABOUT_DATABASES =
  /^(DJANGO_)?(DATABASE|DB|POSTGRES(QL)?|PG|MYSQL|MARIADB|SQL|RDS)(_|$|(HOST|PORT|USER|PASSWORD|DATABASE)$)/;

/** Reads DATABASES: aliases, engines, and the environment variables that describe them. */
export function readDatabases(
  settings: Settings,
  environment: readonly EnvVariable[],
): readonly Database[] {
  const databases = settings.get("DATABASES");
  if (databases?.kind !== "dict") return [];
  const env = environment
    .filter(({ name, part }) => part !== undefined || ABOUT_DATABASES.test(name))
    .map(({ name }) => name);
  return [...databases.entries.values()]
    .flatMap(({ key, value }) => {
      const alias = textOf(key);
      return alias === null ? [] : [{ alias, engine: engineName(engineOf(value)), env }];
    })
    .toSorted((a, b) => compare(a.alias, b.alias));
}

/** Hosts that DATABASES writes out, without dots as containers have them, where no variable tells one. */
export function databaseHosts(
  settings: Settings,
  environment: readonly EnvVariable[],
): readonly string[] {
  const databases = settings.get("DATABASES");
  const isTold = environment.some(
    ({ name, part }) =>
      part === "HOST" || (ABOUT_DATABASES.test(name) && /HOST|UR[LI]$/.test(name)),
  );
  if (databases?.kind !== "dict" || isTold) return [];
  const hosts = [...databases.entries.values()].flatMap(
    ({ value }) => textOf(partOf(value, "HOST")) ?? [],
  );
  return [...new Set(hosts)].filter((host) => /^\w[\w-]*$/.test(host) && host !== "localhost");
}

/** Names of variables that tell a part where DATABASES itself does not say which they are. */
const TELLING: Readonly<Record<DatabasePart, RegExp>> = {
  HOST: /HOST|SERVER$|ADDRESS$/,
  PORT: /PORT$/,
  USER: /USER(_?NAME)?$/,
  PASSWORD: /PASS(WORD|WD)?$|_PWD?$/,
  NAME: /(NAME|DB|DATABASE)$/,
};

/**
 * What DATABASES writes out of how the default database is entered: a part is "" where it is empty
 * or not there, and left out where a variable tells it or nobody knows it.
 */
export function databaseAccess(
  settings: Settings,
  environment: readonly EnvVariable[],
): DatabaseAccess {
  const databases = settings.get("DATABASES");
  const entry = databases?.kind === "dict" ? partOf(databases, "default") : undefined;
  if (entry?.kind !== "dict" || entry.open !== null) return {};
  const isTold = (part: DatabasePart): boolean =>
    environment.some(({ name, part: told }) =>
      told === undefined
        ? ABOUT_DATABASES.test(name) && (TELLING[part].test(name) || /UR[LI]$/.test(name))
        : told === part,
    );
  const parts = DATABASE_PARTS.flatMap((part) => {
    const value = partOf(entry, part);
    const isEmpty = value === undefined || value.kind === "none";
    const text = isEmpty ? "" : value.kind === "int" ? String(value.value) : textOf(value);
    return text === null || isTold(part) ? [] : [[part, text] as const];
  });
  return Object.fromEntries(parts);
}

function partOf(value: Value, part: string): Value | undefined {
  if (value.kind !== "dict") return undefined;
  return [...value.entries.values()].find((entry) => textOf(entry.key) === part)?.value;
}

function engineOf(value: Value): string {
  if (value.kind === "choice") {
    const engines = new Set(value.options.map(engineOf));
    return engines.size === 1 ? ([...engines][0] ?? "") : "";
  }
  return textOf(partOf(value, "ENGINE")) ?? "";
}

/** The part after "backends"; the whole path of an engine that is somebody else's. */
function engineName(engine: string): string {
  const at = engine.lastIndexOf(".");
  return engine.slice(0, Math.max(0, at)).endsWith("backends") ? engine.slice(at + 1) : engine;
}
