import type { Project } from "../src/project/facts.js";
import { healthModule, type HealthModule } from "./health-module.js";
import { addHealthUrl } from "./patches/health-url.js";
import { exemptHealthFromRecording, exemptHealthFromRedirect } from "./patches/exempt-health.js";
import type { Generator } from "./types.js";

/** What a view is called that is a health check, whoever may see it. */
const CHECK =
  /\.(?:\w+_)?(?:health(?:z|_?check)?|heart_?beat|readyz?|readiness|alive|live(?:ness|z)|ping|probe)(?:_\w+)?$/;

/** The project's own checks of a database: of those that may ask for a login, the ones so called. */
function ownChecks({ routes }: Project, { dotted }: HealthModule) {
  return routes.flatMap(({ path, view, methods, access, withoutDatabase: away }) => {
    const gets = access?.["GET"];
    const isOpen = gets === "anybody";
    const isCheck = isOpen || (gets === undefined && methods.includes("GET") && CHECK.test(view));
    return away && isCheck && !path.includes("{") && !view.startsWith(`${dotted}.`)
      ? { path, away, isOpen }
      : [];
  });
}

/** Phase 6 of the guide: production health checks. */
export const health: Generator = {
  phase: "health",
  number: 6,
  title: "Production health checks",
  summary: "readiness and liveness views, their URLs, tests with the database up and down",
  applies: (project: Project) =>
    project.project.rootUrlconf === null
      ? {
          kind: "no",
          reason: "no ROOT_URLCONF was found, so there is nowhere to route a health check",
          instead: "name the settings module with --settings",
        }
      : { kind: "yes" },
  artifacts(project, choices) {
    const module = healthModule(project);
    const exempt = exemptHealthFromRedirect(project, module.url);
    const own = ownChecks(project, module);
    const [url, livenessUrl] = [`/${module.url}`, `/${module.url}live/`];
    return [
      {
        kind: "file",
        phase: "health",
        path: module.path,
        template: "health/health.py",
        data: {},
        why: [{ text: "a module of its own, beside the root URLconf", place: module.beside }],
      },
      ...addHealthUrl(project, module),
      ...exempt,
      ...exemptHealthFromRecording(project, [url, livenessUrl]),
      {
        kind: "file",
        phase: "health",
        path: `${choices.testsDir}/test_health.py`,
        template: "health/test_health.py",
        data: {
          testsDir: choices.testsDir,
          module: module.dotted,
          url,
          livenessUrl,
          redirectExempt: exempt.length > 0,
          own: own.map(({ path, away }) => ({ path, statuses: away.statuses.join(", ") })),
          telling: own.flatMap(({ path, away }) => (away.tells ? path : [])),
          guarded: own.flatMap(({ path, isOpen }) => (isOpen ? [] : path)),
          configurations: project.setup.configuration !== undefined,
        },
        why: [{ text: `the views in ${module.path}` }],
      },
    ];
  },
};
