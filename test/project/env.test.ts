import { describe, expect, it } from "vitest";
import { python, readShop, SETTINGS } from "./shop.js";
import { manageNaming } from "./temporary.js";

const at = (name: string, line: number, required: boolean) => ({
  name,
  required,
  file: "config/settings.py",
  line,
});

describe("variables that settings read", () => {
  it("are none in settings that read none", async () => {
    expect((await readShop({})).setup.env).toEqual([]);
  });

  it("stand at the line that names them, whichever package reads them", async () => {
    const settings = python(
      "import os",
      "import environ",
      "env = environ.Env()",
      'SECRET_KEY = env("SECRET_KEY")',
      'HOST = os.environ["HOST"]',
      'DEBUG = env.bool("DEBUG", default=False)',
    );
    const { setup } = await readShop({ "config/settings.py": settings + SETTINGS });
    expect(setup.env).toEqual([
      at("DEBUG", 6, false),
      at("HOST", 5, true),
      at("SECRET_KEY", 4, true),
    ]);
  });

  it("tell settings which of them are loaded, as Django's own variable does", async () => {
    const settings = python(
      "import os",
      'IS_TEST = os.environ["DJANGO_SETTINGS_MODULE"].endswith(".testing")',
      'APPS = ["people"] if IS_TEST else os.environ["SHOP_APPS"].split()',
      'INSTALLED_APPS = ["rest_framework", *APPS]',
      'ROOT_URLCONF = "config.urls"',
    );
    const named = { "manage.py": manageNaming("config.testing"), "config/testing.py": settings };
    const { apps, doubts, setup } = await readShop(named);
    expect(doubts).toEqual([]);
    expect(apps.filter(({ firstParty }) => firstParty).map(({ label }) => label)).toEqual([
      "people",
    ]);
    expect(setup.env).toEqual([
      { name: "DJANGO_SETTINGS_MODULE", required: false, file: "config/testing.py", line: 2 },
    ]);
  });

  it("are not required where a handler goes on without them", async () => {
    const settings = python(
      "import os",
      "def with_default(name, default):",
      "    try:",
      "        return os.environ[name]",
      "    except KeyError:",
      "        return default",
      "def demanded(name):",
      "    try:",
      "        return os.environ[name]",
      "    except KeyError:",
      "        raise ValueError(name)",
      'HOST = with_default("HOST", "localhost")',
      'SECRET_KEY = demanded("SECRET_KEY")',
    );
    const { setup } = await readShop({ "config/settings.py": settings + SETTINGS });
    expect(setup.env.map(({ name, required }) => [name, required])).toEqual([
      ["HOST", false],
      ["SECRET_KEY", true],
    ]);
  });

  it("are required where the code does not work without them", async () => {
    const settings = python(
      "import os",
      'SECRET_KEY = os.getenv("SECRET_KEY")',
      'ALLOWED_HOSTS = os.getenv("HOSTS").split(",")',
      'PORT = int(os.environ.get("PORT"))',
      'DEBUG = os.getenv("DEBUG")',
    );
    const { setup, doubts } = await readShop({ "config/settings.py": settings + SETTINGS });
    expect(setup.env).toEqual([
      at("DEBUG", 5, false),
      at("HOSTS", 3, true),
      at("PORT", 4, true),
      at("SECRET_KEY", 2, true),
    ]);
    expect(doubts).toEqual([]);
  });

  it("are required where a route is what they tell, or tokens are signed with it", async () => {
    const settings = python(
      "import os",
      'ADMIN_URL = os.getenv("ADMIN_URL")',
      'SHOP_URL = os.getenv("SHOP_URL", "shop/")',
      'SIMPLE_JWT = {"SIGNING_KEY": os.getenv("TOKENS")}',
      'DEBUG = os.getenv("DEBUG")',
    );
    const urls = python(
      "from django.conf import settings",
      "from django.contrib import admin",
      "from django.urls import path",
      "urlpatterns = [path(settings.ADMIN_URL, admin.site.urls)]",
    );
    const { setup } = await readShop({
      "config/settings.py": settings + SETTINGS,
      "config/urls.py": urls,
    });
    const required = setup.env.filter((one) => one.required);
    expect(required).toEqual([at("ADMIN_URL", 2, true), at("TOKENS", 4, true)]);
  });

  it("may be told by a file alone that python-decouple raises without", async () => {
    const settings = python(
      "from pathlib import Path",
      "from decouple import Config, RepositoryEnv",
      'config = Config(RepositoryEnv(Path(__file__).parent.parent / ".env"))',
      'SECRET_KEY = config("SECRET_KEY", default="")',
    );
    const files = { "config/settings.py": settings + SETTINGS, ".gitignore": ".env\n" };
    const lacking = await readShop({ ...files, ".env.example": "SECRET_KEY=\n" });
    expect(lacking.setup.envFiles).toEqual([{ path: ".env", example: ".env.example" }]);
    const own = await readShop({ ...files, ".env": "SECRET_KEY=local\n" });
    expect(own.setup.envFiles).toEqual([{ path: ".env", example: null }]);
    const committed = { "config/settings.py": files["config/settings.py"], ".env": "DEBUG=1\n" };
    expect((await readShop(committed)).setup.envFiles).toBeUndefined();
  });

  it("are not required where a committed .env file has them, as it has not where git ignores it", async () => {
    const settings = python(
      "import environ",
      "env = environ.Env()",
      'env.read_env(__file__ + "/../../.env")',
      'SECRET_KEY = env("SECRET_KEY")',
      'DATABASES = {"default": env.db()}',
    );
    const files = {
      "config/settings.py": settings + SETTINGS,
      ".env": "SECRET_KEY=x\nDATABASE_URL=postgres://db/shop\n",
    };
    const committed = await readShop(files);
    const names = ({ setup }: typeof committed) =>
      setup.env.map(({ name, required }) => [name, required]);
    expect(names(committed)).toEqual([
      ["DATABASE_URL", false],
      ["SECRET_KEY", false],
    ]);
    expect(committed.project.databases[0]?.engine).toBe("postgresql");
    const ignored = await readShop({ ...files, ".gitignore": ".env\n" });
    expect(names(ignored)).toEqual([
      ["DATABASE_URL", true],
      ["SECRET_KEY", true],
    ]);
  });

  it("go on without a person's own settings, which git ignores", async () => {
    const local = python(
      "try:",
      "    from settings_local import *",
      "except ImportError:",
      "    pass",
    );
    const files = { "config/settings.py": SETTINGS + local, ".gitignore": "settings_local.py\n" };
    const without = await readShop(files);
    expect(without.project.authUserModel).toBe("auth.User");
    expect(without.doubts).toEqual([]);
    const unsaid = await readShop({ ...files, ".gitignore": "" });
    expect(unsaid.project.authUserModel).toBeNull();
  });

  it("are the parts of a database's address that DATABASES makes them, whatever their names", async () => {
    const settings = python(
      "import os",
      "from decouple import config",
      'MAIL = {"HOST": os.getenv("MAIL_HOST"), "PASSWORD": os.getenv("MAIL_PASSWORD")}',
      "DATABASES = {",
      '    "default": {',
      '        "ENGINE": "django.db.backends.postgresql",',
      '        "NAME": os.environ.get("SHOP", "shop"),',
      '        "PASSWORD": config("SHOP_PW", default=""),',
      '        "PORT": int(',
      '            os.getenv("WHERE", "5432"),',
      "        ),",
      '        "OPTIONS": {"sslmode": os.getenv("SSL")},',
      "    }",
      "}",
    );
    const { project, setup } = await readShop({ "config/settings.py": settings + SETTINGS });
    const parts = setup.env.flatMap(({ name, part }) => (part ? [[name, part]] : []));
    expect(parts).toEqual([
      ["SHOP", "NAME"],
      ["SHOP_PW", "PASSWORD"],
      ["WHERE", "PORT"],
    ]);
    expect(project.databases[0]?.env).toEqual(["SHOP", "SHOP_PW", "WHERE"]);
  });
});

async function hostsOf(host: string, ...lines: readonly string[]) {
  const settings = python(
    "import os",
    ...lines,
    `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": ${host}}}`,
  );
  return (await readShop({ "config/settings.py": settings + SETTINGS })).setup.databaseHosts;
}

describe("hosts of databases", () => {
  it("are known where the settings write them out", async () => {
    expect(await hostsOf('"db"', 'EMAIL_HOST = os.environ["EMAIL_HOST"]')).toEqual(["db"]);
  });

  it("are none of this machine, and none that a variable or the network tells", async () => {
    const hosts = ['"localhost"', '"127.0.0.1"', '""', '"db.example.com"'];
    const told = ['os.environ.get("DB_HOST", "db")', '"db" if os.getenv("DATABASE_URL") else "db"'];
    for (const host of [...hosts, ...told]) expect(await hostsOf(host)).toBeUndefined();
  });
});

async function accessOf(...lines: readonly string[]) {
  const settings = python(
    "import os",
    "DATABASES = {'default': {",
    "    'ENGINE': 'django.db.backends.postgresql',",
    ...lines,
    "}}",
  );
  return (await readShop({ "config/settings.py": settings + SETTINGS })).setup.databaseAccess;
}

it("tells what DATABASES writes out of how the database is entered, and what is left open", async () => {
  expect(
    await accessOf("'NAME': 'sales', 'USER': 'shop', 'PASSWORD': 'pw', 'HOST': '', 'PORT': 5433"),
  ).toEqual({ HOST: "", NAME: "sales", PASSWORD: "pw", PORT: "5433", USER: "shop" });
  const asked = [
    "'NAME': 'sales', 'USER': os.getenv('OWNER', 'me'), 'HOST': os.environ['DB_HOST']",
  ];
  expect(await accessOf(...asked)).toEqual({ NAME: "sales", PASSWORD: "", PORT: "" });
  expect(await accessOf("**open('database.json')")).toBeUndefined();
});
