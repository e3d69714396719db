import type { Project, Route } from "../src/project/facts.js";
import { askedMethods } from "./asked-methods.js";
import { requestSupport } from "./endpoints.js";
import { isOwnView } from "./first-party-views.js";
import type { Generator } from "./types.js";

const METHOD_ORDER = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** A view, or several on one collection, and the requests that a client makes one by one. */
interface Flow {
  readonly key: string;
  readonly steps: readonly string[];
}

/** Phase 4 of the guide: business logic across apps. */
export const integration: Generator = {
  phase: "integration",
  number: 4,
  title: "Business logic integration tests",
  summary: "a flow per view set: create, read, change, custom actions, delete, and their effects",
  applies: (project: Project) =>
    flowsOf(project).length === 0
      ? {
          kind: "no",
          reason: "no view of this repository takes a write",
          instead: "the endpoints phase reads every page",
        }
      : { kind: "yes" },
  artifacts(project, choices) {
    const flows = flowsOf(project);
    const file = (name: string, data: Readonly<Record<string, unknown>>) => ({
      kind: "file" as const,
      phase: "integration" as const,
      path: `${choices.testsDir}/${name}.py`,
      template: `integration/${name}.py`,
      data: { restFramework: project.setup.restFramework, ...data },
      why: flows.map((flow) => ({ text: `${flow.steps.length} requests to ${flow.key}` })),
    });
    const creates = flows.some(hasLife);
    const createsByApi = creates && project.setup.restFramework;
    const { testsDir, phases } = choices;
    const made = makers(project, flows);
    const nested = nestedCreates(project, flows);
    const endpoints = phases.includes("endpoints");
    return [
      ...requestSupport(project, choices),
      file("support/flows", {}),
      {
        ...file("support/jobs", {}),
        why: [{ text: "management commands and Celery tasks, where there are any" }],
      },
      file("test_integration", {
        testsDir,
        flows,
        creates,
        createsByApi,
        endpoints,
        needsPartial: endpoints && (creates || made.length > 0 || nested.length > 0),
        statuses: statusesOf(project, flows),
        deeds: told(project, flows, "deeds"),
        refused: told(project, flows, "refusedStates"),
        makers: made,
        nested,
      }),
    ];
  },
};

function flowsOf(project: Project): readonly Flow[] {
  const own = project.routes.filter((route) => isOwnView(project, route.view));
  const groups = new Map<string, Route[]>();
  for (const route of own) {
    const key = flowKey(route, own);
    groups.set(key, [...(groups.get(key) ?? []), route]);
  }
  return [...groups]
    .map(([key, routes]) => ({ key, steps: stepsOf(routes) }))
    .filter((flow) => flow.steps.some((step) => !step.startsWith("GET ")));
}

/** The statuses of writes, as far as the source names them. */
function statusesOf(project: Project, flows: readonly Flow[]) {
  return routesOf(project, flows).flatMap(({ request, method, route }) => {
    const statuses = route.statuses?.[method];
    return statuses ? { request, statuses } : [];
  });
}

/** What the source says of writes: what they do in any case, or in which states they are refused. */
function told(project: Project, flows: readonly Flow[], claim: "deeds" | "refusedStates") {
  return routesOf(project, flows).flatMap(({ request, method, route }) => {
    const said = route[claim]?.[method];
    return said ? { request, said } : [];
  });
}

/** The columns that hold who has made an object, by the request that makes it. */
function makers(project: Project, flows: readonly Flow[]) {
  return routesOf(project, flows).flatMap(({ request, method, route }) =>
    method === "POST" && route.makers ? { request, names: route.makers.join(" ") } : [],
  );
}

/** Requests that create objects of a list below another object. */
function nestedCreates(project: Project, flows: readonly Flow[]): readonly string[] {
  return routesOf(project, flows).flatMap(({ request, method, route }) => {
    const isList = route.methods.includes("GET") && !/\}\/?$/.test(route.path);
    const isNested = isList && route.path.includes("{") && route.model !== null;
    return isNested && method === "POST" ? [request] : [];
  });
}

/** The route of each step; of several that are written alike the resolver serves the first. */
function routesOf(project: Project, flows: readonly Flow[]) {
  const own = project.routes.filter((route) => isOwnView(project, route.view));
  return flows
    .flatMap(({ steps }) => steps)
    .flatMap((request) => {
      const [method = "", path = ""] = request.split(" ", 2);
      const route = own.find((one) => one.path === path && one.methods.includes(method));
      return route ? { request, method, route } : [];
    });
}

/** The view of the nearest collection that a route belongs to, so that generic views share a flow. */
function flowKey(route: Route, routes: readonly Route[]): string {
  const owner = collectionsAround(route.path)
    .filter((path) => !path.includes("{") || hasDetail(path, routes))
    .map((path) => routes.find((one) => one.path === path && one.methods.includes("POST")))
    .find((one) => one !== undefined);
  return owner?.view ?? route.view;
}

/** The path itself and what comes before each of its parameters, with a slash and without, the longest first. */
function collectionsAround(path: string): readonly string[] {
  const ends = [...path.matchAll(/\/?\{\w+\}/g)].map((match) => match.index);
  return [
    path,
    ...ends.toReversed().flatMap((end) => [`${path.slice(0, end)}/`, path.slice(0, end)]),
  ];
}

function hasDetail(collection: string, routes: readonly Route[]): boolean {
  return routes.some((route) => isDetailOf(collection, route.path));
}

function isDetailOf(collection: string, path: string): boolean {
  return path.startsWith(collection) && /^\/?\{\w+\}\/?$/.test(path.slice(collection.length));
}

/** Whether a flow creates objects at a collection that has a route for each of them. */
function hasLife(flow: Flow): boolean {
  const paths = flow.steps.map((step) => step.slice(step.indexOf(" ") + 1));
  return flow.steps
    .filter((step) => step.startsWith("POST "))
    .map((step) => step.slice("POST ".length))
    .some((collection) => paths.some((path) => isDetailOf(collection, path)));
}

function stepsOf(routes: readonly Route[]): readonly string[] {
  const steps = routes.flatMap((route) =>
    askedMethods(route).map((method) => ({ method, path: route.path })),
  );
  return [...new Map(steps.map((step) => [`${step.method} ${step.path}`, step])).values()]
    .toSorted((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .map((step) => `${step.method} ${step.path}`);
}

/** Collections come before objects, custom actions before the end of an object. */
function rank(step: { readonly method: string; readonly path: string }): number {
  const depth = step.path.includes("{") ? 10 : 0;
  const action = /\}\/[^{}]+/.test(step.path) ? 3.5 : METHOD_ORDER.indexOf(step.method);
  return depth + action;
}
