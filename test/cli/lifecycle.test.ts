import nodeFs from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { snapshot } from "../apply/tree.js";
import { folderWith, soundcheck } from "./command.js";
import { SHOP, SHOP_WITH_PARCELS } from "./shop.js";

function writeAll(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) nodeFs.writeFileSync(join(root, path), text);
}

describe("the life of a validation stack", () => {
  it("is written, found up to date, and taken back byte for byte", () => {
    const root = folderWith(SHOP);
    const before = snapshot(nodeFs, root);
    const run = soundcheck(root, "all", "--yes");
    expect(run).toMatchObject({ status: 0, stderr: "" });
    expect(run.stdout).toMatch(/\d+ files written, .*\d+ doubts?/);
    const after = snapshot(nodeFs, root);
    expect(soundcheck(root, "check")).toMatchObject({ status: 0 });
    expect(soundcheck(root, "all", "--yes").stdout).toContain("0 files written");
    expect(snapshot(nodeFs, root)).toEqual(after);
    expect(soundcheck(root, "undo")).toMatchObject({ status: 0, stderr: "" });
    expect(snapshot(nodeFs, root)).toEqual(before);
  });

  it("names what the settings demand of the environment before the suite is run", () => {
    const demanding = SHOP["config/settings.py"]?.replace('"x"', 'os.environ["SHOP_KEY"]');
    const settings = `import os\n\n${demanding}`;
    const root = folderWith({ ...SHOP, "config/settings.py": settings });
    const steps = soundcheck(root, "foundation", "--yes").stdout.split("Next:")[1];
    expect(steps).toContain(
      "# set SHOP_KEY first: the settings have no default\n  python -m pytest",
    );
    const plain = soundcheck(folderWith(SHOP), "foundation", "--yes").stdout;
    expect(plain).not.toContain("# set");
    const given = folderWith({
      ...SHOP,
      "config/settings.py": settings,
      "requirements.txt": "django\npython-dotenv\n",
      ".env": "SHOP_KEY=local\n",
    });
    expect(soundcheck(given, "foundation", "--yes").stdout).not.toContain("# set");
  });

  it.each([
    ["two variables that tell where it is", 'os.getenv("DB_HOST")', "DB_HOST, SHOP_DB tell where"],
    ["the one that tells where it is", '"127.0.0.1"', "SHOP_DB tells where"],
  ])("names the server that the tests need, and %s", (_what, host, hint) => {
    const database = [
      "DATABASES = {",
      '    "default": {',
      '        "ENGINE": "django.db.backends.postgresql",',
      '        "NAME": os.getenv("SHOP_DB"),',
      `        "HOST": ${host},`,
      "    }",
      "}",
    ].join("\n");
    const settings = `import os\n\n${SHOP["config/settings.py"]}\n${database}\n`;
    const root = folderWith({ ...SHOP, "config/settings.py": settings });
    expect(soundcheck(root, "foundation", "--yes").stdout).toContain(
      `# PostgreSQL must run: ${hint}\n  python -m pytest`,
    );
  });

  it("asks for no server where a file is the database unless a variable says otherwise", () => {
    const settings = [
      "import dj_database_url",
      SHOP["config/settings.py"],
      'DATABASES = {"default": dj_database_url.config(default="sqlite:///db.sqlite3")}',
    ].join("\n");
    const root = folderWith({
      ...SHOP,
      "config/settings.py": settings,
      "requirements.txt": "django\ndj-database-url\npsycopg\n",
    });
    const { stdout } = soundcheck(root, "foundation", "--yes");
    expect(stdout).toContain("python -m pytest");
    expect(stdout).not.toContain("must run");
  });

  it("shows in a dry run what the run then writes, and writes nothing", () => {
    const root = folderWith(SHOP);
    const before = snapshot(nodeFs, root);
    const diff = soundcheck(root, "all", "--dry-run");
    expect(diff.stdout).toContain("+++ b/tests/conftest.py");
    expect(snapshot(nodeFs, root)).toEqual(before);
    const planned = paths(soundcheck(root, "all", "--dry-run", "--json").stdout);
    expect(planned).toEqual(paths(soundcheck(root, "all", "--yes", "--json").stdout));
    const now = snapshot(nodeFs, root);
    const written = Object.keys(now).filter((path) => now[path] !== before[path]);
    expect(written.filter((path) => !path.endsWith("/"))).toEqual(planned);
  });

  it("notices a new model and serializer, and brings exactly their entries along", () => {
    const root = folderWith(SHOP);
    soundcheck(root, "all", "--yes");
    const map = join(root, "tests/test_serializers.py");
    const mine = `${nodeFs.readFileSync(map, "utf8")}\n\ndef test_mine():\n    assert True\n`;
    nodeFs.writeFileSync(map, mine);
    expect(soundcheck(root, "check").status).toBe(0);

    writeAll(root, SHOP_WITH_PARCELS);
    const drift = soundcheck(root, "check");
    expect(drift.stdout).toContain('SERIALIZER_MAP["shop.Parcel"] is missing');
    expect(drift.status).toBe(2);

    expect(soundcheck(root, "sync", "--yes").status).toBe(0);
    const entry = '    "shop.Parcel": [\n        "shop.serializers.ParcelSerializer",\n    ],\n';
    const synced = nodeFs.readFileSync(map, "utf8");
    // What goes out, and what may be written.
    const fields = /    "shop\.serializers\.ParcelSerializer": "[\w ]+",\n/g;
    expect(synced).toContain(entry);
    expect(synced.match(fields)).toHaveLength(2);
    expect(synced.replace(entry, "").replaceAll(fields, "")).toBe(mine);
    expect(soundcheck(root, "check").status).toBe(0);
  });

  it("refuses to take back files that were changed since", () => {
    const root = folderWith(SHOP);
    soundcheck(root, "foundation", "--yes");
    nodeFs.appendFileSync(join(root, "tests/conftest.py"), "X = 1\n");
    const edited = snapshot(nodeFs, root);
    const undo = soundcheck(root, "undo");
    expect(undo.stdout).toContain("tests/conftest.py");
    expect(undo.status).toBe(3);
    expect(snapshot(nodeFs, root)).toEqual(edited);
  });

  it("leaves a generated file alone that a person broke, and says so", () => {
    const root = folderWith(SHOP);
    soundcheck(root, "all", "--yes");
    writeAll(root, { ...SHOP_WITH_PARCELS, "tests/test_serializers.py": "def (:\n" });
    const sync = soundcheck(root, "sync", "--yes");
    expect(sync.stdout).toMatch(/conflict {2}tests\/test_serializers.py: .*not valid Python/);
    expect(sync.status).toBe(3);
    expect(nodeFs.readFileSync(join(root, "tests/test_serializers.py"), "utf8")).toBe("def (:\n");
  });

  it("takes phases by number, one after the other", () => {
    const root = folderWith(SHOP);
    soundcheck(root, "1", "--yes");
    const config = () => nodeFs.readFileSync(join(root, "soundcheck.json"), "utf8");
    expect(JSON.parse(config())).toEqual({ phases: ["foundation"], testsDir: "tests" });
    soundcheck(root, "6", "2", "--yes");
    expect(JSON.parse(config())).toMatchObject({ phases: ["foundation", "api", "health"] });
    expect(soundcheck(root, "check").status).toBe(0);
  });

  it("uses a template of the team's in place of ours", () => {
    const root = folderWith(SHOP);
    expect(soundcheck(root, "eject", "foundation/TESTING.md").status).toBe(0);
    const template = join(root, ".soundcheck/templates/foundation/TESTING.md.hbs");
    nodeFs.writeFileSync(template, "# How we test\n");
    soundcheck(root, "foundation", "--yes");
    expect(nodeFs.readFileSync(join(root, "TESTING.md"), "utf8")).toBe("# How we test\n");
    expect(soundcheck(root, "eject", "foundation/TESTING.md").status).toBe(1);
  });
});

describe("inspect", () => {
  it("prints exactly the keys of the contract", () => {
    const { stdout, status } = soundcheck(folderWith(SHOP), "inspect", "--json");
    const inspection = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(inspection)).toEqual([
      "schema",
      "source",
      "project",
      "apps",
      "models",
      "serializers",
      "routes",
      "doubts",
    ]);
    expect(inspection["models"]).toMatchObject([{ label: "shop.Order", line: 4 }]);
    expect(status).toBe(0);
  });

  it("prints tables for people", () => {
    const { stdout } = soundcheck(folderWith(SHOP), "inspect");
    expect(stdout).toMatch(/1 model\n {2}shop\.Order {2}shop\/models\.py:4/);
    expect(stdout).not.toContain("\u001b[");
  });
});

describe("status", () => {
  it("shows the checklist and the coverage", () => {
    const root = folderWith(SHOP);
    soundcheck(root, "foundation", "--yes");
    const { stdout, status } = soundcheck(root, "status", "--html", "status.html");
    expect(stdout).toContain("[x] Create model factory test");
    expect(stdout).toContain("[ ] Set up DRF Spectacular");
    expect(stdout).toMatch(/models\s+1 of 1/);
    expect(nodeFs.readFileSync(join(root, "status.html"), "utf8")).toContain(
      "<h1>Validation stack",
    );
    expect(status).toBe(0);
  });
});

function paths(json: string): string[] {
  const { changes } = JSON.parse(json) as { changes: readonly { path: string }[] };
  return changes.map((change) => change.path);
}
