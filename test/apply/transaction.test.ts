import nodeFs from "node:fs";
import { join } from "node:path";
import { memfs } from "memfs";
import { describe, expect, it } from "vitest";
import type { Fs } from "../../src/apply/fs.js";
import { applyChanges } from "../../src/apply/transaction.js";
import { UserError } from "../../src/errors.js";
import { change, repositoryWith, snapshot } from "./tree.js";

const CHANGES = [
  change("config/settings.py", "A = 1\n", "A = 2\n"),
  change("old.txt", "gone\n", null),
  change("tests/support/rows.py", null, "ROWS = 1\n"),
];
const TREE = { "config/settings.py": "A = 1\n", "old.txt": "gone\n", "other.txt": "other\n" };

describe("applyChanges refuses, and writes nothing", () => {
  it.each([
    ["../outside.txt"],
    ["/etc/outside.txt"],
    ["tests/../../outside.txt"],
    [".git/config"],
    ["a//b.txt"],
    ["a\\..\\b.txt"],
  ])("the path %s", (path) => {
    const repository = repositoryWith(TREE);
    const before = snapshot(nodeFs, repository.root);
    const attempt = () => applyChanges(repository, [...CHANGES, change(path, null, "x")]);
    expect(attempt).toThrow(UserError);
    expect(snapshot(nodeFs, repository.root)).toEqual(before);
  });

  it("a folder that is a link out of the repository", () => {
    const repository = repositoryWith(TREE);
    nodeFs.mkdirSync(join(repository.root, "..", "elsewhere"));
    nodeFs.symlinkSync("../elsewhere", join(repository.root, "tests"));
    expect(() => applyChanges(repository, CHANGES)).toThrow(
      /tests\/support\/rows.py is not written/,
    );
    expect(nodeFs.readdirSync(join(repository.root, "..", "elsewhere"))).toEqual([]);
    expect(nodeFs.readFileSync(join(repository.root, "config/settings.py"), "utf8")).toBe(
      "A = 1\n",
    );
  });

  it("a file that is a link out of the repository, or to nothing", () => {
    const repository = repositoryWith(TREE);
    nodeFs.writeFileSync(join(repository.root, "..", "secret"), "x");
    nodeFs.symlinkSync("../secret", join(repository.root, "link"));
    nodeFs.symlinkSync("../nothing", join(repository.root, "dangling"));
    expect(() => applyChanges(repository, [change("link", "x", "y")])).toThrow(UserError);
    expect(() => applyChanges(repository, [change("dangling", null, "y")])).toThrow(UserError);
  });

  it("a file that changed since the plan", () => {
    const repository = repositoryWith({ ...TREE, "config/settings.py": "A = 3\n" });
    expect(() => applyChanges(repository, CHANGES)).toThrow(/changed while soundcheck was reading/);
    expect(nodeFs.existsSync(join(repository.root, "tests"))).toBe(false);
  });

  it("a file where a folder should be, and a folder where a file should be", () => {
    const file = repositoryWith({ ...TREE, tests: "a file\n" });
    expect(() => applyChanges(file, CHANGES)).toThrow(/a file is where its folder should be/);
    const folder = repositoryWith({ ...TREE, "tests/support/rows.py/x": "" });
    expect(() => applyChanges(folder, CHANGES)).toThrow(/a folder has its name/);
  });

  it("a folder without permission", () => {
    const { fs, root, state } = repositoryWith(TREE);
    const denied: Fs = {
      ...fs,
      accessSync: (path) => {
        if (String(path).endsWith("config")) throw systemError("EACCES");
      },
    };
    const before = snapshot(fs, root);
    expect(() => applyChanges({ fs: denied, root, state }, CHANGES)).toThrow(
      /config\/settings.py cannot be written/,
    );
    expect(snapshot(fs, root)).toEqual(before);
  });

  it("a second run while one is writing", () => {
    const repository = repositoryWith(TREE);
    nodeFs.mkdirSync(repository.state);
    const pending = { kind: "run", pid: process.ppid, store: "store-1", entries: [], folders: [] };
    nodeFs.writeFileSync(join(repository.state, "pending.json"), JSON.stringify(pending));
    expect(() => applyChanges(repository, CHANGES)).toThrow(/another soundcheck run is writing/);
  });
});

describe("applyChanges", () => {
  it("creates, updates and removes, and leaves nothing else behind", () => {
    const repository = repositoryWith(TREE);
    applyChanges(repository, CHANGES);
    const files = Object.entries(snapshot(nodeFs, repository.root)).map(([path, text]) => [
      path,
      text.slice(text.indexOf(" ") + 1),
    ]);
    expect(Object.fromEntries(files.filter(([path]) => !path?.endsWith("/")))).toEqual({
      "config/settings.py": "A = 2\n",
      "other.txt": "other\n",
      "tests/support/rows.py": "ROWS = 1\n",
    });
  });

  it("keeps a file's mode, and writes through a link that stays inside", () => {
    const repository = repositoryWith({ "bin/run.py": "A = 1\n" });
    nodeFs.chmodSync(join(repository.root, "bin/run.py"), 0o750);
    nodeFs.symlinkSync("bin/run.py", join(repository.root, "link.py"));
    applyChanges(repository, [change("link.py", "A = 1\n", "A = 2\n")]);
    expect(nodeFs.lstatSync(join(repository.root, "link.py")).isSymbolicLink()).toBe(true);
    expect(snapshot(nodeFs, repository.root)["bin/run.py"]).toBe("750 A = 2\n");
  });

  it("takes all back when a write fails", () => {
    const { fs, root, state } = repositoryWith(TREE);
    const before = snapshot(fs, root);
    let renames = 0;
    const full: Fs = {
      ...fs,
      renameSync: (from, to) => {
        if (String(to).endsWith("rows.py") && (renames += 1) === 1) throw systemError("ENOSPC");
        fs.renameSync(from, to);
      },
    };
    expect(() => applyChanges({ fs: full, root, state }, CHANGES)).toThrow(
      /the changes were taken back.*ENOSPC/,
    );
    expect(snapshot(fs, root)).toEqual(before);
  });

  it("writes to any file system it is handed", () => {
    const { fs, vol } = memfs({ "/repo/config/settings.py": "A = 1\n", "/repo/old.txt": "gone\n" });
    applyChanges({ fs: fs as unknown as Fs, root: "/repo", state: "/state" }, CHANGES);
    expect(vol.readFileSync("/repo/config/settings.py", "utf8")).toBe("A = 2\n");
    expect(vol.existsSync("/repo/old.txt")).toBe(false);
  });
});

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: refused`), { code });
}
