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

/** A path for a shell, which takes a name with a space for two. */
export function quoted(path: string): string {
  return /^[\w./@+,:-]+$/.test(path) ? path : `"${path.replaceAll(/["$`\\]/g, "\\$&")}"`;
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

/** The file of the settings module; null when it is not among the files that were read. */
export function settingsFile({ project }: Project): string | null {
  const relative = project.settings.replaceAll(".", "/");
  const ends = [`${relative}.py`, `${relative}/__init__.py`];
  const found = project.settingsFiles.find((path) =>
    ends.some((end) => path === end || path.endsWith(`/${end}`)),
  );
  return found ?? null;
}
