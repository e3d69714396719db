import { python, readShop, SETTINGS } from "./shop.js";
import type { Contents } from "./temporary.js";

const VIEWS: Contents = {
  "shop/models.py": python("from django.db import models", "class Note(models.Model):", "    pass"),
  "shop/views.py": python(
    "from rest_framework import viewsets",
    "from .models import Note",
    "class NotesViewSet(viewsets.ReadOnlyModelViewSet):",
    "    queryset = Note.objects.all()",
    "def plain(request):",
    "    pass",
  ),
};
const HEAD = [
  "from django.conf import settings",
  "from django.urls import include, path, re_path",
  "from rest_framework import routers",
  "from shop import views",
];
/** A URLconf with one route. */
export const ONE = python(
  "from django.urls import path",
  "from shop import views",
  'urlpatterns = [path("x/", views.plain, name="x")]',
);

/** Paths of the routes below a root URLconf, and the places of the doubts about them. */
export async function routesOf(
  urls: readonly string[],
  contents: Contents = {},
  settings: readonly string[] = [],
): Promise<{ readonly routes: readonly string[]; readonly doubts: readonly string[] }> {
  const { routes, doubts } = await readShop({
    ...VIEWS,
    ...contents,
    "config/settings.py": SETTINGS + python(...settings),
    "config/urls.py": python(...HEAD, ...urls),
  });
  return {
    routes: routes.map(({ path }) => path),
    doubts: doubts
      .filter(({ effect }) => effect.startsWith("routes"))
      .map(({ file, line }) => `${file}:${line}`),
  };
}

/** The line of a root URLconf that the test adds. */
export const line = (number: number): string => `config/urls.py:${number + HEAD.length}`;
