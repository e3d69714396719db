import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { foundation } from "../../generators/foundation.js";
import type { GeneratedFile } from "../../src/plan/types.js";
import type { Project } from "../../src/project/facts.js";
import { formatFile } from "../../src/render/format.js";
import { render } from "../../src/render/render.js";
import { RUFF_DEFAULTS } from "../../src/render/ruff.js";
import { loadPythonTools } from "../helpers/python.js";
import { model, shop } from "../plan/project.js";

beforeAll(loadPythonTools);

const CHOICES = { testsDir: "tests", phases: ["foundation"] } as const;

function filesOf(project: Project): readonly GeneratedFile[] {
  return foundation
    .artifacts(project, CHOICES)
    .filter((artifact) => artifact.kind === "file")
    .filter((file) => file.path.endsWith(".py"));
}

async function textOf(project: Project, name: string): Promise<string> {
  const file = filesOf(project).find(({ path }) => path === `tests/${name}.py`);
  if (!file) throw new Error(`no file tests/${name}.py`);
  const template = readFileSync(`templates/${file.template}.hbs`, "utf8");
  return formatFile(file.path, render(template, file.data), RUFF_DEFAULTS);
}

test("applies to every project", () => {
  expect(foundation.applies(shop())).toEqual({ kind: "yes" });
});

test.each(filesOf(shop()).map(({ path }) => [path]))("%s is valid Python", async (path) => {
  const name = path.replace(/^tests\/|\.py$/g, "");
  await expect(textOf(shop(), name)).resolves.not.toContain("{{");
});

test("the one settings module that there is serves production", async () => {
  const text = await textOf(shop(), "test_system_checks");
  expect(text).toContain('PRODUCTION_SETTINGS = "config.settings"');
});

test("without production settings nothing asks for them", async () => {
  const base = shop();
  const project = { ...base, project: { ...base.project, settings: "config.settings.dev" } };
  const text = await textOf(project, "test_system_checks");
  expect(text).not.toContain("PRODUCTION_SETTINGS");
  expect(text).not.toContain("import subprocess");
});

test("production settings get the variables that they read, and a key long enough", async () => {
  const base = shop();
  const env = [{ name: "SECRET_KEY", required: true, file: "config/production.py", line: 3 }];
  const setup = { ...base.setup, productionSettings: "config.production", env };
  const text = await textOf({ ...base, setup }, "test_system_checks");
  expect(text).toContain('PRODUCTION_SETTINGS = "config.production"');
  const key = /"SECRET_KEY": "(.*)"/.exec(text)?.[1];
  expect(key?.length).toBeGreaterThanOrEqual(50);
});

test("what the production settings alone demand is given, too", async () => {
  const base = shop();
  const productionEnv = [
    { name: "DJANGO_SECRET_KEY", required: true, file: "config/production.py", line: 3 },
  ];
  const setup = { ...base.setup, productionSettings: "config.production", productionEnv };
  const text = await textOf({ ...base, setup }, "test_system_checks");
  expect(text).toMatch(/"DJANGO_SECRET_KEY": ".{50,}"/);
});

test("the model factories name each model but the proxies as a reason", () => {
  const models = [model("Order"), { ...model("OpenOrder"), proxy: true }];
  const file = filesOf(shop({ models })).find(({ path }) => path.endsWith("_factories.py"));
  expect(file?.why).toEqual([
    { text: "model shop.Order", place: { file: "shop/models.py", line: 1 } },
  ]);
});

test("tables that people fill start empty", async () => {
  expect(await textOf(shop(), "recipes")).toMatch(/^RECIPES = \{\}$/m);
  expect(await textOf(shop(), "recipes")).toMatch(/^SKIPPED_MODELS = \{\}$/m);
  expect(await textOf(shop(), "known_failures")).toMatch(/^KNOWN_FAILURES = \{\}$/m);
});

test("a project of django-redis gets a cache in memory that has what its own has", async () => {
  const base = shop();
  const file = { path: "requirements.txt", format: "requirements", role: "all" } as const;
  const dependencies = [{ ...file, packages: ["django-redis"] }];
  const project = { ...base, setup: { ...base.setup, dependencies } };
  await expect(textOf(project, "support/local_cache")).resolves.toContain("def delete_pattern(");
  await expect(textOf(project, "conftest")).resolves.toContain("support.local_cache.LocalCache");
  expect(filesOf(base).map(({ path }) => path)).not.toContain("tests/support/local_cache.py");
});

test("columns that a row must be given are a row for each model of which the source tells them", async () => {
  const models = [
    { ...model("Order"), required: ["number", "user"] },
    { ...model("Item"), required: [] },
    model("Other"),
  ];
  const text = await textOf({ ...shop(), models }, "test_model_factories");
  expect(text).toContain('    "shop.Order": "number user",\n    "shop.Item": "",\n}\n');
});

test("shapes are made where the project has a world, in its own coordinates", async () => {
  expect(await textOf(shop(), "support/samples")).not.toContain("_shape");
  const { setup, ...rest } = shop();
  const installedApps = [...setup.installedApps, "django.contrib.gis"];
  const text = await textOf({ ...rest, setup: { ...setup, installedApps } }, "support/samples");
  expect(text).toContain('"MultiPolygonField": "MULTIPOLYGON ((({0}, {1}, {2}, {3})))",');
  expect(text).toContain("SAMPLES.update(dict.fromkeys(SHAPES, _shape))");
});

test("a search engine is away: haystack asks the database, a save tells no index", async () => {
  const { setup, ...rest } = shop();
  const searched = (...apps: string[]) => ({
    ...rest,
    setup: { ...setup, installedApps: [...setup.installedApps, ...apps] },
  });
  const simple = await textOf(searched("haystack"), "conftest");
  expect(simple).toContain("from haystack import connections as search_engines\n");
  expect(simple).toContain('"HAYSTACK_CONNECTIONS": dict.fromkeys(');
  const silent = await textOf(searched("django_elasticsearch_dsl"), "conftest");
  expect(silent).toContain('        "ELASTICSEARCH_DSL_AUTOSYNC": False,\n');
  expect(await textOf(shop(), "conftest")).not.toMatch(/haystack|_AUTOSYNC/i);
});

test("messages of channels stay in memory, those of layers that modules have kept, too", async () => {
  const base = shop();
  const installedApps = [...base.setup.installedApps, "channels"];
  const text = await textOf({ ...base, setup: { ...base.setup, installedApps } }, "conftest");
  expect(text).toContain("from channels.layers import InMemoryChannelLayer, channel_layers\n");
  expect(text).toContain('"CHANNEL_LAYERS": dict.fromkeys(');
  expect(text).toContain("for layer in layers:\n");
  expect(await textOf(base, "conftest")).not.toMatch(/channel/i);
});

test.each([
  [["django_tenants"], true],
  [[], false],
])("tables of tenants are made where %j is installed", async (installedApps, areMade) => {
  const base = shop();
  const text = await textOf({ ...base, setup: { ...base.setup, installedApps } }, "conftest");
  expect(text.includes("auto_create_schema")).toBe(areMade);
});
