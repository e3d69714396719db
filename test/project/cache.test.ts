import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readProject } from "../../src/project/read.js";
import { python, SETTINGS } from "./shop.js";
import { folderOf, manageNaming } from "./temporary.js";

const MODEL = python("from django.db import models", "class Cart(models.Model):", "    pass");
const FIELD = "size = models.IntegerField()\n";
const FACTS = ".git/soundcheck/facts.json";

const TEXT_OF_APPS = 'TEXT = open(os.path.join(os.path.dirname(__file__), "apps.txt")).read()\n';

function repository(): string {
  const root = folderOf({
    "manage.py": manageNaming("config.settings"),
    "config/__init__.py": "",
    "config/settings.py": SETTINGS,
    "config/urls.py": "urlpatterns = []\n",
    "shop/__init__.py": "",
    "people/__init__.py": "",
    "shop/models.py": MODEL,
  });
  mkdirSync(join(root, ".git"));
  return root;
}

async function labels(root: string, env?: Record<string, string>): Promise<readonly string[]> {
  const { models } = await readProject({ root, cache: "on", ...(env && { env }) });
  return models.map((model) => model.label);
}

/** Puts a mark into what is remembered, which only a run that uses it can show. */
function mark(root: string): void {
  const file = join(root, FACTS);
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("shop.Cart", "shop.Marked"));
}

/** Replaces a text in the models. */
function edit(root: string, from: string, to: string): void {
  const file = join(root, "shop/models.py");
  writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
}

describe("throughCache", () => {
  it("is not used unless asked for", async () => {
    const root = repository();
    await readProject({ root });
    expect(existsSync(join(root, FACTS))).toBe(false);
  });

  it("gives the same facts again when nothing has changed", async () => {
    const root = repository();
    const first = await readProject({ root, cache: "on" });
    expect(await readProject({ root, cache: "on" })).toEqual(first);
    mark(root);
    expect(await labels(root)).toEqual(["shop.Marked"]);
  });

  it.each<[string, (root: string) => void]>([
    [
      "a new class",
      (root) =>
        appendFileSync(join(root, "shop/models.py"), "class Line(models.Model):\n    pass\n"),
    ],
    [
      "a field by a name that is asked for",
      (root) => edit(root, "pass", "Meta = models.TextField()\n    pass"),
    ],
    [
      "a field that is the primary key",
      (root) => edit(root, "pass", "key = models.TextField(primary_key=True)\n    pass"),
    ],
    ["a new decorator", (root) => edit(root, "class Cart", "@other\nclass Cart")],
    ["a change of the settings", (root) => appendFileSync(join(root, "config/settings.py"), "#\n")],
    [
      "a change of the same length at the same time",
      (root) => {
        const file = join(root, "shop/models.py");
        writeFileSync(file, MODEL.replace("pass", "pa55"));
        utimesSync(file, 1_000_000_000, 1_000_000_000);
      },
    ],
    ["a new file", (root) => writeFileSync(join(root, "shop/admin.py"), "")],
    ["a file that is gone", (root) => rmSync(join(root, "people/__init__.py"))],
  ])("reads afresh after %s", async (_, change) => {
    const root = repository();
    await labels(root);
    mark(root);
    change(root);
    expect(await labels(root)).not.toContain("shop.Marked");
  });

  it.each<[string, number, string, string]>([
    ["a comment at the end", 2, "pass", "pass\n# new"],
    ["a comment and blank lines above", 5, "class Cart", "\n# new\n\nclass Cart"],
    ["a comment beside code", 2, "(models.Model):", "(models.Model):  # new"],
    ["a changed body of a function", 2, "return 1", "# more\n        return 2"],
    ["a new field", 2, "    pass", "    name = models.CharField(max_length=9)\n    pass"],
    ["a new method", 2, "    pass", "    def more(self):\n        return 2\n    pass"],
    ["a new class above", 5, "class Cart", "class Box:\n    size = 1\n\nclass Cart"],
    ["a new function above", 4, "class Cart", "def box():\n    pass\nclass Cart"],
  ])("keeps the facts, with their lines, after %s", async (_, line, from, to) => {
    const root = repository();
    edit(root, "pass", `${FIELD}    def total(self):\n        return 1\n    pass`);
    await labels(root);
    mark(root);
    edit(root, from, to);
    const { models } = await readProject({ root, cache: "on" });
    expect(models).toMatchObject([{ label: "shop.Marked", line }]);
    const fresh = await readProject({ root });
    expect(fresh.models).toMatchObject([{ label: "shop.Cart", line }]);
  });

  it("reads afresh after a change of a text that settings read", async () => {
    const root = repository();
    writeFileSync(
      join(root, "config/settings.py"),
      `${SETTINGS}import os\n${TEXT_OF_APPS}INSTALLED_APPS = ["django.contrib.auth", *TEXT.split()]\n`,
    );
    writeFileSync(join(root, "config/apps.txt"), "people");
    expect(await labels(root)).toEqual([]);
    writeFileSync(join(root, "config/apps.txt"), "people shop");
    expect(await labels(root)).toEqual(["shop.Cart"]);
  });

  it("reads afresh with other options", async () => {
    const root = repository();
    await labels(root);
    mark(root);
    expect(await labels(root, { DEBUG: "1" })).toEqual(["shop.Cart"]);
  });

  it("reads afresh when what is remembered is damaged", async () => {
    const root = repository();
    await labels(root);
    writeFileSync(join(root, FACTS), '{"key":');
    expect(await labels(root)).toEqual(["shop.Cart"]);
  });
});
