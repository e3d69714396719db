import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { folderWith, soundcheck } from "./command.js";

/** Newer engines keep compiled code themselves. */
const isOurs = Number.parseInt(process.versions.node, 10) < 22;

const opened = () => {
  const root = folderWith({ "manage.py": "", "settings.py": "INSTALLED_APPS = []\n" });
  const caches = join(root, "..", "caches");
  vi.stubEnv("XDG_CACHE_HOME", caches);
  const folder = join(caches, "django-soundcheck", "code");
  const run = () => soundcheck(root, "inspect", "--json", "--no-cache", "--settings", "settings");
  return { root, folder, run, kept: () => readdirSync(folder) };
};

describe.skipIf(!isOurs)("compiled code", () => {
  it("is kept outside of the repository, and once", () => {
    const { folder, run, kept } = opened();
    const first = run();
    const [name = "", ...others] = kept();
    const content = readFileSync(join(folder, name));
    expect(others).toEqual([]);
    expect(first.status).toBe(0);
    expect(run()).toEqual(first);
    expect(readFileSync(join(folder, name)).equals(content)).toBe(true);
  });

  it("is made anew where it is damaged or cut short", () => {
    const { folder, run, kept } = opened();
    const first = run();
    const [name = ""] = kept();
    const content = readFileSync(join(folder, name));
    for (const damaged of [Buffer.alloc(0), content.subarray(0, 5000), Buffer.from("{}\n")]) {
      writeFileSync(join(folder, name), damaged);
      expect(run()).toEqual(first);
      expect(readFileSync(join(folder, name)).length).toBeGreaterThan(content.length / 2);
    }
  });

  it("takes the place of what another version has left", () => {
    const { folder, run, kept } = opened();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "inspect-0-v1-x64"), "");
    writeFileSync(join(folder, "status-0-v1-x64"), "");
    run();
    expect(kept().map((name) => name.split("-")[0])).toEqual(["inspect", "status"]);
    expect(kept()).not.toContain("inspect-0-v1-x64");
  });

  it("is not kept of a run that fails, which may have loaded little", () => {
    const { folder, run, root } = opened();
    const failed = soundcheck(root, "inspect", "--settings", "absent");
    expect(failed.status).toBe(1);
    expect(existsSync(folder)).toBe(false);
    run();
    expect(readdirSync(folder)).toHaveLength(1);
  });
});
