import { describe, expect, it } from "vitest";
import { render } from "../../src/render/render.js";

describe("render", () => {
  it("escapes nothing", () => {
    expect(render("{{text}}", { text: `a < b & "c"` })).toBe(`a < b & "c"`);
  });

  it("refuses a name that the data does not have", () => {
    expect(() => render("{{nothing}}", {})).toThrow(/nothing/);
  });

  it("leaves the expressions of workflows alone when they are escaped", () => {
    expect(render("$\\{{ matrix.python }}", {})).toBe("${{ matrix.python }}");
  });

  it.each([
    [
      "py",
      { value: { a: [1, true, null], "b'": 'x"\n' } },
      `{"a": [1, True, None], "b'": "x\\"\\n"}`,
    ],
    ["tuple", { value: ["a"] }, '("a",)'],
    ["tuple", { value: ["a", "b"] }, '("a", "b")'],
    ["tuple", { value: [] }, "()"],
    ["json", { value: ["a"] }, '["a"]'],
    ["join", { value: ["a", "b"] }, "a, b"],
    ["upper", { value: "get" }, "GET"],
  ])("has a helper %s", (helper, data, expected) => {
    expect(render(`{{${helper} value}}`, data)).toBe(expected);
  });

  it("decides on several conditions", () => {
    const template = '{{#if (and (eq a "x") (not b) (or b c))}}yes{{else}}no{{/if}}';
    expect(render(template, { a: "x", b: [], c: 1 })).toBe("yes");
    expect(render(template, { a: "y", b: [], c: 1 })).toBe("no");
  });
});
