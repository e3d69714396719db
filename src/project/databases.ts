import type { Value } from "../python/index.js";
import { compare } from "./doubts.js";
import type { Database, EnvVariable } from "./facts.js";
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
