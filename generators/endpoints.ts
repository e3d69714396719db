import type { GeneratedFile } from "../src/plan/types.js";
import type { Access, Project, Route } from "../src/project/facts.js";
import { askedMethods } from "./asked-methods.js";
import { isOwnView, isSetUpByRoute } from "./first-party-views.js";
import { healthModule } from "./health-module.js";
import { incomplete } from "./incomplete.js";
import type { Choices, Generator } from "./types.js";

/** Phase 3 of the guide: URL and view validation. */
export const endpoints: Generator = {
  phase: "endpoints",
  number: 3,
  title: "URL and view validation",
  summary: "every route, by every method, as every role; lists, filters, missing objects",
  applies: (project: Project) =>
    project.project.rootUrlconf === null
      ? {
          kind: "no",
          reason: "no ROOT_URLCONF was found, so no route is known",
          instead: "name the settings module with --settings",
        }
      : { kind: "yes" },
  artifacts: (project, choices) => [
    ...requestSupport(project, choices),
    testModule(project, choices),
  ],
};

/** The support modules that make the world in which requests are sent; flows need them, too. */
export function requestSupport(project: Project, choices: Choices): readonly GeneratedFile[] {
  return SUPPORT.map((name) => support(name, project, choices));
}

const REASONS = {
  bodies: "what a client would send to the views",
  kinds: "kinds of users, which views tell apart",
  members: "who belongs to what without owning it",
  middleware: "a middleware that answers in place of the views",
  routes: "what Django's resolver serves",
  shared_secrets: "headers by which another service proves who it is",
  views: "what views say of themselves",
  world: "users of every role and rows of every model",
};
const SUPPORT = [
  "bodies",
  "kinds",
  "members",
  "middleware",
  "routes",
  "shared_secrets",
  "views",
  "world",
] as const;

/** The support module that lists the routes of the resolver; the schema is compared with them. */
export function routeSupport(project: Project, choices: Choices): GeneratedFile {
  return support("routes", project, choices);
}

function support(name: keyof typeof REASONS, project: Project, choices: Choices): GeneratedFile {
  return {
    kind: "file",
    phase: "endpoints",
    path: `${choices.testsDir}/support/${name}.py`,
    template: `endpoints/support/${name}.py`,
    data: {
      restFramework: project.setup.restFramework,
      ninja: project.setup.rivals.includes("django-ninja"),
    },
    why: [{ text: REASONS[name] }],
  };
}

function testModule(project: Project, choices: Choices): GeneratedFile {
  const elsewhere = healthPaths(project);
  const routes = project.routes.filter(
    ({ path, view }) =>
      (isOwnView(project, view) || isSetUpByRoute(view)) && !elsewhere.includes(path),
  );
  return {
    kind: "file",
    phase: "endpoints",
    path: `${choices.testsDir}/test_endpoints.py`,
    template: "endpoints/test_endpoints.py",
    data: {
      testsDir: choices.testsDir,
      restFramework: project.setup.restFramework,
      endpoints: endpointRows(routes),
      incomplete: incomplete(project, "routes"),
      elsewhere: elsewhere.map((path) => ({ path, by: "test_health.py" })),
      notRequested: endlessRoutes(routes),
      publicWrites: publicWrites(routes),
      foreign: endpointRows(routes).some(({ row }) => row.foreign !== undefined),
      limited: endpointRows(routes).some(({ row }) => row.only !== undefined),
    },
    why: routes.map((route) => ({ text: `${route.path} is answered by ${route.view}` })),
  };
}

/** One row a path. */
function endpointRows(routes: readonly Route[]) {
  return served(routes).map((route) => ({
    path: route.path,
    row: {
      view: route.view,
      methods: askedMethods(route).join(" "),
      ...(route.model === null ? {} : { model: route.model }),
      ...accessRow(route),
      ...listingRow(route),
      ...(route.only ? { only: route.only } : {}),
    },
  }));
}

/** For whom a row's methods are, by its keys. */
interface AccessRow {
  /** Whether who has not logged in is refused a look. */
  readonly login?: true;
  /** Methods for staff alone. */
  readonly staff?: string;
  /** Methods that permissions refuse a user like any other. */
  readonly kept?: string;
  /** Methods that refuse a user like any other what is somebody else's. */
  readonly reserved?: string;
  /** Methods that answer each user with rows of one's own. */
  readonly own?: string;
  /** Methods that take no body from a user like any other that names what is somebody else's. */
  readonly foreign?: string;
}

function accessRow(route: Route): AccessRow {
  const access = route.access ?? {};
  const asked = askedMethods(route);
  const staff = asked.filter((method) => access[method] === "staff");
  const others = asked.filter((method) => !staff.includes(method));
  const kept = others.filter((method) => route.kept?.includes(method));
  const reserved = others.filter((method) => route.reserved?.includes(method));
  const own = others.filter((method) => route.own?.includes(method));
  const refused = [...kept, ...reserved, ...own];
  const foreign = others.filter(
    (method) => route.foreign?.includes(method) && !refused.includes(method),
  );
  return {
    ...(isForUsers(access["GET"]) ? { login: true } : {}),
    ...(staff.length > 0 ? { staff: staff.join(" ") } : {}),
    ...(kept.length > 0 ? { kept: kept.join(" ") } : {}),
    ...(reserved.length > 0 ? { reserved: reserved.join(" ") } : {}),
    ...(own.length > 0 ? { own: own.join(" ") } : {}),
    ...(foreign.length > 0 ? { foreign: foreign.join(" ") } : {}),
  };
}

/** What a list searches, orders by, filters by and pages with. */
function listingRow({ listing = {} }: Route) {
  const { search, ordering, filters, pages } = listing;
  return {
    ...(search ? { search: search.join(" ") } : {}),
    ...(ordering ? { ordering: ordering.join(" ") } : {}),
    ...(filters ? { filters: filters.join(" ") } : {}),
    ...(pages ? { pages } : {}),
  };
}

const isForUsers = (access: Access | undefined): boolean =>
  access === "login" || access === "staff";

/** Of several routes that are written alike the resolver serves the first. */
function served(routes: readonly Route[]): readonly Route[] {
  const byPath = new Map<string, Route>();
  for (const route of routes) if (!byPath.has(route.path)) byPath.set(route.path, route);
  return [...byPath.values()];
}

/** Writes for which the source does not ask for a login with certainty, and why. */
function publicWrites(routes: readonly Route[]) {
  return served(routes).flatMap((route) =>
    askedMethods(route)
      .filter((method) => method !== "GET" && !isForUsers(route.access?.[method]))
      .map((method) => ({
        request: `${method} ${route.path}`,
        reason:
          route.access?.[method] === "anybody"
            ? "its permissions let anybody in"
            : "its code decides",
      })),
  );
}

function healthPaths(project: Project): readonly string[] {
  const { url } = healthModule(project);
  return [`/${url}`, `/${url}live/`];
}

/** Server-sent events answer without end, so that a test that reads them never stops. */
function endlessRoutes(routes: readonly Route[]) {
  return routes
    .filter((route) => /(^|[/_-])(sse|event-?stream|live-?stream)([/_-]|$)/i.test(route.path))
    .map((route) => ({ request: `GET ${route.path}`, reason: "streams without end" }));
}
