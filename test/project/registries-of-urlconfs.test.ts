import { describe, expect, it } from "vitest";
import { line, routesOf } from "./routes-of.js";
import { python } from "./shop.js";
import type { Contents } from "./temporary.js";

/** A router that modules fill when they are imported. */
const FILLED: Contents = {
  "shop/routing.py": python(
    "from rest_framework.routers import SimpleRouter",
    "router = SimpleRouter()",
  ),
  "shop/first.py": python(
    "from django.urls import path",
    "from shop import views",
    "from .routing import router",
    'router.register("notes", views.NotesViewSet)',
    'urlpatterns = [path("plain/", views.plain)]',
  ),
};
const NOTES = ["/notes/", "/notes/{pk}/"];

describe("what URLconfs enter in a router when they are included by name", () => {
  it("is there for those that are written below", async () => {
    const urls = [
      "from shop.routing import router",
      'urlpatterns = [path("", include("shop.first")), path("", include(router.urls))]',
    ];
    const found = await routesOf(urls, FILLED);
    expect(found).toEqual({ routes: [...NOTES, "/plain/"], doubts: [] });
  });

  it("is there for the URLconf that imports the one which enters it", async () => {
    const contents = {
      ...FILLED,
      "shop/urls.py": python(
        "from django.urls import include, path",
        "from .first import urlpatterns as more",
        "from .routing import router",
        "from . import views",
        'router.register("others", views.NotesViewSet, basename="other")',
        'urlpatterns = [path("", include(router.urls)), path("more/", include(more))]',
      ),
    };
    const found = await routesOf(['urlpatterns = [path("", include("shop.urls"))]'], contents);
    const routes = ["/more/plain/", ...NOTES, "/others/", "/others/{pk}/"];
    expect(found).toEqual({ routes, doubts: [] });
  });

  it("is doubted where it is not known whether they are included", async () => {
    const urls = [
      "from machine import WANTED",
      "from shop.routing import router",
      "urlpatterns = []",
      "if WANTED:",
      '    urlpatterns += [path("", include("shop.first"))]',
      "urlpatterns += router.urls",
    ];
    const { routes, doubts } = await routesOf(urls, FILLED);
    expect(routes).toEqual([]);
    expect(doubts).toContain(line(4));
  });
});

it("what a method imports when a router is made is entered", async () => {
  const contents = {
    "shop/registry.py": python(
      "VIEWS = []",
      "def register(view, name):",
      "    VIEWS.append((name, view))",
    ),
    "shop/api.py": python(
      "from shop import views",
      "from .registry import register",
      'register(views.NotesViewSet, "notes")',
    ),
    "shop/routing.py": python(
      "from rest_framework.routers import SimpleRouter",
      "from .registry import VIEWS",
      "class Router(SimpleRouter):",
      "    def __init__(self):",
      "        super().__init__()",
      "        import shop.api  # noqa",
      "        for name, view in VIEWS:",
      "            self.register(name, view)",
    ),
  };
  const urls = [
    "from shop.routing import Router",
    'urlpatterns = [path("", include(Router().urls))]',
  ];
  expect(await routesOf(urls, contents)).toEqual({ routes: NOTES, doubts: [] });
});
