import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { digestsOf } from "../../src/plan/digests.js";
import { mergePython } from "../../src/plan/merge.js";
import { validPython } from "../../src/render/ruff.js";
import { loadFormatter } from "../plan/setup.js";

beforeAll(loadFormatter);

/** A generated file: entries of a table and functions, each with a version. */
type Generated = ReadonlyMap<string, number>;

const NAMES = ["a", "b", "c", "d", "e", "f"] as const;
const names = fc.constantFrom(...NAMES);
const generated = fc
  .uniqueArray(fc.tuple(names, fc.integer({ min: 1, max: 3 })), { selector: ([name]) => name })
  .map((pairs): Generated => new Map(pairs.toSorted(([left], [right]) => (left < right ? -1 : 1))));

/** What a person does to one block, or beside it. */
type Edit = "change" | "delete" | "comment above" | "add after" | "nothing";
const edits = fc.dictionary(
  names,
  fc.constantFrom<Edit>("change", "delete", "comment above", "add after", "nothing"),
);

interface Case {
  readonly first: Generated;
  readonly second: Generated;
  readonly entryEdits: Readonly<Record<string, Edit>>;
  readonly functionEdits: Readonly<Record<string, Edit>>;
  readonly lineBreak: "\n" | "\r\n";
}

const cases: fc.Arbitrary<Case> = fc.record({
  first: generated,
  second: generated,
  entryEdits: edits,
  functionEdits: edits,
  lineBreak: fc.constantFrom("\n", "\r\n"),
});

function entry(name: string, version: number): string {
  return `    "shop.${name}": [${version}],\n`;
}

function definition(name: string, version: number): string {
  return `\n\n@mark\ndef test_${name}(case):\n    assert make(case) == ${version}\n`;
}

function fileOf(versions: Generated): string {
  return edited(versions, {}, {});
}

function edited(
  versions: Generated,
  entryEdits: Readonly<Record<string, Edit>>,
  functionEdits: Readonly<Record<string, Edit>>,
): string {
  const write = (
    block: (name: string, version: number) => string,
    own: (name: string) => string,
    made: Readonly<Record<string, Edit>>,
  ): string =>
    [...versions]
      .map(([name, version]) => {
        const text = block(name, version);
        switch (made[name]) {
          case "change":
            return text.replace(/(\d)(\D*)$/, `$1 + MINE_${name.toUpperCase()}$2`);
          case "delete":
            return "";
          case "comment above":
            return text.replace(/^(\n*)( *)/, `$1$2# mine ${name}\n$2`);
          case "add after":
            return text + own(name);
          case "nothing":
          case undefined:
            return text;
        }
      })
      .join("");
  const entries = write(entry, (name) => `    "mine.${name}": [0],  # mine\n`, entryEdits);
  const functions = write(
    definition,
    (name) => `\n\ndef test_mine_${name}():\n    assert make("mine")\n`,
    functionEdits,
  );
  const table = entries === "" ? "TABLE = {}\n" : `TABLE = {\n${entries}}\n`;
  return `"""Generated."""\n\nfrom .rows import make, mark\n\n${table}${functions}`;
}

function mergedCase({ first, second, entryEdits, functionEdits, lineBreak }: Case) {
  const disk = edited(first, entryEdits, functionEdits).replaceAll("\n", lineBreak);
  const input = { generated: fileOf(second), known: digestsOf(fileOf(first)), frozen: [] };
  const merged = mergePython({ ...input, disk });
  if (merged.kind === "conflict") throw new Error(`${merged.reason}:\n${disk}`);
  return { disk, merged, text: merged.text.replaceAll("\r\n", "\n"), input };
}

describe("merging, whatever a person did", () => {
  it("loses nothing of a person's", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { disk, text } = mergedCase(each);
        const mine = disk.split(/\r?\n/).filter((line) => /mine/i.test(line));
        for (const line of mine) expect(text).toContain(line);
      }),
      { numRuns: 150 },
    );
  });

  it("brings back nothing that a person deleted", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { text } = mergedCase(each);
        const names = [...each.first.keys()];
        const gone = [
          ...names
            .filter((name) => each.entryEdits[name] === "delete")
            .map((name) => `"shop.${name}"`),
          ...names
            .filter((name) => each.functionEdits[name] === "delete")
            .map((name) => `test_${name}(`),
        ];
        expect(gone.filter((mark) => text.includes(mark))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("writes what is new, renews what nobody touched, removes what nobody needs", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { text } = mergedCase(each);
        const isOpen = (name: string, edits: Case["entryEdits"]): boolean =>
          !each.first.has(name) || !["change", "delete"].includes(edits[name] ?? "");
        const entries = NAMES.filter((name) => isOpen(name, each.entryEdits));
        const functions = NAMES.filter((name) => isOpen(name, each.functionEdits));
        const wanted = (name: string): string[] =>
          [each.second.get(name)].flatMap((version) =>
            version === undefined ? [] : [String(version)],
          );
        expect(entries.map((name) => found(text, `"shop.${name}": \\[(.*)\\],`))).toEqual(
          entries.map(wanted),
        );
        expect(
          functions.map((name) => found(text, `def test_${name}\\(case\\):\n.* == (\\d)\n`)),
        ).toEqual(functions.map(wanted));
      }),
      { numRuns: 150 },
    );
  });

  it("gives Python, keeps line ends, and has nothing left to do afterwards", () => {
    fc.assert(
      fc.property(cases, (each) => {
        const { merged, input } = mergedCase(each);
        expect(validPython(merged.text)).toBe(true);
        const breaks = merged.text.match(/\r?\n/g) ?? [];
        expect(new Set(breaks)).toEqual(new Set([each.lineBreak]));
        const again = mergePython({ ...input, disk: merged.text, known: merged.locked });
        expect(again).toMatchObject({ text: merged.text, locked: merged.locked });
      }),
      { numRuns: 150 },
    );
  });
});

function found(text: string, pattern: string): string[] {
  return [...text.matchAll(new RegExp(pattern, "g"))].map((match) => match[1] ?? "");
}
