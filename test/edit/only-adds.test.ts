import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Node } from "web-tree-sitter";
import { beforeAll, describe, expect, test } from "vitest";
import { visitPython } from "../../src/edit/python-tree.js";
import { loadPythonTools } from "../helpers/python.js";

const ROOT = "test/golden/edit";

/** How many stretches an editor may add: an element, and the imports that it needs. */
const ADDITIONS: Readonly<Record<string, number>> = {
  "installed-apps": 1,
  "settings-dict": 1,
  urlpatterns: 3,
};

beforeAll(loadPythonTools);

/** Every token and comment but commas, in order. */
function tokens(source: string): readonly string[] {
  const leaves = (node: Node): readonly string[] =>
    node.childCount === 0
      ? [node.text]
      : node.children.flatMap((child) => (child ? leaves(child) : []));
  return visitPython(source, leaves).filter((text) => text !== "" && text !== ",");
}

/** Number of stretches of `after` that are not in `before`; null when something was lost. */
function additions(before: readonly string[], after: readonly string[]): number | null {
  let position = 0;
  let count = 0;
  let adding = false;
  for (const token of after) {
    const isOld = token === before[position];
    if (isOld) position += 1;
    else if (!adding) count += 1;
    adding = !isOld;
  }
  return position === before.length ? count : null;
}

describe.each(Object.entries(ADDITIONS))("%s", (editor, most) => {
  const cases = readdirSync(join(ROOT, editor), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(ROOT, editor, entry.name))
    .filter((folder) => readdirSync(folder).includes("output.py"));

  test.each(cases)("%s loses no token and no comment", (folder) => {
    const before = tokens(readFileSync(join(folder, "input.py"), "utf8"));
    const after = tokens(readFileSync(join(folder, "output.py"), "utf8"));
    const count = additions(before, after);
    expect(count).not.toBeNull();
    // A shared token at an edge ("from", "import", "(") may split one addition into a few.
    expect(count).toBeLessThanOrEqual(most * 4);
  });

  test.each(cases)("%s keeps every line it does not touch", (folder) => {
    const before = readFileSync(join(folder, "input.py"), "utf8").split("\n");
    const after = readFileSync(join(folder, "output.py"), "utf8").split("\n");
    const lost = before.filter((line) => !after.includes(line));
    expect(lost.length).toBeLessThanOrEqual(most);
  });
});
