import { describe, expect, test } from "vitest";
import { editTables, tableRows } from "../../src/calibrate/table-rows.js";

const edit = (source: string, rows: Record<string, unknown>, removed: readonly string[] = []) =>
  editTables(source, [
    { table: "T", rows: Object.entries(rows).map(([key, value]) => ({ key, value })), removed },
  ]);

const upperCase = (statement: string) => statement.toUpperCase();

describe("editTables", () => {
  test("nothing to write leaves every byte", () => {
    const source = 'T = {\n    "a": 1,\n}\n';
    expect(edit(source, {})).toBe(source);
  });

  test("a missing table is null, never silence", () => {
    expect(edit("U = {}\n", { a: 1 })).toBeNull();
  });

  test("fills an empty table", () => {
    expect(edit("X = 1\nT = {}\nY = 2\n", { b: [1, true, null], a: "x" })).toBe(
      'X = 1\nT = {\n    "a": "x",\n    "b": [1, True, None],\n}\nY = 2\n',
    );
  });

  test("keeps other rows with their comments, replaces and removes by key", () => {
    const source = 'T = {\n    \'a\': 1,  # ours\n    "b": 2,\n    "c": 3\n}\n';
    expect(edit(source, { b: 5, d: 4 }, ["c"])).toBe(
      'T = {\n    \'a\': 1,  # ours\n    "b": 5,\n    "d": 4,\n}\n',
    );
  });

  test("laying a table out keeps the line ends around it", () => {
    const rows = [{ key: "a", value: 1 }];
    expect(editTables("T = {}\nU = {}\n", [{ table: "T", rows, removed: [] }], upperCase)).toBe(
      'T = {\n    "A": 1,\n}\nU = {}\n',
    );
  });

  test("an emptied table closes on its line", () => {
    expect(edit('T = {\n    "a": 1,\n}\n', {}, ["a"])).toBe("T = {}\n");
  });

  test("reads rows", () => {
    const rows = tableRows('T = {"GET /a/": 1, "b": 2}\n', "T");
    expect([...(rows ?? [])]).toEqual([
      ["GET /a/", '"GET /a/": 1,'],
      ["b", '"b": 2'],
    ]);
  });
});
