import type { Route } from "../../src/project/facts.js";
import { python, readShop } from "./shop.js";

const indented = (lines: readonly string[]) => lines.map((line) => `    ${line}`);

/** The routes of a view set `V` of notes: with these lines before it, and these in it and its model. */
export async function noteRoutes(source: {
  readonly columns: readonly string[];
  readonly head: readonly string[];
  readonly view: readonly string[];
}): Promise<readonly Route[]> {
  const { routes } = await readShop({
    "people/models.py": python(
      "from django.db import models",
      "class Note(models.Model):",
      ...indented(source.columns),
    ),
    "shop/views.py": python(
      ...source.head,
      "class V(viewsets.ModelViewSet):",
      "    queryset = Note.objects.all()",
      ...indented(source.view),
    ),
    "config/urls.py": python(
      "from rest_framework.routers import SimpleRouter",
      "from shop.views import V",
      "router = SimpleRouter()",
      'router.register("notes", V)',
      "urlpatterns = router.urls",
    ),
  });
  return routes;
}
