import { describe, expect, it } from "vitest";
import { standing, statusText, type Status } from "../../src/report/status.js";
import { statusHtml } from "../../src/report/status-html.js";
import { coloursFor } from "../../src/report/colours.js";

const plain = coloursFor("plain");

const adopted: Status = {
  checklist: [{ week: 1, text: "Create model factory test", done: true }],
  coverage: [{ layer: "models", covered: 3, total: 4 }],
  drift: 1,
  doubts: 0,
};
const fresh: Status = {
  ...adopted,
  checklist: [{ week: 1, text: "Create model factory test", done: false }],
  drift: 0,
};

describe("status", () => {
  it("calls nothing up to date where no phase is adopted", () => {
    expect(standing(fresh)).toBe(
      "No phase is adopted yet: `soundcheck all` takes them all; 0 doubts.",
    );
  });

  it("counts what lags behind", () => {
    expect(standing(adopted)).toBe("The stack is 1 block behind the repository; 0 doubts.");
  });

  it("says the same in the terminal and on the page", () => {
    expect(statusText(adopted, plain)).toContain("models  3 of 4");
    expect(statusText(adopted, plain)).toContain(standing(adopted));
    expect(statusHtml(adopted)).toContain(`<p>${standing(adopted)}</p>`);
  });
});
