import { expect, test } from "vitest";
import { readStyle } from "../../src/project/style.js";
import { filesOf } from "./files.js";

const DEFAULT = { lineLength: 88, quotes: "double", indent: 4 };

test.each([
  ["nothing", {}, {}],
  ["a formatter without options", { "pyproject.toml": "[tool.ruff]\n" }, {}],
  [
    "ruff",
    {
      "pyproject.toml":
        '[tool.ruff]\nline-length = 100\nindent-width = 2\n[tool.ruff.format]\nquote-style = "single"\n',
    },
    { lineLength: 100, quotes: "single", indent: 2 },
  ],
  [
    "ruff.toml before pyproject.toml",
    { "ruff.toml": "line-length = 99\n", "pyproject.toml": "[tool.ruff]\nline-length = 120\n" },
    { lineLength: 99 },
  ],
  [
    "black",
    { "pyproject.toml": "[tool.black]\nline-length = 119\nskip-string-normalization = true\n" },
    { lineLength: 119, quotes: "preserve" },
  ],
  ["isort", { ".isort.cfg": "[settings]\nline_length = 100\n" }, { lineLength: 100 }],
  ["flake8", { "setup.cfg": "[flake8]\nmax-line-length = 100\n" }, { lineLength: 100 }],
  [
    "black before flake8",
    {
      ".flake8": "[flake8]\nmax-line-length = 160\n",
      "pyproject.toml": "[tool.black]\nline-length = 100\n",
    },
    { lineLength: 100 },
  ],
  [
    ".editorconfig",
    {
      ".editorconfig":
        "[*]\nindent_size = 2\n[*.{py,pyi}]\nindent_size = 4\nmax_line_length = 100\n",
    },
    { lineLength: 100 },
  ],
  ["off in .editorconfig", { ".editorconfig": "[*.py]\nmax_line_length = off\n" }, {}],
])("%s", (_, texts, expected) => {
  expect(readStyle(filesOf(texts), "")).toEqual({ ...DEFAULT, ...expected });
});

test("the nearest ruff configuration wins whole", () => {
  const texts = {
    "pyproject.toml": "[tool.ruff]\nline-length = 120\n",
    "src/ruff.toml": "indent-width = 4\n",
  };
  expect(readStyle(filesOf(texts), "src").lineLength).toBe(88);
});
