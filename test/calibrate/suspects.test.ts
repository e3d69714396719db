import { describe, expect, test } from "vitest";
import type { TestResult } from "../../src/calibrate/junit.js";
import { candidatesFor, type RowEvidence } from "../../src/calibrate/row-evidence.js";
import { proveRecipes, type Recipes } from "../../src/calibrate/prove-recipes.js";
import { suspectsOf } from "../../src/calibrate/suspects.js";

const model = (label: string) => ({
  label,
  class: `x.${label}`,
  proxy: false,
  managed: true,
  file: "x/models.py",
  line: 1,
});

const MODELS = [model("alerts.Channel"), model("alerts.Rule"), model("shop.Rule")];

const failure = (id: string, details: string): TestResult => ({
  id,
  outcome: "failed",
  message: "",
  details,
});

const PAGE = failure(
  "test_endpoints.py::test_request[GET /channels/ as owner]",
  `GET /channels/ as owner with {'name': 'Name abcdefgh'} answered 500
  File "alerts/models.py", line 9, in phone
    return Phone.parse(self.value)
ValueError: not a number: 'Value qwertyui'`,
);

describe("suspects", () => {
  test("are the made values that the error itself quotes, not those that were sent", () => {
    expect(suspectsOf(PAGE, MODELS)).toEqual([{ label: null, field: "value" }]);
  });

  test("are the fields that a model's own test names", () => {
    const id = "test_model_factories.py::test_model_can_be_created[full-alerts.Channel]";
    const said = "\nE   django.core.exceptions.ValidationError: {'kind': ['no such kind']}";
    expect(suspectsOf(failure(id, said), MODELS)).toEqual([
      { label: "alerts.Channel", field: "kind" },
    ]);
    const column = "\nIntegrityError: NOT NULL constraint failed: alerts_channel.owner_name";
    expect(suspectsOf(failure(id, column), MODELS)[0]?.field).toBe("owner_name");
    expect(suspectsOf(failure("test_endpoints.py::test_x[a]", column), MODELS)).toEqual([]);
  });
});

const EVIDENCE: readonly RowEvidence[] = [
  { model: "Channel", values: { kind: "mail" }, file: "t.py", line: 1 },
  { model: "Channel", values: { kind: "sms", value: "42" }, file: "t.py", line: 2 },
  { model: "Rule", values: { value: "7" }, file: "t.py", line: 3 },
  { model: "shop.rule", values: { value: "8", password: "x" }, file: "f.json", line: 1 },
];

describe("candidates", () => {
  test("are whole rows that give the field a value, then the field alone", () => {
    const found = candidatesFor({ label: "alerts.Channel", field: "value" }, EVIDENCE, MODELS);
    expect(found.map(({ values }) => values)).toEqual([
      { kind: "sms", value: "42" },
      { value: "42" },
    ]);
    expect(found[0]?.place).toBe("t.py:2");
  });

  test("leave out secrets, and a class name that two models share", () => {
    const found = candidatesFor({ label: null, field: "value" }, EVIDENCE, MODELS);
    expect(found.filter(({ label }) => label === "shop.Rule").map(({ values }) => values)).toEqual([
      { value: "8" },
    ]);
    expect(found.some(({ label }) => label === "alerts.Rule")).toBe(false);
  });
});

describe("recipes", () => {
  const own: TestResult = {
    ...failure("test_model_factories.py::test_model_can_be_created[full-alerts.Channel]", ""),
    outcome: "passed",
  };

  function prove(passes: (recipes: Recipes, seed: string, id: string) => boolean) {
    return proveRecipes({
      results: [PAGE, own],
      models: MODELS,
      evidence: EVIDENCE,
      written: new Set(),
      run: (ids, recipes, seed) =>
        Promise.resolve(
          ids.map((id) => ({
            ...failure(id, ""),
            outcome: passes(recipes, seed, id) ? ("passed" as const) : ("failed" as const),
          })),
        ),
    });
  }

  test("are kept where the test passes in two runs", async () => {
    const [found] = await prove((recipes) => recipes["alerts.Channel"]?.["kind"] === "sms");
    expect(found).toMatchObject({ label: "alerts.Channel", values: { kind: "sms", value: "42" } });
    expect(found?.opens).toEqual([PAGE.id]);
  });

  test("are not kept where a second run fails, or a test of the model", async () => {
    expect(await prove((_, seed) => seed === "")).toEqual([]);
    const found = await prove((recipes, _, id) => "alerts.Channel" in recipes && id !== own.id);
    expect(found).toEqual([]);
  });
});
