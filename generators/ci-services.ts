import type { Database, DatabaseAccess, Project } from "../src/project/facts.js";

/** A service container of the workflow. */
export interface Service {
  readonly name: string;
  readonly image: string;
  readonly port: number;
  /** Where settings write another port out that it answers at. */
  readonly outside?: string;
  /** Command that succeeds once the service answers; "" where the image has no such tool. */
  readonly health: string;
  readonly env: readonly Variable[];
}

/** An environment variable and its value. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** Kinds of databases that the workflow knows how to start. */
export type Engine = "postgresql" | "postgis" | "mysql";

/** What the containers of databases are called and how they are entered. */
export const ACCESS = { user: "postgres", password: "postgres", database: "test_db" };

/** The container of a database, before anybody enters it. */
type Container = Omit<Service, "env" | "health" | "outside">;

const POSTGRES: Container = { name: "postgres", image: "postgres:17", port: 5432 };

/** The container with the user, the password and the database that settings write out. */
function entered(
  container: Container,
  { USER, PASSWORD, NAME, PORT = "" }: DatabaseAccess,
): Service {
  const service = /^\d+$/.test(PORT) ? { ...container, outside: PORT } : container;
  if (service.name === "mysql")
    return {
      ...service,
      health: "mysqladmin ping -h localhost",
      env: [
        {
          name: "MYSQL_ROOT_PASSWORD",
          value: USER === "root" && PASSWORD ? PASSWORD : ACCESS.password,
        },
        { name: "MYSQL_DATABASE", value: ACCESS.database },
      ],
    };
  const user = USER || ACCESS.user;
  return {
    ...service,
    health: `pg_isready -U ${user}`,
    env: [
      ...(user === ACCESS.user ? [] : [{ name: "POSTGRES_USER", value: user }]),
      { name: "POSTGRES_PASSWORD", value: PASSWORD || ACCESS.password },
      { name: "POSTGRES_DB", value: NAME || ACCESS.database },
    ],
  };
}

/** Variables by which PostgreSQL's client finds what settings leave to it. */
const LEFT_TO_CLIENT = [
  ["PGHOST", "HOST", "localhost"],
  ["PGUSER", "USER", ACCESS.user],
  ["PGPASSWORD", "PASSWORD", ACCESS.password],
] as const;

/** What the client of the default database has to be told, as its settings name nobody. */
export function clientVariables(project: Project): readonly Variable[] {
  const { databaseAccess = {} } = project.setup;
  const isServed = project.project.databases.some(
    (one) => one.alias === "default" && testEngine(project, one)?.startsWith("post"),
  );
  if (!isServed) return [];
  return LEFT_TO_CLIENT.flatMap(([name, part, value]) =>
    databaseAccess[part] === "" ? [{ name, value }] : [],
  );
}

/** The containers of databases. */
export const DATABASES: Readonly<Record<Engine, Container>> = {
  postgresql: POSTGRES,
  postgis: { ...POSTGRES, image: "postgis/postgis:17-3.5" },
  mysql: { name: "mysql", image: "mysql:8.4", port: 3306 },
};

const OTHERS: Readonly<Record<string, Service>> = {
  elasticsearch: {
    name: "elasticsearch",
    image: "elasticsearch:8.17.0",
    port: 9200,
    health: "curl --fail http://localhost:9200/_cluster/health",
    env: [
      { name: "discovery.type", value: "single-node" },
      { name: "xpack.security.enabled", value: "false" },
    ],
  },
  memcached: { name: "memcached", image: "memcached:1.6", port: 11211, health: "", env: [] },
  rabbitmq: {
    name: "rabbitmq",
    image: "rabbitmq:4",
    port: 5672,
    health: "rabbitmq-diagnostics -q ping",
    env: [],
  },
  redis: { name: "redis", image: "redis:7", port: 6379, health: "redis-cli ping", env: [] },
};

/** The containers that the databases and other services of the settings need, sorted by name. */
export function serviceContainers(project: Project): readonly Service[] {
  const databases = project.project.databases.flatMap((database) => {
    const engine = testEngine(project, database);
    if (engine === null) return [];
    return [entered(withExtensions(project, engine), project.setup.databaseAccess ?? {})];
  });
  const others = project.setup.services.flatMap((name) => OTHERS[name] ?? []);
  const byName = new Map([...others, ...databases].map((service) => [service.name, service]));
  return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The server that tests run against; null for SQLite. Where settings take the whole database from
 * a URL, the driver that production installs tells more than a default for developers does.
 */
export function testEngine(project: Project, database: Database): Engine | null {
  const named = engineOf(database.engine);
  if (named !== null) return named;
  const undecided = database.engine === "" || database.env.some((name) => /UR[LI]$/.test(name));
  return undecided && database.alias === "default" ? driverEngine(project) : null;
}

function engineOf(engine: string): Engine | null {
  if (/postgis/.test(engine)) return "postgis";
  if (/postg|psql|psycopg|timescale/.test(engine)) return "postgresql";
  return /mysql|mariadb/.test(engine) ? "mysql" : null;
}

function driverEngine(project: Project): Engine | null {
  const packages = allPackages(project);
  if (["psycopg", "psycopg2", "psycopg2-binary"].some((name) => packages.has(name))) {
    return "postgresql";
  }
  return packages.has("mysqlclient") || packages.has("pymysql") ? "mysql" : null;
}

function withExtensions(project: Project, engine: Engine): Container {
  const vectors = engine === "postgresql" && allPackages(project).has("pgvector");
  return vectors ? { ...POSTGRES, image: "pgvector/pgvector:pg17" } : DATABASES[engine];
}

/** Names of all packages that any manifest lists. */
export function allPackages(project: Project): ReadonlySet<string> {
  return new Set(project.setup.dependencies.flatMap(({ packages }) => packages));
}
