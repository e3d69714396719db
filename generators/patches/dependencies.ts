import type { NewPackage } from "../../src/edit/package.js";
import { addPipfilePackages } from "../../src/edit/pipfile.js";
import { addPyprojectPackages } from "../../src/edit/pyproject.js";
import { addRequirements } from "../../src/edit/requirements.js";
import { addSetupCfgPackages } from "../../src/edit/setup-cfg.js";
import type { Phase } from "../../src/plan/phases.js";
import type { Edit, Patch } from "../../src/plan/types.js";
import type { Project } from "../../src/project/facts.js";
import { developmentTarget, runtimeTargets, type Target } from "./manifests.js";
import { releasesFor, type PackageName } from "./releases.js";

/** Packages that a phase needs: in production, or for development only. */
export interface Needs {
  readonly runtime?: readonly PackageName[];
  readonly dev?: readonly PackageName[];
}

/** Adds packages to the project's own manifests, by the conventions of its own tool. */
export function addDependencies(project: Project, phase: Phase, needs: Needs): readonly Patch[] {
  const { runtime = [], dev = [] } = needs;
  const runtimePatches =
    runtime.length === 0
      ? []
      : runtimeTargets(project).map((target) => patch(project, phase, target, "runtime", runtime));
  const missing = dev.filter((name) => !listed(project, name));
  return missing.length === 0
    ? runtimePatches
    : [...runtimePatches, patch(project, phase, developmentTarget(project), "dev", missing)];
}

/** Tools for development may stand in any manifest that somebody wrote. */
function listed({ setup }: Project, name: PackageName): boolean {
  return setup.dependencies.some(
    ({ path, packages }) => packages.includes(name) && !setup.lockFiles.includes(path),
  );
}

function patch(
  project: Project,
  phase: Phase,
  target: Target,
  role: "runtime" | "dev",
  names: readonly PackageName[],
): Patch {
  const packages = names.map((name) => releasesFor(project, name));
  const command = lockCommand(project, target.path);
  const purpose = role === "runtime" ? "in production" : "for development";
  return {
    kind: "patch",
    phase,
    path: target.path,
    title: `${names.join(", ")} ${purpose}${command === null ? "" : `; then run \`${command}\``}`,
    edit: (source) => edit(project, target, role, packages, source),
    why: [
      {
        text: target.exists
          ? `${target.path} lists the packages ${purpose}`
          : `no file lists the packages ${purpose} yet: add the project's own to it`,
      },
      ...(command === null
        ? []
        : [{ text: `the lock file is brought up to date by \`${command}\`` }]),
    ],
  };
}

function edit(
  project: Project,
  target: Target,
  role: "runtime" | "dev",
  packages: readonly NewPackage[],
  source: string | null,
): Edit {
  if (source !== null) {
    switch (target.format) {
      case "pep621":
      case "dependency-groups":
      case "poetry": {
        const manager = project.project.packageManager;
        return addPyprojectPackages(source, { role, packages, manager });
      }
      case "pipfile":
        return addPipfilePackages(source, { role, packages });
      case "setup.cfg":
        return addSetupCfgPackages(source, { role, packages });
      case "setup.py":
        return {
          kind: "refused",
          reason: "packages are listed in Python code",
          byHand: packages.map(({ name, minimum }) => `"${name}>=${minimum}",`).join("\n"),
        };
      case "requirements":
        break;
    }
  }
  return addRequirements(source, { packages, ...newFileStyle(project, target, role) });
}

/** A new requirements file includes the runtime one, and bounds packages as that does. */
function newFileStyle(project: Project, target: Target, role: "runtime" | "dev") {
  const [runtime] = runtimeTargets(project);
  const included = role === "dev" && runtime?.exists && runtime.format === "requirements";
  const folder = target.path.slice(0, target.path.lastIndexOf("/") + 1);
  return { includes: included ? [runtime.path.slice(folder.length)] : [], like: [] };
}

const LOCK_COMMANDS: readonly (readonly [string, string, string])[] = [
  ["uv.lock", "pyproject.toml", "uv lock"],
  ["poetry.lock", "pyproject.toml", "poetry lock"],
  ["pdm.lock", "pyproject.toml", "pdm lock"],
  ["Pipfile.lock", "Pipfile", "pipenv lock"],
];

/**
 * The command that brings the lock file of a manifest up to date, from the root or the manifest's name
 * as it is seen from elsewhere; null when it has none.
 */
export function lockCommand(
  { setup }: Project,
  manifest: string,
  seen: string = manifest,
): string | null {
  const owner = LOCK_COMMANDS.find(
    ([lock, file]) =>
      manifest.endsWith(file) && setup.lockFiles.some((path) => path.endsWith(lock)),
  );
  if (owner) return owner[2];
  const compiled = manifest.replace(/\.in$/, ".txt");
  if (compiled === manifest || !setup.lockFiles.includes(compiled)) return null;
  return `pip-compile ${seen}`;
}
