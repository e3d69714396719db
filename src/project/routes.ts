import type {
  ClassValue,
  FunctionValue,
  Interpreter,
  Item,
  UnknownValue,
  Value,
} from "../python/index.js";
import { isStubFile } from "../python/index.js";
import type { Doubts } from "./doubts.js";
import { byRoute } from "./routes-order.js";
import type { Place, Route } from "./facts.js";
import {
  isFormatSuffix,
  pathTokens,
  regexTokens,
  writePath,
  type Token,
} from "./django/notation.js";
import { includedPatterns, isInclude, type Included } from "./django/include.js";
import { patternOf, type Pattern } from "./django/pattern.js";
import { readView } from "./django/view.js";
import type { ViewClaims } from "./django/view-claims.js";

/** What the routes are read from. */
export interface RouteSource {
  readonly interpreter: Interpreter;
  readonly rootUrlconf: string | null;
  /** Where the settings name the root URLconf. */
  readonly place: Place;
  /** The language of translated prefixes. */
  readonly language: string;
  /** Label of a model class; null for what is none. */
  labelOf(cls: ClassValue): string | null;
  /** Methods besides GET that the code of a function view looks for. */
  methodsIn(view: FunctionValue): readonly string[];
  readonly doubts: Doubts;
}

const EFFECT = "routes may be missing";
const MAX_DEPTH = 30;

/** What the resolvers on the way to a pattern have added. */
interface Trail {
  readonly tokens: readonly Token[];
  readonly namespaces: readonly string[];
  readonly place: Place;
  /** The file of the URLconf that is being read. */
  readonly urlconf: string;
  readonly depth: number;
}

/** A route, and what generated tests claim of its view. */
export interface FoundRoute {
  readonly route: Route;
  readonly claims: () => ViewClaims;
}

interface Walk extends RouteSource {
  readonly found: Map<string, FoundRoute>;
}

/** Lists the routes below ROOT_URLCONF; what cannot be decided becomes a doubt. */
export function readRoutes(source: RouteSource): readonly FoundRoute[] {
  const { rootUrlconf, interpreter, doubts, place } = source;
  const walk: Walk = { ...source, found: new Map() };
  const root = rootUrlconf === null ? null : interpreter.module(rootUrlconf);
  if (root === null) {
    const what =
      rootUrlconf === null
        ? "ROOT_URLCONF is not known"
        : `ROOT_URLCONF names ${rootUrlconf || "nothing"}, which is not there`;
    doubts.add(place, what, `${EFFECT}, as those of ROOT_URLCONF are not read`);
    return [];
  }
  const urlconf = root.file ?? place.file;
  const start: Trail = {
    tokens: [],
    namespaces: [],
    place: { file: urlconf, line: 1 },
    urlconf,
    depth: 0,
  };
  const patterns = interpreter.get(root, "urlpatterns");
  if (patterns === null) doubts.add(start.place, "no urlpatterns", EFFECT);
  else readList(walk, patterns, start);
  return [...walk.found.values()].toSorted((a, b) => byRoute(a.route, b.route));
}

/** A route with what generated tests claim of its view. */
export function claimedRoute({ route, claims }: FoundRoute): Route {
  const { params, model, ...known } = route;
  return { ...known, ...claims(), params, model };
}

function lose(walk: Walk, cause: UnknownValue, trail: Trail): void {
  const place = isStubFile(cause.place.file) || cause.place.file === "" ? trail.place : cause.place;
  doubt(walk, place, cause.reason, trail);
}

/** Something lost, with the start of the paths that it may concern, and their URLconf where it lies elsewhere. */
function doubt(walk: Walk, place: Place, what: string, trail: Trail): void {
  const { path } = writePath(trail.tokens);
  const effect =
    place.file === trail.urlconf ? EFFECT : EFFECT.replace("routes", `routes of ${trail.urlconf}`);
  walk.doubts.add(place, what, path === "/" ? effect : `${effect} below ${path}`);
}

function readList(walk: Walk, patterns: Value, trail: Trail): void {
  if (patterns.kind === "list" || patterns.kind === "tuple" || patterns.kind === "set") {
    for (const item of patterns.items) readItem(walk, item, trail);
  } else if (patterns.kind === "unknown") lose(walk, patterns, trail);
  else if (patterns.kind === "choice") lose(walk, patterns.cause, trail);
  else {
    const { place } = patterns.kind === "call" ? inside(trail, patterns.call.place) : trail;
    doubt(walk, place, "urlpatterns that are not read as a list", trail);
  }
}

function readItem(walk: Walk, item: Item, trail: Trail): void {
  if (item.kind === "rest") {
    lose(walk, item.cause, trail);
    return;
  }
  if (item.kind === "maybe") {
    const place = patternOf(item.value)?.place;
    lose(walk, item.cause, place ? inside(trail, place) : trail);
    return;
  }
  if (item.kind === "unknown") {
    lose(walk, item, trail);
    return;
  }
  const pattern = patternOf(item);
  if (!pattern) loseEntry(walk, item, trail);
  else readPattern(walk, pattern, inside(trail, pattern.place));
}

/** An entry that is no pattern: mostly what a function makes that is not read. */
function loseEntry(walk: Walk, item: Value, trail: Trail): void {
  const made = item.kind === "call" ? nameOf(item.callee) : null;
  const { place } = item.kind === "call" ? inside(trail, item.call.place) : trail;
  const what = made === null ? "an entry of urlpatterns that is not known" : `what ${made}() makes`;
  doubt(walk, place, what, trail);
}

const nameOf = (callee: Value): string | null => (callee.kind === "external" ? callee.name : null);

/** Places in stand-ins say nothing to people: what led there does. */
const inside = (trail: Trail, place: Place): Trail =>
  isStubFile(place.file) ? trail : { ...trail, place };

function readPattern(walk: Walk, pattern: Pattern, trail: Trail): void {
  if (trail.depth > MAX_DEPTH) {
    doubt(walk, trail.place, "includes nested too deeply", trail);
    return;
  }
  if (pattern.kind === "language") {
    const prefix = pattern.bare ? "" : `${walk.language}/`;
    const next = { ...trail, tokens: [...trail.tokens, { kind: "text", value: prefix } as const] };
    for (const item of pattern.items) readItem(walk, item, next);
    return;
  }
  const { route, view } = pattern;
  if (route === null || view === null) {
    doubt(walk, trail.place, pattern.reason, trail);
    return;
  }
  const own = pattern.kind === "path" ? pathTokens(route) : regexTokens(route);
  const next: Trail = { ...trail, tokens: [...trail.tokens, ...own], depth: trail.depth + 1 };
  if (isInclude(view)) readInclude(walk, includedPatterns(walk.interpreter, view), next);
  else if (!isFormatSuffix(route)) addRoute(walk, pattern.name, view, next);
}

function readInclude(walk: Walk, included: Included, trail: Trail): void {
  switch (included.kind) {
    case "admin":
      return;
    case "lost":
      doubt(walk, trail.place, included.reason, trail);
      return;
    case "patterns": {
      const namespaces =
        included.namespace === "" ? trail.namespaces : [...trail.namespaces, included.namespace];
      const isOwn = included.file !== null && !isStubFile(included.file);
      const urlconf = isOwn ? included.file : trail.urlconf;
      const place = included.file === null ? trail.place : { file: included.file, line: 1 };
      readList(walk, included.patterns, inside({ ...trail, namespaces, urlconf }, place));
    }
  }
}

function addRoute(walk: Walk, name: string | null, value: Value, trail: Trail): void {
  const view = readView(walk, value);
  if (view.kind === "outside") return;
  if (view.kind === "lost" || name === null) {
    const what = view.kind === "lost" ? view.reason : "a route whose name is not known";
    doubt(walk, trail.place, what, trail);
    return;
  }
  const { path, params } = writePath(trail.tokens);
  const namespace = trail.namespaces.join(":");
  const route: Route = {
    path,
    name,
    namespace,
    view: view.name,
    methods: view.methods,
    params,
    model: view.model,
  };
  const key = JSON.stringify([path, namespace, name, view.name]);
  if (!walk.found.has(key)) walk.found.set(key, { route, claims: view.claims ?? (() => ({})) });
}
