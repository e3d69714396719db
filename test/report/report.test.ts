import { describe, expect, it } from "vitest";
import type { Change, Note } from "../../src/plan/types.js";
import { coloursFor } from "../../src/report/colours.js";
import { unifiedDiff } from "../../src/report/diff.js";
import { codeFrame } from "../../src/report/frame.js";
import { changeList, noteList, summary } from "../../src/report/plan.js";

const plain = coloursFor("plain");

function change(before: string | null, after: string | null, why: Change["why"] = []): Change {
  return { path: "a.py", before: bytes(before), after: bytes(after), phase: "api", why };
}

function bytes(text: string | null): Uint8Array | null {
  return text === null ? null : Buffer.from(text);
}

function note(block: string): Note {
  return { kind: "kept", path: "t.py", block, text: "edited" };
}

describe("unifiedDiff", () => {
  it.each([
    ["a new file", null, "x\n", "--- /dev/null\n+++ b/a.py\n@@ -0,0 +1,1 @@\n+x\n"],
    ["a change", "x\n", "y\n", "--- a/a.py\n+++ b/a.py\n@@ -1,1 +1,1 @@\n-x\n+y\n"],
    ["a removed file", "x\n", null, "--- a/a.py\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-x\n"],
  ])("shows %s", (_name, before, after, expected) => {
    expect(unifiedDiff(change(before, after))).toBe(expected);
  });
});

describe("codeFrame", () => {
  it("marks the line, and is empty where there is none", () => {
    expect(codeFrame("a\n  b\nc\n", 2, plain)).toBe(
      "  1 | a\n> 2 |   b\n    |   ^\n  3 | c\n  4 | ",
    );
    expect(codeFrame("a\n", 9, plain)).toBe("");
  });
});

describe("the plan in words", () => {
  it("names what happens, why, and where to look", () => {
    const why = [{ text: "a model", place: { file: "m.py", line: 3 } }, { text: "more" }];
    const plan = { changes: [change(null, "x\n", why)], notes: [] };
    expect(changeList(plan, plain)).toBe("  create  a.py  a model (m.py:3) and 1 more");
    expect(changeList(plan, plain, 20)).toBe("  create  a.py  a...");
  });

  it("tells what an update changes", () => {
    const old = 'T = {\n    "a": 1,\n    "b": 2,\n}\n\n\ndef f():\n    pass\n';
    const now = 'T = {\n    "b": 2,\n    "c": 3,\n    "d": 4,\n}\n\n\ndef g():\n    pass\n';
    const plan = { changes: [change(old, now)], notes: [] };
    expect(changeList(plan, plain)).toBe("  update  a.py  T +2 -1, g, without f");
  });

  it("says so when there is nothing to do", () => {
    expect(changeList({ changes: [], notes: [] }, plain)).toContain("Nothing to change");
  });

  it("sums up many kept blocks of a file, and shows what to add by hand", () => {
    const many = ["a", "b", "c", "d", "e"].map(note);
    expect(noteList(many, plain)).toBe("  kept      t.py: 5 blocks (a, b, ...) edited");
    const refused = {
      kind: "refused",
      path: "s.py",
      line: 2,
      text: "no list",
      byHand: "x\ny",
    } as const;
    expect(noteList([refused], plain)).toBe(
      "  by hand   s.py:2: no list\n            x\n            y",
    );
  });

  it("counts changes, notes and doubts", () => {
    const plan = { changes: [change("a\n", "b\n")], notes: [note("a")] };
    expect(summary(plan, { doubts: 2, written: "written" })).toBe(
      "1 file written, 1 kept as edited, 2 doubts (soundcheck inspect shows them).",
    );
  });
});
