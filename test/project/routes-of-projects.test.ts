import { describe, expect, it } from "vitest";
import { line, ONE, routesOf } from "./routes-of.js";
import { python, readShop } from "./shop.js";
import type { Contents } from "./temporary.js";

/** edge-cases.md D, by number. */
describe("routes of routers and lists that code builds", () => {
  it.each<[string, readonly string[], Contents, readonly string[]]>([
    [
      "settings under a name of the repo's own",
      [
        "from django.conf import LazySettings",
        "class Own(LazySettings):",
        "    def __getattr__(self, name):",
        "        return super().__getattr__(name)",
        "own = Own()",
        'urlpatterns = [path(f"{own.ROOT_URLCONF}/", views.plain)]',
      ],
      {},
      ["/config.urls/"],
    ],
    [
      "91: a router passed through functions, the prefix from a package's __init__",
      [
        "from notes.api.urls import add_notes_urls",
        "router = routers.SimpleRouter()",
        "router = add_notes_urls(router)",
        "urlpatterns = router.urls",
      ],
      {
        "notes/__init__.py": "",
        "notes/api/__init__.py": 'path = "notes"\n',
        "notes/api/urls.py": python(
          "from notes.api import path",
          "from shop.views import NotesViewSet",
          "def add_notes_urls(router):",
          '    router.register(path, NotesViewSet, basename="notes")',
          "    return router",
        ),
      },
      ["/notes/", "/notes/{pk}/"],
    ],
    [
      "93: all three arguments computed",
      [
        "class Node:",
        "    def __init__(self, viewset):",
        "        self.viewset = viewset",
        "    def register_with(self, router):",
        "        router.register(self.viewset.urlpattern(), self.viewset, self.viewset.view_name())",
        "class Notes(views.NotesViewSet):",
        '    endpoint_name = "notes"',
        "    @classmethod",
        "    def urlpattern(cls):",
        '        return "/".join(["pulp", cls.endpoint_name])',
        "    @classmethod",
        "    def view_name(cls):",
        "        return cls.endpoint_name",
        "router = routers.SimpleRouter()",
        "Node(Notes).register_with(router)",
        "urlpatterns = router.urls",
      ],
      {},
      ["/pulp/notes/", "/pulp/notes/{pk}/"],
    ],
    [
      "96: a list from a function that checks settings",
      [
        "def get_api_urls(api_views):",
        '    if getattr(settings, "CONFIG_API", True):',
        '        return [path("x/", api_views.plain, name="x")]',
        "    return []",
        "urlpatterns = get_api_urls(views)",
      ],
      {},
      ["/x/"],
    ],
    [
      "97: builder functions, names filtered afterwards",
      [
        "def build_api_urlpatterns(onprem, router):",
        '    patterns = [path("a/", views.plain, name="a"), path("b/", views.plain, name="b")]',
        "    if not onprem:",
        '        patterns = [p for p in patterns if getattr(p, "name", None) not in {"b"}]',
        "    return patterns + router.urls",
        "ROUTER = routers.SimpleRouter()",
        'ROUTER.register("notes", views.NotesViewSet)',
        "urlpatterns = build_api_urlpatterns(onprem=settings.ONPREM, router=ROUTER)",
      ],
      {},
      ["/a/", "/notes/", "/notes/{pk}/"],
    ],
    [
      "98: starred bases",
      [
        "from rest_framework import mixins, viewsets",
        "MIXIN_LIST = [mixins.ListModelMixin, viewsets.GenericViewSet]",
        "if settings.ONPREM:",
        "    MIXIN_LIST = [mixins.RetrieveModelMixin, *MIXIN_LIST]",
        "class SourcesViewSet(*MIXIN_LIST):",
        "    queryset = views.Note.objects.all()",
        "router = routers.SimpleRouter()",
        'router.register("sources", SourcesViewSet)',
        "urlpatterns = router.urls",
      ],
      {},
      ["/sources/"],
    ],
    [
      "100: filled by AppConfig.ready()",
      ["urlpatterns = []"],
      {
        "shop/apps.py": python(
          "from django.apps import AppConfig",
          "class ShopConfig(AppConfig):",
          '    name = "shop"',
          "    def ready(self):",
          "        from django.urls import include, re_path",
          "        from config.urls import urlpatterns",
          "        urlpatterns += (re_path(r'^{}/'.format(self.name), include(f'{self.name}.urls')),)",
        ),
        "shop/urls.py": ONE,
      },
      ["/shop/x/"],
    ],
  ])("%s", async (_, urls, contents, expected) => {
    const read = await routesOf(urls, contents, ["ONPREM = False"]);
    expect(read).toEqual({ routes: expected, doubts: [] });
  });

  it("86: plugin routers by pydoc.locate", async () => {
    const urls = [
      "from pydoc import locate",
      "class DefaultRouter(routers.DefaultRouter):",
      "    def extend(self, r):",
      "        self.registry.extend(r.registry)",
      "router = DefaultRouter()",
      "for p in settings.PLUGINS:",
      `    if c := locate(f'{p["module"]}.urls.{p["api_router_name"]}'):`,
      "        try:",
      "            router.extend(c)",
      "        except AttributeError:",
      "            pass",
      "urlpatterns = router.urls",
    ];
    const contents = {
      "plugin/__init__.py": "",
      "plugin/urls.py": python(
        "from rest_framework import routers",
        "from shop.views import NotesViewSet",
        "plugin_router = routers.DefaultRouter()",
        'plugin_router.register("notes", NotesViewSet)',
      ),
    };
    const plugins = 'PLUGINS = [{"module": "plugin", "api_router_name": "plugin_router"}]';
    expect(await routesOf(urls, contents, [plugins])).toEqual({
      routes: ["/", "/notes/", "/notes/{pk}/"],
      doubts: [],
    });
  });

  it("what goes wrong in Django's own code is told where it was called", async () => {
    const { doubts } = await readShop({
      "shop/views.py": python(
        "from rest_framework import viewsets",
        "from rest_framework.decorators import action",
        "class Carts(viewsets.ViewSet):",
        "    @action(methods=None, unheard_of[0])",
        "    def pay(self, request):",
        "        pass",
        "    @action(5, 5, 5, 5, 5, 5, 5)",
        "    def send(self, request):",
        "        pass",
      ),
      "config/urls.py": python("from shop import views", "urlpatterns = [views.Carts.send]"),
    });
    expect(doubts.map(({ file }) => file).filter((file) => file.includes(":"))).toEqual([]);
  });

  it("92: a prefix from the database is a doubt, the other routes are read", async () => {
    const urls = [
      "from shop.utils import get_system_setting",
      "urlpatterns = [",
      '    re_path(r"^{}api/v2/".format(get_system_setting("url_prefix")), include("shop.urls")),',
      '    path("y/", views.plain),',
      "]",
    ];
    const contents = {
      "shop/urls.py": ONE,
      "shop/utils.py": python(
        "from .models import Note",
        "def get_system_setting(setting):",
        "    return getattr(Note.objects.get(), setting, None)",
      ),
    };
    expect(await routesOf(urls, contents)).toEqual({ routes: ["/y/"], doubts: [line(3)] });
  });

  it("views below decorators that are given Django's own defaults", async () => {
    const contents = {
      "shop/pages.py": python(
        "from django.conf import settings",
        "from django.contrib.auth.decorators import login_required",
        "from django.utils.decorators import method_decorator",
        "from django.views.generic import TemplateView",
        '@method_decorator(login_required(login_url=settings.LOGIN_URL), name="dispatch")',
        "class Own(TemplateView):",
        "    languages = [code for code, _ in settings.LANGUAGES]",
      ),
    };
    const urls = ["from shop.pages import Own", 'urlpatterns = [path("own/", Own.as_view())]'];
    expect(await routesOf(urls, contents)).toEqual({ routes: ["/own/"], doubts: [] });
  });

  it("a view that a setting names by its path", async () => {
    const urls = [
      "from django.utils.module_loading import import_string",
      "def named_view():",
      "    return import_string(settings.PAGE_VIEW)",
      'urlpatterns = [path("x/", named_view(), name="x")]',
    ];
    const named = await routesOf(urls, {}, ['PAGE_VIEW = "shop.views.plain"']);
    expect(named).toEqual({ routes: ["/x/"], doubts: [] });
    const unnamed = await routesOf(urls, {}, ["import os", 'PAGE_VIEW = os.environ["PAGE_VIEW"]']);
    expect(unnamed).toEqual({ routes: [], doubts: [line(4)] });
  });
});

describe("the view that signs out", () => {
  it.each([
    ["django>=5.0\n", ["POST"]],
    ["django>=3.2\n", ["POST"]],
    ["django==4.2.16\n", ["GET", "POST"]],
    ["Django>=4.1,<5.0\n", ["GET", "POST"]],
  ])("with %j answers %j", async (requirements, methods) => {
    const { routes } = await readShop({
      "requirements.txt": requirements,
      "config/urls.py": python(
        "from django.contrib.auth import views",
        "from django.urls import path",
        'urlpatterns = [path("logout/", views.LogoutView.as_view(), name="logout")]',
      ),
    });
    expect(routes.map((route) => route.methods)).toEqual([methods]);
  });
});
