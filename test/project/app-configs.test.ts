import { describe, expect, it } from "vitest";
import { python, readShop } from "./shop.js";

const CONFIG = [
  "from django.apps import AppConfig, apps",
  "from django.urls import path",
  "from shop.loading import get_class",
  "class Site(AppConfig):",
  "    namespace = None",
  "    def get_urls(self):",
  "        return []",
  "    @property",
  "    def urls(self):",
  "        return self.get_urls(), self.label, self.namespace",
];

const LOADING = python(
  "def get_class(module, name):",
  "    return getattr(__import__(module, fromlist=[name]), name)",
);

const VIEWS = python(
  "from django.views.generic import View",
  "class Detail(View):",
  "    def get(self, request):",
  "        pass",
);

async function routesOfConfig(ready: readonly string[], urls: string) {
  const { routes, doubts } = await readShop({
    "shop/loading.py": LOADING,
    "shop/views.py": VIEWS,
    "shop/apps.py": python(
      ...CONFIG,
      "class ShopConfig(Site):",
      '    name = "shop"',
      "    default = True",
      '    namespace = "sales"',
      ...ready,
      "    def get_urls(self):",
      `        return super().get_urls() + [path("x/", ${urls}, name="x")]`,
    ),
    "people/apps.py": python(
      ...CONFIG,
      "class PeopleConfig(Site):",
      '    name = "people"',
      "    default = True",
      "    def ready(self):",
      '        self.shop = apps.get_app_config("shop")',
      "    def get_urls(self):",
      '        return [path("shop/", self.shop.urls)]',
    ),
    "config/urls.py": python(
      "from django.apps import apps",
      "from django.urls import include, path",
      'urlpatterns = [path("", include(apps.get_app_config("people").urls[0]))]',
    ),
  });
  return {
    routes: routes.map(({ path, namespace, view }) => [path, namespace, view]),
    doubts: doubts.map(({ what }) => what),
  };
}

describe("configurations of apps that have URLs of their own", () => {
  it("have what ready() gives them", async () => {
    const ready = ["    def ready(self):", '        self.view = get_class("shop.views", "Detail")'];
    expect(await routesOfConfig(ready, "self.view.as_view()")).toEqual({
      routes: [["/shop/x/", "sales", "shop.views.Detail"]],
      doubts: [],
    });
  });

  it("are no views themselves where nobody knows what they hold", async () => {
    const { routes, doubts } = await routesOfConfig([], "self.view.as_view()");
    expect(routes).toEqual([]);
    expect(doubts).toHaveLength(1);
  });
});

it("gives all configurations, with what methods of ready() give them, to a URLconf that has classes too", async () => {
  const { routes, doubts } = await readShop({
    "shop/apps.py": python(
      "from importlib import import_module",
      "from django.apps import AppConfig",
      "class Plugin(AppConfig):",
      '    name = "shop"',
      "    default = True",
      "    named = None",
      "    def ready(self):",
      "        self.load()",
      "    def load(self):",
      '        self.named = {"detail": import_module("shop.views").Detail}',
    ),
    "shop/views.py": VIEWS,
    "config/urls.py": python(
      "from django.apps import apps",
      "from django.urls import path",
      "from rest_framework import serializers",
      "from shop.apps import Plugin",
      "class Node(serializers.ModelSerializer):",
      "    pass",
      "urlpatterns = []",
      "for config in apps.get_app_configs():",
      "    if isinstance(config, Plugin):",
      "        for name, view in config.named.items():",
      "            urlpatterns.append(path(name, view.as_view()))",
    ),
  });
  expect(routes.map(({ path, view }) => [path, view])).toEqual([["/detail", "shop.views.Detail"]]);
  expect(doubts).toEqual([]);
});

it.each([
  ["3.2.14", ["/shop/"]],
  ["5.2", []],
])(
  "takes the configuration that the package names where Django still did (%s)",
  async (version, expected) => {
    const { routes } = await readShop({
      "requirements.txt": `Django==${version}\n`,
      "shop/__init__.py": python('default_app_config = "shop.apps.ShopConfig"'),
      "shop/apps.py": python(
        "from django.apps import AppConfig",
        "from django.urls import path",
        "from shop.views import Detail",
        "class Site(AppConfig):",
        "    def ready(self):",
        "        from config.urls import urlpatterns as all_of_them",
        '        all_of_them += (path(route="{}/".format(self.name), view=Detail.as_view()),)',
        "class ShopConfig(Site):",
        '    name = "shop"',
      ),
      "shop/views.py": VIEWS,
      "config/urls.py": python("urlpatterns = []"),
    });
    expect(routes.map(({ path }) => path)).toEqual(expected);
  },
);

it("reads what ready() enters in a router of another module", async () => {
  const { routes, doubts } = await readShop({
    "shop/apps.py": python(
      "from django.apps import AppConfig",
      "class ShopConfig(AppConfig):",
      '    name = "shop"',
      "    def ready(self):",
      "        from config.api import api_router",
      "        from shop.views import Detail",
      '        api_router.register("x", Detail, basename="x")',
    ),
    "shop/views.py": python(
      "from rest_framework import viewsets",
      "class Detail(viewsets.ViewSet):",
      "    def list(self, request):",
      "        pass",
    ),
    "config/api.py": python(
      "from rest_framework.routers import SimpleRouter",
      "api_router = SimpleRouter()",
    ),
    "config/urls.py": python(
      "from django.urls import include, path",
      "from config.api import api_router",
      'urlpatterns = [path("api/", include(api_router.urls))]',
    ),
  });
  expect(routes.map(({ path }) => path)).toEqual(["/api/x/"]);
  expect(doubts).toEqual([]);
});

it("finds no attributes of a plug-in at Django's own configurations", async () => {
  const { routes, doubts } = await readShop({
    "shop/urls.py": python(
      "from django.urls import path",
      "from shop.views import Detail",
      "urlpatterns = [path('x/', Detail.as_view())]",
    ),
    "shop/views.py": VIEWS,
    "shop/apps.py": python(
      "from django.apps import AppConfig",
      "class ShopConfig(AppConfig):",
      '    name = "shop"',
      "    class PluginMeta:",
      "        pass",
    ),
    "config/urls.py": python(
      "from importlib import import_module",
      "from django.apps import apps",
      "from django.urls import include, path",
      "urlpatterns = []",
      "for app in apps.get_app_configs():",
      '    if hasattr(app, "PluginMeta") and app.verbose_name:',
      '        urls = import_module(app.name + ".urls")',
      '        urlpatterns.append(path("", include((urls.urlpatterns, app.label))))',
    ),
  });
  expect(routes.map(({ path }) => path)).toEqual(["/x/"]);
  expect(doubts).toEqual([]);
});
