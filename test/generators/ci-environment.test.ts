import { describe, expect, test } from "vitest";
import { environment } from "../../generators/ci-environment.js";
import { file, project, workflow, type Facts } from "./ci-workflow.js";

const place = { file: "config/settings.py", line: 1 };
const required = (name: string) => ({ name, required: true, ...place });
const optional = (name: string) => ({ name, required: false, ...place });

function database(engine: string, ...env: readonly string[]): Facts {
  return {
    project: { databases: [{ alias: "default", engine, env }] },
    setup: { env: env.map(optional) },
  };
}

/** The container of PostgreSQL, and the variables of the job. */
async function enteredBy(databaseAccess: NonNullable<Facts["setup"]>["databaseAccess"]) {
  const { job } = await workflow({ ...database("postgresql"), setup: { databaseAccess } });
  return { service: job.services?.["postgres"]?.env, env: job.env };
}

async function jobOf(facts: Facts) {
  const { job } = await workflow(facts);
  const { DJANGO_SETTINGS_MODULE: _, ...env } = job.env;
  const images = Object.values(job.services ?? {}).map(({ image }) => image);
  return { env, images };
}

describe("databases", () => {
  test("SQLite needs no server and keeps its own file", async () => {
    expect(await jobOf(database("sqlite3", "DB_NAME"))).toEqual({ env: {}, images: [] });
  });

  test("a default of SQLite holds where no driver says otherwise", async () => {
    expect(await jobOf(database("sqlite3", "DATABASE_URL"))).toEqual({ env: {}, images: [] });
  });

  test("the driver that is installed tells what a URL is for", async () => {
    const facts = database("sqlite3", "DATABASE_URL");
    const dependencies = [file("requirements.txt", "requirements", "all", ["psycopg"])];
    const { env, images } = await jobOf({ ...facts, setup: { ...facts.setup, dependencies } });
    expect(images).toEqual(["postgres:17"]);
    expect(env).toEqual({ DATABASE_URL: "postgres://postgres:postgres@localhost:5432/test_db" });
  });

  test("PostgreSQL by parts, under the names that settings read", async () => {
    const names = ["DB_HOST", "DB_NAME", "DB_PASSWORD", "DB_PORT", "DB_USER", "DB_SSLMODE"];
    expect((await jobOf(database("postgresql", ...names))).env).toEqual({
      DB_HOST: "localhost",
      DB_NAME: "test_db",
      DB_PASSWORD: "postgres",
      DB_PORT: "5432",
      DB_USER: "postgres",
    });
  });

  test("parts whose names do not tell what they are", async () => {
    const facts = database("postgresql", "SHOP", "SHOP_PW");
    const env = [
      { ...optional("SHOP"), part: "NAME" as const },
      { ...required("SHOP_PW"), part: "PASSWORD" as const },
    ];
    expect((await jobOf({ ...facts, setup: { env } })).env).toEqual({
      SHOP: "test_db",
      SHOP_PW: "postgres",
    });
  });

  test("PostgreSQL with what the settings write out, and with nothing", async () => {
    const written = { HOST: "localhost", USER: "shop", PASSWORD: "1234", NAME: "sales" };
    expect(await enteredBy(written)).toEqual({
      service: { POSTGRES_USER: "shop", POSTGRES_PASSWORD: "1234", POSTGRES_DB: "sales" },
      env: { DJANGO_SETTINGS_MODULE: "config.settings" },
    });
    const empty = { HOST: "", USER: "", PASSWORD: "", NAME: "sales" };
    expect(await enteredBy(empty)).toEqual({
      service: { POSTGRES_PASSWORD: "postgres", POSTGRES_DB: "sales" },
      env: {
        DJANGO_SETTINGS_MODULE: "config.settings",
        PGHOST: "localhost",
        PGPASSWORD: "postgres",
        PGUSER: "postgres",
      },
    });
  });

  test("a port that the settings write out leads to the server's own", async () => {
    const setup = { databaseAccess: { HOST: "localhost", PORT: "5433" } };
    const { text } = await workflow({ ...database("postgresql"), setup });
    expect(text).toContain("- 5433:5432\n");
  });

  test("PostGIS and MySQL", async () => {
    expect(await jobOf(database("postgis", "DATABASE_URL"))).toEqual({
      env: { DATABASE_URL: "postgis://postgres:postgres@localhost:5432/test_db" },
      images: ["postgis/postgis:17-3.5"],
    });
    expect(await jobOf(database("mysql", "MYSQL_HOST", "MYSQL_USER"))).toEqual({
      env: { MYSQL_HOST: "127.0.0.1", MYSQL_USER: "root" },
      images: ["mysql:8.4"],
    });
  });

  test("settings that demand the engine get its dotted path", async () => {
    const facts = database("postgresql", "DB_ENGINE");
    const { env } = await jobOf({ ...facts, setup: { env: [required("DB_ENGINE")] } });
    expect(env).toEqual({ DB_ENGINE: "django.db.backends.postgresql" });
  });
});

describe("services", () => {
  test("a variable without its service stays as it is", async () => {
    expect((await jobOf({ setup: { env: [optional("REDIS_URL")] } })).env).toEqual({});
  });

  test("redis is started and found", async () => {
    const env = [optional("REDIS_HOST"), optional("CELERY_BROKER_URL"), optional("REDIS_PORT")];
    const made = await jobOf({ setup: { services: ["redis"], env } });
    expect(made.images).toEqual(["redis:7"]);
    expect(made.env).toEqual({
      CELERY_BROKER_URL: "redis://localhost:6379/0",
      REDIS_HOST: "localhost",
      REDIS_PORT: "6379",
    });
  });

  test("the dotted path of a class is no address, but where Celery takes one", async () => {
    const names = ["SHOP_CACHE_BACKEND", "SHOP_REDIS_CACHE_BACKEND", "CHANNELS_BACKEND"];
    const env = [...names, "CELERY_RESULT_BACKEND", "CELERY_CACHE_BACKEND"].map(optional);
    const address = "redis://localhost:6379/0";
    expect((await jobOf({ setup: { services: ["redis"], env } })).env).toEqual({
      CELERY_CACHE_BACKEND: address,
      CELERY_RESULT_BACKEND: address,
    });
  });

  test("every service that the reading names is a valid container", async () => {
    const services = ["elasticsearch", "memcached", "rabbitmq", "redis"];
    expect((await jobOf({ setup: { services } })).images).toHaveLength(4);
  });
});

describe("variables without a default", () => {
  test("those that other workflows give are as there", async () => {
    const setup = { env: [required("SHOP_PARTS")], pipelineEnv: { SHOP_PARTS: "config.ci" } };
    expect((await jobOf({ setup })).env).toEqual({ SHOP_PARTS: "config.ci" });
  });

  test("those with a default are left to it", async () => {
    expect((await jobOf({ setup: { env: [optional("DEBUG")] } })).env).toEqual({});
  });

  test.each([
    ["DEBUG", "False"],
    ["EMAIL_PORT", "25"],
    ["EMAIL_USE_TLS", "False"],
    ["SESSION_TIMEOUT", "60"],
    ["ALLOWED_HOSTS", "*"],
    ["CSRF_TRUSTED_ORIGINS", "http://localhost:8000"],
    ["FRONTEND_URL", "http://localhost:8000"],
    ["DEFAULT_FROM_EMAIL", "ci@example.com"],
    ["SENTRY_DSN", ""],
    ["FIELD_ENCRYPTION_KEY", expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/)],
    ["SECRET_KEY", expect.stringMatching(/^not-a-secret/)],
    ["AWS_REGION", "us-east-1"],
    ["LOG_LEVEL", "INFO"],
    ["CACHE_BACKEND", "django.core.cache.backends.locmem.LocMemCache"],
    ["CHANNEL_BACKEND", "channels.layers.InMemoryChannelLayer"],
    ["COMPANY", "ci"],
  ])("%s", (name, value) => {
    const found = environment(project({ setup: { env: [required(name)] } }));
    expect(found).toEqual([{ name, value }]);
  });

  test("texts that YAML would read as something else are quoted", async () => {
    const env = ["DEBUG", "EMAIL_PORT", "ALLOWED_HOSTS", "SENTRY_DSN", "API_TOKEN"].map(required);
    const made = await jobOf({ setup: { env } });
    expect(Object.values(made.env).every((value) => typeof value === "string")).toBe(true);
  });
});
