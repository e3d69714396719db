import { describe, expect, test } from "vitest";
import { agreedRows, parseClaims, type Claim } from "../../src/calibrate/claims.js";

const claim = (key: string, value: unknown, test = "test_a.py::test_x"): Claim => ({
  file: "test_a.py",
  table: "STATUS",
  key,
  value,
  test,
});

const partly = (value: unknown) => [{ ...claim("a", value), partly: true }];

describe("agreedRows", () => {
  test("records nothing that a failing test saw", () => {
    const run = [claim("GET /", 500, "test_a.py::test_bad"), claim("GET /a/", 200)];
    const { rows } = agreedRows([run, run], new Set(["test_a.py::test_bad"]));
    expect(rows.map(({ key }) => key)).toEqual(["GET /a/"]);
  });

  test("records nothing that two runs disagree on, and says so", () => {
    const { rows, disagreements } = agreedRows([[claim("a", 1)], [claim("a", 2)]], new Set());
    expect(rows).toEqual([]);
    expect(disagreements).toEqual([
      { file: "test_a.py", table: "STATUS", key: "a", values: [1, 2] },
    ]);
  });

  test("leaves open how many rows there were where only that differs", () => {
    const runs = [
      "200; +a.Ticket(order) x7; mail to owner",
      "200; +a.Ticket(order); mail to owner",
    ];
    const both = (text: string) => [claim("a", [text, "409"])];
    const { rows, disagreements } = agreedRows(runs.map(both), new Set());
    expect(rows[0]?.value).toEqual(["200; +a.Ticket(order) xN; mail to owner", "409"]);
    expect(disagreements).toEqual([]);
    const inStates = runs.map((text) => [claim("a", { new: text, old: "409" })]);
    expect(agreedRows(inStates, new Set()).rows[0]?.value).toEqual({
      new: "200; +a.Ticket(order) xN; mail to owner",
      old: "409",
    });
    const ways = ["200; ~a.Car(mileage up, at) x2; mail", "200; ~a.Car(mileage down, at); mail"];
    expect(
      agreedRows(
        ways.map((text) => [claim("a", text)]),
        new Set(),
      ).rows[0]?.value,
    ).toBe("200; ~a.Car(mileage up or down, at) xN; mail");
    const states = ["if status is new", "if status is new and stock is 9"].map((state) => [
      claim("a", ["201", "201", state]),
    ]);
    expect(agreedRows(states, new Set()).rows[0]?.value).toEqual([
      "201",
      "201",
      "if a state allows it",
    ]);
    const others = [["200; +a.Ticket x2"], ["200; +a.Order x2"]].map((value) => [
      claim("a", value),
    ]);
    expect(agreedRows(others, new Set()).rows).toEqual([]);
    const more = [claim("a", ["200; +a.Ticket"]), claim("a", ["200; +a.Ticket; mail to owner"])];
    expect(
      agreedRows(
        more.map((one) => [one]),
        new Set(),
      ).rows,
    ).toEqual([]);
  });

  test("records the keys that all runs agree on where each stands for itself", () => {
    const runs = [partly({ open: true, name: "x", rows: 2 }), partly({ open: true, name: "y" })];
    const { rows, disagreements } = agreedRows(runs, new Set());
    expect(rows.map(({ value }) => value)).toEqual([{ open: true }]);
    expect(disagreements).toEqual([]);
    expect(agreedRows([partly({ n: 1 }), partly({ n: 2 })], new Set()).rows).toEqual([]);
  });

  test("tests that say parts of one row are put together", () => {
    const run = [...partly({ owner: 200 }), ...partly({ staff: 403 })];
    expect(agreedRows([run, run], new Set()).rows[0]?.value).toEqual({ owner: 200, staff: 403 });
  });

  test("parts are in one order, whichever test came first", () => {
    const parts = [...partly({ staff: 403 }), ...partly({ owner: 200 })];
    const rows = [parts, parts.toReversed()].map(
      (run) => agreedRows([run, run], new Set()).rows[0],
    );
    expect(JSON.stringify(rows[0]?.value)).toBe('{"owner":200,"staff":403}');
    expect(JSON.stringify(rows[1])).toBe(JSON.stringify(rows[0]));
  });

  test("records nothing that only one run saw", () => {
    expect(agreedRows([[claim("a", 1)], []], new Set()).rows).toEqual([]);
  });

  test("the order of an object's keys is no disagreement", () => {
    const runs = [[claim("a", { x: 1, y: 2 })], [claim("a", { y: 2, x: 1 })]];
    expect(agreedRows(runs, new Set()).rows).toHaveLength(1);
  });

  test("reads JSON lines", () => {
    expect(parseClaims(`${JSON.stringify(claim("a", 1))}\n\n`)).toEqual([claim("a", 1)]);
  });
});
