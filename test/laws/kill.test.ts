import nodeFs from "node:fs";
import { describe, expect, it } from "vitest";
import type { Fs } from "../../src/apply/fs.js";
import { recover } from "../../src/apply/recover.js";
import type { Repository } from "../../src/apply/repository.js";
import { applyChanges } from "../../src/apply/transaction.js";
import { undo } from "../../src/apply/undo.js";
import { change, repositoryWith, snapshot } from "../apply/tree.js";

const TREE = { "config/settings.py": "A = 1\n", "old.txt": "gone\n", "tests/mine.py": "" };
const CHANGES = [
  change("config/settings.py", "A = 1\n", "A = 2\n"),
  change("old.txt", "gone\n", null),
  change("soundcheck.lock", null, "lock\n"),
  change("tests/support/rows.py", null, "ROWS = 1\n"),
];

class Killed extends Error {}

/** A file system of a process that dies before its n-th call that changes anything. */
function dyingAfter(calls: number, fs: Fs): Fs {
  let left = calls;
  const changing = new Set(["chmodSync", "linkSync", "mkdirSync", "openSync", "renameSync"]);
  for (const name of ["rmSync", "rmdirSync", "unlinkSync", "writeFileSync"]) changing.add(name);
  return new Proxy(fs, {
    get: (target, name, receiver) => {
      const call: unknown = Reflect.get(target, name, receiver);
      if (typeof call !== "function" || !changing.has(String(name))) return call;
      return (...words: unknown[]): unknown => {
        if (left <= 0) throw new Killed();
        left -= 1;
        return Reflect.apply(call, target, words);
      };
    },
  });
}

/** Runs an action once for every moment at which it may be killed. */
function killAtEachStep(
  prepare: () => Repository,
  action: (repository: Repository) => void,
  look: (repository: Repository) => void,
): number {
  for (let calls = 0; ; calls += 1) {
    const repository = prepare();
    let killed = false;
    try {
      action({ ...repository, fs: dyingAfter(calls, repository.fs) });
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      killed = true;
    }
    look(repository);
    if (!killed) return calls;
  }
}

describe("a kill at any moment", () => {
  it("of a run leaves each file old or new, and after the next run's start all of one kind", () => {
    const reference = repositoryWith(TREE);
    const before = snapshot(nodeFs, reference.root);
    applyChanges(reference, CHANGES);
    const after = snapshot(nodeFs, reference.root);
    const steps = killAtEachStep(
      () => repositoryWith(TREE),
      (repository) => applyChanges(repository, CHANGES),
      (repository) => {
        const now = snapshot(nodeFs, repository.root);
        for (const [path, text] of Object.entries(now)) {
          if (path.includes(".soundcheck-")) continue;
          expect([before[path], after[path]]).toContain(text);
        }
        recover(repository);
        expect([before, after]).toContainEqual(snapshot(nodeFs, repository.root));
      },
    );
    expect(steps).toBeGreaterThan(20);
  });

  it("of an undo leaves the run applied or taken back", () => {
    const reference = repositoryWith(TREE);
    const before = snapshot(nodeFs, reference.root);
    applyChanges(reference, CHANGES);
    const after = snapshot(nodeFs, reference.root);
    killAtEachStep(
      () => {
        const repository = repositoryWith(TREE);
        applyChanges(repository, CHANGES);
        return repository;
      },
      (repository) => void undo(repository),
      (repository) => {
        recover(repository);
        expect([before, after]).toContainEqual(snapshot(nodeFs, repository.root));
        undo(repository);
        expect(snapshot(nodeFs, repository.root)).toEqual(before);
      },
    );
  });
});
