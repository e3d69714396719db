import { describe, expect, it } from "vitest";
import { createInterpreter, type Interpreter, type Value } from "../../src/python/index.js";
import { djangoHost } from "../../src/project/django/host.js";
import { createDoubts } from "../../src/project/doubts.js";
import { readRoutes } from "../../src/project/routes.js";
import { memoryHost } from "../python/memory-host.js";

interface Read {
  readonly routes: readonly string[];
  readonly doubts: readonly string[];
}

const VIEWS = `from rest_framework import generics, mixins, viewsets, views
from rest_framework.decorators import action, api_view
from django.db import models

class Note(models.Model):
    pass

class Notes(viewsets.ModelViewSet):
    queryset = Note.objects.all()

class Reads(viewsets.ReadOnlyModelViewSet):
    queryset = Note.objects.filter(a=1)
    lookup_field = "slug"

    @action(detail=True, methods=["post", "put"], url_path="set-it", url_name="set")
    def set_it(self, request, slug=None):
        pass

    @set_it.mapping.delete
    def unset_it(self, request, slug=None):
        pass

    @action(detail=False)
    def recent(self, request):
        pass

class Plain(views.APIView):
    def get(self, request):
        pass

    def post(self, request):
        pass

@api_view(["POST"])
def post_it(request):
    pass

def plain(request):
    pass
`;

/** Routes as "METHODS path name view", names with their namespace. */
function read(
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, Value>> = {},
): Read {
  const all = { "views.py": VIEWS, ...files };
  const doubts = createDoubts();
  const interpreter: Interpreter = createInterpreter(
    djangoHost(memoryHost(all), {
      interpreter: () => interpreter,
      setting: (name) => settings[name] ?? null,
    }),
  );
  const routes = readRoutes({
    interpreter,
    rootUrlconf: "urls",
    place: { file: "settings.py", line: 1 },
    language: "en",
    labelOf: (cls) => `app.${cls.name}`,
    doubts,
  });
  for (const doubt of interpreter.doubts()) doubts.add(doubt, doubt.what, doubt.effect);
  return {
    routes: routes.map(
      ({ methods, path, namespace, name, view }) =>
        `${methods.join()} ${path} ${namespace === "" ? "" : `${namespace}:`}${name} ${view}`,
    ),
    doubts: doubts.all().map(({ file, line }) => `${file}:${line}`),
  };
}

const HEAD = `import views
from django.urls import include, path, re_path
from rest_framework import routers
`;

const routesOf = (
  urls: string,
  files: Readonly<Record<string, string>> = {},
  settings = {},
): readonly string[] => read({ "urls.py": HEAD + urls, ...files }, settings).routes;

const NOTES = [
  "GET,POST /notes/ note-list views.Notes",
  "DELETE,GET,PATCH,PUT /notes/{pk}/ note-detail views.Notes",
];

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
      "registered in a loop over dicts",
      `r = routers.SimpleRouter()\nfor route in [{"p": "notes", "v": views.Notes}]:\n    r.register(route["p"], route["v"], basename="note")\nurlpatterns = r.urls`,
    ],
    [
      "merged through the registry",
      `a = routers.SimpleRouter()\na.register("notes", views.Notes)\nr = routers.SimpleRouter()\nr.registry.extend(a.registry)\nurlpatterns = r.urls`,
    ],
    [
      "copied from the registry but one",
      `a = routers.SimpleRouter()\na.register("notes", views.Notes)\na.register("reads", views.Reads, basename="r")\nr = routers.SimpleRouter()\nfor prefix, viewset, basename in a.registry:\n    if basename != "r":\n        r.register(prefix, viewset, basename=basename)\nurlpatterns = r.urls`,
    ],
    [
      "passed through functions",
      `def add(router):\n    router.register("notes", views.Notes)\n    return router\nr = routers.SimpleRouter()\nr = add(r)\nurlpatterns = r.urls`,
    ],
    [
      "a subclass with its own extend",
      `class R(routers.SimpleRouter):\n    def extend(self, other):\n        self.registry.extend(other.registry)\na = routers.SimpleRouter()\na.register("notes", views.Notes)\nr = R()\nr.extend(a)\nurlpatterns = r.urls`,
    ],
  ])("%s", (_, urls) => {
    expect(routesOf(urls)).toEqual(NOTES);
  });

  it("adds what a subclass's urls adds", () => {
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

  it("nests routers", () => {
    const urls = `from rest_framework_nested.routers import NestedSimpleRouter\nr = routers.SimpleRouter()\nr.register("notes", views.Notes)\nn = NestedSimpleRouter(r, "notes", lookup="note")\nn.register("reads", views.Reads, basename="note-reads")\nurlpatterns = n.urls`;
    expect(routesOf(urls)).toContain(
      "GET /notes/{note_pk}/reads/{slug}/ note-reads-detail views.Reads",
    );
  });

  it("binds a view set without a router", () => {
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

describe("urlpatterns as public projects write them", () => {
  const X = "GET /x/ x views.plain";
  const other = {
    "other.py": `import views\nfrom django.urls import path\nurlpatterns = [path("x/", views.plain, name="x")]`,
  };

  it.each([
    [
      "tuple by trailing comma",
      `urlpatterns = []\nurlpatterns += path("x/", views.plain, name="x"),`,
      [X],
    ],
    [
      "name on an include is ignored",
      `urlpatterns = [path("", include("other"), name="common")]`,
      [X],
    ],
    [
      "sum of other modules",
      `import other\nurlpatterns = (\n    []\n    + other.urlpatterns\n)`,
      [X],
    ],
    [
      "include of an f-string",
      `urlpatterns = []\nfor app in ["other"]:\n    urlpatterns.append(path("", include(f"{app}")))`,
      [X],
    ],
    [
      "map over module names",
      `urlpatterns = list(map(lambda u: re_path(r"^", include(u)), ["other"]))`,
      [X],
    ],
    [
      "a wrapper function",
      `def slash(route, view, name):\n    return re_path(rf"^{route}/?$", view, name=name)\nurlpatterns = [slash("x", views.plain, "x")]`,
      [X],
    ],
    [
      "a computed prefix",
      `from urllib.parse import urlparse\nprefix = ""\nif _path := urlparse("https://h/sub").path.lstrip("/"):\n    prefix = f"{_path}/"\nurlpatterns = [path(f"{prefix}x/", views.plain, name="x")]`,
      ["GET /sub/x/ x views.plain"],
    ],
    [
      "module and app name with a namespace",
      `urlpatterns = [path("a/", include(("other", "api"), namespace="v2"))]`,
      ["GET /a/x/ v2:x views.plain"],
    ],
    [
      "a partial",
      `from functools import partial\ngone = partial(views.plain, message="m")\nurlpatterns = [re_path(r"^api/v1/.*$", gone)]`,
      ["GET /api/v1/*  views.plain"],
    ],
    [
      "renamed re_path",
      `from django.urls import re_path as pattern\nurlpatterns = [pattern(r"^x/$", views.plain, name="x")]`,
      [X],
    ],
    [
      "the same URLconf twice",
      `urlpatterns = [path("", include("other")), path("", include("other"))]`,
      [X],
    ],
    [
      "inside i18n_patterns",
      `from django.conf.urls.i18n import i18n_patterns\nurlpatterns = i18n_patterns(path("x/", views.plain, name="x"))`,
      ["GET /en/x/ x views.plain"],
    ],
    [
      "a regex with .format",
      `U = "[0-9a-f]+"\nurlpatterns = [re_path(r"^e/(?P<id>{})/$".format(U), views.plain)]`,
      ["GET /e/{id}/  views.plain"],
    ],
    [
      "a starred comprehension",
      `urlpatterns = [*[re_path(rf"^{p}(/.*)?$", views.plain, name=f'g-{p.replace("/", "-")}') for p in ["a/b"]]]`,
      ["GET /a/b{0} g-a-b views.plain"],
    ],
    [
      "a list rewritten by a function",
      `def same(patterns):\n    return [p for p in patterns]\nurlpatterns = [path("x/", views.plain, name="x")]\nurlpatterns = same(urlpatterns)`,
      [X],
    ],
    [
      "list include with regex nesting",
      `r = routers.SimpleRouter()\nr.register("notes", views.Notes)\nurlpatterns = [path("api/", include([re_path(r"^teams/(?P<team_id>[0-9a-z-]*)/", include(r.urls))]))]`,
      [
        "GET,POST /api/teams/{team_id}/notes/ note-list views.Notes",
        "DELETE,GET,PATCH,PUT /api/teams/{team_id}/notes/{pk}/ note-detail views.Notes",
      ],
    ],
    [
      "static files of a known DEBUG",
      `from django.conf.urls.static import static\nurlpatterns = [path("x/", views.plain, name="x")] + static("/media/")`,
      [X],
    ],
    [
      "an admin site",
      `from django.contrib import admin\nurlpatterns = [path("admin/", admin.site.urls), path("x/", views.plain, name="x")]`,
      [X],
    ],
    [
      "app_name from a config class",
      `urlpatterns = [path("", include("named"))]`,
      ["GET /y/ courses:y views.plain"],
    ],
  ])("%s", (_, urls, expected) => {
    const named = {
      "named.py": `import views\nfrom django.urls import path\nclass C:\n    name = "courses"\napp_name = C.name\nurlpatterns = [path("y/", views.plain, name="y")]`,
    };
    expect(routesOf(urls, { ...other, ...named })).toEqual(expected);
  });

  it.each([
    ["a third-party URLconf", `urlpatterns = [path("a/", include("silk.urls"))]`, 4],
    [
      "patterns from a call that is not read",
      `from crudl import C\nurlpatterns = C().as_urlpatterns()`,
      5,
    ],
    [
      "a prefix from the database",
      `from somewhere import get\nurlpatterns = [re_path(r"^{}api/".format(get("p")), views.plain)]`,
      5,
    ],
    [
      "hooks",
      `from hooks import get_hooks\nurlpatterns = []\nfor app in get_hooks("h"):\n    urlpatterns += [path("", app().view)]`,
      6,
    ],
  ])("%s is a doubt at its place and nothing is invented", (_, urls, line) => {
    const found = read({ "urls.py": HEAD + urls });
    expect(found.routes).toEqual([]);
    expect(found.doubts).toContain(`urls.py:${line}`);
  });

  it("keeps a route under an unknown condition out, with a doubt", () => {
    const found = read({
      "urls.py": `${HEAD}import os\nurlpatterns = [path("x/", views.plain)]\nif os.environ["F"] == "1":\n    urlpatterns.append(path("y/", views.plain))`,
    });
    expect(found.routes).toEqual(["GET /x/  views.plain"]);
    expect(found.doubts).toHaveLength(1);
  });
});

describe("views", () => {
  it.each([
    ["api_view", "views.post_it", "POST /v/  views.post_it"],
    ["class view", "views.Plain.as_view()", "GET,POST /v/  views.Plain"],
    ["decorated class view", "csrf_exempt(views.Plain.as_view())", "GET,POST /v/  views.Plain"],
    ["decorator with arguments", "cache_page(60)(views.plain)", "GET /v/  views.plain"],
    ["required methods", "require_POST(views.plain)", "POST /v/  views.plain"],
    ["lambda", "lambda request: None", "GET /v/  urls.<lambda>"],
    [
      "template view",
      "TemplateView.as_view(template_name='a')",
      "GET /v/  django.views.generic.base.TemplateView",
    ],
    ["decorator of the repo without wraps", "mine(views.plain)", "GET /v/  views.plain"],
  ])("%s", (_, view, expected) => {
    const urls = `from django.views.decorators.csrf import csrf_exempt\nfrom django.views.decorators.cache import cache_page\nfrom django.views.decorators.http import require_POST\nfrom django.views.generic import TemplateView\ndef mine(func):\n    def inner(request):\n        return func(request)\n    return inner\nurlpatterns = [path("v/", ${view})]`;
    expect(routesOf(urls)).toEqual([expected]);
  });
});
