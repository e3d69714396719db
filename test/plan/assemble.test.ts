import { describe, expect, it } from "vitest";
import type { Artifact } from "../../src/plan/types.js";
import type { Project } from "../../src/project/facts.js";
import { model, shop } from "./project.js";
import { changed, generator, planIn, written, type Files } from "./world.js";

const TEMPLATES: Files = {
  models: `"""Models."""\n\nMODELS = {\n{{#each models}}    {{py label}}: {{py class}},\n{{/each}} }\n\n\ndef test_models():\n    assert MODELS\n`,
  empty: "",
  page: "# {{title}}\n",
  workflow: "name: {{title}}\n",
};

function file(path: string, template: string, data: Record<string, unknown> = {}): Artifact {
  return { kind: "file", phase: "foundation", path, template, data, why: [{ text: "models" }] };
}

function modelsFile(project: Project, testsDir: string): Artifact {
  return file(`${testsDir}/test_models.py`, "models", { models: project.models });
}

const generators = [
  generator((project, testsDir) => [
    file(`${testsDir}/__init__.py`, "empty"),
    modelsFile(project, testsDir),
    file("TESTING.md", "page", { title: "Testing" }),
  ]),
];

async function settled(files: Files, project = shop()): Promise<Files> {
  const plan = await planIn({ project, files, templates: TEMPLATES, generators });
  const after = written(files, plan);
  const again = await planIn({ project, files: after, templates: TEMPLATES, generators });
  expect(changed(again)).toEqual([]);
  return after;
}

describe("assemble", () => {
  it("writes generated files, the lock and the choices, and has nothing left to do", async () => {
    const after = await settled({});
    expect(Object.keys(after)).toEqual([
      "TESTING.md",
      "soundcheck.json",
      "soundcheck.lock",
      "tests/__init__.py",
      "tests/test_models.py",
    ]);
    expect(after["tests/test_models.py"]).toContain('    "shop.Order": "shop.models.Order",\n');
    expect(after["soundcheck.lock"]).toMatch(/^tests\/test_models.py\tMODELS\["shop.Order"\]\t/m);
  });

  it("adds exactly the entry of a new model, beside a person's work", async () => {
    const before = await settled({});
    const mine = {
      ...before,
      "tests/test_models.py": `${before["tests/test_models.py"]}\n\nX = 1\n`,
    };
    const project = shop({ models: [...shop().models, model("Parcel")] });
    const after = await settled(mine, project);
    expect(after["tests/test_models.py"]).toBe(
      mine["tests/test_models.py"].replace("}\n", '    "shop.Parcel": "shop.models.Parcel",\n}\n'),
    );
  });

  it("keeps what was deleted deleted, and says so", async () => {
    const { "TESTING.md": _gone, ...files } = await settled({});
    const plan = await planIn({ project: shop(), files, templates: TEMPLATES, generators });
    expect(changed(plan)).toEqual([]);
    expect(plan.notes).toMatchObject([{ kind: "kept", path: "TESTING.md" }]);
  });

  it("keeps an edited document and reports it when it would change", async () => {
    const files = { ...(await settled({})), "TESTING.md": "# Ours\n" };
    const templates = { ...TEMPLATES, page: "# New {{title}}\n" };
    const plan = await planIn({ project: shop(), files, templates, generators });
    expect(changed(plan)).toEqual([]);
    expect(plan.notes[0]?.text).toContain("a newer version would be generated");
  });

  it("updates a document that nobody edited", async () => {
    const files = await settled({});
    const templates = { ...TEMPLATES, page: "# New {{title}}\n" };
    const plan = await planIn({ project: shop(), files, templates, generators });
    expect(changed(plan)).toEqual(["TESTING.md", "soundcheck.lock"]);
  });

  it("removes what no generator wants any more, unless it was edited", async () => {
    const files = await settled({});
    const project = shop();
    const none = [generator(() => [])];
    const plan = await planIn({ project, files, templates: TEMPLATES, generators: none });
    expect(Object.keys(written(files, plan))).toEqual(["soundcheck.json", "soundcheck.lock"]);
    const edited = { ...files, "tests/test_models.py": "def test_mine(): ...\n" };
    const kept = await planIn({ project, files: edited, templates: TEMPLATES, generators: none });
    expect(written(edited, kept)["tests/test_models.py"]).toBe("def test_mine(): ...\n");
  });

  it("leaves out what the team ignores", async () => {
    const ignore = { models: { "shop.Order": "made by hand" }, serializers: {}, routes: {} };
    const plan = await planIn({
      project: shop(),
      files: {},
      templates: TEMPLATES,
      generators,
      config: { ignore },
    });
    expect(written({}, plan)["tests/test_models.py"]).not.toContain("Order");
    expect(written({}, plan)["soundcheck.json"]).toContain('"shop.Order": "made by hand"');
  });
});

describe("assemble among a team's own files", () => {
  it("leaves a file of the same name and offers another for workflows and documents", async () => {
    const path = ".github/workflows/test.yml";
    const workflow = [generator(() => [file(path, "workflow", { title: "Tests" })])];
    const files = { [path]: "name: Ours\n" };
    const plan = await planIn({
      project: shop(),
      files,
      templates: TEMPLATES,
      generators: workflow,
    });
    const after = written(files, plan);
    expect(after[path]).toBe("name: Ours\n");
    expect(after[".github/workflows/soundcheck.yml"]).toBe("name: Tests\n");
    const again = await planIn({
      project: shop(),
      files: after,
      templates: TEMPLATES,
      generators: workflow,
    });
    expect(changed(again)).toEqual([]);
  });

  it.each([
    ["tests", { "tests/__init__.py": "" }],
    ["tests/soundcheck", { "tests/__init__.py": "", "tests/test_models.py": "x = 1\n" }],
    ["tests_soundcheck", { "tests.py": "" }],
  ])("puts its tests into %s", async (folder, files: Files) => {
    const plan = await planIn({ project: shop(), files, templates: TEMPLATES, generators });
    expect(changed(plan)).toContain(`${folder}/test_models.py`);
  });

  it.each([
    ["that is no package", { "tests/factories.py": "" }],
    ["with tests of the team's own", { "tests/__init__.py": "", "tests/shop/test_old.py": "" }],
  ])("keeps out of a tests folder %s", async (_, files: Files) => {
    const setup = { ...shop().setup, occupied: Object.keys(files) };
    const plan = await planIn({
      project: shop({ setup }),
      files,
      templates: TEMPLATES,
      generators,
    });
    expect(changed(plan)).toContain("tests/soundcheck/test_models.py");
  });

  it("never overwrites a file at the folder that was asked for", async () => {
    const files = { "checks/test_models.py": "x = 1\n" };
    const plan = await planIn({
      project: shop(),
      files,
      templates: TEMPLATES,
      generators,
      config: { testsDir: "checks" },
    });
    expect(changed(plan)).not.toContain("checks/test_models.py");
    expect(plan.notes).toMatchObject([{ kind: "kept", path: "checks/test_models.py" }]);
  });
});
