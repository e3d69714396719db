import { join } from "node:path/posix";
import type { Generator } from "../../generators/types.js";
import type { Project } from "../project/facts.js";
import { decode } from "./text.js";
import type { Phase } from "./phases.js";
import type { ReadFile } from "./types.js";

const TEST_MODULE = /\/(conftest|tests?|tests?_[^/]*|[^/]*_tests?)\.py$/;

/** What picking the folder of the generated tests looks at. */
export interface TestsDirInput {
  readonly project: Project;
  readonly generators: readonly Generator[];
  readonly phases: readonly Phase[];
  readonly readFile: ReadFile;
}

/**
 * Picks the folder of the generated tests: `tests` where pytest looks, or a folder of our own when
 * the team's files are in the way.
 */
export function chooseTestsDir(input: TestsDirInput): string {
  const tests = join(parentFolder(input.project), "tests");
  const own = join(tests, "soundcheck");
  if (input.readFile(`${tests}.py`) !== null) return `${tests}_soundcheck`;
  const isTaken = [holdsTests, changesImports, clashes].some((check) => check(tests, input));
  return isTaken ? own : tests;
}

/** pytest collects below its test paths only, and commands run beside manage.py. */
function parentFolder({ setup }: Project): string {
  const { testpaths, config } = setup.pytest;
  const configDir = config?.includes("/") ? config.slice(0, config.lastIndexOf("/")) : "";
  // A pattern such as `shop/*/tests` names no folder; ours is added to the paths then.
  const folders = testpaths.filter((path) => !/[*?[]/.test(path));
  const [first, ...others] = folders
    .map((path) => join(configDir, path.replace(/\/+$/, "")))
    .toSorted();
  if (first === undefined || first === "." || first === "") return setup.baseDir;
  // A folder for each app is no place for tests of all; ours is added to the paths here, too.
  if (others.length > 0 && [first, ...others].every(isOfOneApp)) return setup.baseDir;
  return /(^|\/)tests$/.test(first) ? first.replace(/\/?tests$/, "") : first;
}

function isOfOneApp(folder: string): boolean {
  return /[^/]\/tests?$/.test(folder);
}

/** Fixtures of our conftest.py hold for every test below it, and those of a team are not ours. */
function holdsTests(tests: string, { project }: TestsDirInput): boolean {
  return project.setup.occupied.some(
    (path) => path.startsWith(`${tests}/`) && TEST_MODULE.test(path),
  );
}

/** An __init__.py in a folder of test modules changes how pytest imports each of them. */
function changesImports(tests: string, { project, readFile }: TestsDirInput): boolean {
  const modules = project.setup.occupied.filter(
    (path) => path.startsWith(`${tests}/`) && path.endsWith(".py"),
  );
  return modules.length > 0 && readFile(`${tests}/__init__.py`) === null;
}

function clashes(tests: string, { project, generators, phases, readFile }: TestsDirInput): boolean {
  const choices = { testsDir: tests, phases };
  const artifacts = generators
    .filter((generator) => phases.includes(generator.phase))
    .filter((generator) => generator.applies(project).kind === "yes")
    .flatMap((generator) => generator.artifacts(project, choices));
  return artifacts.some((artifact) => {
    if (artifact.kind !== "file" || !artifact.path.startsWith(`${tests}/`)) return false;
    const bytes = readFile(artifact.path);
    return bytes !== null && !isPackageMarker(artifact.path, decode(bytes).text);
  });
}

function isPackageMarker(path: string, text: string): boolean {
  return path.endsWith("/__init__.py") && text.trim() === "";
}
