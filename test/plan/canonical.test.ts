import { describe, expect, it } from "vitest";
import { canonical } from "../../src/plan/canonical.js";

const equal: [string, string, string][] = [
  ["quotes", "x = 'a'", 'x = "a"'],
  ["a wrapped call", "f(a, b)\n", "f(\n    a,\n    b,\n)\n"],
  ["blank lines", "def f():\n\n    x\n    y", "def f():\n    x\n\n    y\n"],
  ["indentation by tabs", "if x:\n\ty\n", "if x:\n    y\n"],
  ["line endings", "x = 1\r\ny = 2\r\n", "x = 1\ny = 2\n"],
];

const different: [string, string, string][] = [
  ["a dedented statement", "if x:\n    y\n    z\n", "if x:\n    y\nz\n"],
  ["a tuple of one", "x = (1,)", "x = (1)"],
  ["a comment", "x = 1  # why", "x = 1"],
  ["white space in a string", 'x = "a b"', 'x = "a  b"'],
  ["two words", "not x", "notx"],
  ["an escaped quote", "x = '\\''", 'x = "\\""'],
];

describe("canonical", () => {
  it.each(equal)("levels %s", (_name, left, right) => {
    expect(canonical(left)).toBe(canonical(right));
  });

  it.each(different)("keeps %s", (_name, left, right) => {
    expect(canonical(left)).not.toBe(canonical(right));
  });
});
