import { exemptFromSslRedirect } from "../../src/edit/redirect-exempt.js";
import type { Patch } from "../../src/plan/types.js";
import type { Project } from "../../src/project/facts.js";

/** Keeps SECURE_SSL_REDIRECT from sending the health probe of `url` ("health/") to HTTPS. */
export function exemptHealthFromRedirect(project: Project, url: string): readonly Patch[] {
  const place =
    project.setup.settingPlaces.find(({ name }) => name === "SECURE_REDIRECT_EXEMPT") ??
    project.setup.settingPlaces.find(({ name }) => name === "INSTALLED_APPS");
  if (place === undefined) return [];
  return [
    {
      kind: "patch",
      phase: "health",
      path: place.file,
      title: "plain HTTP probes are not redirected",
      edit: (source) =>
        source === null
          ? {
              kind: "refused",
              reason: `${place.file} is gone`,
              byHand: `SECURE_REDIRECT_EXEMPT = [r"^${url}"]`,
            }
          : exemptFromSslRedirect(source, `^${url}`),
      why: [{ text: "settings shared by all environments", place }],
    },
  ];
}
