import type { App, Inspection, Model, Route } from "../facts.js";
import type { ProbedRoute } from "./answer.js";

export const KINDS = [
  "rootUrlconf",
  "authUserModel",
  "apps",
  "models",
  "serializers",
  "routes",
] as const;

export type Kind = (typeof KINDS)[number];

/** One fact as both readings name it. */
export interface Item {
  readonly kind: Kind;
  /** What makes it the same fact in both readings, as people would call it. */
  readonly key: string;
  /** The dotted paths or the URL that a doubt may call it by. */
  readonly names: readonly string[];
  /** Repository files in which it is written; where a doubt about it would be. */
  readonly files: readonly string[];
  /** Folder of the app when the fact is written in no file, as generated models are. */
  readonly folder: string | null;
  /** True when a reading may leave it out, as routes of other people's views. */
  readonly optional: boolean;
}

/** An inspection of either reading; only Django's tells whose a route is and where it is written. */
export interface Reading extends Inspection {
  readonly routes: readonly (Route & Partial<ProbedRoute>)[];
}

/** Lists the facts of one kind that a reading holds. */
export function itemsOf(kind: Kind, inspection: Reading): readonly Item[] {
  const { project, apps, models, serializers, routes } = inspection;
  switch (kind) {
    case "rootUrlconf":
      return setting(kind, project.rootUrlconf, project.settingsFiles);
    case "authUserModel":
      return setting(kind, project.authUserModel?.toLowerCase() ?? null, project.settingsFiles);
    case "apps":
      return apps.map((app) => required(kind, appKey(app), project.settingsFiles));
    case "models":
      return models.map((model) => modelItem(model, apps));
    case "serializers":
      return serializers.map(({ class: path, model, file }) => ({
        ...required(kind, `${path} (${model})`, [file]),
        names: [path],
      }));
    case "routes":
      return routes.map((route) => routeItem(route));
  }
}

/** Routes are the same when path, names and view are. */
export function routeKey(route: Route): string {
  const name = [...route.namespace.split(":"), route.name].filter((part) => part !== "");
  return `${route.path} [${name.join(":")}] ${route.view}`;
}

/** Other people's apps are known by their module, since their labels lie in their own source. */
export function appKey({ firstParty, label, module }: App): string {
  return firstParty ? `${label} (${module})` : module;
}

function required(kind: Kind, key: string, files: readonly string[]): Item {
  return { kind, key, names: [key], files, folder: null, optional: false };
}

function setting(kind: Kind, value: string | null, files: readonly string[]): readonly Item[] {
  return value === null ? [] : [required(kind, value, files)];
}

function modelItem({ label, file, line }: Model, apps: readonly App[]): Item {
  const app = apps.find((candidate) => label.startsWith(`${candidate.label}.`));
  const folder = line === 0 ? (app?.path ?? null) : null;
  return { ...required("models", label, [file]), folder };
}

function routeItem(route: Reading["routes"][number]): Item {
  const item = required("routes", routeKey(route), route.urlconfs ?? []);
  return { ...item, names: [route.path, route.view], optional: route.firstParty === false };
}
