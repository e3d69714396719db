// CPU time of the generated suite: as generated, without the guide's flags, and with the rows made
// for each test instead of each module.
//   npm run bench:suite                     the example
//   npm run bench:suite -- DIR [DIR ...]    public projects set up as for `npm run corpus`
import { copySync, removeSync } from "fs-extra/esm";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import {
  copyOf,
  expectSuccess,
  requirementLines,
  run,
  soundcheck,
  virtualEnvironment,
} from "../test/e2e/environment.js";
import { requiredRecipe } from "./recipe.js";

interface Suite {
  readonly name: string;
  readonly repo: string;
  readonly python: string;
  /** Folder to run in, and the tests' folder below it. */
  readonly folder: string;
  readonly tests: string;
  readonly env: Readonly<Record<string, string>>;
}

const FILES = ["model_factories", "serializers", "endpoints", "integration"];
const WORLDS = ["endpoints", "integration"];
const PER_MODULE = '@pytest.fixture(scope="module")\ndef world(';
const PER_TEST = "@pytest.fixture\ndef world(";

const folders = process.argv.slice(2).map((folder) => resolve(folder));
const suites = folders.length > 0 ? folders.map(ofProject) : [ofExample()];
for (const suite of suites) {
  measure(suite);
  removeSync(suite.repo);
}

function ofExample(): Suite {
  const repo = copyOf("examples/learning-platform/before");
  expectSuccess(soundcheck(repo, "all", "--yes"));
  const python = virtualEnvironment(requirementLines(join(repo, "requirements/dev.txt")));
  return { name: "example", repo, python, folder: repo, tests: "tests", env: {} };
}

/** The project and its recipe, as `scripts/corpus.ts` describes it. */
function ofProject(root: string): Suite {
  const recipe = requiredRecipe(root);
  const repo = join(mkdtempSync(join(tmpdir(), "soundcheck-time-")), basename(root));
  copySync(root, repo);
  expectSuccess(soundcheck(repo, "all", "--yes", "--settings", recipe.settings));
  const { testsDir } = JSON.parse(readFileSync(join(repo, "soundcheck.json"), "utf8"));
  const below = recipe.manageDir === "" ? testsDir : testsDir.slice(recipe.manageDir.length + 1);
  return {
    name: basename(root),
    repo,
    python: recipe.python,
    folder: join(repo, recipe.manageDir),
    tests: below,
    env: { ...recipe.env, DJANGO_SETTINGS_MODULE: recipe.settings },
  };
}

function measure(suite: Suite): void {
  const one = [`${suite.tests}/test_model_factories.py`, "-k", "can_be_created_twice"];
  const every = FILES.map((file) => `${suite.tests}/test_${file}.py`);
  const worlds = WORLDS.map((file) => `${suite.tests}/test_${file}.py`);
  const plain = ["--create-db", "--migrations"];
  cpu(suite, ["--create-db", ...one]); // makes the database that the flags keep
  report(suite, "one test a model, the guide's flags", cpu(suite, one));
  report(suite, "the same without the flags", cpu(suite, [...one, ...plain]));
  report(suite, "all layers, the guide's flags", cpu(suite, every));
  report(suite, "the same without the flags", cpu(suite, [...every, ...plain]));
  report(suite, "endpoints and flows, rows made per module", cpu(suite, worlds));
  for (const file of worlds) makeRowsPerTest(join(suite.folder, file));
  report(suite, "the same, rows made per test", cpu(suite, worlds));
}

function makeRowsPerTest(file: string): void {
  const source = readFileSync(file, "utf8");
  if (!source.includes(PER_MODULE)) throw new Error(`${file} makes no world per module`);
  writeFileSync(file, source.replace(PER_MODULE, PER_TEST));
}

/** CPU seconds of one run of pytest, children included, whatever its tests say. */
function cpu({ python, folder, env }: Suite, args: readonly string[]): number {
  const command = [python, "-m", "pytest", "-q", "-p", "no:randomly", ...args];
  const timed = run("python3", [resolve("scripts/cpu.py"), "1", ...command], { cwd: folder, env });
  return JSON.parse(expectSuccess(timed).stdout).cpu;
}

function report({ name }: Suite, what: string, seconds: number): void {
  console.log(`${name.padEnd(12)} ${what.padEnd(44)} ${seconds.toFixed(1)} s`);
}
