// The main job on the bundled example: shows the plan, writes it, and runs the suite it wrote.
import { copySync, removeSync } from "fs-extra/esm";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { requirementLines, systemPython, virtualEnvironment } from "../test/e2e/environment.js";

const CLI = resolve("dist/cli.js");
const repo = resolve("demo/learning-platform");

removeSync(repo);
copySync("examples/learning-platform/before", repo);
console.log("A Django and DRF project without tests was copied to demo/learning-platform.\n");

show("soundcheck", ["inspect"]);
show("soundcheck", ["all", "--yes"]);
show("soundcheck", ["check"]);

if (hasPython()) {
  console.log("\nInstalling the project's requirements into a virtual environment …");
  const python = virtualEnvironment(requirementLines(join(repo, "requirements/dev.txt")));
  console.log("$ python -m pytest");
  process.exitCode = call(python, ["-m", "pytest"]);
} else {
  console.log("\nPython 3.11 or newer was not found, so the suite is written but not run.");
}

function show(name: string, args: readonly string[]): void {
  console.log(`$ ${name} ${args.join(" ")}`);
  const status = call(process.execPath, [CLI, ...args]);
  if (status !== 0) process.exit(status);
  console.log("");
}

function call(command: string, args: readonly string[]): number {
  return spawnSync(command, args, { cwd: repo, stdio: "inherit" }).status ?? 1;
}

function hasPython(): boolean {
  try {
    return systemPython() !== "";
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}
