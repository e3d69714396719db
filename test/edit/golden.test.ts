import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Edit } from "../../src/plan/types.js";
import { loadPythonTools } from "../helpers/python.js";
import { EDITORS } from "./editors.js";

const ROOT = "test/golden/edit";

beforeAll(loadPythonTools);

/** The file of a case whose name starts so; null when there is none. */
function read(folder: string, stem: string): string | null {
  const name = readdirSync(folder).find((file) => file === stem || file.startsWith(`${stem}.`));
  return name === undefined ? null : readFileSync(join(folder, name), "utf8");
}

/** What a case's folder holds beside its input: output, refused or unchanged. */
function expectation(folder: string): Edit {
  const refused = read(folder, "refused");
  const unchanged = read(folder, "unchanged");
  if (unchanged !== null) return { kind: "unchanged", reason: unchanged.trimEnd() };
  if (refused === null) return { kind: "edited", source: read(folder, "output") ?? "" };
  const [reason = "", ...byHand] = refused.trimEnd().split("\n");
  return { kind: "refused", reason, byHand: byHand.join("\n") };
}

for (const [editor, edit] of Object.entries(EDITORS)) {
  describe(`${editor}`, () => {
    const shared = join(ROOT, editor, "facts.json");
    const defaults: unknown = existsSync(shared) ? JSON.parse(readFileSync(shared, "utf8")) : {};
    const cases = readdirSync(join(ROOT, editor), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .toSorted();

    test.each(cases)("%s", (name) => {
      const folder = join(ROOT, editor, name);
      const facts: unknown = { ...Object(defaults), ...JSON.parse(read(folder, "facts") ?? "{}") };
      const source = read(folder, "input");
      const expected = expectation(folder);
      expect(edit(source, facts)).toMatchObject(expected);
      const again = expected.kind === "edited" ? expected.source : source;
      expect(edit(again, facts).kind).not.toBe("edited");
    });
  });
}
