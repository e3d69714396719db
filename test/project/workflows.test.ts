import { expect, test } from "vitest";
import { readWorkflows } from "../../src/project/workflows.js";
import { filesOf } from "./files.js";

const on = (branches: string) => `on:\n  push:\n    branches: ${branches}\n`;

test("only workflows count", () => {
  const texts = {
    ".github/workflows/b.yaml": "",
    ".github/workflows/a.yml": "",
    ".github/dependabot.yml": "",
    ".gitlab-ci.yml": "",
    "docs/ci.yml": "",
  };
  expect(readWorkflows(filesOf(texts)).paths).toEqual([
    ".github/workflows/a.yml",
    ".github/workflows/b.yaml",
    ".gitlab-ci.yml",
  ]);
});

test.each([
  ["nothing known", {}, "main"],
  ["a workflow's branch", { ".github/workflows/a.yml": on("[master]") }, "master"],
  ["a branch as text", { ".github/workflows/a.yml": on("develop") }, "develop"],
  ["main among several", { ".github/workflows/a.yml": on("[develop, main, release/*]") }, "main"],
  ["an event without branches", { ".github/workflows/a.yml": "on: [push]\n" }, "main"],
  ["YAML that does not parse", { ".github/workflows/a.yml": "on: [push\n" }, "main"],
  [
    "the remote's branch",
    { ".git/refs/remotes/origin/HEAD": "ref: refs/remotes/origin/next\n" },
    "next",
  ],
  ["the branch checked out", { ".git/HEAD": "ref: refs/heads/master\n" }, "master"],
  ["a feature branch checked out", { ".git/HEAD": "ref: refs/heads/fix-login\n" }, "main"],
])("default branch: %s", (_, texts, expected) => {
  expect(readWorkflows(filesOf(texts)).defaultBranch).toBe(expected);
});

test("committed files are believed before the checkout, which differs by machine", () => {
  const texts = { ".github/workflows/a.yml": on("[develop]"), ".git/HEAD": "ref: refs/heads/main" };
  expect(readWorkflows(filesOf(texts)).defaultBranch).toBe("develop");
});
