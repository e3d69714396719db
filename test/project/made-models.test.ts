import { expect, it } from "vitest";
import { python, readShop } from "./shop.js";

const HEAD = ["from django.db import models", "from shop.switches import OPEN"];
const SWITCHES = { "shop/switches.py": "import os\nOPEN = open(os.environ['A']).read()\n" };

async function found(...lines: readonly string[]) {
  const contents = { ...SWITCHES, "shop/models.py": python(...HEAD, ...lines) };
  const { models, doubts } = await readShop(contents);
  return {
    models: models.map(({ label, line }) => `${label}:${line}`),
    doubts: doubts.map(({ what, line }) => `${line}: ${what}`),
  };
}

it.each<[string, readonly string[]]>([
  ["a function with class", ["    class Made(models.Model):", "        pass"]],
  [
    "a function with type(), whose name nobody keeps",
    ['    type("Made", (models.Model,), {"__module__": __name__})'],
  ],
])("a model is one that %s makes", async (_, body) => {
  expect(await found("def make():", ...body, "make()")).toEqual({
    models: ["shop.Made:4"],
    doubts: [],
  });
});

it("a model is one that a decorator of the repository makes for another", async () => {
  const lines = [
    "class Store(models.Model):",
    "    class Meta:",
    "        abstract = True",
    "class Settings:",
    "    def add(self, cls):",
    '        type(f"{cls.__name__}Store", (Store,), {"__module__": cls.__module__})',
    "        return cls",
    "settings = Settings()",
    "@settings.add",
    "class Order(models.Model):",
    "    pass",
  ];
  expect(await found(...lines)).toEqual({
    models: ["shop.Order:12", "shop.OrderStore:8"],
    doubts: [],
  });
});

it.each<[string, readonly string[], string]>([
  ["a name", ['type(OPEN, (models.Model,), {"__module__": __name__})'], "3"],
  ["a body", ['type("Made", (models.Model,), OPEN)'], "3"],
  [
    "a condition",
    ["def make():", "    class Made(models.Model):", "        pass", "if OPEN:", "    make()"],
    "4",
  ],
])("a model of which %s is not known is a doubt", async (_, lines, line) => {
  const { models, doubts } = await found(...lines);
  expect(models).toEqual([]);
  expect(doubts).toContain(`${line}: a model that code makes is not known`);
});

it("classes that code makes and that are no models are no doubt", async () => {
  const lines = [
    "class Plain:",
    "    pass",
    "type(OPEN, (Plain,), {})",
    "def make():",
    "    class Base(models.Model):",
    "        class Meta:",
    "            abstract = True",
    "    return Base",
    "class Order(make()):",
    "    pass",
  ];
  expect(await found(...lines)).toEqual({ models: ["shop.Order:11"], doubts: [] });
});
