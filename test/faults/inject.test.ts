import { readFileSync, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Fault } from "./fault.js";
import { faults } from "./faults.js";
import { injected } from "./inject.js";

const example = fileURLToPath(new URL("../../examples/learning-platform/before/", import.meta.url));

describe("injected", () => {
  const once = { file: "a.py", find: "one", replace: "two" };

  it("refuses text that is not there or there twice", () => {
    expect(() => injected("three", once)).toThrow("found 0 times");
    expect(() => injected("one one", once)).toThrow("found 2 times");
  });

  it("refuses to change a missing file or to create one over another", () => {
    expect(() => injected(null, once)).toThrow("a.py is missing");
    expect(() => injected("", { file: "a.py", create: "x" })).toThrow("a.py exists already");
  });

  it("replaces, creates and removes", () => {
    expect(injected("a one b", once)).toBe("a two b");
    expect(injected("a one b", { ...once, replace: "$&" })).toBe("a $& b");
    expect(injected(null, { file: "a.py", create: "x" })).toBe("x");
    expect(injected("x", { file: "a.py", remove: true })).toBeNull();
  });
});

describe("faults", () => {
  it("have ids of their own", () => {
    const ids = faults.map((fault) => fault.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(faults.map((fault) => [fault.id, fault] as const))("%s fits the example", (_, fault) => {
    expect(changes(fault)).not.toEqual([]);
  });
});

function changes(fault: Fault): string[] {
  const files = new Map<string, string | null>();
  for (const replacement of fault.apply) {
    const before = files.get(replacement.file) ?? exampleText(replacement.file);
    const after = injected(before, replacement);
    if (after !== before) files.set(replacement.file, after);
  }
  return [...files.keys()];
}

function exampleText(file: string): string | null {
  return existsSync(example + file) ? readFileSync(example + file, "utf8") : null;
}
