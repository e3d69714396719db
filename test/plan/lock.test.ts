import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.js";
import { formatLock, parseLock } from "../../src/plan/lock.js";

const DIGEST = "0123456789abcdef";
const LOCK = new Map([
  ["tests/b.py", new Map([["def test_b", DIGEST]])],
  [
    "tests/a.py",
    new Map([
      ['TABLE["x y"]', DIGEST],
      ["TABLE", DIGEST],
    ]),
  ],
]);

function errorOf(text: string): UserError {
  try {
    parseLock(text);
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error("no UserError");
}

describe("soundcheck.lock", () => {
  it("is empty where there is no file", () => {
    expect(parseLock(null).size).toBe(0);
  });

  it("is sorted, one line a block, and reads back the same", () => {
    const text = formatLock(LOCK);
    const lines = text.trimEnd().split("\n").slice(1);
    expect(lines).toHaveLength(3);
    expect(lines).toEqual(lines.toSorted());
    expect(formatLock(parseLock(text))).toBe(text);
    expect(parseLock(text.replaceAll("\n", "\r\n"))).toEqual(parseLock(text));
  });

  it("names the line of a conflict marker, and the way out", () => {
    const error = errorOf(`${formatLock(LOCK)}<<<<<<< HEAD\n`);
    expect(error.place).toEqual({ file: "soundcheck.lock", line: 5 });
    expect(error.message).toContain("merge conflict marker");
    expect(error.hint).toContain("Keep the lines of both sides");
  });

  it.each([["only a path\n"], ["a\tb\tnot-a-digest\n"], [`a\tb\t${DIGEST}\tmore\n`]])(
    "refuses the line %j",
    (line) => {
      expect(errorOf(line).place?.line).toBe(1);
    },
  );
});
