import type { Inspection, Model, Route } from "../facts.js";
import type { DjangoInspection } from "./answer.js";
import { routeKey, type Kind } from "./items.js";

/** A detail that two readings tell differently. */
export interface Difference {
  readonly kind: Kind | "databases";
  readonly key: string;
  readonly detail: string;
  readonly found: string;
  readonly expected: string;
}

type Details = Readonly<Record<string, string | null>>;
type Table = ReadonlyMap<string, Details>;

/** Lists the details in which facts that both readings have are told differently. */
export function differences(found: Inspection, truth: DjangoInspection): readonly Difference[] {
  return [
    ...between("databases", databases(found), databases(truth)),
    ...between("apps", apps(found), apps(truth)),
    ...between("models", models(found), models(truth)),
    ...between("serializers", serializers(found), serializers(truth)),
    ...between("routes", routes(found), routes(truth)),
  ];
}

/** A detail that is null is not known to that reading, and so not compared. */
function between(kind: Difference["kind"], found: Table, truth: Table): readonly Difference[] {
  return [...truth].flatMap(([key, details]) =>
    Object.entries(details).flatMap(([detail, expected]) => {
      const actual = found.get(key)?.[detail] ?? null;
      const differs = actual !== null && expected !== null && actual !== expected;
      return differs ? [{ kind, key, detail, found: actual, expected }] : [];
    }),
  );
}

function databases({ project }: Inspection): Table {
  return new Map(
    project.databases.map(({ alias, engine }) => [
      alias,
      { engine: engine === "" ? null : engine },
    ]),
  );
}

function apps({ apps }: Inspection): Table {
  return new Map(
    apps.map(({ module, label, path, firstParty }) => [
      module,
      { label, path: firstParty ? path : null, firstParty: String(firstParty) },
    ]),
  );
}

function models({ models }: Inspection): Table {
  return new Map(models.map((model) => [model.label, modelDetails(model)]));
}

/** What Django cannot place (line 0) is written by a package, not in a file. */
function modelDetails({ class: path, file, line, proxy, managed }: Model): Details {
  const place = line === 0 ? null : `${file}:${line}`;
  return { class: path, place, proxy: String(proxy), managed: String(managed) };
}

function serializers({ serializers }: Inspection): Table {
  return new Map(
    serializers.map(({ class: path, file, line }) => [
      path,
      { place: line === 0 ? null : `${file}:${line}` },
    ]),
  );
}

function routes({ routes }: Inspection): Table {
  return new Map(routes.map((route) => [routeKey(route), routeDetails(route)]));
}

function routeDetails({ methods, params, model }: Route): Details {
  const converters = Object.entries(params).map(([name, converter]) => `${name}: ${converter}`);
  return {
    methods: methods.toSorted().join(" "),
    params: converters.toSorted().join(", "),
    model,
  };
}
