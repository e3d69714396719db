import { expect, test } from "vitest";
import { healthModule } from "../../generators/health-module.js";
import { projectWith } from "./project.js";

test.each([
  ["config/urls.py", "config.urls", [""], "config/health.py", "config.health"],
  ["config/urls/__init__.py", "config.urls", [""], "config/health.py", "config.health"],
  ["urls.py", "urls", [""], "health.py", "health"],
  ["src/site/urls.py", "site.urls", ["src"], "src/site/health.py", "site.health"],
  // A root URLconf may take its urlpatterns from a module of another package.
  [
    "src/argo/site/urls.py",
    "argo.web.root",
    ["", "src"],
    "src/argo/site/health.py",
    "argo.site.health",
  ],
])("%s of %s", (file, rootUrlconf, pythonPath, path, dotted) => {
  const settingPlaces = [{ name: "urlpatterns" as const, file, line: 1 }];
  const module = healthModule(projectWith({ rootUrlconf }, { settingPlaces, pythonPath }));
  expect(module).toMatchObject({ path, dotted });
});

test("a URL below which an unread package may have routes is not taken", () => {
  const effect = "routes may be missing below /health/";
  const doubt = { file: "config/urls.py", line: 71, what: "the URLs of checks.urls", effect };
  const project = { ...projectWith({ rootUrlconf: "config.urls" }), doubts: [doubt] };
  expect(healthModule(project).url).toBe("healthz/");
});
