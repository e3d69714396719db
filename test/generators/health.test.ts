import { describe, expect, test } from "vitest";
import { health } from "../../generators/health.js";
import { healthModule } from "../../generators/health-module.js";
import { healthFaults } from "../faults/rows/health.js";
import { fileAt, textOf } from "./artifacts.js";
import { project } from "./ci-workflow.js";
import { route } from "./requests.js";

const choices = { testsDir: "tests", phases: ["health"] } as const;
const settingPlaces = [
  { name: "urlpatterns", file: "config/urls.py", line: 5 },
  { name: "INSTALLED_APPS", file: "config/settings.py", line: 9 },
] as const;

/** A check of the project's own that answers anybody. */
const check = (path: string, view: string, tells = {}) => ({
  ...route(path, view, ["GET"]),
  access: { GET: "anybody" as const },
  withoutDatabase: { statuses: [500, 503], ...tells },
});

describe("the health phase", () => {
  test("does not apply without a root URLconf", () => {
    expect(health.applies(project({ project: { rootUrlconf: null } })).kind).toBe("no");
  });

  test("takes neither a module nor a URL that is in use", () => {
    const used = project({
      setup: { settingPlaces, occupied: ["config/health.py", "config/health_check/__init__.py"] },
    });
    const routes = [route("/health/", "shop.views.health", ["GET"])];
    expect(healthModule({ ...used, routes })).toMatchObject({
      path: "config/health_views.py",
      dotted: "config.health_views",
      url: "healthz/",
    });
  });

  test("takes no URL that differs from one in use by its slash alone", () => {
    const routes = [route("/health", "shop.views.health", ["GET"])];
    const found = healthModule({ ...project({ setup: { settingPlaces } }), routes });
    expect(found.url).toBe("healthz/");
  });

  test("takes no URL that middleware may answer, unless its own view has it already", () => {
    const used = project({ setup: { settingPlaces, middlewarePaths: ["/health"] } });
    expect(healthModule(used).url).toBe("healthz/");
    const routes = [route("/health/", "config.health.health_check", ["GET"])];
    expect(healthModule({ ...used, routes }).url).toBe("health/");
  });

  test("keeps the URL that its own view answers", () => {
    const routes = [route("/health/", "config.health.health_check", ["GET"])];
    expect(healthModule({ ...project({ setup: { settingPlaces } }), routes }).url).toBe("health/");
  });

  test("puts the views beside the package of a root URLconf that is a package", () => {
    const places = [{ name: "urlpatterns", file: "src/config/urls/__init__.py", line: 1 }] as const;
    const found = healthModule(
      project({ setup: { baseDir: "src", pythonPath: ["src"], settingPlaces: places } }),
    );
    expect(found).toMatchObject({ path: "src/config/health.py", dotted: "config.health" });
  });

  test("tests the views by the URLs that they get", async () => {
    const artifacts = health.artifacts(project({ setup: { settingPlaces } }), choices);
    const text = await textOf(fileAt(artifacts, "tests/test_health.py"));
    expect(text).toContain("from config.health import health_check, liveness");
    expect(text).toContain('HEALTH_URL = "/health/"\nLIVENESS_URL = "/health/live/"');
    expect(text).toContain("def test_plain_http_probe_is_not_sent_to_https");
  });

  test("keeps a recorder of requests from asking the database for the probe", () => {
    const silk = { label: "silk", module: "silk", path: "", firstParty: false };
    const paths = health
      .artifacts({ ...project({ setup: { settingPlaces } }), apps: [silk] }, choices)
      .flatMap((artifact) => (artifact.kind === "patch" ? [artifact.title] : []));
    expect(paths).toContain("silk does not record /health/");
    expect(paths).toContain("silk does not record /health/live/");
  });

  test("looks for the exemption in the class that has one, as tests run on another", async () => {
    const setup = { settingPlaces, configuration: "Test" };
    const artifacts = health.artifacts(project({ setup }), choices);
    const text = await textOf(fileAt(artifacts, "tests/test_health.py"));
    expect(text).toContain("settings.SECURE_REDIRECT_EXEMPT = redirect_exempt(settings)");
  });

  test("claims nothing of redirects where no settings could be exempted", async () => {
    const artifacts = health.artifacts(project(), choices);
    const text = await textOf(fileAt(artifacts, "tests/test_health.py"));
    expect(text).not.toContain("test_plain_http_probe_is_not_sent_to_https");
  });

  test("the project's own checks are asked with the database down, too, but not its own views", async () => {
    const routes = [
      check("/up/", "shop.views.up"),
      check("/status/", "shop.views.status", { tells: true }),
      { ...check("/inner/", "shop.views.inner"), access: { GET: "staff" as const } },
      check("/health/", "config.health.health_check"),
    ];
    const found = { ...project({ setup: { settingPlaces } }), routes };
    const text = await textOf(fileAt(health.artifacts(found, choices), "tests/test_health.py"));
    expect(text).toContain(
      'OWN_CHECKS = {\n    "/up/": [500, 503],\n    "/status/": [500, 503],\n}',
    );
    expect(text).toContain('TELLING = [\n    "/status/",\n]\n');
    expect(text).toContain("assert SECRET not in shown or url in TELLING");
  });

  test("of checks that may ask for a login those count that are called checks", async () => {
    const unsure = (path: string, view: string) => ({ ...check(path, view), access: {} });
    const routes = [
      check("/up/", "shop.views.up"),
      unsure("/readyz/", "shop.views.ready"),
      unsure("/db/", "shop.views.db_health_check"),
      unsure("/shipping/", "shop.views.shipping"),
      unsure("/status/", "shop.views.status"),
      { ...unsure("/ping/", "shop.views.ping"), methods: ["POST"] },
    ];
    const found = { ...project({ setup: { settingPlaces } }), routes };
    const text = await textOf(fileAt(health.artifacts(found, choices), "tests/test_health.py"));
    expect(text).toContain(
      'OWN_CHECKS = {\n    "/up/": [500, 503],\n    "/readyz/": [500, 503],\n    "/db/": [500, 503],\n}',
    );
    expect(text).toContain('MAY_REFUSE = [\n    "/readyz/",\n    "/db/",\n]\n');
    expect(text).toContain("if url in MAY_REFUSE and up.status_code in (301, 302, 400, 401, 403)");
  });

  test("writes what the faults of its layer replace", async () => {
    const artifacts = health.artifacts(project({ setup: { settingPlaces } }), choices);
    const text = await textOf(fileAt(artifacts, "config/health.py"));
    const replaced = healthFaults.flatMap(({ apply }) =>
      apply.flatMap((one) => ("find" in one && one.file === "config/health.py" ? [one.find] : [])),
    );
    expect(replaced.length).toBeGreaterThan(3);
    for (const found of replaced) expect(text.split(found)).toHaveLength(2);
  });
});
