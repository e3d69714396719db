import type { Doubt, Inspection } from "../../src/project/facts.js";
import type { DjangoInspection, ProbedRoute } from "../../src/project/probe/answer.js";

const PROJECT: Inspection["project"] = {
  manage: "manage.py",
  settings: "config.settings",
  settingsFiles: ["config/settings.py"],
  rootUrlconf: "config.urls",
  authUserModel: "accounts.User",
  databases: [{ alias: "default", engine: "postgresql", env: [] }],
  python: "3.12",
  django: "5.2",
  packageManager: "pip",
  dependencyFiles: [],
  pytestConfig: null,
  workflows: [],
};

const COURSE_LIST: ProbedRoute = {
  path: "/api/courses/",
  name: "course-list",
  namespace: "",
  view: "courses.views.CourseViewSet",
  methods: ["GET", "POST"],
  params: {},
  model: "courses.Course",
  firstParty: true,
  urlconfs: ["config/urls.py", "courses/urls.py"],
};

const TOKEN: ProbedRoute = {
  ...COURSE_LIST,
  path: "/api/token/",
  name: "token",
  view: "rest_framework.authtoken.views.ObtainAuthToken",
  methods: ["POST"],
  model: null,
  firstParty: false,
};

/** What Django says of a small learning platform. */
export const TRUTH: DjangoInspection = {
  schema: 1,
  source: "django",
  project: PROJECT,
  apps: [
    { label: "courses", module: "courses", path: "courses", firstParty: true },
    { label: "authtoken", module: "rest_framework.authtoken", path: "", firstParty: false },
  ],
  models: [
    {
      label: "courses.Course",
      class: "courses.models.Course",
      file: "courses/models.py",
      line: 12,
      proxy: false,
      managed: true,
    },
    {
      label: "courses.HistoricalCourse",
      class: "courses.models.HistoricalCourse",
      file: "courses/models.py",
      line: 0,
      proxy: false,
      managed: true,
    },
  ],
  serializers: [
    {
      class: "courses.serializers.CourseSerializer",
      model: "courses.Course",
      file: "courses/serializers.py",
      line: 8,
    },
  ],
  routes: [COURSE_LIST, TOKEN],
  doubts: [],
};

/** A static reading that agrees with it in all but the given parts. */
export function reading(parts: Partial<Inspection> = {}): Inspection {
  return { ...TRUTH, source: "static", ...parts };
}

/** A doubt of the static reading. */
export function doubt(file: string, effect: string, what = "a value made at run time"): Doubt {
  return { file, line: 9, what, effect };
}
