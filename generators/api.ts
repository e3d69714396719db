import type { GeneratedFile } from "../src/plan/types.js";
import type { Project, Serializer } from "../src/project/facts.js";
import { configureSpectacular } from "./patches/drf-spectacular.js";
import { routeSupport } from "./endpoints.js";
import { incomplete } from "./incomplete.js";
import type { Choices, Generator } from "./types.js";

/** Phase 2 of the guide: serializers and the OpenAPI schema. */
export const api: Generator = {
  phase: "api",
  number: 2,
  title: "API layer validation",
  summary: "drf-spectacular, the schema generated and valid, every serializer out and in",
  applies: (project: Project) =>
    project.setup.restFramework
      ? { kind: "yes" }
      : {
          kind: "no",
          reason: "Django REST framework is not among the installed apps",
          instead: "the endpoints phase tests plain Django views",
        },
  artifacts: (project, choices) => [
    ...configureSpectacular(project),
    ...payloadSupport(project, choices),
    ...ruleSupport(project, choices),
    routeSupport(project, choices),
    {
      kind: "file",
      phase: "api",
      path: `${choices.testsDir}/test_serializers.py`,
      template: "api/test_serializers.py",
      data: {
        serializerMap: serializerMap(project.serializers),
        writable: fieldRows(project.serializers, "writable"),
        shown: fieldRows(project.serializers, "shown"),
        rules: rulesOf(project.serializers),
        inputs: rulesOf(project.inputs ?? []),
        anyRules: hasRules(project),
        incomplete: incomplete(project, "serializers"),
      },
      why: serializerReasons(project),
    },
    {
      kind: "file",
      phase: "api",
      path: `${choices.testsDir}/test_openapi_schema.py`,
      template: "api/test_openapi_schema.py",
      data: {},
      why: [{ text: "drf-spectacular describes the API" }],
    },
  ],
};

/** The support module that knows what a client sends; endpoints and flows need it, too. */
export function payloadSupport(project: Project, choices: Choices): readonly GeneratedFile[] {
  if (!project.setup.restFramework) return [];
  return [
    {
      kind: "file",
      phase: "api",
      path: `${choices.testsDir}/support/payloads.py`,
      template: "api/support/payloads.py",
      data: {},
      why: [{ text: "what a client would send to the serializers" }],
    },
  ];
}

/** The support module that breaks the rules of serializers, where the source tells of any. */
function ruleSupport(project: Project, { testsDir }: Choices): readonly GeneratedFile[] {
  if (!hasRules(project)) return [];
  return [
    {
      kind: "file",
      phase: "api",
      path: `${testsDir}/support/rules.py`,
      template: "api/support/rules.py",
      data: {},
      why: [{ text: "data that breaks the rules of serializers" }],
    },
  ];
}

/** A row for each serializer of which the source tells rules. */
const rulesOf = (serializers: readonly Pick<Serializer, "class" | "rules">[]) =>
  serializers.flatMap(({ class: path, rules }) => (rules ? { path, rules } : []));

const hasRules = ({ serializers, inputs = [] }: Project): boolean =>
  rulesOf([...serializers, ...inputs]).length > 0;

/** All serializers of each model: a model often has several, and each can be wrong. */
function serializerMap(serializers: readonly Serializer[]) {
  const byModel = new Map<string, string[]>();
  for (const { model, class: path } of serializers) {
    byModel.set(model, [...(byModel.get(model) ?? []), path]);
  }
  return [...byModel]
    .map(([model, paths]) => ({ model, paths: paths.toSorted() }))
    .toSorted((a, b) => (a.model < b.model ? -1 : 1));
}

/** A row for each serializer of which the source tells these fields. */
function fieldRows(serializers: readonly Serializer[], kind: "writable" | "shown") {
  return serializers.flatMap(({ class: path, [kind]: names = [] }) =>
    names.length > 0 ? { path, names: names.join(" ") } : [],
  );
}

function serializerReasons({ serializers }: Project): GeneratedFile["why"] {
  return serializers.map(({ class: path, model, file, line }) => ({
    text: `${path} is a serializer of ${model}`,
    place: { file, line },
  }));
}
