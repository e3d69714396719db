import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.js";
import { locate } from "../../src/project/locate.js";
import { errorOf, manageNaming, repositoryOf, type Contents } from "./temporary.js";

const MANAGE = manageNaming("config.settings");
const locateIn = (contents: Contents, settings: string | null = null) =>
  locate(repositoryOf(contents), settings);
const failureIn = (contents: Contents): UserError => {
  const error = errorOf(() => locateIn(contents));
  if (!(error instanceof UserError)) throw error;
  return error;
};

describe("locate", () => {
  it("finds no manage.py in a library", () => {
    expect(locateIn({ "shop/models.py": "" })).toEqual({ manage: null, baseDir: "" });
  });

  it("takes no manage.py that does not run Django", () => {
    const contents = { "manage.py": "from flask_script import Manager\n", "src/manage.py": MANAGE };
    expect(locateIn(contents)).toEqual({ manage: "src/manage.py", baseDir: "src" });
  });

  it("takes a manage.py that leaves it to a module of its project to run Django", () => {
    const contents = {
      "manage.py": "from shop.main import main\n\nmain()\n",
      "shop/main.py": MANAGE,
      "tools/manage.py": "from tools import main\n",
    };
    expect(locateIn(contents)).toEqual({ manage: "manage.py", baseDir: "" });
  });

  it.each([
    ["of its settings", manageNaming("shop.config.settings")],
    ["of a src layout", "from django.core.management import execute_from_command_line\n"],
  ])("starts above a manage.py that lies in the package %s", (_, manage) => {
    const contents = {
      "backend/src/shop/__init__.py": "",
      "backend/src/shop/manage.py": manage,
      "backend/src/shop/config/settings/__init__.py": "",
    };
    expect(locateIn(contents)).toEqual({
      manage: "backend/src/shop/manage.py",
      baseDir: "backend/src",
    });
  });

  it("takes the root's manage.py", () => {
    expect(locateIn({ "manage.py": MANAGE })).toEqual({ manage: "manage.py", baseDir: "" });
  });

  it.each([
    ["tests", "a test project"],
    ["examples/blog", "an example"],
    ["docs", "the documentation's"],
    ["sandbox", "a sandbox"],
  ])("prefers the product over %s, %s", (folder) => {
    const contents = { "backend/manage.py": MANAGE, [`${folder}/manage.py`]: MANAGE };
    expect(locateIn(contents).manage).toBe("backend/manage.py");
  });

  it("takes the project whose folder holds all the others", () => {
    const contents = { "web/manage.py": MANAGE, "web/plugins/one/manage.py": MANAGE };
    expect(locateIn(contents).manage).toBe("web/manage.py");
  });

  it("takes the one whose settings are where it looks", () => {
    const contents = {
      "manage.py": manageNaming("settings"),
      "src/manage.py": manageNaming("settings"),
      "src/settings.py": "",
    };
    expect(locateIn(contents).manage).toBe("src/manage.py");
  });

  it.each([
    ["node_modules/pkg/manage.py", "node_modules"],
    ["venv/lib/python3.12/site-packages/django/conf/manage.py", "site-packages"],
  ])("does not look into %s", (path) => {
    expect(locateIn({ "app.py": "", [path]: MANAGE }).manage).toBeNull();
  });

  it("does not look into a committed Windows environment", () => {
    const contents = {
      "shop/manage.py": MANAGE,
      "env/pyvenv.cfg": "home = C:\\Python39\n",
      "env/Scripts/manage.py": MANAGE,
    };
    expect(locateIn(contents).manage).toBe("shop/manage.py");
  });

  it("names every project when there are several", () => {
    const error = failureIn({ "part-2/manage.py": MANAGE, "part-1/manage.py": MANAGE });
    expect(error.message).toContain("found 2: part-1/manage.py, part-2/manage.py");
    expect(error.hint).toMatch(/-C part-1.*--settings/);
  });

  it("names some of many projects", () => {
    const parts = Array.from({ length: 11 }, (_, at) => [`part-${10 + at}/manage.py`, MANAGE]);
    const error = failureIn(Object.fromEntries(parts));
    expect(error.message).toContain("found 11: part-10/manage.py");
    expect(error.message).toContain("part-17/manage.py and 3 more.");
  });

  it("lets --settings decide between several", () => {
    const contents = {
      "one/manage.py": MANAGE,
      "two/manage.py": MANAGE,
      "two/shop/settings.py": "",
    };
    expect(locateIn(contents, "shop.settings").manage).toBe("two/manage.py");
  });

  it("asks to render a cookiecutter template", () => {
    const error = failureIn({ "{{cookiecutter.slug}}/manage.py": MANAGE });
    expect(error.message).toContain("not rendered yet: {{cookiecutter.slug}}/");
  });

  it("asks to render a startproject template, with its line", () => {
    const error = failureIn({ "manage.py": manageNaming("{{ project_name }}.settings") });
    expect(error.place).toEqual({ file: "manage.py", line: 2 });
  });

  it("says when there is no Python at all", () => {
    expect(failureIn({ "README.md": "# Lessons\n" }).message).toContain("found no Python file");
  });
});
