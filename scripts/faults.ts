// Injects each fault into the example, one at a time, and says which layer of the suite caught it.
//   npm run faults -- [--before] [--only M1,S3] [--jobs 2]
//   npm run faults -- --mutants N [--seed S]    random small mistakes instead
//   npm run faults -- --bodies                  each method's body replaced by raise
// Each verdict is printed when it is known; --range 40-79 goes on where a long run was left.
import { copySync, removeSync } from "fs-extra/esm";
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  copyOf,
  expectSuccess,
  requirementLines,
  run,
  soundcheck,
  virtualEnvironment,
} from "../test/e2e/environment.js";
import type { Layer } from "../test/faults/fault.js";
import { faults } from "../test/faults/faults.js";
import { inject } from "../test/faults/inject.js";

const LAYERS: readonly (readonly [file: string, layer: Layer])[] = [
  ["test_model_factories", "models"],
  ["test_system_checks", "models"],
  ["test_serializers", "serializers"],
  ["test_openapi_schema", "serializers"],
  ["test_endpoints", "endpoints"],
  ["test_integration", "integration"],
  ["test_migrations", "migrations"],
  ["test_health", "health"],
];

interface Verdict {
  readonly id: string;
  readonly wanted: Layer | null;
  readonly caught: readonly Layer[];
  /** Layers that caught it without a recorded row. */
  readonly unaided: readonly Layer[];
  readonly message: string;
}

/** What `claim` says of a recorded row. */
const RECORDED = /\] in test_\w+\.py says /;

const { values: options } = parseArgs({
  options: {
    before: { type: "boolean", default: false },
    only: { type: "string" },
    mutants: { type: "string" },
    bodies: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "2" },
    range: { type: "string" },
  },
});

const healthy = copyOf("examples/learning-platform/before");
expectSuccess(soundcheck(healthy, "all", "--yes"));
const python = virtualEnvironment(requirementLines(join(healthy, "requirements/dev.txt")));
if (!options.before) expectSuccess(soundcheck(healthy, "calibrate", "--yes", "--python", python));
expectSuccess(run(python, ["-m", "pytest", "-q"], { cwd: healthy }));

const verdicts = await judgeAll();
const caught = verdicts.filter((verdict) => verdict.caught.length > 0);
const unaided = verdicts.filter((v) => v.unaided.some((l) => v.wanted === null || l === v.wanted));
const inLayer = caught.filter((v) => v.wanted === null || v.caught.includes(v.wanted));
console.log(
  `\n${caught.length} of ${verdicts.length} caught, ${inLayer.length} in the layer named, ` +
    `${unaided.length} of them without a recorded row`,
);
removeSync(healthy);

function judgeAll(): Promise<readonly Verdict[]> {
  if (options.bodies) {
    const listed = run("python3", ["test/faults/raise_bodies.py", healthy], { cwd: process.cwd() });
    const count = expectSuccess(listed).stdout.trim().split("\n").length;
    return judgeMutants(count, (number, copy) => [
      "test/faults/raise_bodies.py",
      copy,
      "--apply",
      number,
    ]);
  }
  if (options.mutants === undefined) return judgeFaults();
  return judgeMutants(Number(options.mutants), (number, copy) => [
    "test/faults/mutate.py",
    copy,
    "--seed",
    options.seed,
    "--apply",
    number,
  ]);
}

function judgeFaults(): Promise<readonly Verdict[]> {
  const only = options.only?.split(",");
  const chosen = faults.filter((fault) => !only || only.includes(fault.id));
  return inParallel(chosen, async (fault) => {
    const copy = copyHealthy();
    await inject(copy, fault);
    return judged(fault.id, fault.layer, copy, []);
  });
}

function judgeMutants(
  count: number,
  command: (number: string, copy: string) => readonly string[],
): Promise<readonly Verdict[]> {
  const [first = 0, last = count - 1] = options.range?.split("-").map(Number) ?? [];
  const numbers = Array.from({ length: count }, (_, index) => String(index));
  return inParallel(numbers.slice(first, last + 1), async (number) => {
    const copy = copyHealthy();
    const mutation = expectSuccess(run("python3", command(number, copy), { cwd: process.cwd() }));
    const verdict = await judged(number, null, copy, ["-x"]);
    return { ...verdict, message: `${mutation.stdout.trim()} | ${verdict.message}` };
  });
}

function copyHealthy(): string {
  const copy = mkdtempSync(join(tmpdir(), "soundcheck-fault-"));
  copySync(healthy, copy);
  return copy;
}

async function judged(
  id: string,
  wanted: Layer | null,
  copy: string,
  flags: readonly string[],
): Promise<Verdict> {
  const output = await pytest(copy, ["-q", "-rfE", "--create-db", "-p", "no:randomly", ...flags]);
  removeSync(copy);
  const red = output
    .split("\n")
    .filter((line) => /^(FAILED|ERROR) /.test(line))
    .map((line) => ({ line, layer: layerOf(line) }));
  const layersOf = (lines: typeof red) => [...new Set(lines.flatMap(({ layer }) => layer ?? []))];
  const crashed = red.length === 0 && !/ passed/.test(output);
  const unaided = red.filter(({ line }) => !RECORDED.test(line));
  const first = red.find(({ layer }) => layer === wanted) ?? red[0];
  return {
    id,
    wanted,
    // Where nothing can be collected, the whole suite is red: the first layer speaks for it.
    caught: crashed ? ["models"] : layersOf(red),
    unaided: crashed ? ["models"] : layersOf(unaided),
    message: crashed ? (output.trim().split("\n").at(-1) ?? "") : (first?.line ?? ""),
  };
}

/** By the file of the test; its message may name other files. */
function layerOf(line: string): Layer | undefined {
  const id = line.split(" ")[1] ?? "";
  return LAYERS.find(([file]) => id.includes(file))?.[1];
}

function pytest(cwd: string, flags: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // Wide enough that pytest cuts no message short.
    const env = { ...process.env, COLUMNS: "2000" };
    const child = spawn(python, ["-m", "pytest", ...flags], { cwd, env });
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output += data.toString()));
    child.once("error", reject);
    child.once("close", () => resolve(output));
  });
}

async function inParallel<T>(
  items: readonly T[],
  work: (item: T) => Promise<Verdict>,
): Promise<readonly Verdict[]> {
  const results: Verdict[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item === undefined) continue;
      const verdict = await work(item);
      results[index] = verdict;
      console.log(row(verdict));
      process.stderr.write(`\r${index + 1}/${items.length} `);
    }
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, worker));
  return results;
}

function row({ id, wanted, caught, unaided, message }: Verdict): string {
  const mark = caught.length === 0 ? "MISSED" : !wanted || caught.includes(wanted) ? "ok" : "other";
  return `${id.padEnd(4)} ${mark.padEnd(6)} ${(wanted ?? "").padEnd(12)} ${caught
    .map((layer) => (unaided.includes(layer) ? layer : `${layer} (recorded)`))
    .join(", ")
    .padEnd(44)} ${message.slice(0, 400)}`;
}
