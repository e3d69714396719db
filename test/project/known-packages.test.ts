import { appsOf } from "./apps-of.js";
import { expect, it } from "vitest";
import { routesOf } from "./routes-of.js";
import { modelsOf, python, readShop } from "./shop.js";

it.each([
  ["edx_rbac.models", "UserRole"],
  ["mitol.common.models", "TimestampedModel"],
  ["push_notifications.models", "APNSDevice"],
  ["django_xworkflows.models", "BaseTransitionLog"],
])("heirs of %s are models", async (module, base) => {
  const models = python(`from ${module} import ${base}`, `class Own(${base}):`, "    pass");
  expect(await modelsOf({ "shop/models.py": models })).toEqual(["shop.Own"]);
});

it("view sets have no actions or methods of packages that bring none", async () => {
  const contents = {
    "shop/views.py": python(
      "from munigeo.api import GeoModelAPIView",
      "from rest_framework import mixins, viewsets",
      "class Places(GeoModelAPIView, mixins.ListModelMixin, viewsets.GenericViewSet):",
      "    pass",
    ),
  };
  const urls = [
    "router = routers.SimpleRouter()",
    'router.register("places", views.Places, basename="place")',
    "urlpatterns = router.urls",
  ];
  expect(await routesOf(urls, contents)).toEqual({ routes: ["/places/"], doubts: [] });
});

it("endpoints of Wagtail's API have the patterns that they tell", async () => {
  const contents = {
    "shop/api.py": python(
      "from wagtail.api.v2.router import WagtailAPIRouter",
      "from wagtail.api.v2.views import PagesAPIViewSet",
      "from wagtail.images.api.v2.views import ImagesAPIViewSet",
      "class Pages(PagesAPIViewSet):",
      "    pass",
      'router = WagtailAPIRouter("wagtailapi")',
      'router.register_endpoint("pages", Pages)',
      'router.register_endpoint("images", ImagesAPIViewSet)',
    ),
  };
  const urls = ["from shop.api import router", 'urlpatterns = [path("api/", router.urls)]'];
  expect(await routesOf(urls, contents)).toEqual({
    routes: ["images", "pages"].flatMap((name) =>
      ["", "find/", "{pk}/"].map((end) => `/api/${name}/${end}`),
    ),
    doubts: [],
  });
});

it("view sets of devices have the routes of their package", async () => {
  const contents = {
    "shop/views.py": python(
      "from push_notifications.api.rest_framework import APNSDeviceAuthorizedViewSet",
      "class Devices(APNSDeviceAuthorizedViewSet):",
      "    pass",
    ),
  };
  const urls = [
    "router = routers.SimpleRouter()",
    'router.register("devices", views.Devices)',
    "urlpatterns = router.urls",
  ];
  expect(await routesOf(urls, contents)).toEqual({
    routes: ["/devices/", "/devices/{registration_id}/"],
    doubts: [],
  });
});

it("pages of packages that are forms answer what forms do", async () => {
  const { routes, doubts } = await readShop({
    "shop/views.py": python(
      "from django_contact_form.views import ContactFormView",
      "from oauth2_provider.views import AuthorizationView",
      "class Contact(ContactFormView):",
      "    pass",
      "class Authorize(AuthorizationView):",
      "    pass",
    ),
    "config/urls.py": python(
      "from django.urls import path",
      "from shop import views",
      "urlpatterns = [",
      '    path("authorize/", views.Authorize.as_view()),',
      '    path("contact/", views.Contact.as_view()),',
      "]",
    ),
  });
  expect(doubts).toEqual([]);
  expect(routes.map(({ path, methods }) => [path, ...methods])).toEqual([
    ["/authorize/", "GET", "POST", "PUT"],
    ["/contact/", "GET", "POST", "PUT"],
  ]);
});

it("the paginated router of django-ninja has the routes of a plain one", async () => {
  const contents = {
    "shop/api.py": python(
      "from ninja import NinjaAPI",
      "from ninja.pagination import RouterPaginated",
      "api = NinjaAPI(default_router=RouterPaginated())",
      "notes = RouterPaginated()",
      '@notes.get("/")',
      "def list_notes(request):",
      "    pass",
      'api.add_router("/notes", notes)',
    ),
  };
  const urls = ["from shop.api import api", 'urlpatterns = [path("api/", api.urls)]'];
  expect(await routesOf(urls, contents)).toEqual({ routes: ["/api/notes/"], doubts: [] });
});

it("apps of packages have the labels that these give them", async () => {
  const installed = [
    ["django_admin_index", "admin_index"],
    ["elasticapm.contrib.django", "elasticapm"],
    ["strawberry.django", "strawberry"],
    ["unfold.contrib.reversion.apps.ReversionConfig", "unfold_reversion"],
  ];
  const names = installed.map(([name]) => `"${name}"`).join(", ");
  const { apps } = await appsOf([`INSTALLED_APPS += [${names}]`]);
  expect(apps).toEqual(installed.map(([, label]) => label));
});

it("sets of views of smartmin make a route of each action", async () => {
  const views = python(
    "from smartmin.views import SmartCRUDL, SmartFormView, SmartListView",
    "from shop.models import Note",
    "class NoteCRUDL(SmartCRUDL):",
    "    model = Note",
    '    actions = ("list", "send_out", "read", "archived")',
    "    class SendOut(SmartFormView):",
    "        @classmethod",
    "        def derive_url_pattern(cls, path, action):",
    '            return r"^%s/(?P<kind>[a-z]+)/out/$" % path',
    "    class Archived(SmartListView):",
    "        pass",
  );
  const urls = ["from shop.cruds import NoteCRUDL", "urlpatterns = NoteCRUDL().as_urlpatterns()"];
  const { routes, doubts } = await routesOf(urls, { "shop/cruds.py": views });
  expect(doubts).toEqual([]);
  expect(routes.toSorted()).toEqual([
    "/note/",
    "/note/archived/",
    "/note/read/{pk}/",
    "/note/{kind}/out/",
  ]);
});

it("knows routers, views and serializers that projects of UNICEF share", async () => {
  const files = {
    "shop/places.py": python(
      "from rest_framework import serializers",
      "from rest_framework_nested import routers",
      "from unicef_attachments.serializers import BaseAttachmentSerializer",
      "from unicef_locations.serializers import LocationLightSerializer",
      "from unicef_locations.views import LocationsLightViewSet",
      "from unicef_restlib.routers import NestedComplexRouter",
      "from unicef_restlib.views import NestedViewSetMixin",
      "from shop.views import NotesViewSet",
      "class ShortSerializer(LocationLightSerializer):",
      "    class Meta(LocationLightSerializer.Meta):",
      '        fields = ["id"]',
      "class FileSerializer(BaseAttachmentSerializer):",
      "    class Meta(BaseAttachmentSerializer.Meta):",
      "        pass",
      "class Notes(NestedViewSetMixin, NotesViewSet):",
      "    pass",
      "router = routers.SimpleRouter()",
      'router.register("places", LocationsLightViewSet, basename="place")',
      'nested = NestedComplexRouter(router, "places", lookup="place")',
      'nested.register("notes", Notes, basename="note")',
    ),
    "shop/models.py": python(
      "from django.db import models",
      "from unicef_locations.models import AbstractLocation",
      "class Place(AbstractLocation):",
      "    pass",
      "class Note(models.Model):",
      "    pass",
    ),
  };
  const urls = [
    "from shop.places import nested, router",
    "urlpatterns = router.urls + nested.urls",
  ];
  const { routes, doubts } = await routesOf(urls, files, ['UNICEF_LOCATIONS_MODEL = "shop.Place"']);
  expect({ routes, doubts }).toEqual({
    routes: ["/places/", "/places/{place_pk}/notes/", "/places/{place_pk}/notes/{pk}/"],
    doubts: [],
  });
});

it("views of packages that show lists, tables and indexes answer as these do", async () => {
  const { routes, doubts } = await readShop({
    "shop/views.py": python(
      "import vanilla",
      "from django_elasticsearch_dsl_drf.viewsets import DocumentViewSet",
      "from django_tables2 import SingleTableView",
      "class Table(SingleTableView):",
      "    pass",
      "class Edit(vanilla.UpdateView):",
      "    pass",
      "class Search(DocumentViewSet):",
      '    lookup_field = "key"',
    ),
    "config/urls.py": python(
      "from django.urls import path",
      "from edx_toggles.toggles import SettingToggle",
      "from rest_framework.routers import SimpleRouter",
      "from shop import views",
      "router = SimpleRouter()",
      'router.register("search", views.Search, basename="search")',
      "urlpatterns = router.urls",
      'if SettingToggle("TABLES_SHOWN", default=True).is_enabled():',
      '    urlpatterns += [path("table/", views.Table.as_view())]',
      'if SettingToggle("EDITS_SHOWN").is_enabled():',
      '    urlpatterns += [path("none/", views.Edit.as_view())]',
      'urlpatterns += [path("edit/", views.Edit.as_view())]',
    ),
  });
  expect(doubts).toEqual([]);
  expect(routes.map(({ path, methods }) => `${methods.join()} ${path}`)).toEqual([
    "GET,POST /edit/",
    "GET /search/",
    "GET /search/functional_suggest/",
    "GET /search/suggest/",
    "GET /search/{key}/",
    "GET /table/",
  ]);
});
