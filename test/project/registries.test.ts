import { describe, expect, it } from "vitest";
import { routesOf } from "./routes-of.js";
import { python } from "./shop.js";
import type { Contents } from "./temporary.js";

const FUNCTIONS: Contents = {
  "shop/registry.py": python(
    "PAGES = {}",
    "def register(path):",
    "    def inner(view):",
    "        PAGES[path] = view",
    "        return view",
    "    return inner",
  ),
};
const CLASSES: Contents = {
  "shop/registry.py": python(
    "PAGES = []",
    "class Page:",
    "    path = None",
    "    def __init_subclass__(cls, shown=True, **kwargs):",
    "        super().__init_subclass__(**kwargs)",
    "        if cls.path and shown:",
    "            PAGES.append(cls)",
    "    @classmethod",
    "    def show(cls, request):",
    "        pass",
    "class ByNew(type):",
    "    pages = []",
    "    def __new__(mcs, name, bases, attrs):",
    "        made = super().__new__(mcs, name, bases, attrs)",
    '        if attrs.get("path"):',
    "            mcs.pages.append(made)",
    "        return made",
    "class ByInit(type):",
    "    pages = {}",
    "    def __init__(cls, name, bases, attrs):",
    "        super().__init__(name, bases, attrs)",
    "        ByInit.pages[name.lower()] = cls",
  ),
};
const listed = "urlpatterns = [path(each.path, each.show) for each in";

describe("what modules enter in a registry when they are imported", () => {
  it.each<[string, readonly string[], Contents, readonly string[]]>([
    [
      "functions, by a decorator",
      [
        "from shop import pages  # noqa: F401",
        "from shop.registry import PAGES",
        "urlpatterns = [path(name, view) for name, view in PAGES.items()]",
      ],
      {
        ...FUNCTIONS,
        "shop/pages.py": python(
          "from .registry import register",
          '@register("a/")',
          "def page(request):",
          "    pass",
        ),
      },
      ["/a/"],
    ],
    [
      "view sets, in a router of another module",
      [
        "import shop.api",
        "from shop.routing import router",
        'urlpatterns = [path("api/", include(router.urls))]',
      ],
      {
        "shop/routing.py": python(
          "from rest_framework.routers import SimpleRouter",
          "router = SimpleRouter()",
        ),
        "shop/api.py": python(
          "from shop import views",
          "from .routing import router",
          'router.register("notes", views.NotesViewSet)',
        ),
      },
      ["/api/notes/", "/api/notes/{pk}/"],
    ],
    [
      "by a module that a view's module imports",
      [
        "from shop.entry import home",
        "from shop.routing import router",
        'urlpatterns = [*router.urls, path("home/", home)]',
      ],
      {
        "shop/routing.py": python(
          "from rest_framework.routers import SimpleRouter",
          "router = SimpleRouter()",
        ),
        "shop/entry.py": python("from . import api", "def home(request):", "    pass"),
        "shop/api.py": python(
          "from shop import views",
          "from .routing import router",
          "for prefix in ['notes']:",
          "    router.register(prefix, views.NotesViewSet)",
        ),
      },
      ["/home/", "/notes/", "/notes/{pk}/"],
    ],
    [
      "classes, by __init_subclass__",
      [
        "from shop import pages  # noqa: F401",
        "from shop.registry import PAGES",
        `${listed} PAGES]`,
      ],
      {
        ...CLASSES,
        "shop/pages.py": python(
          "from .registry import Page",
          "class First(Page):",
          '    path = "a/"',
          "class Second(First):",
          '    path = "b/"',
          "class Hidden(First, shown=False):",
          '    path = "c/"',
        ),
      },
      ["/a/", "/b/"],
    ],
    [
      "classes, by the __new__ of a metaclass",
      ["from shop import pages", "from shop.registry import ByNew", `${listed} ByNew.pages]`],
      {
        ...CLASSES,
        "shop/pages.py": python(
          "from .registry import ByNew",
          "class Base(metaclass=ByNew):",
          "    def show(self, request):",
          "        pass",
          "class First(Base):",
          '    path = "a/"',
        ),
      },
      ["/a/"],
    ],
    [
      "classes, by the __init__ of a metaclass",
      [
        "from shop import pages",
        "from shop.registry import ByInit",
        'urlpatterns = [path(f"{name}/", cls.show) for name, cls in ByInit.pages.items()]',
      ],
      {
        ...CLASSES,
        "shop/pages.py": python(
          "from .registry import ByInit",
          "class First(metaclass=ByInit):",
          "    def show(self, request):",
          "        pass",
        ),
      },
      ["/first/"],
    ],
    [
      "functions, in modules that ready() imports or looks for",
      [
        "from shop.registry import PAGES",
        "urlpatterns = [path(name, view) for name, view in PAGES.items()]",
      ],
      {
        ...FUNCTIONS,
        "shop/apps.py": python(
          "from django.apps import AppConfig",
          "from django.utils.module_loading import autodiscover_modules",
          "class ShopConfig(AppConfig):",
          '    name = "shop"',
          "",
          "    def ready(self):",
          "        from . import pages",
          "",
          '        autodiscover_modules("more")',
        ),
        "shop/pages.py": python(
          "from .registry import register",
          '@register("a/")',
          "def page(request):",
          "    pass",
        ),
        "people/more.py": python(
          "from shop.registry import register",
          '@register("b/")',
          "def page(request):",
          "    pass",
        ),
      },
      ["/a/", "/b/"],
    ],
    [
      "nothing, but a function below a context manager is read",
      ["from shop.pages import page", 'urlpatterns = [path("a/", page)]'],
      {
        "shop/pages.py": python(
          "from contextlib import contextmanager",
          "@contextmanager",
          "def allowed():",
          "    yield",
          "@allowed()",
          "def page(request):",
          "    pass",
        ),
      },
      ["/a/"],
    ],
    [
      "nothing, but objects know their names",
      ["from shop.pages import Pages", "urlpatterns = [path(Pages.first.path, Pages.first.show)]"],
      {
        "shop/pages.py": python(
          "class Page:",
          "    def __set_name__(self, owner, name):",
          '        self.path = f"{owner.__name__}/{name}/".lower()',
          "    def show(self, request):",
          "        pass",
          "class Pages:",
          "    first = Page()",
        ),
      },
      ["/pages/first/"],
    ],
  ])("%s", async (_, urls, contents, routes) => {
    expect(await routesOf(urls, contents)).toEqual({ routes, doubts: [] });
  });

  it("is doubted where the code that enters it fails", async () => {
    const contents = {
      "shop/registry.py": python(
        "class Page:",
        "    def __init_subclass__(cls):",
        "        PAGES.append(cls)",
      ),
      "shop/pages.py": python("from .registry import Page", "class First(Page):", "    pass"),
    };
    const { doubts } = await routesOf(["from shop import pages", "urlpatterns = []"], contents);
    expect(doubts).toEqual(["shop/pages.py:2"]);
  });
});
