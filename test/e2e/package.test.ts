import { execFileSync } from "node:child_process";
import nodeFs from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { snapshot } from "../apply/tree.js";
import { builtPackage, folderWith } from "../cli/command.js";
import { SHOP } from "../cli/shop.js";

describe("the package, installed alone in an empty folder", () => {
  it("runs by npx on a repository elsewhere, and as a plop generator inside one", () => {
    const home = folderWith({ "package.json": '{"type": "module"}' });
    const shop = folderWith(SHOP);
    const run = (cwd: string, command: string, ...words: readonly string[]): string => {
      const env = { ...process.env, XDG_STATE_HOME: join(home, "..", "state") };
      return execFileSync(command, words, { cwd, env, encoding: "utf8", stdio: "pipe" });
    };
    const archive = run(home, "npm", "pack", "--silent", builtPackage()).trim().split("\n").at(-1);
    run(home, "npm", "install", "--silent", `./${archive ?? ""}`);

    const before = snapshot(nodeFs, shop);
    expect(run(home, "npx", "soundcheck", "all", "--yes", "-C", shop)).toContain("files written");
    expect(run(home, "npx", "soundcheck", "check", "-C", shop)).toContain("Up to date");
    run(home, "npx", "soundcheck", "undo", "-C", shop);
    expect(snapshot(nodeFs, shop)).toEqual(before);

    const plopfile = 'export default (plop) => plop.load("django-soundcheck");\n';
    nodeFs.writeFileSync(join(home, "plopfile.js"), plopfile);
    nodeFs.cpSync(shop, home, { recursive: true });
    run(home, "npx", "plop", "health");
    expect(nodeFs.existsSync(join(home, "config/health.py"))).toBe(true);
  });
});
