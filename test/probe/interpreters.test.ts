import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { beforeEach, expect, it } from "vitest";
import { findInterpreters, sitePackagesOf } from "../../src/project/probe/interpreters.js";

let root: string;
let home: string;

beforeEach(() => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "soundcheck-interpreters-")));
  root = join(folder, "shop");
  home = join(folder, "home");
  mkdirSync(root);
  mkdirSync(home);
});

function environment(folder: string, executable = "bin/python"): string {
  const python = join(folder, executable);
  mkdirSync(join(python, ".."), { recursive: true });
  writeFileSync(python, "");
  return folder;
}

function found(env: Readonly<Record<string, string>> = {}): readonly string[] {
  const interpreters = findInterpreters(root, { home, env });
  return interpreters.map(({ origin, python }) => `${origin}: ${relative(root, python)}`);
}

it("finds nothing in a repository without an environment", () => {
  writeFileSync(join(root, ".env"), "SECRET_KEY=x\n");
  writeFileSync(join(root, "Pipfile"), "");
  writeFileSync(join(root, "pyproject.toml"), '[project]\nname = "shop"\n');
  mkdirSync(join(root, "venv"));
  expect(found()).toEqual([]);
});

it("finds environments in the repository, the customary one first", () => {
  environment(join(root, "venv"));
  environment(join(root, ".venv"));
  expect(found()).toEqual([".venv: .venv/bin/python", "venv: venv/bin/python"]);
});

it("finds a Windows environment", () => {
  environment(join(root, ".venv"), "Scripts/python.exe");
  expect(found()).toEqual([".venv: .venv/Scripts/python.exe"]);
});

it("names an active environment in the repository once", () => {
  const folder = environment(join(root, ".venv"));
  expect(found({ VIRTUAL_ENV: folder })).toEqual([".venv: .venv/bin/python"]);
});

it("takes the environments that uv's and the shell's variables name", () => {
  environment(join(root, "build/env"));
  const active = environment(join(home, "elsewhere"));
  expect(found({ UV_PROJECT_ENVIRONMENT: "build/env", VIRTUAL_ENV: active })).toEqual([
    "uv: build/env/bin/python",
    "active: ../home/elsewhere/bin/python",
  ]);
});

it("takes poetry's environment of this folder, not of another checkout", () => {
  writeFileSync(join(root, "pyproject.toml"), '[tool.poetry]\nname = "My Shop"\n');
  const cache = join(home, ".cache/pypoetry/virtualenvs");
  const hash = createHash("sha256").update(root).digest("base64url").slice(0, 8);
  environment(join(cache, `my_shop-${hash}-py3.12`));
  environment(join(cache, "my_shop-ABCDEFGH-py3.12"));
  expect(found()).toEqual([
    `poetry: ../home/.cache/pypoetry/virtualenvs/my_shop-${hash}-py3.12/bin/python`,
  ]);
});

it("takes pipenv's environment whose note names this folder", () => {
  writeFileSync(join(root, "Pipfile"), "");
  const folder = join(home, ".local/share/virtualenvs");
  const ours = environment(join(folder, "shop-AAAAAAAA"));
  writeFileSync(join(ours, ".project"), `${root}\n`);
  const other = environment(join(folder, "shop-BBBBBBBB"));
  writeFileSync(join(other, ".project"), "/elsewhere/shop\n");
  expect(found()).toEqual(["pipenv: ../home/.local/share/virtualenvs/shop-AAAAAAAA/bin/python"]);
});

it("knows where an interpreter's packages lie", () => {
  const folder = environment(join(root, ".venv"));
  const packages = join(folder, "lib/python3.12/site-packages");
  expect(sitePackagesOf(join(folder, "bin/python"))).toBeNull();
  mkdirSync(packages, { recursive: true });
  expect(sitePackagesOf(join(folder, "bin/python"))).toBe(packages);
});
