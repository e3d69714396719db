// Regenerates examples/*/after from examples/*/before; CI demands that nothing differs.
import { copySync, removeSync } from "fs-extra/esm";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { copyOf, expectSuccess, soundcheck } from "../test/e2e/environment.js";

for (const name of readdirSync("examples").toSorted()) {
  const repo = copyOf(join("examples", name, "before"));
  expectSuccess(soundcheck(repo, "all", "--yes"));
  const after = join("examples", name, "after");
  removeSync(after);
  copySync(repo, after);
  removeSync(repo);
  console.log(`${after} regenerated`);
}
