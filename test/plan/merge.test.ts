import { beforeAll, describe, expect, it } from "vitest";
import { digestsOf } from "../../src/plan/digests.js";
import { mergePython } from "../../src/plan/merge.js";
import { loadFormatter } from "./setup.js";

beforeAll(loadFormatter);

const FIRST = `"""Serializers."""

import pytest

from .support.rows import make

SERIALIZER_MAP = {
    "shop.Order": ["shop.serializers.OrderSerializer"],
    "shop.Product": ["shop.serializers.ProductSerializer"],
}

EXPECTED = {}


@pytest.mark.django_db
def test_output(case):
    assert make(case)
`;

const SECOND = FIRST.replace(
  '    "shop.Product"',
  '    "shop.Parcel": ["shop.serializers.ParcelSerializer"],\n    "shop.Product"',
);

/** What a person did: changed an entry, added another with a comment. */
function edit(text: string): string {
  return text
    .replace("OrderSerializer", "OtherSerializer")
    .replace('    "shop.Product"', '    # mine\n    "own.Thing": [],\n    "shop.Product"');
}

/** Merges `generated` into `disk` where `FIRST` was generated last. */
function merge(disk: string, generated: string, frozen: readonly string[] = []): string {
  const merged = mergePython({ disk, generated, known: digestsOf(FIRST), frozen });
  if (merged.kind === "conflict") throw new Error(merged.reason);
  const again = mergePython({ disk: merged.text, generated, known: merged.locked, frozen });
  expect(again).toMatchObject({ text: merged.text, locked: merged.locked });
  return merged.text;
}

function keptOf(disk: string, generated: string): readonly string[] {
  const merged = mergePython({ disk, generated, known: digestsOf(FIRST), frozen: [] });
  return merged.kind === "merged" ? merged.kept.map((kept) => `${kept.block} ${kept.reason}`) : [];
}

describe("mergePython changes nothing", () => {
  it("when nothing new is generated", () => {
    expect(merge(FIRST, FIRST)).toBe(FIRST);
  });

  it("when a formatter went over the file", () => {
    const formatted = FIRST.replaceAll('"', "'").replace("\n\n\n@", "\n\n@");
    expect(merge(formatted, FIRST)).toBe(formatted);
    expect(keptOf(formatted, FIRST)).toEqual([]);
  });

  it.each([
    ["an entry of a person's", FIRST.replace("}\n\nEXP", '    "own.Thing": [],\n}\n\nEXP')],
    ["a comment above an entry", FIRST.replace('    "shop.Order"', '    # why\n    "shop.Order"')],
    ["a function of a person's", `${FIRST}\n\ndef test_mine():\n    assert make("x")\n`],
    ["a deleted function", FIRST.slice(0, FIRST.indexOf("\n\n@pytest"))],
    ["an edited entry", FIRST.replace("OrderSerializer", "OtherSerializer")],
    ["a deleted entry", FIRST.replace(/ {4}"shop.Order".*\n/, "")],
    ["a deleted table", FIRST.replace(/SERIALIZER_MAP[^}]*}\n/, "")],
    ["an edited function", FIRST.replace("assert make(case)", "assert make(case) is not None")],
    ["rows recorded in an empty table", FIRST.replace("EXPECTED = {}", 'EXPECTED = {"a": 1}')],
    ["CRLF line ends", FIRST.replaceAll("\n", "\r\n")],
  ])("over %s", (_name, disk) => {
    expect(merge(disk, FIRST)).toBe(disk);
  });
});

describe("mergePython", () => {
  it("adds a new entry in the generated order, and nothing else", () => {
    expect(merge(FIRST, SECOND)).toBe(SECOND);
  });

  it("adds a new entry beside the edits of a person", () => {
    const merged = merge(edit(FIRST), SECOND);
    expect(merged.split("\n").filter((line) => !edit(FIRST).includes(line))).toEqual([
      '    "shop.Parcel": ["shop.serializers.ParcelSerializer"],',
    ]);
    expect(keptOf(edit(FIRST), SECOND)).toEqual(['SERIALIZER_MAP["shop.Order"] edited']);
  });

  it("adds an entry after one without a comma, on one line or several", () => {
    const inline = FIRST.replace(/SERIALIZER_MAP[^}]*}/, 'SERIALIZER_MAP = {"own.Thing": []}');
    expect(merge(inline, SECOND)).toContain(
      'SERIALIZER_MAP = {\n    "own.Thing": [],\n    "shop.Parcel": ["shop.serializers.ParcelSerializer"],\n}\n',
    );
    const unfinished = FIRST.replace(
      '"shop.Order": ["shop.serializers.OrderSerializer"],\n',
      "",
    ).replace('ProductSerializer"],', 'ProductSerializer"]  # mine');
    expect(merge(unfinished, SECOND.replace("shop.Parcel", "shop.Zebra"))).toContain(
      '"shop.serializers.ProductSerializer"]  # mine',
    );
  });

  it("adds entries to a table that was empty", () => {
    const generated = FIRST.replace("EXPECTED = {}", 'EXPECTED = {\n    "a": 1,\n}');
    expect(merge(FIRST, generated)).toBe(generated);
  });

  it("updates what nobody touched and keeps a reformatted file otherwise as it is", () => {
    const generated = FIRST.replace("make(case)", "make(case).pk");
    expect(merge(FIRST, generated)).toBe(generated);
    expect(merge(FIRST.replaceAll("\n", "\r\n"), generated)).toBe(
      generated.replaceAll("\n", "\r\n"),
    );
  });

  it("reports an edited block that would have been updated", () => {
    const disk = FIRST.replace("make(case)", "make(case, 2)");
    const generated = FIRST.replace("make(case)", "make(case).pk");
    expect(merge(disk, generated)).toBe(disk);
    expect(keptOf(disk, generated)).toEqual(["def test_output outdated"]);
  });

  it("removes an orphan that nobody touched, and keeps an edited one", () => {
    expect(merge(SECOND, FIRST)).toBe(SECOND);
    const without = FIRST.replace(/ {4}"shop.Order".*\n/, "");
    expect(merge(FIRST, without)).toBe(without);
    const edited = FIRST.replace("OrderSerializer", "OtherSerializer");
    expect(merge(edited, without)).toBe(edited);
    expect(keptOf(edited, without)).toEqual(['SERIALIZER_MAP["shop.Order"] edited-orphan']);
  });

  it("keeps an import that a person's function uses", () => {
    const disk = `${FIRST}\n\ndef test_mine():\n    assert make("x")\n`;
    const generated = FIRST.replace("from .support.rows import make\n\n", "").replace(
      "make(case)",
      "case",
    );
    expect(merge(disk, generated)).toContain("from .support.rows import make\n");
  });

  it("adds the import that a new function needs where a person edited the statement", () => {
    const disk = FIRST.replace("import make", "import make, world");
    const generated = `${FIRST.replace("import make", "import make, make_two")}\n\ndef test_two():\n    assert make_two()\n`;
    const merged = merge(disk, generated);
    expect(merged).toContain("from .support.rows import make, world\n");
    expect(merged).toContain("from .support.rows import make_two\n");
  });

  it("writes frozen entries once", () => {
    const generated = SECOND.replace("OrderSerializer", "NewSerializer");
    const merged = merge(FIRST, generated, ["SERIALIZER_MAP"]);
    expect(merged).toBe(SECOND);
    expect(merge(FIRST, FIRST.replace(/ {4}"shop.Order".*\n/, ""), ["SERIALIZER_MAP"])).toBe(FIRST);
  });

  it("leaves a file alone that is not Python", () => {
    const disk = FIRST.replace("def test_output(", "def test_output((");
    expect(mergePython({ disk, generated: SECOND, known: digestsOf(FIRST), frozen: [] })).toEqual({
      kind: "conflict",
      reason: "it is not valid Python",
    });
  });
});
