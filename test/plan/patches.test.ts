import { beforeAll, describe, expect, it } from "vitest";
import type { Edit, Patch } from "../../src/plan/types.js";
import { applyPatches } from "../../src/plan/patches.js";
import { openWorkspace } from "../../src/plan/workspace.js";
import { loadFormatter } from "./setup.js";

beforeAll(loadFormatter);

function patch(edit: (source: string | null) => Edit, path = "config/settings.py"): Patch {
  return { kind: "patch", phase: "api", path, title: "add an app", edit, why: [] };
}

function apply(bytes: Uint8Array | string | null, ...patches: readonly Patch[]) {
  const before = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
  const workspace = openWorkspace(() => before);
  applyPatches(patches, workspace);
  const [change] = workspace.changes();
  return {
    after: change?.after ? Buffer.from(change.after) : null,
    notes: workspace.notes(),
  };
}

const append = (line: string) =>
  patch((source) => ({ kind: "edited", source: `${source ?? ""}${line}\n` }));

describe("applyPatches", () => {
  it("changes nothing when an edit has nothing to do", () => {
    const unchanged = patch(() => ({ kind: "unchanged", reason: "there already" }));
    const same = patch((source) => ({ kind: "edited", source: source ?? "" }));
    expect(apply("A = 1\n", unchanged, same)).toEqual({ after: null, notes: [] });
  });

  it("hands each edit the text that the one before it left", () => {
    expect(apply("A = 1\n", append("B = 2"), append("C = 3")).after?.toString()).toBe(
      "A = 1\nB = 2\nC = 3\n",
    );
  });

  it("keeps a byte order mark, CRLF and bytes that are not UTF-8", () => {
    expect(apply("\uFEFFA = 1\r\n", append("B = 2")).after?.toString()).toBe(
      "\uFEFFA = 1\r\nB = 2\r\n",
    );
    const latin = Buffer.from("# caf\xe9\nA = 1\n", "latin1");
    expect(apply(latin, append("B = 2")).after).toEqual(
      Buffer.from("# caf\xe9\nA = 1\nB = 2\n", "latin1"),
    );
  });

  it.each([
    [
      "leaves broken Python",
      "A = 1\n",
      append("B = ("),
      /would not leave valid Python/,
      "add an app",
    ],
    [
      "finds broken Python",
      "A = (\n",
      append("B = 1"),
      /the file is not valid Python/,
      "add an app",
    ],
    [
      "is refused",
      "A = 1\n",
      patch(() => ({ kind: "refused", reason: "no list", byHand: '"app",', line: 1 })),
      /no list/,
      '"app",',
    ],
  ])("turns an edit that %s into a note", (_name, source, edit, text, byHand) => {
    const { after, notes } = apply(source, edit);
    expect(after).toBeNull();
    expect(notes).toMatchObject([{ kind: "refused", path: "config/settings.py" }]);
    expect(notes[0]?.text).toMatch(text);
    expect(notes[0]?.byHand).toBe(byHand);
  });
});
