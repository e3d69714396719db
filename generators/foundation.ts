import type { GeneratedFile } from "../src/plan/types.js";
import type { Version } from "../src/edit/version.js";
import type { Project } from "../src/project/facts.js";
import { allPackages } from "./ci-services.js";
import { deployedEnvironment, deployedSettings } from "./deployed-settings.js";
import { addDependencies } from "./patches/dependencies.js";
import { configurePytest } from "./patches/pytest.js";
import { testingDocument } from "./testing-document.js";
import type { Choices, Generator } from "./types.js";

/** The generated tests stop at once below this release. */
export const OLDEST_DJANGO: Version = [4, 1];

/** Settings by which a save is followed by a request to a search engine, with the app that reads each. */
const INDEXING: Readonly<Record<string, string>> = {
  ELASTICSEARCH_DSL_AUTOSYNC: "django_elasticsearch_dsl",
  OPENSEARCH_DSL_AUTOSYNC: "django_opensearch_dsl",
};

/** Phase 1 of the guide: packages, pytest, and a test for every model. */
export const foundation: Generator = {
  phase: "foundation",
  number: 1,
  title: "Foundation",
  summary: "packages, pytest configuration, seeded and offline tests, every model made",
  applies: () => ({ kind: "yes" }),
  artifacts: (project, choices) => [
    ...addDependencies(project, "foundation", {
      dev: ["pytest", "pytest-django", "pytest-xdist", "model-bakery"],
    }),
    ...configurePytest(project, choices),
    ...foundationFiles(project, choices),
    testingDocument(project, choices),
  ],
};

/** The test package itself: its configuration, its tables, and how it makes rows. */
function foundationFiles(project: Project, choices: Choices): readonly GeneratedFile[] {
  const file = (name: string, why: GeneratedFile["why"], data: GeneratedFile["data"] = {}) => ({
    kind: "file" as const,
    phase: "foundation" as const,
    path: `${choices.testsDir}/${name}.py`,
    template: `foundation/${name}.py`,
    data,
    why,
  });
  const deployed = deployedSettings(project);
  const packages = allPackages(project);
  const djangoRedis = packages.has("django-redis");
  const isInstalled = (app: string) => project.setup.installedApps.includes(app);
  return [
    file("__init__", [{ text: "the tests are a package, so that they import each other" }]),
    file("conftest", [{ text: `tests run on ${project.project.settings}` }], {
      oldestDjango: OLDEST_DJANGO,
      databaseVariables: databaseVariables(project).join(", "),
      databaseHosts: (project.setup.databaseHosts ?? []).join(", "),
      djangoRedis,
      channels: isInstalled("channels") || packages.has("channels"),
      haystack: isInstalled("haystack"),
      tenants: isInstalled("django_tenants"),
      indexing: Object.entries(INDEXING).flatMap(([name, app]) => (isInstalled(app) ? name : [])),
    }),
    file("known_failures", [{ text: "failures of today, expected strictly" }]),
    file("recipes", [{ text: "values and models that a person decides on" }]),
    file("support/__init__", [{ text: "what the tests share is a package of its own" }]),
    file("support/answers", [{ text: "what models and views say beside generated data" }]),
    file("support/faults", [{ text: "an error that several tests meet is told by one" }]),
    file("support/known_rows", [{ text: "rows that the project's code knows by name" }]),
    ...(djangoRedis
      ? [file("support/local_cache", [{ text: "django-redis has more than Django's own caches" }])]
      : []),
    file("support/reads", [{ text: "states that calibrate need not try" }]),
    file("support/recording", [{ text: "expectations that calibrate records" }]),
    file("support/samples", [{ text: "values for the fields of models" }], {
      geographic: isInstalled("django.contrib.gis"),
    }),
    file("support/rows", modelReasons(project), { restFramework: project.setup.restFramework }),
    file("test_model_factories", modelReasons(project), {
      required: project.models.flatMap(({ label, required }) =>
        required ? { label, names: required.join(" ") } : [],
      ),
      promises: project.models.filter(({ promises }) => promises),
    }),
    file("test_system_checks", [{ text: "Django's own checks" }], {
      productionSettings: deployed?.module ?? "",
      shared: deployed?.shared ?? false,
      productionEnv: checkEnvironment(project),
    }),
  ];
}

/** Names of the variables that tell where the databases are. */
function databaseVariables(project: Project): readonly string[] {
  return [...new Set(project.project.databases.flatMap(({ env }) => env))].toSorted();
}

function modelReasons({ models }: Project): GeneratedFile["why"] {
  return models
    .filter((model) => !model.proxy)
    .map(({ label, file, line }) => ({ text: `model ${label}`, place: { file, line } }));
}

/** Long enough that Django's security check does not warn of the key of the check itself. */
const SECRET = "only-for-the-security-check-0123456789-abcdefghijklmnopqrstuvwxyz";

function checkEnvironment(project: Project) {
  return deployedEnvironment(project).map(({ name, value }) => ({
    name,
    value: /SECRET|KEY|SALT/.test(name) ? SECRET : value.replace(/^"(.*)"$/, "$1"),
  }));
}
