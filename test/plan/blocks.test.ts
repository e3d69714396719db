import { describe, expect, it } from "vitest";
import { joinBlocks, splitBlocks } from "../../src/plan/blocks.js";
import { joinTable } from "../../src/plan/table.js";

const keys = (source: string): string[] => splitBlocks(source).blocks.map((block) => block.key);
const entries = (source: string): string[] =>
  splitBlocks(source).blocks[0]?.table?.entries.map((entry) => entry.key) ?? ["no table"];

describe("splitBlocks", () => {
  it.each([
    ["nothing", ""],
    ["blank lines only", "\n\n  \n"],
    ["no line break at the end", "x = 1"],
    ["a byte order mark", "\uFEFFimport os\n\nx = 1\n"],
    ["CRLF", "import os\r\n\r\n\r\ndef f():\r\n    pass\r\n"],
    ["an unclosed bracket", "x = (\n\ndef f():\n    pass\n"],
    ["an unclosed string", '"""doc\nx = 1\n'],
    ["indented first line", "    x = 1\ny = 2\n"],
  ])("gives back %s", (_name, source) => {
    expect(joinBlocks(splitBlocks(source))).toBe(source);
  });

  it("names blocks by what they bind", () => {
    const source = [
      '"""Doc."""',
      "import os, sys",
      "from .a import (\n    b,\n    c,\n)",
      "pytestmark = pytest.mark.django_db",
      "TABLE: dict[str, int] = {}",
      "@one\n@two(\n    3,\n)\nasync def test_x():\n    pass\n# still the function\n    pass",
      "class A(B):\n\n    x = 1\n\n    def y(self): ...",
      "try:\n    pass\nexcept ValueError:\n    pass\nelse:\n    pass",
      "def test_x(): ...",
    ].join("\n\n");
    expect(keys(source)).toEqual([
      '"""docstring"""',
      "import os,sys",
      "from.a import",
      "pytestmark",
      "TABLE",
      "def test_x",
      "class A",
      "try:",
      "def test_x #2",
    ]);
  });

  it("keeps top-level comments apart, adjacent lines together", () => {
    expect(keys("# one\n# two\n\n# three\nx = 1\n# four\n")).toEqual([
      "# one # two",
      "# three",
      "x",
      "# four",
    ]);
  });

  it("keeps comments and blank lines between decorators and the function", () => {
    expect(keys("@one\n# why\n@two\ndef f():\n    pass\n")).toEqual(["def f"]);
  });

  it("is not misled by quotes, brackets and hashes inside strings", () => {
    const source = `x = f"{a["b"]} # ("\ny = '''\ndef no():\n'''\nz = r"\\"\n`;
    expect(keys(source)).toEqual(["x", "y", "z"]);
  });
});

describe("tables", () => {
  it.each([
    ["a set", "X = {1, 2}\n"],
    ["a comprehension", "X = {k: v for k, v in y}\n"],
    ["a sum", "X = {1: 2} | y\n"],
    ["a call", "X = dict({1: 2})\n"],
    ["a list", "X = [{1: 2}]\n"],
  ])("%s is no table", (_name, source) => {
    expect(entries(source)).toEqual(["no table"]);
  });

  it("has an entry for each key and for comments on their own lines", () => {
    const source = [
      "X: dict[str, object] = {  # frame",
      "    # about a",
      '    "a": [1, 2],  # same line',
      "    'b': {",
      '        "c": 1,',
      "    },",
      "    **MORE,",
      '    "d": 4  # no comma',
      "}  # end",
      "",
    ].join("\n");
    expect(entries(source)).toEqual(["# about a", '"a"', '"b"', "**MORE", '"d"']);
    const table = splitBlocks(source).blocks[0]?.table;
    expect(table && joinTable(table)).toBe(source);
    expect(table?.open).toBe("X: dict[str, object] = {  # frame");
    expect(table?.close).toBe("}  # end\n");
  });

  it("reads tables on one line", () => {
    expect(entries("X = {}\n")).toEqual([]);
    expect(entries('X = {"a": 1, "b": 2}\n')).toEqual(['"a"', '"b"']);
  });
});
