import nodeFs from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { snapshot } from "../apply/tree.js";
import { folderWith, soundcheck } from "./command.js";
import { SHOP } from "./shop.js";

/** Bad input: arguments or files, and what the message must say. */
const CASES: readonly {
  readonly name: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  readonly says: readonly RegExp[];
}[] = [
  { name: "an unknown flag", words: ["all", "--dryrun"], says: [/--dryrun/, /--dry-run/] },
  {
    name: "an unknown phase",
    words: ["fundation"],
    says: [/"fundation"/, /soundcheck foundation/],
  },
  { name: "an unknown command", words: ["chek"], says: [/"chek"/, /soundcheck check/] },
  { name: "a phase number too high", words: ["8"], says: [/"8"/, /1 to 7/] },
  { name: "a missing value", words: ["all", "--settings"], says: [/--settings/] },
  { name: "questions without a terminal", words: [], says: [/no terminal/, /all --yes/] },
  {
    name: "a folder that is not there",
    words: ["all", "-C", "nowhere"],
    says: [/nowhere/, /--cwd/],
  },
  {
    name: "check before any phase",
    words: ["check"],
    says: [/no phase is adopted/, /soundcheck all/],
  },
  { name: "sync before any phase", words: ["sync"], says: [/no phase is adopted/] },
  { name: "undo before any run", words: ["undo"], says: [/nothing to undo/] },
  {
    name: "a template that is not there",
    words: ["eject", "nope"],
    says: [/no template "nope"/, /foundation\//],
  },
  {
    name: "no Django project",
    files: { "README.md": "" },
    words: ["all", "--yes"],
    says: [/Expected a Django project/, /-C/],
  },
  {
    name: "settings that are not in the repository",
    words: ["all", "--yes", "--settings", "config.nowhere"],
    says: [/config\.nowhere/],
  },
  {
    name: "a configuration that is not JSON",
    files: { ...SHOP, "soundcheck.json": '{\n  "phases": [\n}\n' },
    words: ["check"],
    says: [/soundcheck\.json:3/, /not JSON/, /> 3 \|/],
  },
  {
    name: "a lock with a conflict marker",
    files: {
      ...SHOP,
      "soundcheck.json": '{"phases": ["foundation"]}',
      "soundcheck.lock": "<<<<<<< HEAD\n",
    },
    words: ["sync"],
    says: [/soundcheck\.lock:1/, /both sides/],
  },
  {
    name: "a tests folder outside the repository",
    words: ["all", "--yes", "--tests-dir", "../tests"],
    says: [/testsDir must be a folder of the repository/],
  },
];

describe("bad input gets one message, exit code 1, and nothing is written", () => {
  it.each(CASES)("$name", ({ files, words, says }) => {
    const root = folderWith(files ?? SHOP);
    const before = snapshot(nodeFs, root);
    const { status, stdout, stderr } = soundcheck(root, ...words);
    expect(stderr).toMatch(/^error /);
    for (const pattern of says) expect(stderr).toMatch(pattern);
    expect(stderr).not.toContain("fault of soundcheck");
    expect(stdout).toBe("");
    expect(status).toBe(1);
    expect(snapshot(nodeFs, root)).toEqual(before);
  });

  it("says it as JSON too where that was asked for", () => {
    const { status, stdout } = soundcheck(folderWith(SHOP), "fundation", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ error: { message: /"fundation"/ } });
    expect(status).toBe(1);
  });

  it("explains a phase that does not fit", () => {
    const settings = SHOP["config/settings.py"]?.replace('    "rest_framework",\n', "") ?? "";
    const urls = "urlpatterns = []\n";
    const root = folderWith({
      ...SHOP,
      "config/settings.py": settings,
      "config/urls.py": urls,
      "shop/serializers.py": "",
      "shop/views.py": "",
      "requirements.txt": "django>=5.2\n",
    });
    const { status, stderr } = soundcheck(root, "api", "--yes");
    expect(stderr).toMatch(/the api phase does not fit this project: .*REST framework/);
    expect(status).toBe(1);
    const all = soundcheck(root, "all", "--yes");
    expect(all.stdout).toMatch(/left out {2}the api phase/);
    expect(all.status).toBe(0);
    expect(nodeFs.existsSync(join(root, "tests/test_serializers.py"))).toBe(false);
  });
});
