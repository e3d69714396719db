import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { endpoints } from "../../generators/endpoints.js";
import { formatFile } from "../../src/render/format.js";
import { render } from "../../src/render/render.js";
import { RUFF_DEFAULTS } from "../../src/render/ruff.js";
import { loadPythonTools } from "../helpers/python.js";
import { dataOf, projectWith, route } from "./requests.js";

const MODULE = "tests/test_endpoints.py";

function rowsFor(...routes: Parameters<typeof projectWith>[0]) {
  return dataOf(endpoints, MODULE, projectWith(routes))["endpoints"];
}

describe("the ENDPOINTS table", () => {
  it("leaves out views of installed packages", () => {
    const rows = rowsFor(
      route("/locked/", "axes.views.Locked", ["GET"]),
      route("/login/", "django.contrib.auth.views.LoginView", ["GET", "POST"]),
      route("/token/", "rest_framework_simplejwt.views.TokenObtainPairView", ["POST"]),
    );
    expect(rows).toEqual([]);
  });

  it("says above it in which files something may be missing", () => {
    const doubt = {
      line: 3,
      what: "a loop over what is not known",
      effect: "routes may be missing",
    };
    const doubts = ["b.py", "a.py", "b.py"].map((file) => ({ ...doubt, file }));
    const elsewhere = { ...doubt, file: "c.py", effect: "models may be missing" };
    const project = { ...projectWith([]), doubts: [...doubts, elsewhere] };
    expect(dataOf(endpoints, MODULE, project)["incomplete"]).toEqual(["a.py", "b.py"]);
    const many = Array.from({ length: 9 }, (_, at) => ({ ...doubt, file: `${at}.py` }));
    expect(dataOf(endpoints, MODULE, { ...project, doubts: many })["incomplete"]).toEqual([
      "0.py",
      "1.py",
      "2.py",
      "3.py",
      "4.py",
      "4 more files",
    ]);
  });

  it("leaves out the health check, which has a test of its own", () => {
    const project = projectWith([
      route("/health/", "config.health.health_check", ["GET"]),
      route("/health/live/", "config.health.liveness", ["GET"]),
    ]);
    expect(dataOf(endpoints, MODULE, project)).toMatchObject({
      endpoints: [],
      elsewhere: [
        { path: "/health/", by: "test_health.py" },
        { path: "/health/live/", by: "test_health.py" },
      ],
    });
  });

  it("has a row for each path, with the view, its methods and its model", () => {
    const courses = {
      ...route("/courses/", "courses.api.CourseViewSet", ["GET", "POST"]),
      model: "courses.Course",
    };
    expect(rowsFor(courses)).toEqual([
      {
        path: "/courses/",
        row: { view: "courses.api.CourseViewSet", methods: "GET POST", model: "courses.Course" },
      },
    ]);
  });

  it("takes the first of the routes that are written alike", () => {
    const rows = rowsFor(
      route("/", "courses.views.home", ["GET"]),
      route("/", "courses.views.old_home", ["GET"]),
    );
    expect(rows).toEqual([{ path: "/", row: { view: "courses.views.home", methods: "GET" } }]);
  });

  it("asks what the code of a function looks for, and not what only programs send to pages", () => {
    const rows = rowsFor(
      { ...route("/profile/", "courses.views.profile", ["GET"]), asked: ["POST"] },
      { ...route("/edit/", "courses.views.Edit", ["GET", "POST", "PUT"]), unasked: ["PUT"] },
    );
    expect(rows).toMatchObject([
      { row: { methods: "GET POST" } },
      { row: { methods: "GET POST" } },
    ]);
  });

  it("has a row for Django's views that the URLconf sets up, but for pages of a frontend", () => {
    const rows = rowsFor(
      route("/", "django.views.generic.base.RedirectView", ["GET"]),
      route("/app/", "django.views.generic.base.TemplateView", ["GET"]),
      route("/login/", "django.contrib.auth.views.LoginView", ["GET"]),
    );
    expect(rows).toMatchObject([{ path: "/" }]);
  });

  it("knows views of packages that are no app", () => {
    const rows = rowsFor(route("/api/products/", "api.views.ProductList", ["GET"]));
    expect(rows).toHaveLength(1);
  });
});

describe("requests without a login", () => {
  const orders = route("/orders/", "shop.api.Orders", ["GET", "POST", "PUT"]);

  it("are refused where the source is certain of it", () => {
    const rows = rowsFor(
      { ...orders, access: { GET: "login", POST: "staff", PUT: "staff" } },
      { ...route("/news/", "shop.api.News", ["GET"]), access: { GET: "anybody" } },
    );
    expect(rows).toMatchObject([
      { path: "/orders/", row: { login: true, staff: "POST PUT" } },
      { path: "/news/", row: { methods: "GET" } },
    ]);
  });

  it("and those of a user like any other are told of once", () => {
    const rows = rowsFor({
      ...orders,
      access: { GET: "login", POST: "staff", PUT: "login" },
      reserved: ["POST", "PUT"],
      own: ["GET"],
    });
    const row = { login: true, staff: "POST", reserved: "PUT", own: "GET" };
    expect(rows).toMatchObject([{ row }]);
  });

  it("may write what else there is, with the reason", () => {
    const project = projectWith([{ ...orders, access: { GET: "login", POST: "anybody" } }]);
    expect(dataOf(endpoints, MODULE, project)["publicWrites"]).toEqual([
      { request: "POST /orders/", reason: "its permissions let anybody in" },
      { request: "PUT /orders/", reason: "its code decides" },
    ]);
  });
});

describe("requests that are not made", () => {
  it("are those to streams without end", () => {
    const project = projectWith([
      route("/events/sse/", "courses.views.events", ["GET"]),
      route("/assets/", "courses.views.assets", ["GET"]),
    ]);
    expect(dataOf(endpoints, MODULE, project)["notRequested"]).toEqual([
      { request: "GET /events/sse/", reason: "streams without end" },
    ]);
  });
});

describe("the endpoints phase", () => {
  it("does not apply without a root URLconf", () => {
    const project = projectWith([]);
    const lost = { ...project, project: { ...project.project, rootUrlconf: null } };
    expect(endpoints.applies(lost)).toMatchObject({ kind: "no" });
  });
});

function supportOf(name: string, rivals: readonly string[]): Promise<string> {
  const base = projectWith([]);
  const project = { ...base, setup: { ...base.setup, restFramework: false, rivals } };
  const path = `tests/support/${name}.py`;
  const template = readFileSync(`templates/endpoints/support/${name}.py.hbs`, "utf8");
  return formatFile(path, render(template, dataOf(endpoints, path, project)), RUFF_DEFAULTS);
}

describe("the support of django-ninja", () => {
  beforeAll(loadPythonTools);

  it.each(["bodies", "views"])("is in %s.py where the project has it", async (name) => {
    await expect(supportOf(name, ["django-ninja"])).resolves.toContain("operations_of(");
    await expect(supportOf(name, [])).resolves.not.toContain("operations_of");
  });
});
