import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ignoredByGit } from "../../src/plan/ignored.js";
import type { Change } from "../../src/plan/types.js";

const NEW = new Uint8Array();
const made = (path: string, before: Uint8Array | null = null): Change => ({
  path,
  before,
  after: NEW,
  phase: "foundation",
  why: [],
});

function notes(files: Readonly<Record<string, string>>, changes: readonly Change[]) {
  return ignoredByGit(changes, (path) => {
    const text = files[path];
    return text === undefined ? null : Buffer.from(text);
  });
}

describe("files that git leaves out", () => {
  it("are told by the line that says so, once", () => {
    const files = { "backend/.gitignore": "*.pyc\n# tests\r\ntests\n" };
    const changes = ["conftest.py", "test_endpoints.py"].map((name) =>
      made(`backend/tests/${name}`),
    );
    expect(notes(files, [...changes, made("backend/pytest.ini")])).toEqual([
      {
        kind: "ignored",
        path: "backend/.gitignore",
        line: 3,
        text: '"tests" keeps backend/tests/conftest.py and 1 more out of git',
        byHand:
          "no colleague and no CI would have them: change the line, or pick another --tests-dir",
      },
    ]);
  });

  it("are no news where they have been there before", () => {
    expect(notes({ ".gitignore": "tests/\n" }, [made("tests/conftest.py", NEW)])).toEqual([]);
  });

  it.each<Readonly<Record<string, string>>>([
    { ".gitignore": "/tests/*\n!/tests/conftest.py\n" },
    { ".gitignore": "*.py\n", "tests/.gitignore": "!conftest.py\n" },
    { ".gitignore": "test_*\n" },
    { ".gitignore": "backend/\n" },
    { ".gitignore": "**/support\n*.lock\n", "backend/.gitignore": "*.ini\n" },
    { ".gitignore": "tests/support/*.py\n\\#x\n[Tt]ests_old/\n" },
  ])("are those of git itself: %j", (files) => {
    const paths = [
      "backend/pytest.ini",
      "soundcheck.lock",
      "tests/conftest.py",
      "tests/support/rows.py",
      "tests/test_endpoints.py",
    ];
    for (const path of paths) {
      const isIgnored = notes(files, [made(path)]).length > 0;
      expect({ path, isIgnored }).toEqual({ path, isIgnored: gitIgnores(files, path) });
    }
  });
});

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function gitIgnores(files: Readonly<Record<string, string>>, path: string): boolean {
  const root = mkdtempSync(join(tmpdir(), "soundcheck-git-"));
  folders.push(root);
  execFileSync("git", ["init", "-q"], { cwd: root });
  for (const [name, text] of Object.entries({ ...files, [path]: "" })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  const listed = ["ls-files", "--others", "--exclude-standard", path];
  return execFileSync("git", listed, { cwd: root, encoding: "utf8" }) === "";
}
