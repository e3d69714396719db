import { describe, expect, it } from "vitest";
import { schemaVersions } from "../../generators/api-versions.js";
import { python, readShop, SETTINGS } from "./shop.js";

const VERSIONED = "rest_framework.versioning";

async function versions(...options: readonly string[]) {
  const settings = `${SETTINGS}REST_FRAMEWORK = {${options.join(", ")}}\n`;
  const urls = python(
    "from django.urls import include, path",
    "from shop import views",
    'api = ([path("x/", views.x)], "shop")',
    'urlpatterns = [path("v1/", include(api, namespace="v1")), path("v2/", include(api, namespace="v2"))]',
  );
  const views = python("def x(request):", "    pass");
  return schemaVersions(
    await readShop({
      "config/settings.py": settings,
      "config/urls.py": urls,
      "shop/views.py": views,
    }),
  );
}

describe("versions that a schema has to be asked for", () => {
  it("are none where the API has none, or one that is the default", async () => {
    expect(await versions()).toEqual([]);
    const style = `"DEFAULT_VERSIONING_CLASS": "${VERSIONED}.URLPathVersioning"`;
    expect(await versions(style, '"DEFAULT_VERSION": "v1"')).toEqual([]);
  });

  it("are the namespaces of the routes", async () => {
    const style = `"DEFAULT_VERSIONING_CLASS": "${VERSIONED}.NamespaceVersioning"`;
    expect(await versions(style)).toEqual(["v1", "v2"]);
    expect(await versions(style, '"ALLOWED_VERSIONS": ["v2", "v3"]')).toEqual(["v2"]);
  });

  it("are those allowed elsewhere, the default among them", async () => {
    const style = `"DEFAULT_VERSIONING_CLASS": "${VERSIONED}.AcceptHeaderVersioning"`;
    const allowed = '"ALLOWED_VERSIONS": ("2", "3"), "DEFAULT_VERSION": "1"';
    expect(await versions(style, allowed)).toEqual(["1", "2", "3"]);
  });
});
