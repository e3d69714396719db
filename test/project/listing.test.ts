import { expect, test } from "vitest";
import { noteRoutes } from "./note-routes.js";

/** What the list of a view set with this body takes. */
async function listing(...view: readonly string[]) {
  const routes = await noteRoutes({
    columns: ["title = models.CharField(max_length=9)"],
    head: [
      "import django_filters",
      "from rest_framework import pagination, viewsets",
      "from rest_framework.decorators import action",
      "from people.models import Note",
      "class Pages(pagination.PageNumberPagination):",
      "    page_size = 9",
    ],
    view,
  });
  return Object.fromEntries(routes.map((route) => [route.path, route.listing ?? null]));
}

test("of a list is told what it searches, orders, filters and pages by", async () => {
  const found = await listing(
    'search_fields = ["^title"]',
    'ordering_fields = ("title", "pk")',
    'filterset_fields = {"title": ["exact"]}',
    "pagination_class = Pages",
  );
  expect(found).toEqual({
    "/notes/": {
      search: ["^title"],
      ordering: ["title", "pk"],
      filters: ["title"],
      pages: "Pages",
    },
    "/notes/{pk}/": null,
  });
});

test("nothing is told of what a view leaves to the settings, or works out", async () => {
  const found = await listing('search_fields = "title"', "ordering_fields = names()");
  expect(found["/notes/"]).toBeNull();
});

test("filters of a filter set are told with the column and the look-up that they name", async () => {
  const found = await listing(
    "class Filters(django_filters.FilterSet):",
    '    until = django_filters.NumberFilter(field_name="size", lookup_expr="lte")',
    '    word = django_filters.CharFilter("title", "icontains")',
    '    kind = django_filters.CharFilter(lookup_expr="iexact")',
    '    order = django_filters.UUIDFilter(field_name="order__key")',
    '    total = django_filters.NumberFilter(field_name="size", method="by_total")',
    "    pk = django_filters.NumberFilter()",
    "    class Meta:",
    "        model = Note",
    '        fields = {"size": ["exact", "gt"], "pk": ["exact"]}',
    "filterset_class = Filters",
  );
  expect(found["/notes/"]?.filters).toEqual([
    "until=size__lte",
    "word=title__icontains",
    "kind=kind__iexact",
    "order=order__key",
    "total",
    "pk",
    "size",
    "size__gt",
  ]);
});
