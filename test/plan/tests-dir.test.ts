import { describe, expect, it } from "vitest";
import { chooseTestsDir } from "../../src/plan/tests-dir.js";
import { shop } from "./project.js";

function folderFor(testpaths: readonly string[], config: string | null = null): string {
  const { setup } = shop();
  const project = shop({ setup: { ...setup, pytest: { ...setup.pytest, testpaths, config } } });
  return chooseTestsDir({ project, generators: [], phases: [], readFile: () => null });
}

describe("the folder of the generated tests", () => {
  it.each<[string, readonly string[], string | null, string]>([
    ["beside manage.py where pytest looks everywhere", [], null, "tests"],
    ["in the folder that pytest looks in", ["checks"], null, "checks/tests"],
    ["in the team's tests folder itself", ["src/tests/"], null, "src/tests"],
    [
      "below the file that configures pytest",
      ["checks"],
      "server/pytest.ini",
      "server/checks/tests",
    ],
    ["never in a folder called as a pattern is", ["shop/*/tests"], null, "tests"],
    ["in no app's own folder", ["cart/tests", "orders/tests"], null, "tests"],
    ["in the folder beside a pattern", ["shop/*/tests", "checks"], null, "checks/tests"],
  ])("is %s", (_, testpaths, config, folder) => {
    expect(folderFor(testpaths, config)).toBe(folder);
  });
});
