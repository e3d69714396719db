import nodeFs from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { stateDir } from "../../src/apply/state.js";
import { UserError } from "../../src/errors.js";
import { repositoryWith } from "./tree.js";

vi.mock("../../src/home.js", () => ({ homeFolder: () => null }));

const stateOf = (root: string, env = {}): string =>
  stateDir(nodeFs, root, { HOME: "/home/me", ...env });

describe("stateDir", () => {
  it("is in the user's state folder where there is no git", () => {
    const { root } = repositoryWith({});
    expect(stateOf(root)).toMatch(/^\/home\/me\/\.local\/state\/soundcheck\/[0-9a-f]{16}$/);
    expect(stateOf(root, { XDG_STATE_HOME: "/state" })).toMatch(/^\/state\/soundcheck\//);
    expect(stateOf(root, { XDG_STATE_HOME: "relative" })).toMatch(/^\/home\/me/);
  });

  it("is in the git directory, from a subfolder as well", () => {
    const { root } = repositoryWith({ ".git/HEAD": "ref", "backend/manage.py": "" });
    expect(stateOf(join(root, "backend"))).toContain(join(root, ".git/soundcheck/"));
    expect(stateOf(join(root, "backend"))).not.toBe(stateOf(root));
  });

  it("follows the file that a worktree has for .git", () => {
    const { root } = repositoryWith({
      "main/.git/worktrees/w/HEAD": "ref",
      "w/.git": "gitdir: ../main/.git/worktrees/w\n",
    });
    expect(stateOf(join(root, "w"))).toContain(join(root, "main/.git/worktrees/w/soundcheck/"));
  });

  it("is asked for where the user has no home folder", () => {
    const { root } = repositoryWith({});
    expect(() => stateDir(nodeFs, root, {})).toThrow(UserError);
    expect(stateDir(nodeFs, root, { XDG_STATE_HOME: "/state" })).toMatch(/^\/state\//);
  });
});
