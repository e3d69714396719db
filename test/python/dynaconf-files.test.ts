import { describe, expect, it } from "vitest";
import { shownName } from "./memory-host.js";
import type { SourceHost } from "../../src/python/index.js";

type Files = Readonly<Record<string, string>>;

const values = (code: string, wanted: string, files: Files, more: Partial<SourceHost> = {}) =>
  shownName(
    { "config/settings.py": `${code}\nx = [${wanted}]`, ...files },
    "config.settings",
    "x",
    more,
  );

const isMore = (path: string) => path === "more.yaml";

describe("settings files of dynaconf", () => {
  const CODE = [
    "from pathlib import Path",
    "from dynaconf import Dynaconf",
    's = Dynaconf(envvar_prefix="SHOP", settings_files=["settings.toml", Path("more.yaml")])',
  ].join("\n");

  it("are read in their order, the environment last", () => {
    const files = {
      "config/settings.toml":
        'debug = false\nurlconf = "config.urls"\napps = ["a"]\n[mail]\nhost = "h"\nport = 5\n',
      "more.yaml":
        "APPS: [dynaconf_merge, b]\nMAIL:\n  port: 7\n  dynaconf_merge: true\nRATE: 1.5\n",
    };
    const wanted =
      's.DEBUG, s["URLCONF"], s.apps, s.get("mail.host"), s.MAIL, s.RATE, "X" in s, s.get("X", 1)';
    expect(values(CODE, wanted, files)).toEqual([
      false,
      "config.urls",
      ["a", "b"],
      "h",
      { host: "h", port: 7 },
      1.5,
      false,
      1,
    ]);
    const environment = { SHOP_URLCONF: "other.urls", SHOP_MAIL__PORT: "9" };
    expect(values(CODE, "s.URLCONF, s.MAIL", files, { environment })).toEqual([
      "other.urls",
      { host: "h", port: 9 },
    ]);
  });

  it("have a section for each environment where they say so", () => {
    const code = CODE.replace("settings_files", "environments=True, settings_files");
    const files = {
      "config/settings.toml":
        "[default]\na = 1\nb = 1\n[development]\nb = 2\n[production]\nb = 3\n[global]\nc = 4\n",
    };
    expect(values(code, "s.A, s.B, s.C", files)).toEqual([1, 2, 4]);
    const environment = { ENV_FOR_DYNACONF: "production" };
    expect(values(code, "s.A, s.B, s.C", files, { environment })).toEqual([1, 3, 4]);
  });

  it("are not known where one of them is code or is ignored", () => {
    const code = CODE.replace("settings.toml", "local.py");
    expect(values(code, "s.A == 1", { "config/local.py": "A = 1" })).toEqual(["?"]);
    const files = { "config/settings.toml": "a = 1", "more.yaml": "A: 2" };
    expect(values(CODE, "s.A", files, { isIgnored: isMore })).toEqual([1]);
  });
});

describe("settings of Django that dynaconf completes", () => {
  const CODE = [
    "import dynaconf",
    "DEBUG = False",
    'APPS = ["a"]',
    'CACHES = {"default": {"BACKEND": "x"}}',
    'SITE = ""',
    "def site(settings):",
    '    data = {"dynaconf_merge": True}',
    "    if settings.DEBUG:",
    '        data["APPS"] = ["debug"]',
    '    data["HOME"] = settings.SITE + "/home"',
    "    return data",
  ];
  const django = (options: string) => [
    ...CODE,
    `settings = dynaconf.DjangoDynaconf(__name__${options})`,
  ];
  const shown = (options: string, name: string, files: Files = {}, environment: Files = {}) =>
    shownName(
      { "config/settings.py": django(options).join("\n"), ...files },
      "config.settings",
      name,
      {
        environment,
      },
    );

  it("are those of the module, of files beside it and of the environment", () => {
    const files = {
      "config/settings.yaml":
        "default:\n  SITE: shop\n  APPS: [dynaconf_merge, b]\ndevelopment:\n  DEBUG: true\n",
    };
    expect(shown("", "SITE", files)).toBe("shop");
    expect(shown("", "APPS", files)).toEqual(["a", "b"]);
    expect(shown("", "DEBUG", files)).toBe(true);
    expect(shown("", "DEBUG", files, { DJANGO_ENV: "production" })).toBe(false);
    expect(shown("", "CACHES", files, { DJANGO_CACHES__default__BACKEND: "y" })).toEqual({
      default: { BACKEND: "y" },
    });
    const prefixed = ', ENVVAR_PREFIX_FOR_DYNACONF="SHOP"';
    expect(shown(prefixed, "SITE", files, { SHOP_SITE: "z" })).toBe("z");
  });

  it("are completed by hooks, which are called with them", () => {
    const hooks = ", post_hooks=(site,)";
    expect(shown(hooks, "HOME", {}, { DJANGO_SITE: "shop" })).toBe("shop/home");
    expect(shown(hooks, "APPS", {}, { DJANGO_DEBUG: "true" })).toEqual(["a", "debug"]);
    expect(shown(hooks, "APPS")).toEqual(["a"]);
  });
});
