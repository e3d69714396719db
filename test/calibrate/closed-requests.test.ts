import { expect, test } from "vitest";
import { closedRequests } from "../../src/calibrate/closed-requests.js";

const row = (key: string, value: number, table = "EXPECTED_STATUS") => ({
  file: "test_endpoints.py",
  table,
  key,
  value,
});

test("a request that some role gets through is open", () => {
  expect(closedRequests([row("POST /a/ as owner", 400), row("POST /a/ as staff", 201)])).toEqual(
    [],
  );
});

test("a role that is refused says nothing of the body", () => {
  expect(closedRequests([row("POST /a/ as owner", 403)])).toEqual([]);
});

test("a request that fits for no signed-in role is named once", () => {
  const rows = [
    row("POST /a/ as anonymous", 401),
    row("POST /a/ as owner", 400),
    row("POST /a/ as staff", 404),
    row("POST /b/ as staff", 400, "OTHER"),
  ];
  expect(closedRequests(rows)).toEqual(["POST /a/"]);
});
