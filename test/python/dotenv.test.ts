import { describe, expect, it } from "vitest";
import { shownName } from "./memory-host.js";
import type { SourceHost } from "../../src/python/index.js";

const LINES = [
  "# a comment",
  "PLAIN=shop",
  "export EXPORTED=yes",
  "SPACED = 5 ",
  `SINGLE='it is $PLAIN'`,
  `DOUBLE="two\\nlines"`,
  "COMMENTED=a # b",
  "HASH=a#b",
  "EMPTY=",
  "URL=postgres://me@${HOST:-db}/${PLAIN}",
  "no value",
  "BARE",
  `BROKEN="a`,
  "LAST=z",
].join("\n");

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly more?: Partial<SourceHost>;
}

function values(code: string, wanted: string, { files = {}, more = {} }: Given = {}): unknown {
  const source = `import os\n${code}\nx = [${wanted}]`;
  const all = { ".env": LINES, "config/settings.py": source, ...files };
  return shownName(all, "config.settings", "x", more);
}

const READ = 'dict((name, os.environ.get(name)) for name in "PLAIN EXPORTED SPACED'.concat(
  ' SINGLE DOUBLE COMMENTED HASH EMPTY URL BARE BROKEN LAST".split())',
);

describe("variables of a committed .env file", () => {
  it("are what python-dotenv makes of the file", () => {
    expect(values("from dotenv import load_dotenv\nload_dotenv()", READ)).toEqual([
      {
        PLAIN: "shop",
        EXPORTED: "yes",
        SPACED: "5",
        SINGLE: "it is $PLAIN",
        DOUBLE: "two\nlines",
        COMMENTED: "a",
        HASH: "a#b",
        EMPTY: "",
        URL: "postgres://me@db/shop",
        BARE: null,
        BROKEN: null,
        LAST: "z",
      },
    ]);
  });

  it("are what django-environ makes of the file", () => {
    const code = 'import environ\nenviron.Env.read_env(os.path.join("/repo", ".env"))';
    expect(values(code, READ)).toEqual([
      {
        PLAIN: "shop",
        EXPORTED: "yes",
        SPACED: null,
        SINGLE: "it is $PLAIN",
        DOUBLE: "two\\nlines",
        COMMENTED: "a # b",
        HASH: "a#b",
        EMPTY: "",
        URL: "postgres://me@${HOST:-db}/${PLAIN}",
        BARE: null,
        BROKEN: '"a',
        LAST: "z",
      },
    ]);
  });

  it("are what python-decouple makes of the file, looked for from the settings upwards", () => {
    const code = "from decouple import config";
    const wanted = READ.replace("os.environ.get(name)", "config(name, default=None)");
    expect(values(code, wanted)).toEqual([
      {
        PLAIN: "shop",
        EXPORTED: null,
        SPACED: "5",
        SINGLE: "it is $PLAIN",
        DOUBLE: "two\\nlines",
        COMMENTED: "a # b",
        HASH: "a#b",
        EMPTY: "",
        URL: "postgres://me@${HOST:-db}/${PLAIN}",
        BARE: null,
        BROKEN: '"a',
        LAST: "z",
      },
    ]);
    const near = {
      "config/settings.ini": "[settings]\nPlain: 5\n# no\nRATE = 10%%\n[other]\nLAST=no",
    };
    const ini = 'config("PLAIN", cast=int), config("rate"), config("LAST", default="")';
    expect(values(code, ini, { files: near })).toEqual([5, "10%", ""]);
    const explicit =
      'from decouple import Config, RepositoryEnv\nconfig = Config(RepositoryEnv("/repo/.env"))';
    expect(values(explicit, 'config("LAST"), config("SPACED", cast=int)')).toEqual(["z", 5]);
  });

  it("are what environs reads, from the folder of the settings upwards or from the file named", () => {
    const code = "from environs import Env\nenv = Env()\nenv.read_env";
    const wanted = 'env("LAST"), env.int("SPACED"), env("COMMENTED", "")';
    expect(values(`${code}()`, wanted)).toEqual(["z", 5, "a"]);
    expect(values(`${code}("/repo/config/.env", recurse=False)`, 'env("LAST", None)')).toEqual([
      null,
    ]);
    expect(values(`${code}("/repo/.env", recurse=False)`, 'env("LAST", None)')).toEqual(["z"]);
  });

  it("give way to the real environment, unless the code says otherwise", () => {
    const more = { environment: { PLAIN: "real" } };
    const wanted = 'os.environ["PLAIN"], os.environ["LAST"]';
    const given = (code: string) => values(code, wanted, { more });
    expect(given("from dotenv import load_dotenv\nload_dotenv()")).toEqual(["real", "z"]);
    expect(given("from dotenv import load_dotenv\nload_dotenv(override=True)")).toEqual([
      "shop",
      "z",
    ]);
    const environ = 'import environ\nenviron.Env().read_env("/repo/.env"';
    expect(given(`${environ})`)).toEqual(["real", "z"]);
    expect(given(`${environ}, overwrite=True)`)).toEqual(["shop", "z"]);
    const decouple = "from decouple import config";
    expect(values(decouple, 'config("PLAIN"), config("LAST")', { more })).toEqual(["real", "z"]);
  });

  it("are none of a file that git ignores, which only this machine has", () => {
    const more = { isIgnored: (path: string) => path === ".env" };
    const wanted = 'os.environ.get("LAST", "unset")';
    const given = (code: string) => values(code, wanted, { more });
    expect(given("from dotenv import load_dotenv\nload_dotenv()")).toEqual(["unset"]);
    expect(given('import environ\nenviron.Env.read_env("/repo/.env")')).toEqual(["unset"]);
    const decouple = 'from decouple import config\nos.environ["LAST"] = config("LAST", "none")';
    expect(given(decouple)).toEqual(["none"]);
  });

  it("are read as what the code says they are", () => {
    const code = [
      "import environ",
      "env = environ.Env(SIZE=(int, 3), APPS=(list, []))",
      'env.read_env("/repo/config/.env.test")',
    ].join("\n");
    const files = {
      "config/.env.test": "SIZE=5\nAPPS=a,b\nDEBUG=1\nURLS=$WHERE\nWHERE=config.urls",
    };
    const wanted = 'env("SIZE"), env("APPS"), env.bool("DEBUG"), env("URLS")';
    expect(values(code, wanted, { files })).toEqual([5, ["a", "b"], true, "config.urls"]);
  });

  it("are not known where it is not known whether the file is read, or what a part of one is", () => {
    const code = "import shop\nfrom dotenv import load_dotenv\nif shop.is_here:\n    load_dotenv()";
    expect(values(code, 'os.environ.get("LAST", "unset")')).toEqual(["?"]);
    const files = { ".env": "APPS=${OTHER}/a\nMORE=b" };
    const loaded = "from dotenv import load_dotenv\nload_dotenv()";
    const wanted = 'os.environ.get("APPS"), os.environ.get("MORE")';
    expect(values(loaded, wanted, { files })).toEqual(["?", "b"]);
  });

  it("may be taken as a dict", () => {
    const code = "from dotenv import dotenv_values\nos.environ.update(dotenv_values('/repo/.env'))";
    expect(values(code, 'os.environ["LAST"], dotenv_values()["PLAIN"]')).toEqual(["z", "shop"]);
  });
});
