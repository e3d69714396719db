import { describe, expect, it } from "vitest";
import { nearest } from "../../src/commands/nearest.js";

const KNOWN = ["foundation", "api", "check", "sync"];

describe("nearest", () => {
  it.each([
    ["fundation", "foundation"],
    ["chekc", "check"],
    ["SYNC", "sync"],
    ["migrate", null],
    ["x", null],
  ])("takes %s for %s", (name, expected) => {
    expect(nearest(name, KNOWN)).toBe(expected);
  });
});
