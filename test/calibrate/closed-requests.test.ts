import { expect, test } from "vitest";
import { closedRequests } from "../../src/calibrate/closed-requests.js";

const row = (key: string, value: unknown, table = "EXPECTED_STATUS") => ({
  file: "test_endpoints.py",
  table,
  key,
  value,
});

test("a request that some role gets through is open", () => {
  expect(closedRequests([row("POST /a/", { owner: 400, staff: 201 })])).toEqual([]);
});

test("a request that a made-up body opens is open", () => {
  const rows = [
    row("POST /a/", { owner: 400, staff: 400 }),
    row("POST /a/ as owner", ["201; +shop.Order(number)", "400"], "EFFECTS"),
  ];
  expect(closedRequests(rows)).toEqual([]);
});

test("a role that is refused says nothing of the body", () => {
  expect(closedRequests([row("POST /a/", { owner: 403 })])).toEqual([]);
});

test("a request that fits for no signed-in role is named once", () => {
  const rows = [
    row("POST /a/", { anonymous: 401, owner: 400, staff: 404 }),
    row("POST /a/ as staff", ["400", "400"], "EFFECTS"),
    row("POST /a/ as staff [full row, status]", { open: "400" }, "EFFECTS"),
    row("POST /b/", { staff: 400 }, "OTHER"),
  ];
  expect(closedRequests(rows)).toEqual(["POST /a/"]);
});
