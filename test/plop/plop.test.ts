import { spawnSync } from "node:child_process";
import nodeFs from "node:fs";
import { join, resolve } from "node:path";
import nodePlop from "node-plop";
import { describe, expect, it } from "vitest";
import { PHASES } from "../../src/plan/phases.js";
import { snapshot } from "../apply/tree.js";
import { builtPackage, folderWith, soundcheck } from "../cli/command.js";
import { SHOP } from "../cli/shop.js";

const PLOPFILE = `export default async function (plop) {
  await plop.load("django-soundcheck");
}
`;

/** A shop whose plopfile loads the package. */
function plopShop(): string {
  const root = folderWith({
    ...SHOP,
    "package.json": '{"type": "module"}',
    "plopfile.js": PLOPFILE,
  });
  nodeFs.mkdirSync(join(root, "node_modules"));
  nodeFs.symlinkSync(builtPackage(), join(root, "node_modules/django-soundcheck"));
  return root;
}

function plop(root: string, ...words: readonly string[]) {
  const bin = resolve("node_modules/plop/bin/plop.js");
  const env = { ...process.env, XDG_STATE_HOME: join(root, "..", "state") };
  return spawnSync(process.execPath, [bin, ...words], { cwd: root, env, encoding: "utf8" });
}

describe("plop.load('django-soundcheck')", () => {
  it("lists the seven phases in the guide's order", async () => {
    const api = await nodePlop(join(plopShop(), "plopfile.js"));
    expect(api.getGeneratorList().map(({ name }) => name)).toEqual([...PHASES]);
  });

  it("runs one, writes what the command would, and undo takes it back", () => {
    const root = plopShop();
    const before = snapshot(nodeFs, join(root, "config"));
    const { status, stdout, stderr } = plop(root, "health");
    expect(stdout + stderr).toContain("create config/health.py");
    expect(status).toBe(0);
    expect(soundcheck(root, "check").status).toBe(0);
    expect(soundcheck(root, "undo").status).toBe(0);
    expect(snapshot(nodeFs, join(root, "config"))).toEqual(before);
  });

  it("fails with the reason and the remedy", () => {
    const root = plopShop();
    nodeFs.writeFileSync(join(root, "soundcheck.json"), "{");
    const { status, stderr } = plop(root, "health");
    expect(stderr).toMatch(/soundcheck\.json:1.*not JSON/);
    expect(status).toBe(1);
    expect(nodeFs.existsSync(join(root, "config/health.py"))).toBe(false);
  });
});
