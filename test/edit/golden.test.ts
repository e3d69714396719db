import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { loadPythonTools } from "../helpers/python.js";
import { EDITORS } from "./editors.js";

const ROOT = "test/golden/edit";

beforeAll(loadPythonTools);

/** The file of a case whose name starts so; null when there is none. */
function read(folder: string, stem: string): string | null {
  const name = readdirSync(folder).find((file) => file === stem || file.startsWith(`${stem}.`));
  return name === undefined ? null : readFileSync(join(folder, name), "utf8");
}

for (const [editor, edit] of Object.entries(EDITORS)) {
  describe(editor, () => {
    const shared = join(ROOT, editor, "facts.json");
    const defaults: unknown = existsSync(shared) ? JSON.parse(readFileSync(shared, "utf8")) : {};
    const cases = readdirSync(join(ROOT, editor), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .toSorted();

    test.each(cases)("%s", (name) => {
      const folder = join(ROOT, editor, name);
      const facts: unknown = { ...Object(defaults), ...JSON.parse(read(folder, "facts") ?? "{}") };
      const result = edit(read(folder, "input"), facts);
      const refused = read(folder, "refused");
      const unchanged = read(folder, "unchanged");
      if (refused !== null) {
        const [reason, ...byHand] = refused.trimEnd().split("\n");
        expect(result).toMatchObject({ kind: "refused", reason, byHand: byHand.join("\n") });
      } else if (unchanged !== null) {
        expect(result).toEqual({ kind: "unchanged", reason: unchanged.trimEnd() });
      } else {
        expect(result).toEqual({ kind: "edited", source: read(folder, "output") });
        expect(edit(read(folder, "output"), facts).kind).toBe("unchanged");
      }
    });
  });
}
