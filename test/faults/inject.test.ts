import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Fault } from "./fault.js";
import { faults } from "./faults.js";
import { injected } from "./inject.js";

const platform = fileURLToPath(new URL("../../examples/learning-platform/", import.meta.url));
const before = join(platform, "before");
const after = join(platform, "after");
/** The health endpoint is there only once soundcheck has run. */
const faultsBefore = faults.filter((fault) => fault.layer !== "health");

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

  it.each(labelled(faultsBefore))("%s fits the example before", (_, fault) => {
    expect(changes(before, fault)).not.toEqual([]);
  });

  it.runIf(existsSync(after)).each(labelled(faults))("%s fits the example after", (_, fault) => {
    expect(changes(after, fault)).not.toEqual([]);
  });
});

function labelled(rows: readonly Fault[]): (readonly [string, Fault])[] {
  return rows.map((fault) => [fault.id, fault]);
}

function changes(project: string, fault: Fault): string[] {
  const files = new Map<string, string | null>();
  for (const replacement of fault.apply) {
    const path = join(project, replacement.file);
    const old = existsSync(path) ? readFileSync(path, "utf8") : null;
    const text = files.get(replacement.file) ?? old;
    const changed = injected(text, replacement);
    if (changed !== text) files.set(replacement.file, changed);
  }
  return [...files.keys()];
}
