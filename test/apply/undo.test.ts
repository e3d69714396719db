import nodeFs from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { applyChanges } from "../../src/apply/transaction.js";
import { undo } from "../../src/apply/undo.js";
import { change, repositoryWith, snapshot } from "./tree.js";

const TREE = { "config/settings.py": "A = 1\r\n", "old.txt": "gone\n", "tests/mine.py": "" };
const CHANGES = [
  change("config/settings.py", "A = 1\r\n", "A = 2\r\n"),
  change("old.txt", "gone\n", null),
  change("tests/support/deep/rows.py", null, "ROWS = 1\n"),
];

describe("undo", () => {
  it("has nothing to do before a run", () => {
    expect(undo(repositoryWith(TREE))).toEqual({ kind: "nothing" });
  });

  it("restores every byte, mode and folder, once", () => {
    const repository = repositoryWith(TREE);
    nodeFs.chmodSync(join(repository.root, "old.txt"), 0o600);
    const before = snapshot(nodeFs, repository.root);
    applyChanges(repository, CHANGES);
    expect(snapshot(nodeFs, repository.root)).not.toEqual(before);
    expect(undo(repository).kind).toBe("undone");
    expect(snapshot(nodeFs, repository.root)).toEqual(before);
    expect(undo(repository)).toEqual({ kind: "nothing" });
  });

  it("takes back the last run that wrote, not one that changed nothing", () => {
    const repository = repositoryWith(TREE);
    applyChanges(repository, CHANGES.slice(0, 1));
    const between = snapshot(nodeFs, repository.root);
    applyChanges(repository, CHANGES.slice(1));
    applyChanges(repository, []);
    undo(repository);
    expect(snapshot(nodeFs, repository.root)).toEqual(between);
  });

  it("refuses when a file was changed since, and names it", () => {
    const repository = repositoryWith(TREE);
    applyChanges(repository, CHANGES);
    nodeFs.appendFileSync(join(repository.root, "config/settings.py"), "B = 1\n");
    const edited = snapshot(nodeFs, repository.root);
    expect(undo(repository)).toEqual({ kind: "changed", paths: ["config/settings.py"] });
    expect(snapshot(nodeFs, repository.root)).toEqual(edited);
  });

  it("leaves a folder that holds something of a person's, and takes bytecode along", () => {
    const repository = repositoryWith(TREE);
    applyChanges(repository, CHANGES);
    const deep = join(repository.root, "tests/support/deep");
    nodeFs.mkdirSync(join(deep, "__pycache__"));
    nodeFs.writeFileSync(join(deep, "__pycache__/rows.pyc"), "");
    nodeFs.writeFileSync(join(deep, "../mine.py"), "");
    undo(repository);
    expect(nodeFs.existsSync(deep)).toBe(false);
    expect(nodeFs.existsSync(join(deep, "../mine.py"))).toBe(true);
  });
});
