import { describe, expect, test } from "vitest";
import { testingDocument } from "../../generators/testing-document.js";
import { PHASES, type Phase } from "../../src/plan/phases.js";
import { formatFile } from "../../src/render/format.js";
import { RUFF_DEFAULTS } from "../../src/render/ruff.js";
import { textOf } from "./artifacts.js";
import { project, type Facts } from "./ci-workflow.js";

const written = (phases: readonly Phase[], facts: Facts = {}, testsDir = "tests") =>
  textOf(testingDocument(project(facts), { testsDir, phases }));

const LAYERS: readonly (readonly [Phase, string])[] = [
  ["foundation", "test_model_factories.py` | Missing"],
  ["api", "| Serializer round trip |"],
  ["endpoints", "| Endpoint smoke tests |"],
  ["integration", "| Integration flows |"],
  ["migrations", "| Migration safety |"],
  ["health", "| Health checks |"],
  ["ci", "| Continuous integration |"],
];

/** Tables are padded by the formatter; blanks say nothing. */
const squeezed = (text: string) => text.replaceAll(/ +/g, " ");

describe("TESTING.md", () => {
  test.each(LAYERS)("leaves out %s where it was not adopted", async (phase, row) => {
    const others = PHASES.filter((one) => one !== phase);
    expect(squeezed(await written(others))).not.toContain(row);
    expect(squeezed(await written([phase]))).toContain(row);
  });

  test("ticks what is done, and leaves alerting to people", async () => {
    const text = await written(["foundation", "health"]);
    expect(text).toContain("- [x] Create the model factory test");
    expect(text).toContain("- [x] Add health check endpoints");
    expect(text).toContain("- [ ] Add migration linting");
    expect(text).toContain("- [ ] Set up monitoring and alerting on `/health/`");
  });

  test("keeps another TESTING.md", () => {
    const kept = project({ setup: { occupied: ["TESTING.md"] } });
    expect(testingDocument(kept, { testsDir: "tests", phases: PHASES }).path).toBe("SOUNDCHECK.md");
  });

  test("says how to install and where to run", async () => {
    const facts = { setup: { baseDir: "src" } };
    const text = await written(PHASES, facts, "src/tests/soundcheck");
    expect(text).toContain("python -m pip install -r ../requirements.txt");
    expect(text).toContain("python -m pytest tests/soundcheck\n");
    expect(text).toContain("Run these in `src`.");
  });

  test("names the variables that the settings demand", async () => {
    const read = { file: "config/settings.py", line: 1 };
    const env = ["SECRET_KEY", "DATABASE_URL"].map((name) => ({ ...read, name, required: true }));
    const facts = { setup: { env: [...env, { ...read, name: "DEBUG", required: false }] } };
    expect(await written(PHASES, facts)).toContain("set them first: `DATABASE_URL`, `SECRET_KEY`.");
    expect(await written(PHASES)).not.toContain("set them first");
  });

  test("is formatted for good", async () => {
    for (const phases of [PHASES, ["foundation"], ["foundation", "api", "ci"]] as const) {
      const text = await written(phases);
      expect(await formatFile("TESTING.md", text, RUFF_DEFAULTS)).toBe(text);
      expect(text).not.toMatch(/\n{3}|[ \t]\n/);
    }
  });
});
