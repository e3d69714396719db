import { addInstalledApp } from "../../src/edit/installed-apps.js";
import { setSettingKey, type SettingKey } from "../../src/edit/settings-dict.js";
import type { Patch } from "../../src/plan/types.js";
import type { Project, SettingPlace } from "../../src/project/facts.js";
import { addDependencies } from "./dependencies.js";
import { settingsFile } from "./paths.js";

const APP = "drf_spectacular";

/** Installs drf-spectacular: the package, the app, and the schema class of REST framework. */
export function configureSpectacular(project: Project): readonly Patch[] {
  if (!project.setup.restFramework) return [];
  return [
    ...addDependencies(project, "api", { runtime: ["drf-spectacular"] }),
    ...installedApp(project),
    ...schemaClass(project),
    ...queryManager(project),
  ];
}

function installedApp(project: Project): readonly Patch[] {
  const place = placeOf(project, "INSTALLED_APPS");
  const path = place?.file ?? settingsFile(project);
  if (path === null || project.setup.installedApps.includes(APP)) return [];
  const wanted = { app: APP, after: ["rest_framework"], line: place?.line };
  return [
    {
      kind: "patch",
      phase: "api",
      path,
      title: `${APP} in INSTALLED_APPS`,
      edit: (source) => addInstalledApp(source ?? "", wanted),
      why: [{ text: "INSTALLED_APPS is written here", place }, ...rivals(project)],
    },
  ];
}

function schemaClass(project: Project): readonly Patch[] {
  const own = placeOf(project, "REST_FRAMEWORK");
  const text = own ? "REST_FRAMEWORK is written here" : "REST_FRAMEWORK is not set yet";
  return setting(project, "REST_FRAMEWORK's schema class", text, {
    name: "REST_FRAMEWORK",
    key: "DEFAULT_SCHEMA_CLASS",
    value: "drf_spectacular.openapi.AutoSchema",
  });
}

/**
 * drf-spectacular asks models for `objects` unless told otherwise; a model may not have one. Where
 * it is in use already its settings may be written in any file, and a second dictionary would
 * throw them away.
 */
function queryManager(project: Project): readonly Patch[] {
  const listed = project.setup.dependencies.some((file) =>
    file.packages.includes("drf-spectacular"),
  );
  if (listed || project.setup.installedApps.includes(APP)) return [];
  const text = "models may name their manager as they like";
  return setting(project, "SPECTACULAR_SETTINGS' manager", text, {
    name: "SPECTACULAR_SETTINGS",
    key: "DEFAULT_QUERY_MANAGER",
    value: "_default_manager",
  });
}

/** Sets a key where REST_FRAMEWORK is written, or else INSTALLED_APPS. */
function setting(
  project: Project,
  title: string,
  text: string,
  wanted: SettingKey,
): readonly Patch[] {
  const place = placeOf(project, "REST_FRAMEWORK") ?? placeOf(project, "INSTALLED_APPS");
  const path = place?.file ?? settingsFile(project);
  if (path === null) return [];
  return [
    {
      kind: "patch",
      phase: "api",
      path,
      title,
      edit: (source) => setSettingKey(source ?? "", wanted),
      why: [{ text, place }],
    },
  ];
}

function placeOf({ setup }: Project, name: SettingPlace["name"]): SettingPlace | undefined {
  return setup.settingPlaces.find((place) => place.name === name);
}

/** A second documentation of the same API is no fault, but the team should know of it. */
function rivals({ setup }: Project): readonly { readonly text: string }[] {
  return setup.rivals.length === 0
    ? []
    : [{ text: `${setup.rivals.join(", ")} stays as it is beside drf-spectacular` }];
}
