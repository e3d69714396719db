import { beforeAll, describe, expect, it } from "vitest";
import { formatFile } from "../../src/render/format.js";
import { formatPython, RUFF_DEFAULTS, validPython } from "../../src/render/ruff.js";
import { loadFormatter } from "../plan/setup.js";

beforeAll(loadFormatter);

describe("formatPython", () => {
  it("follows the repository's style", () => {
    const style = { lineLength: 20, quotes: "single", indent: 2 } as const;
    expect(formatPython('def f():\n    return call("a", "b")\n', style)).toEqual({
      kind: "formatted",
      text: "def f():\n  return call(\n    'a', 'b'\n  )\n",
    });
  });

  it("keeps CRLF", () => {
    expect(formatPython("x=1\r\n")).toEqual({ kind: "formatted", text: "x = 1\r\n" });
  });

  it.each(["x = (", "def f(:", "if x:\ny = 1\n", "print 'a'", "x = = 1"])(
    "refuses %j",
    (source) => {
      expect(validPython(source)).toBe(false);
    },
  );

  it("refuses what it cannot swallow, and goes on afterwards", () => {
    expect(validPython("(".repeat(100_000))).toBe(false);
    expect(validPython("x = 1\n")).toBe(true);
  });
});

describe("formatFile", () => {
  it.each([
    ["a.py", "x=1", "x = 1\n"],
    ["a.yml", "a:   1", "a: 1\n"],
    ["a.md", "* a\n* b", "- a\n- b\n"],
    ["a.ini", "[a]\nb=1", "[a]\nb=1"],
  ])("formats %s by its name", async (path, text, expected) => {
    expect(await formatFile(path, text, RUFF_DEFAULTS)).toBe(expected);
  });

  it("says which template does not give Python", async () => {
    await expect(formatFile("tests/a.py", "x = (", RUFF_DEFAULTS)).rejects.toThrow(/tests\/a\.py/);
  });
});
