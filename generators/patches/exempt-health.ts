import { exemptPath, type Exemption } from "../../src/edit/exempt-path.js";
import type { Patch } from "../../src/plan/types.js";
import type { Project, SettingPlace } from "../../src/project/facts.js";

/** Keeps SECURE_SSL_REDIRECT from sending the health probe of `url` ("health/") to HTTPS. */
export function exemptHealthFromRedirect(project: Project, url: string): readonly Patch[] {
  const exemption = {
    setting: "SECURE_REDIRECT_EXEMPT",
    path: `^${url}`,
    isPattern: true,
    comment: "Health probes speak plain HTTP: SECURE_SSL_REDIRECT must let them through.",
  };
  return exempt(project, exemption, "plain HTTP probes are not redirected");
}

/** Keeps django-silk, which records requests in the database, from failing when that is down. */
export function exemptHealthFromRecording(
  project: Project,
  urls: readonly string[],
): readonly Patch[] {
  if (!project.apps.some(({ module, firstParty }) => module === "silk" && !firstParty)) return [];
  const comment = "Health is asked while the database is down: silk must not record it there.";
  return urls.flatMap((path) => {
    const exemption = { setting: "SILKY_IGNORE_PATHS", path, isPattern: false, comment } as const;
    return exempt(project, exemption, `silk does not record ${path}`);
  });
}

function exempt(project: Project, exemption: Exemption, title: string): readonly Patch[] {
  const { setting, path, isPattern } = exemption;
  const place = placeOf(project, setting) ?? placeOf(project, "INSTALLED_APPS");
  if (place === undefined) return [];
  return [
    {
      kind: "patch",
      phase: "health",
      path: place.file,
      title,
      edit: (source) =>
        source === null
          ? {
              kind: "refused",
              reason: `${place.file} is gone`,
              byHand: `${setting} = [${isPattern ? "r" : ""}"${path}"]`,
            }
          : exemptPath(source, exemption),
      why: [{ text: "settings shared by all environments", place }],
    },
  ];
}

function placeOf(project: Project, setting: string): SettingPlace | undefined {
  return project.setup.settingPlaces.find(({ name }) => name === setting);
}
