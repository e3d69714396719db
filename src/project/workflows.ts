import { parseDocument } from "yaml";
import { isTable, strings, tableAt, type Table } from "./dependencies-toml.js";
import type { Files } from "./files.js";

/** What a repository says about its continuous integration. */
export interface Workflows {
  /** GitHub workflows and .gitlab-ci.yml, sorted. */
  readonly paths: readonly string[];
  /** The branch that pull requests go to. */
  readonly defaultBranch: string;
}

const WORKFLOW = /^(?:\.github\/workflows\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml)$/;
const USUAL = ["main", "master", "develop", "trunk"] as const;

/**
 * Reads workflows. The default branch comes from committed files first, so that a checkout in
 * continuous integration, which knows no other branch, reads the same.
 */
export function readWorkflows(files: Files): Workflows {
  const paths = files.list().filter((path) => WORKFLOW.test(path));
  const texts = paths.map((path) => beforeJobs(files.read(path) ?? ""));
  const checkedOut = ref(files.read(".git/HEAD"), "refs/heads/");
  const defaultBranch =
    USUAL.find((branch) => texts.some((text) => names(text, branch))) ??
    ref(files.read(".git/refs/remotes/origin/HEAD"), "refs/remotes/origin/") ??
    USUAL.find((branch) => branch === checkedOut) ??
    "main";
  return { paths: [...paths].toSorted(), defaultBranch };
}

function ref(source: string | null, prefix: string): string | null {
  const match = /^ref: (\S+)/.exec(source ?? "");
  return match?.[1]?.startsWith(prefix) ? match[1].slice(prefix.length) : null;
}

/** Whether an event names the branch; most workflows do not even have the word. */
const names = (source: string, branch: string): boolean =>
  source.includes(branch) && branches(source).includes(branch);

function branches(source: string): readonly string[] {
  const document = parseDocument(source, { logLevel: "silent" });
  if (document.errors.length > 0) return [];
  const workflow: unknown = document.toJS();
  if (!isTable(workflow)) return [];
  const on = tableAt(workflow, "on");
  const events: readonly Table[] = [tableAt(on, "pull_request"), tableAt(on, "push")];
  return events.flatMap((event) => strings(event["branches"]));
}

/** The jobs are most of a workflow and say nothing about its events, which stand first. */
function beforeJobs(source: string): string {
  const jobs = source.search(/^jobs:/m);
  const events = source.search(/^["']?on["']?:/m);
  return events >= 0 && events < jobs ? source.slice(0, jobs) : source;
}
