// Start-up, reading and growth, as ratios of CPU time in one run.
//   npm run bench                     start-up and synthetic repositories
//   npm run bench -- DIR [DIR ...]    the same, and these repositories
// Beside the folder NAME of a project env/NAME.json may lie, as scripts/corpus.ts reads it: then
// `manage.py check` is a second yardstick.
import { copySync, removeSync } from "fs-extra/esm";
import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve } from "node:path";
import { EDITS, editFiles, type EditName } from "./bench-edits.js";
import { recipeOf } from "./recipe.js";
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
/** Of a repository, what its copy does without. */
const LEFT_OUT = /(?:^|[/\\])(?:\.git|node_modules|\.venv|venv)(?:[/\\]|$)/;

/** Where a command runs, and with which variables beside those of this process. */
interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function cost(command: readonly string[], runs = RUNS, { cwd, env }: Surroundings = {}): Cost {
  const { stdout, status, stderr } = spawnSync(
    "python3",
    [resolve("scripts/cpu.py"), String(runs), ...command],
    {
      encoding: "utf8",
      ...(cwd !== undefined && { cwd }),
      env: { ...process.env, XDG_CACHE_HOME: CACHE, NO_COLOR: "1", ...env },
    },
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
  const check = djangoCheck(repo);
  if (check !== null) line(`${name}: cold inspect / manage.py check`, ratio(first, check));
  line(`${name}: peak memory`, `${first.peak.toFixed(0)} MB`);
  const copy = mkdtempSync(join(tmpdir(), "soundcheck-bench-"));
  const from = realpathSync(repo);
  copySync(from, copy, { filter: (path) => !LEFT_OUT.test(relative(from, path)) });
  line(`${name}: second inspect / cold`, ratio(warm(copy), first));
  for (const edit of EDITS) {
    line(`${name}: after ${edit} in ten files / cold`, ratio(changed(copy, edit), first));
  }
  removeSync(copy);
}

function cold(repo: string, runs = RUNS): Cost {
  return cost(inspect(repo, "--no-cache"), runs);
}

function warm(repo: string): Cost {
  cost(inspect(repo), 1);
  return cost(inspect(repo));
}

/** Each run meets files that have been edited since the one before. */
function changed(repo: string, edit: EditName): Cost {
  const runs = [1, 2, 3].map((round) => {
    editFiles(repo, edit, round);
    return cost(inspect(repo), 1);
  });
  const [, median] = runs.toSorted((a, b) => a.cpu - b.cpu);
  if (median === undefined) throw new Error("no run");
  return median;
}

/** What Django's own start costs; null where nobody has said how to start it. */
function djangoCheck(repo: string): Cost | null {
  const recipe = recipeOf(repo);
  if (recipe === null) return null;
  const { python, settings, manageDir, env } = recipe;
  const cwd = join(repo, manageDir);
  const run = [python, "-m", "django", "check"];
  const variables = { PYTHONPATH: cwd, DJANGO_SETTINGS_MODULE: settings, ...env };
  const { status } = spawnSync(python, run.slice(1), {
    cwd,
    env: { ...process.env, ...variables },
  });
  if (status !== 0) {
    line(`${basename(repo)}: manage.py check`, "does not run here");
    return null;
  }
  return cost(run, 3, { cwd, env: variables });
}
