import { basename, dirname, join } from "node:path/posix";
import type { Repository, Scan } from "./repository.js";

/** Where it is written which commands continuous integration runs. */
export const PIPELINE =
  /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.(?:gitlab-ci|travis)\.ya?ml|\.(?:circleci|semaphore)\/[^/]+\.ya?ml|(?:azure|bitbucket)-pipelines\.ya?ml|tox\.ini)$/;
const CHECKOUT =
  /(?:\$\{\{ *github\.workspace *\}\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR)\}?)\//g;
/** A line that may copy a Python file, or something into a folder. */
const COMMAND = /\b(?:cp|ln) [^\n]*\.py\b[^\n]*/g;
const COPY =
  /(?<![\w./-])(?:cp|ln)((?: +-[\w-]+)*) +(["']?)([\w./-]+)\2 +(["']?)([\w./-]+)\4(?![\w./*-])/g;

/** `cp settings.py.ci settings.py`. */
interface Copy {
  readonly source: string;
  readonly target: string;
}

const COPIES: Scan<readonly Copy[]> = {
  name: "copies",
  find: (text) => (text.match(COMMAND) ?? []).flatMap(copiesIn),
  needs: { word: ".py", without: [] },
};

function copiesIn(command: string): readonly Copy[] {
  return [...command.replaceAll(CHECKOUT, "").matchAll(COPY)].flatMap(([, , , source, , target]) =>
    source === undefined || target === undefined ? [] : [{ source, target }],
  );
}

/**
 * Python files that git does not hold, since each person writes one, and that tests run on all the same:
 * by the file that continuous integration copies or links there. `folders` are those that commands may run in.
 */
export function madeFiles(
  repository: Repository,
  folders: readonly string[],
): ReadonlyMap<string, string> {
  const made = new Map<string, string>();
  // Most paths are told by their first letter.
  const pipelines = repository.files.filter((path) => /^[.abt]/.test(path) && PIPELINE.test(path));
  const copies = pipelines.flatMap((path) => repository.scan(path, COPIES) ?? []);
  for (const folder of ["", ...folders]) {
    for (const copy of copies) {
      const target = targetOf(repository, folder, copy);
      // A link is told from where it lies.
      const sources = [join(folder, copy.source), join(dirname(target), copy.source)];
      const source = sources.find((path) => repository.has(path));
      const isNew = target.endsWith(".py") && !repository.has(target) && !made.has(target);
      if (source !== undefined && isNew) made.set(target, source);
    }
  }
  return made;
}

function targetOf(repository: Repository, folder: string, { source, target }: Copy): string {
  const path = join(folder, target);
  const within = path.replace(/\/$/, "");
  return repository.hasFolder(within) ? join(within, basename(source)) : path;
}
