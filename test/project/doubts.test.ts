import { expect, it } from "vitest";
import { createDoubts, pathsOf } from "../../src/project/doubts.js";

const PLACE = { file: "shop/urls.py", line: 3 };

const effectsOf = (effects: readonly string[]): readonly string[] => {
  const doubts = createDoubts();
  for (const effect of effects) doubts.add(PLACE, "a plug-in", effect);
  return doubts.all().map(({ effect }) => effect);
};

it.each<[string, readonly string[], readonly string[]]>([
  ["one path", ["routes may be missing below /a/"], ["routes may be missing below /a/"]],
  [
    "some paths",
    ["routes may be missing below /b/", "routes may be missing below /a/"],
    ["routes may be missing below /a/, /b/"],
  ],
  [
    "many paths",
    ["a", "b", "c", "d", "e", "f"].map((name) => `routes may be missing below /api/${name}/`),
    ["routes may be missing below /api/"],
  ],
  [
    "paths of which one is all of them",
    ["routes may be missing below /a/", "routes may be missing"],
    ["routes may be missing"],
  ],
  [
    "paths of two URLconfs",
    ["routes may be missing below /a/", "routes of shop/more.py may be missing below /b/"],
    ["routes may be missing below /a/", "routes of shop/more.py may be missing below /b/"],
  ],
  [
    "other facts",
    ["apps may be missing", "models may be missing"],
    ["apps may be missing", "models may be missing"],
  ],
])("one cause is one doubt: %s", (_, effects, expected) => {
  expect(effectsOf(effects)).toEqual(expected);
});

it("tells the paths of an effect", () => {
  expect(pathsOf("routes may be missing below /a/, /b/")).toEqual(["/a/", "/b/"]);
  expect(pathsOf("routes may be missing")).toBeNull();
});
