import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.js";
import { adopt, formatConfig, NO_CONFIG, parseConfig } from "../../src/plan/config.js";

function errorOf(text: string): UserError {
  try {
    parseConfig(text);
  } catch (error) {
    if (error instanceof UserError) return error;
  }
  throw new Error("no UserError");
}

describe("soundcheck.json", () => {
  it("may be missing, empty or marked with a byte order mark", () => {
    expect(parseConfig(null)).toEqual(NO_CONFIG);
    expect(parseConfig("\uFEFF{}")).toEqual(NO_CONFIG);
  });

  it("stays as a person wrote it while it says the same", () => {
    const text = '{"testsDir": "tests", "phases": ["api"]}';
    expect(formatConfig(parseConfig(text), text)).toBe(text);
    expect(formatConfig(adopt(parseConfig(text), ["foundation"]), text)).toBe(
      '{\n  "phases": ["foundation", "api"],\n  "testsDir": "tests"\n}\n'.replace(
        '["foundation", "api"]',
        '[\n    "foundation",\n    "api"\n  ]',
      ),
    );
  });

  it("keeps the reasons for what is ignored", () => {
    const text = JSON.stringify({ ignore: { routes: { "/old/": "goes in May" } } });
    const config = parseConfig(text);
    expect(config.ignore.routes).toEqual({ "/old/": "goes in May" });
    expect(parseConfig(formatConfig(adopt(config, ["api"]), text)).ignore).toEqual(config.ignore);
  });

  it.each([
    ["a syntax error", '{\n  "phases": [\n    "api",,\n  ]\n}', 3, /not JSON/],
    ["an unfinished file", '{\n  "phases": [', 2, /not JSON/],
    ["a list", "[]", 1, /expected an object/],
    ["an unknown key", '{\n  "phase": []\n}', 2, /unknown key "phase"/],
    ["an unknown phase", '{\n  "phases": [\n    "apis"\n  ]\n}', 3, /unknown phase "apis"/],
    ["phases that are no list", '{\n  "phases": "api"\n}', 2, /expected a list/],
    ["a folder outside", '{\n  "testsDir": "../tests"\n}', 2, /folder of the repository/],
    ["a missing reason", '{"ignore": {\n  "models": {"a.B": ""}}}', 2, /without a reason/],
  ])("names the line of %s", (_name, text, line, message) => {
    const error = errorOf(text);
    expect(error.place).toEqual({ file: "soundcheck.json", line });
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe("");
  });
});
