import { describe, expect, it } from "vitest";
import { HEAD, read, routesOf, VIEWS } from "./read-urls.js";

const NOTES = [
  "GET,POST /notes/ note-list views.Notes",
  "DELETE,GET,PATCH,PUT /notes/{pk}/ note-detail views.Notes",
];

/** edge-cases.md D, by number, where a name begins with one. */
describe("routers", () => {
  it.each([
    [
      "urls of a router",
      `r = routers.SimpleRouter()\nr.register("notes", views.Notes)\nurlpatterns = r.urls`,
    ],
    [
      "starred",
      `r = routers.SimpleRouter()\nr.register("notes", views.Notes)\nurlpatterns = [*r.urls]`,
    ],
    [
      "added to",
      `r = routers.SimpleRouter()\nr.register("notes", views.Notes)\nurlpatterns = []\nurlpatterns += r.urls`,
    ],
    [
      "88: registered in a loop over dicts",
      `r = routers.SimpleRouter()\nfor route in [{"p": "notes", "v": views.Notes}]:\n    r.register(route["p"], route["v"], basename="note")\nurlpatterns = r.urls`,
    ],
    [
      "85: merged through the registry",
      `a = routers.SimpleRouter()\na.register("notes", views.Notes)\nr = routers.SimpleRouter()\nr.registry.extend(a.registry)\nurlpatterns = r.urls`,
    ],
    [
      "90: copied from the registry but one",
      `a = routers.SimpleRouter()\na.register("notes", views.Notes)\na.register("reads", views.Reads, basename="r")\nr = routers.SimpleRouter()\nfor prefix, viewset, basename in a.registry:\n    if basename != "r":\n        r.register(prefix, viewset, basename=basename)\nurlpatterns = r.urls`,
    ],
    [
      "91: passed through functions",
      `def add(router):\n    router.register("notes", views.Notes)\n    return router\nr = routers.SimpleRouter()\nr = add(r)\nurlpatterns = r.urls`,
    ],
    [
      "86: a subclass with its own extend",
      `class R(routers.SimpleRouter):\n    def extend(self, other):\n        self.registry.extend(other.registry)\na = routers.SimpleRouter()\na.register("notes", views.Notes)\nr = R()\nr.extend(a)\nurlpatterns = r.urls`,
    ],
  ])("%s", (_, urls) => {
    expect(routesOf(urls)).toEqual(NOTES);
  });

  it("84: adds what a subclass's urls adds", () => {
    const urls = `class R(routers.SimpleRouter):\n    extra = []\n    @property\n    def urls(self):\n        return super().urls + [e for e in self.extra]\nr = R()\nr.register("notes", views.Notes)\nr.extra.append(path("x/", views.plain, name="x"))\nurlpatterns = [path("", include(r.urls))]`;
    expect(routesOf(urls)).toEqual([...NOTES, "GET /x/ x views.plain"]);
  });

  it("serves a root view and no format suffixes", () => {
    const urls = `r = routers.DefaultRouter()\nr.register("notes", views.Notes)\nurlpatterns = [path("api/", include(r.urls))]`;
    expect(routesOf(urls)[0]).toBe("GET /api/ api-root rest_framework.routers.APIRootView");
    expect(routesOf(urls)).toHaveLength(3);
  });

  it("reads extra actions, their paths, names and further methods", () => {
    const urls = `r = routers.SimpleRouter(trailing_slash=False)\nr.register(r"reads", views.Reads)\nurlpatterns = r.urls`;
    expect(routesOf(urls)).toEqual([
      "GET /reads note-list views.Reads",
      "GET /reads/recent note-recent views.Reads",
      "GET /reads/{slug} note-detail views.Reads",
      "DELETE,POST,PUT /reads/{slug}/set-it note-set views.Reads",
    ]);
  });

  it("changes many objects at the address of their list", () => {
    const urls =
      'from rest_framework_bulk.routes import BulkRouter\nr = BulkRouter()\nr.register("notes", views.Notes)\nurlpatterns = r.urls';
    const views = VIEWS.replace(
      "class Notes(viewsets.ModelViewSet)",
      "from rest_framework_bulk import BulkModelViewSet\nclass Notes(BulkModelViewSet)",
    );
    expect(routesOf(urls, { "views.py": views })).toContain(
      "DELETE,GET,PATCH,POST,PUT /notes/ note-list views.Notes",
    );
  });

  it("121: serves what lives on an api object", () => {
    const api = `from ninja import NinjaAPI, Router
from ninja.pagination import paginate
api = NinjaAPI(version="2")
notes = Router()
@notes.get("/")
@paginate
def list_notes(request):
    return []
@notes.post("/", url_name="make")
def create_note(request):
    return {}
@notes.get("/{int:note_id}")
def read_note(request, note_id):
    return {}
@api.api_operation(["PUT", "PATCH"], "/me")
async def me(request):
    return {}
api.add_router("/notes", "api.notes")
`;
    const urls = 'from api import api\nurlpatterns = [path("v2/", api.urls)]';
    expect(routesOf(urls, { "api.py": api })).toEqual([
      "PATCH,PUT /v2/me api-2:me api.me",
      "GET,POST /v2/notes/ api-2:list_notes api.list_notes",
      "GET,POST /v2/notes/ api-2:make api.list_notes",
      "GET /v2/notes/{note_id} api-2:read_note api.read_note",
    ]);
  });

  it("nests routers", () => {
    const urls = `from rest_framework_nested.routers import NestedSimpleRouter\nr = routers.SimpleRouter()\nr.register("notes", views.Notes)\nn = NestedSimpleRouter(r, "notes", lookup="note")\nn.register("reads", views.Reads, basename="note-reads")\nurlpatterns = n.urls`;
    expect(routesOf(urls)).toContain(
      "GET /notes/{note_pk}/reads/{slug}/ note-reads-detail views.Reads",
    );
  });

  it.each(["basename", "base_name"])("registers below what another router has, by %s", (name) => {
    const urls = `from rest_framework_extensions.routers import ExtendedDefaultRouter\nr = ExtendedDefaultRouter()\nr.register("notes", views.Notes).register("reads", views.Reads, parents_query_lookups=["note_id"], ${name}="note-reads")\nurlpatterns = r.urls`;
    expect(routesOf(urls)).toContain(
      "GET /notes/{parent_lookup_note_id}/reads/{slug}/ note-reads-detail views.Reads",
    );
  });

  it("names an action after the method that a decorator with wraps() stands for", () => {
    const views = `${VIEWS}
from functools import wraps

def paginate(func):
    @wraps(func)
    def inner(self, *args, **kwargs):
        return func(self, *args, **kwargs)
    return inner

class Paged(viewsets.GenericViewSet):
    queryset = Note.objects.all()

    @action(detail=True)
    @paginate
    def nested_notes(self, request, pk):
        pass
`;
    const urls = `${HEAD}r = routers.SimpleRouter()\nr.register("n", views.Paged)\nurlpatterns = r.urls`;
    expect(read({ "views.py": views, "urls.py": urls }).routes).toEqual([
      "GET /n/{pk}/nested_notes/ note-nested-notes views.Paged",
    ]);
  });

  it("knows the manager of a model whose mixin is made by a call", () => {
    const views = `${VIEWS}
from django_prometheus.models import ExportModelOperationsMixin

class Space(ExportModelOperationsMixin("space"), models.Model):
    pass

class Spaces(viewsets.ReadOnlyModelViewSet):
    queryset = Space.objects
`;
    const urls = `${HEAD}r = routers.SimpleRouter()\nr.register("s", views.Spaces)\nurlpatterns = r.urls`;
    expect(read({ "views.py": views, "urls.py": urls }).routes).toContain(
      "GET /s/ space-list views.Spaces",
    );
  });

  it("95: binds a view set without a router", () => {
    const urls = `urlpatterns = [path(r"", views.Notes.as_view({"get": "list", "post": "create"}), name="goods")]`;
    expect(routesOf(urls)).toEqual(["GET,POST / goods views.Notes"]);
  });

  it("says so when a basename cannot be known", () => {
    const views = `${VIEWS}\nclass Late(viewsets.ModelViewSet):\n    pass\n`;
    const found = read({
      "views.py": views,
      "urls.py": `${HEAD}r = routers.SimpleRouter()\nr.register("l", views.Late)\nurlpatterns = r.urls`,
    });
    expect(found.routes).toEqual([]);
    expect(found.doubts).toContain("urls.py:1");
  });
});

it("leaves out actions as the view set does, by the fields of its model", () => {
  const files = {
    "stock.py": `from django.core.exceptions import FieldDoesNotExist
from django.db.models import CASCADE, CharField, ForeignKey, IntegerField, Model
from rest_framework import viewsets
from rest_framework.decorators import action

class Named(Model):
    name = CharField(max_length=9)

class Numbered(Model):
    name = IntegerField()

class Plain(Model):
    pass

class Renaming(viewsets.ReadOnlyModelViewSet):
    @classmethod
    def get_extra_actions(cls):
        actions = super().get_extra_actions()
        try:
            field = cls.queryset.model._meta.get_field("name")
            if not isinstance(field, CharField) or not field.editable:
                raise FieldDoesNotExist
        except FieldDoesNotExist:
            actions = [one for one in actions if one.__name__ != "rename"]
        return actions

    @action(detail=False)
    def rename(self, request):
        pass

class NamedSet(Renaming):
    queryset = Named.objects.all()

class NumberedSet(Renaming):
    queryset = Numbered.objects.order_by("name")

class PlainSet(Renaming):
    queryset = Plain.objects.all()

class Kind(Model):
    pass

class Part(Model):
    kind = ForeignKey(Kind, CASCADE, related_name="name")
`,
  };
  const urls = `from stock import *
router = routers.SimpleRouter()
router.register("named", NamedSet)
router.register("numbered", NumberedSet)
router.register("plain", PlainSet)
urlpatterns = router.urls
`;
  expect(routesOf(urls, files).filter((route) => route.includes("rename"))).toEqual([
    "GET /named/rename/ named-rename stock.NamedSet",
  ]);
});

it("knows the model of a manager that is not read, whatever its arguments", () => {
  const kinds = `from django.contrib.contenttypes.models import ContentType
from rest_framework import viewsets

class Kinds(viewsets.ReadOnlyModelViewSet):
    queryset = ContentType.objects.order_by("app_label", "model")
`;
  const urls = `from kinds import Kinds
router = routers.SimpleRouter()
router.register("kinds", Kinds)
urlpatterns = router.urls
`;
  expect(routesOf(urls, { "kinds.py": kinds })).toEqual([
    "GET /kinds/ contenttype-list kinds.Kinds",
    "GET /kinds/{pk}/ contenttype-detail kinds.Kinds",
  ]);
});
