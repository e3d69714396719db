// Regenerates examples/*/after from examples/*/before; CI demands that nothing differs.
import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { copyOf, expectSuccess, soundcheck } from "../test/e2e/environment.js";

for (const name of readdirSync("examples").toSorted()) {
  const repo = copyOf(join("examples", name, "before"));
  expectSuccess(soundcheck(repo, "all", "--yes"));
  const after = join("examples", name, "after");
  rmSync(after, { recursive: true, force: true });
  cpSync(repo, after, { recursive: true });
  rmSync(repo, { recursive: true, force: true });
  console.log(`${after} regenerated`);
}
