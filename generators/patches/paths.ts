import type { Project } from "../../src/project/facts.js";

/** The folder of a file; "" for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** A path of the repository as seen from a folder; "." for the folder itself. */
export function relativeTo(folder: string, path: string): string {
  const from = folder.split("/").filter((part) => part !== "");
  const to = path.split("/").filter((part) => part !== "");
  let shared = 0;
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1;
  const up = from.slice(shared).map(() => "..");
  return [...up, ...to.slice(shared)].join("/") || ".";
}

/** The repository's own top-level modules, sorted. */
export function firstPartyModules(project: Project): readonly string[] {
  const modules = [
    ...project.apps.filter(({ firstParty }) => firstParty).map(({ module }) => module),
    project.project.settings,
    project.project.rootUrlconf ?? "",
  ];
  const names = modules.map((module) => module.split(".")[0] ?? "");
  return [...new Set(names.filter((name) => name !== ""))].toSorted();
}
