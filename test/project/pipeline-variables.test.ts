import { expect, it } from "vitest";
import { python, readShop, SETTINGS } from "./shop.js";

const DEMANDING = python(
  "import importlib, os",
  "parts = importlib.import_module(os.environ.get('SHOP_PARTS', 'config.own'))",
  "globals().update({'LANGUAGE_CODE': parts.LANGUAGE})",
);
const PARTS = { "config/ci_parts.py": "LANGUAGE = 'fr'\n" };

function workflow(command: string, value: string): string {
  return [
    "on: push",
    "jobs:",
    "  test:",
    "    env:",
    `      SHOP_PARTS: ${value}  # ours`,
    "      OTHER: x",
    "    steps:",
    `      - run: ${command}`,
  ].join("\n");
}

async function found(settings: string, ...workflows: readonly string[]) {
  const files = workflows.map((text, index) => [`.github/workflows/w${index}.yml`, text] as const);
  const contents = { ...PARTS, ...Object.fromEntries(files), "config/settings.py": settings };
  const { setup, doubts } = await readShop(contents);
  return { variables: setup.pipelineEnv, doubts: doubts.length };
}

const TESTED = workflow("python -m pytest", "config.ci_parts");

it("settings that raise are read with the variables that continuous integration gives to tests", async () => {
  const variables = { SHOP_PARTS: "config.ci_parts" };
  expect(await found(DEMANDING + SETTINGS, TESTED)).toEqual({ variables, doubts: 0 });
});

it.each<[string, readonly string[]]>([
  ["of a workflow that runs no tests", [workflow("make docs", "config.ci_parts")]],
  ["that two workflows give other values", [TESTED, workflow("tox", "config.other")]],
  ["whose value only the workflow knows", [workflow("pytest", "${{ matrix.parts }}")]],
  ["with which the settings raise, too", [workflow("pytest", "config.nowhere")]],
])("variables %s do not count", async (_, workflows) => {
  const { variables, doubts } = await found(DEMANDING + SETTINGS, ...workflows);
  expect(variables).toBeUndefined();
  expect(doubts).toBeGreaterThan(0);
});

it("settings that can be read without are", async () => {
  const optional = python("import os", "LANGUAGE_CODE = os.environ.get('SHOP_PARTS', 'en')");
  expect(await found(optional + SETTINGS, TESTED)).toEqual({ variables: undefined, doubts: 0 });
});
