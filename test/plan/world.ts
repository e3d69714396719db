import type { Generator } from "../../generators/types.js";
import { assemble } from "../../src/plan/assemble.js";
import { parseConfig, type Config } from "../../src/plan/config.js";
import { LOCK_PATH, parseLock } from "../../src/plan/lock.js";
import type { Artifact, Plan } from "../../src/plan/types.js";
import type { Project } from "../../src/project/facts.js";
import { loadFormatter } from "./setup.js";

/** Files of a repository by path. */
export type Files = Readonly<Record<string, string>>;

/** A generator of the foundation phase that gives the artifacts it is handed. */
export function generator(
  artifacts: (project: Project, testsDir: string) => readonly Artifact[],
): Generator {
  return {
    phase: "foundation",
    number: 1,
    title: "Foundation",
    summary: "",
    applies: () => ({ kind: "yes" }),
    artifacts: (project, { testsDir }) => artifacts(project, testsDir),
  };
}

/** What a plan is made of in a test: facts, files on disk, templates and generators. */
export interface World {
  readonly project: Project;
  readonly files: Files;
  readonly templates: Files;
  readonly generators: readonly Generator[];
  readonly config?: Partial<Config>;
}

/** Plans in memory. */
export async function planIn({
  project,
  files,
  templates,
  generators,
  config,
}: World): Promise<Plan> {
  loadFormatter();
  const chosen = parseConfig(files["soundcheck.json"] ?? null);
  return assemble({
    project,
    generators,
    config: { ...chosen, phases: ["foundation"], ...config },
    lock: parseLock(files[LOCK_PATH] ?? null),
    readFile: (path) => (files[path] === undefined ? null : Buffer.from(files[path])),
    readTemplate: (name) => {
      const text = templates[name];
      if (text === undefined) throw new Error(`no template ${name}`);
      return text;
    },
  });
}

/** The files after a plan was written. */
export function written(files: Files, { changes }: Plan): Files {
  const next: Record<string, string> = { ...files };
  for (const { path, after } of changes) {
    if (after === null) delete next[path];
    else next[path] = Buffer.from(after).toString("utf8");
  }
  return next;
}

/** Paths that a plan changes. */
export function changed({ changes }: Plan): string[] {
  return changes.map((change) => change.path);
}
