import { ACCESS, DATABASES, type Engine } from "./ci-services.js";

type Rule = readonly [pattern: RegExp, value: string];

/** Fernet and its like refuse a key that is not 32 bytes in base 64. */
const ENCRYPTION_KEY = "bm90LWEtc2VjcmV0LWtleS1mb3ItdGVzdHMtb25seSE=";

/** Plausible values by what a variable's name says, the first that matches. */
const BY_NAME: readonly Rule[] = [
  [/SENTRY|_DSN$/, ""],
  [/FERNET|ENCRYPT.*KEY|CRYPTO.*KEY/, ENCRYPTION_KEY],
  [/EMAIL_BACKEND$/, "django.core.mail.backends.locmem.EmailBackend"],
  [/^(?!.*CELERY).*CACHE.*BACKEND$/, "django.core.cache.backends.locmem.LocMemCache"],
  [/CHANNEL.*BACKEND$/, "channels.layers.InMemoryChannelLayer"],
  [/(EMAIL|SMTP).*PORT$/, "25"],
  [
    /^(DJANGO_)?DEBUG|DEBUG$|_USE_|^USE_|_(SSL|TLS|SECURE|ENABLED?|DISABLED?)$|^(IS|ENABLE|DISABLE)_/,
    "False",
  ],
  [/PORT$/, "8000"],
  [
    /(TIMEOUT|SECONDS|MINUTES|HOURS|DAYS|AGE|SIZE|LIMIT|COUNT|NUM|TTL|WORKERS|RETRIES|ATTEMPTS|INTERVAL|LIFETIME|EXPIRY|LENGTH|SITE_ID)$/,
    "60",
  ],
  [/^(MAX|MIN|NUM)_|_(MAX|MIN)_/, "60"],
  [/ALLOWED_HOSTS?$/, "*"],
  [/ORIGINS?$/, "http://localhost:8000"],
  [/ADMIN_(URL|PATH)$/, "admin/"],
  [/(STATIC|MEDIA)_URL$/, "/files/"],
  [/(URLS?|URI|ENDPOINT|ISSUER)$/, "http://localhost:8000"],
  [/HOST(NAME)?S?$|DOMAINS?$|SERVER$/, "localhost"],
  [/LOG_?LEVEL$/, "INFO"],
  [/TIME_?ZONE$|^TZ$/, "UTC"],
  [/LANGUAGE(_CODE)?$|LOCALE$/, "en-us"],
  [/REGION(_NAME)?$/, "us-east-1"],
  [/(DIR|DIRECTORY|ROOT|FOLDER)$/, "/tmp"],
  [/(ENVIRONMENT|STAGE|^ENV|_ENV)$/, "test"],
  [/EMAIL(_ADDRESS|_FROM)?$|_FROM$|^ADMINS$|^MANAGERS$/, "ci@example.com"],
  [/SECRET|KEY|TOKEN|SALT|PASSWORD|PASSWD/, "not-a-secret-for-tests-only-0123456789abcdef"],
];

/** A value that settings which ask for this variable most likely accept. */
export function plausibleValue(name: string): string {
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? "ci";
}

/** Names of what Django and Channels want the dotted path of a class for; Celery wants an address. */
const CLASS = /^(?!.*CELERY).*(CACHE|CHANNEL).*BACKEND$/;

/** Where the service containers answer; null for a variable that names no service. */
export function serviceValue(name: string, services: readonly string[]): string | null {
  if (CLASS.test(name)) return null;
  const has = (service: string) => services.includes(service);
  if (/REDIS/.test(name) && has("redis"))
    return reachable(name, "redis://localhost:6379/0", "6379");
  if (/RABBIT|AMQP/.test(name) && has("rabbitmq")) {
    return reachable(name, "amqp://guest:guest@localhost:5672//", "5672");
  }
  if (/MEMCACHE/.test(name) && has("memcached")) return reachable(name, "localhost:11211", "11211");
  if (/ELASTIC/.test(name) && has("elasticsearch")) {
    return reachable(name, "http://localhost:9200", "9200");
  }
  if (/BROKER(_UR[LI])?$/.test(name)) {
    if (has("rabbitmq")) return "amqp://guest:guest@localhost:5672//";
    return has("redis") ? "redis://localhost:6379/0" : null;
  }
  const uses =
    /(CACHE|CHANNEL).*(UR[LI]|LOCATION)$|CELERY.*(BACKEND|RESULT.*(UR[LI]|LOCATION))$/.test(name);
  return uses && has("redis") ? "redis://localhost:6379/0" : null;
}

function reachable(name: string, url: string, port: string): string | null {
  if (/(UR[LI]|LOCATION|BROKER|BACKEND|SERVERS?|DSN)$/.test(name)) return url;
  if (name.endsWith("PORT")) return port;
  if (/HOST(NAME)?$/.test(name)) return "localhost";
  return /(DB|DATABASE)$/.test(name) ? "0" : null;
}

/** A value for a variable of a database; null where the settings' own default is right. */
export function databaseValue(name: string, engine: Engine | null): string | null {
  return engine === null ? sqliteValue(name) : serverValue(name, engine);
}

function serverValue(name: string, engine: Engine): string | null {
  const { port } = DATABASES[engine];
  const user = engine === "mysql" ? "root" : ACCESS.user;
  // MySQL's client takes "localhost" for a socket file, which the container does not share.
  const host = engine === "mysql" ? "127.0.0.1" : "localhost";
  if (/(UR[LI]|DSN)$/.test(name)) {
    const scheme = { postgis: "postgis", mysql: "mysql", postgresql: "postgres" }[engine];
    return `${scheme}://${user}:${ACCESS.password}@${host}:${port}/${ACCESS.database}`;
  }
  if (/(PASS(WORD|WD)?|_PWD?)$/.test(name)) return ACCESS.password;
  if (/USER(_?NAME)?$/.test(name)) return user;
  if (name.endsWith("PORT")) return String(port);
  if (/HOST(_?NAME)?$|SERVER$|ADDRESS$/.test(name)) return host;
  return /(NAME|DB|DATABASE)$/.test(name) ? ACCESS.database : null;
}

function sqliteValue(name: string): string | null {
  return /UR[LI]$/.test(name) ? "sqlite:///db.sqlite3" : null;
}

/** Values for what settings demand of a database beyond its address. */
export function requiredDatabaseValue(name: string, engine: Engine | null): string {
  if (/(ENGINE|BACKEND)$/.test(name)) {
    const backend = engine === "postgis" ? "contrib.gis.db.backends" : "db.backends";
    return `django.${backend}.${engine ?? "sqlite3"}`;
  }
  if (name.endsWith("SCHEMA")) return "public";
  if (/SSL_?MODE$/.test(name)) return "disable";
  if (engine === null && /(NAME|DB|DATABASE|PATH|FILE)$/.test(name)) return "db.sqlite3";
  return plausibleValue(name);
}
