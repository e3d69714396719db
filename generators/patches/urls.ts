import type { Phase } from "../../src/plan/phases.js";
import type { Patch } from "../../src/plan/types.js";
import { addUrl, type NewUrl } from "../../src/edit/urlpatterns.js";
import type { Project } from "../../src/project/facts.js";
import { firstPartyModules } from "./paths.js";

/** Adds a URL to the file in which the root urlpatterns are written. */
export function addRootUrl(
  project: Project,
  phase: Phase,
  url: Omit<NewUrl, "firstParty">,
): readonly Patch[] {
  const place = project.setup.settingPlaces.find(({ name }) => name === "urlpatterns");
  const path = place?.file ?? urlconfPath(project);
  if (path === null) return [];
  const wanted = { ...url, firstParty: firstPartyModules(project) };
  return [
    {
      kind: "patch",
      phase,
      path,
      title: `/${url.route} is served by ${url.view.module}.${url.view.name}`,
      edit: (source) => addUrl(source ?? "", wanted),
      why: [{ text: `the root URLconf ${project.project.rootUrlconf ?? ""}`.trim(), place }],
    },
  ];
}

function urlconfPath({ project, setup }: Project): string | null {
  if (project.rootUrlconf === null) return null;
  const path = `${project.rootUrlconf.replaceAll(".", "/")}.py`;
  return setup.baseDir === "" ? path : `${setup.baseDir}/${path}`;
}
