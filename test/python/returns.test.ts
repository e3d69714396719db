import { describe, expect, it } from "vitest";
import { evaluated } from "./memory-host.js";

describe("functions that may be left within a branch that is not certain", () => {
  it.each([
    ["a return", ["    return 1"]],
    [
      "a return that is tried",
      ["    try:", "        return 1", "    except ValueError:", "        return 2"],
    ],
    ["a return in a branch within", ["    if True:", "        if flag:", "            return 1"]],
    ["a return below a with statement", ["    with lock:", "        return 1"]],
  ])("go on behind it otherwise: %s", (_, body) => {
    const lines = ["from packages import flag, lock", "def f():", "    if flag:"];
    const source = [...lines, ...body.map((line) => `    ${line}`), "    return 3", "x = f() == 3"];
    expect(evaluated(source.join("\n"))).toBe("?");
    const other = [...source.slice(0, -1), "x = f() is None"];
    expect(evaluated(other.join("\n"))).toBe(false);
  });
});
