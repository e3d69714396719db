import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { api, payloadSupport } from "../../generators/api.js";
import type { GeneratedFile } from "../../src/plan/types.js";
import type { Project, Serializer } from "../../src/project/facts.js";
import { formatFile } from "../../src/render/format.js";
import { render } from "../../src/render/render.js";
import { RUFF_DEFAULTS } from "../../src/render/ruff.js";
import { loadPythonTools } from "../helpers/python.js";
import { shop } from "../plan/project.js";

beforeAll(loadPythonTools);

const CHOICES = { testsDir: "tests", phases: ["api"] } as const;

function serializer(name: string, model: string): Serializer {
  return { class: `shop.serializers.${name}`, model, file: "shop/serializers.py", line: 7 };
}

function withRestFramework(serializers: readonly Serializer[] = []): Project {
  const base = shop({ serializers });
  return { ...base, setup: { ...base.setup, restFramework: true } };
}

function fileOf(project: Project, path: string): GeneratedFile {
  const found = api.artifacts(project, CHOICES).find((artifact) => artifact.path === path);
  if (found?.kind !== "file") throw new Error(`no file ${path}`);
  return found;
}

async function textOf(project: Project, path: string): Promise<string> {
  const file = fileOf(project, path);
  const template = readFileSync(`templates/${file.template}.hbs`, "utf8");
  return formatFile(file.path, render(template, file.data), RUFF_DEFAULTS);
}

test("a project without REST framework is offered other phases", () => {
  expect(api.applies(shop())).toMatchObject({ kind: "no" });
  expect(payloadSupport(shop(), CHOICES)).toEqual([]);
});

test("the serializer map is empty when there are no serializers", async () => {
  const text = await textOf(withRestFramework(), "tests/test_serializers.py");
  expect(text).toMatch(/^SERIALIZER_MAP = \{\}$/m);
});

test("the serializer map holds every serializer of a model, sorted", async () => {
  const project = withRestFramework([
    serializer("ProductSerializer", "shop.Product"),
    serializer("OrderSerializer", "shop.Order"),
    serializer("OrderDetailSerializer", "shop.Order"),
  ]);
  const text = await textOf(project, "tests/test_serializers.py");
  expect(/SERIALIZER_MAP = \{[\s\S]*?\n\}/.exec(text)?.[0]).toMatchInlineSnapshot(`
    "SERIALIZER_MAP = {
        "shop.Order": [
            "shop.serializers.OrderDetailSerializer",
            "shop.serializers.OrderSerializer",
        ],
        "shop.Product": [
            "shop.serializers.ProductSerializer",
        ],
    }"
  `);
});

test("every pair is explained by the line of its class", () => {
  const project = withRestFramework([serializer("OrderSerializer", "shop.Order")]);
  expect(fileOf(project, "tests/test_serializers.py").why).toEqual([
    {
      text: "shop.serializers.OrderSerializer is a serializer of shop.Order",
      place: { file: "shop/serializers.py", line: 7 },
    },
  ]);
});

test.each(["tests/support/payloads.py", "tests/test_openapi_schema.py"])(
  "%s is valid Python",
  async (path) => {
    await expect(textOf(withRestFramework(), path)).resolves.not.toContain("{{");
  },
);

test("the schema has routes to be compared with, also without the endpoints phase", () => {
  expect(fileOf(withRestFramework(), "tests/support/routes.py").template).toBe(
    "endpoints/support/routes.py",
  );
});
