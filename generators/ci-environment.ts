import type { Database, EnvVariable, Project } from "../src/project/facts.js";

/** A service container of the workflow. */
export interface Service {
  readonly name: string;
  readonly image: string;
  readonly port: number;
  readonly health: string;
  readonly env: readonly Variable[];
}

/** An environment variable of the workflow; the value is YAML text. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

const DATABASE = { user: "postgres", password: "postgres", name: "test_db" };

const POSTGRES: Service = {
  name: "postgres",
  image: "postgres:17",
  port: 5432,
  health: "pg_isready -U postgres",
  env: [
    { name: "POSTGRES_PASSWORD", value: DATABASE.password },
    { name: "POSTGRES_DB", value: DATABASE.name },
  ],
};

const SERVICES: Readonly<Record<string, Service>> = {
  postgresql: POSTGRES,
  postgis: { ...POSTGRES, image: "postgis/postgis:17-3.5" },
  mysql: {
    name: "mysql",
    image: "mysql:8.4",
    port: 3306,
    health: "mysqladmin ping -h localhost",
    env: [
      { name: "MYSQL_ROOT_PASSWORD", value: DATABASE.password },
      { name: "MYSQL_DATABASE", value: DATABASE.name },
    ],
  },
  redis: { name: "redis", image: "redis:7", port: 6379, health: "redis-cli ping", env: [] },
};

/** The containers that the databases and other services of the settings need. */
export function serviceContainers(project: Project): readonly Service[] {
  const wanted = [
    ...project.project.databases.map((database) => database.engine),
    ...project.setup.services,
  ];
  const found = wanted.flatMap((name) => SERVICES[name] ?? []);
  return [...new Map(found.map((service) => [service.name, service])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/** Values for the variables that settings read: those without a default, and the databases'. */
export function environment(project: Project): readonly Variable[] {
  const database = new Map(
    project.project.databases.flatMap((entry) =>
      entry.env.map((name) => [name, databaseValue(name, entry)] as const),
    ),
  );
  const names = project.setup.env.filter((variable) => variable.required).map(({ name }) => name);
  return [...new Set([...database.keys(), ...names])]
    .filter((name) => name !== "DJANGO_SETTINGS_MODULE")
    .sort()
    .flatMap((name) => {
      const value = database.get(name) ?? plainValue(name);
      return value === null ? [] : [{ name, value }];
    });
}

/** Variables without a default whose value nobody can know, so that a person must check them. */
export function guessedVariables(project: Project): readonly EnvVariable[] {
  const database = new Set(project.project.databases.flatMap((entry) => entry.env));
  return project.setup.env.filter(({ required, name }) => required && !database.has(name));
}

/** Null when the default that settings give is the right one, as with SQLite's file name. */
function databaseValue(name: string, database: Database): string | null {
  const service = SERVICES[database.engine];
  if (service === undefined) return null;
  const user = service.name === "mysql" ? "root" : DATABASE.user;
  if (/(URL|URI|DSN)$/.test(name)) {
    const scheme = { postgis: "postgis", mysql: "mysql" }[database.engine] ?? "postgres";
    return `${scheme}://${user}:${DATABASE.password}@localhost:${service.port}/${DATABASE.name}`;
  }
  if (/PASS(WORD|WD)?$/.test(name)) return DATABASE.password;
  if (/USER(NAME)?$/.test(name)) return user;
  if (/PORT$/.test(name)) return `"${service.port}"`;
  if (/HOST(_?NAME)?(_LOCAL)?$|SERVER$|ADDRESS$/.test(name)) return "localhost";
  if (/(ENGINE|BACKEND)$/.test(name)) return `django.db.backends.${database.engine}`;
  if (/(NAME|DB|DATABASE)$/.test(name)) return DATABASE.name;
  return null;
}

function plainValue(name: string): string {
  if (/SECRET|KEY|TOKEN|SALT/.test(name)) return "not-a-secret-for-tests-only";
  if (/REDIS.*UR[LI]|CELERY.*(BROKER|BACKEND)|CACHE.*UR[LI]/.test(name)) {
    return "redis://localhost:6379/0";
  }
  if (/DEBUG|ENABLED?$|^USE_|_SSL$|_TLS$/.test(name)) return '"False"';
  if (/HOSTS$/.test(name)) return '"*"';
  if (/PORT$/.test(name)) return '"8000"';
  if (/URL$|URI$|ENDPOINT$/.test(name)) return "http://localhost:8000";
  if (/EMAIL|FROM/.test(name)) return "ci@example.com";
  return "ci";
}
