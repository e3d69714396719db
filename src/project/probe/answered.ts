import type { Database, Model, Project, Route, Serializer } from "../facts.js";
import type { DjangoInspection, ProbedRoute } from "./answer.js";

/**
 * A project as Django tells it: what Django decides replaces the static reading, and its doubts
 * with it; what only files tell (dependencies, workflows, how to write) stays.
 */
export function answeredBy(truth: DjangoInspection, project: Project): Project {
  const { rootUrlconf, authUserModel, databases } = truth.project;
  return {
    ...project,
    source: "django",
    project: {
      ...project.project,
      rootUrlconf,
      authUserModel,
      databases: databases.map((database) => withEnv(database, project.project.databases)),
    },
    apps: truth.apps,
    models: truth.models.map((one) => withClaims(one, project.models)),
    serializers: truth.serializers.map((one) => withFields(one, project.serializers)),
    routes: truth.routes.map((route) => plain(route, project.routes)),
    doubts: truth.doubts,
  };
}

/** Django does not tell which variables its settings came from; their source does. */
function withEnv(database: Database, read: readonly Database[]): Database {
  const same = read.find(({ alias }) => alias === database.alias);
  return same === undefined ? database : { ...database, env: same.env };
}

/** A model with what its source tells of its columns. */
function withClaims(one: Model, read: readonly Model[]): Model {
  const { required, promises } = read.find(({ label }) => label === one.label) ?? {};
  return { ...one, ...(required ? { required } : {}), ...(promises ? { promises } : {}) };
}

/** A serializer with what the source tells of its fields. */
function withFields(one: Serializer, read: readonly Serializer[]): Serializer {
  const { writable, shown, rules } = read.find((other) => other.class === one.class) ?? {};
  return {
    ...one,
    ...(writable ? { writable } : {}),
    ...(shown ? { shown } : {}),
    ...(rules ? { rules } : {}),
  };
}

/** A route without what only comparing needs; who gets an answer is told by the source. */
function plain(route: ProbedRoute, read: readonly Route[]): Route {
  const { path, name, namespace, view, methods, unasked, asked, params, model } = route;
  const source = read.find((one) => one.path === path && one.view === view);
  return {
    path,
    name,
    namespace,
    view,
    methods,
    ...(unasked?.length ? { unasked } : {}),
    ...(asked?.length ? { asked } : {}),
    ...(source?.access ? { access: source.access } : {}),
    ...(source?.reserved ? { reserved: source.reserved } : {}),
    ...(source?.kept ? { kept: source.kept } : {}),
    ...(source?.own ? { own: source.own } : {}),
    ...(source?.foreign ? { foreign: source.foreign } : {}),
    ...(source?.statuses ? { statuses: source.statuses } : {}),
    ...(source?.deeds ? { deeds: source.deeds } : {}),
    ...(source?.refusedStates ? { refusedStates: source.refusedStates } : {}),
    ...(source?.listing ? { listing: source.listing } : {}),
    ...(source?.only ? { only: source.only } : {}),
    ...(source?.makers ? { makers: source.makers } : {}),
    ...(source?.withoutDatabase ? { withoutDatabase: source.withoutDatabase } : {}),
    params,
    model,
  };
}
