import type { Patch } from "../../src/plan/types.js";
import type { Project } from "../../src/project/facts.js";
import { addRootUrl } from "./urls.js";

/** The module of the health views, and the URL of readiness ("health/"). */
export interface HealthViews {
  readonly dotted: string;
  readonly url: string;
}

/** Routes readiness and liveness before catch-alls and outside i18n_patterns. */
export function addHealthUrl(project: Project, { dotted, url }: HealthViews): readonly Patch[] {
  const route = (path: string, view: string, name: string) =>
    addRootUrl(project, "health", {
      route: path,
      name,
      view: { module: dotted, name: view },
      call: "",
    });
  return [
    ...route(url, "health_check", "health-check"),
    ...route(`${url}live/`, "liveness", "health-liveness"),
  ];
}
