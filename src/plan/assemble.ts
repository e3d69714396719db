import type { Generator } from "../../generators/types.js";
import type { Project } from "../project/facts.js";
import { CONFIG_PATH, formatConfig, type Config } from "./config.js";
import { planFiles } from "./files.js";
import { formatLock, LOCK_PATH, type Lock } from "./lock.js";
import { planOrphans } from "./orphans.js";
import { applyPatches } from "./patches.js";
import { selectGenerators, withoutIgnored } from "./selection.js";
import { chooseTestsDir } from "./tests-dir.js";
import type { Artifact, GeneratedFile, Patch, Plan, ReadFile } from "./types.js";
import { openWorkspace, type Cause } from "./workspace.js";

/** Everything a plan is computed from. */
export interface AssembleInput {
  /** The repository as it is. */
  readonly project: Project;
  /** The repository as the patches will leave it, once that is known. */
  readonly patched?: Project;
  /** The registry, in the guide's order. */
  readonly generators: readonly Generator[];
  /** The team's choices, the phases of this run included. */
  readonly config: Config;
  readonly lock: Lock;
  readonly readFile: ReadFile;
  /** Text of a template by its name below templates/, without ".hbs". */
  readonly readTemplate: (name: string) => string;
}

const keeping = (text: string): Cause => ({ phase: "foundation", why: [{ text }] });
const CONFIG_CAUSE = keeping("the team's choices");
const LOCK_CAUSE = keeping("what was generated last, by which edits are told");

/** Computes what a run would write: generated files merged, patches applied, the lock brought along. */
export async function assemble(input: AssembleInput): Promise<Plan> {
  const { config, lock, readFile, readTemplate } = input;
  const project = withoutIgnored(input.project, config);
  const { generators, leftOut } = selectGenerators(input.generators, project, config);
  const phases = generators.map((generator) => generator.phase);
  const testsDir = config.testsDir ?? chooseTestsDir({ project, generators, phases, readFile });
  const artifacts = generators.flatMap((each) => each.artifacts(project, { testsDir, phases }));
  const patched = withoutIgnored(input.patched ?? input.project, config);
  const later = generators.flatMap((each) => each.artifacts(patched, { testsDir, phases }));

  const workspace = openWorkspace(readFile);
  const { style } = project.setup;
  const files = described(filesOf(artifacts), filesOf(later));
  const patches = patchesOf(artifacts);
  const locked = await planFiles(files, { workspace, lock, style, readTemplate });
  const claimed = new Set([...locked.keys(), ...patches.map((patch) => patch.path)]);
  planOrphans([...lock.keys()].filter((path) => !claimed.has(path)).toSorted(), lock, workspace);
  applyPatches(patches, workspace);

  const others = [...lock].filter(([path]) => claimed.has(path) && !locked.has(path));
  workspace.write(LOCK_PATH, formatLock(new Map([...others, ...locked])), LOCK_CAUSE);
  const adopted = { ...config, testsDir };
  workspace.write(CONFIG_PATH, formatConfig(adopted, workspace.text(CONFIG_PATH)), CONFIG_CAUSE);
  return { changes: workspace.changes(), notes: [...leftOut, ...workspace.notes()] };
}

/** Two phases may want the same support file; the first one's stands for both. */
function filesOf(artifacts: readonly Artifact[]): readonly GeneratedFile[] {
  const files = new Map<string, GeneratedFile>();
  for (const artifact of artifacts) {
    if (artifact.kind === "file" && !files.has(artifact.path)) files.set(artifact.path, artifact);
  }
  return [...files.values()];
}

/** A file describes the repository as it will be: the next run must find nothing to say. */
function described(
  files: readonly GeneratedFile[],
  later: readonly GeneratedFile[],
): readonly GeneratedFile[] {
  return files.map((file) => later.find((other) => other.path === file.path) ?? file);
}

function patchesOf(artifacts: readonly Artifact[]): readonly Patch[] {
  return artifacts.filter((artifact) => artifact.kind === "patch");
}
