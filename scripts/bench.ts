// Start-up, reading and growth, as ratios of CPU time in one run.
//   npm run bench                     start-up and synthetic repositories
//   npm run bench -- DIR [DIR ...]    the same, and these repositories
import { copySync, removeSync } from "fs-extra/esm";
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { writeSyntheticRepo } from "./synthetic-repo.js";

interface Cost {
  /** Median CPU seconds, children included. */
  readonly cpu: number;
  /** Peak memory of the largest process, in MB. */
  readonly peak: number;
}

const NODE = process.execPath;
const CLI = resolve("dist/cli.js");
const CACHE = mkdtempSync(join(tmpdir(), "soundcheck-bench-cache-"));
const RUNS = 5;

function cost(command: readonly string[], runs = RUNS): Cost {
  const { stdout, status, stderr } = spawnSync(
    "python3",
    ["scripts/cpu.py", String(runs), ...command],
    { encoding: "utf8", env: { ...process.env, XDG_CACHE_HOME: CACHE, NO_COLOR: "1" } },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Cost;
}

const inspect = (repo: string, ...flags: readonly string[]) => [
  NODE,
  CLI,
  "inspect",
  "--json",
  "-C",
  repo,
  ...flags,
];

function line(name: string, value: string): void {
  console.log(`${name.padEnd(52)} ${value}`);
}

const ratio = (a: Cost, b: Cost) => `${(a.cpu / b.cpu).toFixed(2)} x`;

startUp();
growth();
for (const repo of process.argv.slice(2)) reading(resolve(repo));
removeSync(CACHE);

function startUp(): void {
  const bare = cost([NODE, "-e", "0"]);
  line("soundcheck --version / node -e 0", ratio(cost([NODE, CLI, "--version"]), bare));
  const example = "examples/learning-platform/before";
  line("soundcheck inspect (example, cold) / node -e 0", ratio(cold(example), bare));
  line("soundcheck inspect (example, warm) / node -e 0", ratio(warm(example), bare));
}

function growth(): void {
  const costs = [10, 100, 1000].map((apps) => {
    const repo = mkdtempSync(join(tmpdir(), "soundcheck-bench-"));
    writeSyntheticRepo(repo, apps);
    const measured = cold(repo, 3);
    removeSync(repo);
    return { apps, ...measured };
  });
  for (const { apps, cpu, peak } of costs) {
    line(
      `inspect of ${apps} synthetic apps`,
      `${((cpu * 1000) / apps).toFixed(1)} ms an app, ${peak.toFixed(0)} MB`,
    );
  }
}

function reading(repo: string): void {
  const name = basename(repo);
  const yardstick = cost(["python3", "scripts/parse_all.py", repo], 3);
  const first = cold(repo, 3);
  line(`${name}: cold inspect / ast.parse of all files`, ratio(first, yardstick));
  line(`${name}: peak memory`, `${first.peak.toFixed(0)} MB`);
  line(`${name}: second inspect / cold`, ratio(warm(repo), first));
  line(`${name}: inspect after ten files changed / cold`, ratio(changed(repo), first));
}

function cold(repo: string, runs = RUNS): Cost {
  return cost(inspect(repo, "--no-cache"), runs);
}

function warm(repo: string): Cost {
  cost(inspect(repo), 1);
  return cost(inspect(repo));
}

function changed(repo: string): Cost {
  const copy = mkdtempSync(join(tmpdir(), "soundcheck-bench-"));
  copySync(repo, copy);
  cost(inspect(copy), 1);
  const files = readdirSync(copy, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("models.py"))
    .toSorted()
    .slice(0, 10);
  for (const file of files) appendFileSync(join(copy, file), "\n# changed\n");
  const measured = cost(inspect(copy), 1);
  removeSync(copy);
  return measured;
}
