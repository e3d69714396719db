import { describe, expect, it } from "vitest";
import { HEAD, read, routesOf } from "./read-urls.js";

/** edge-cases.md D, by number. */
describe("urlpatterns as public projects write them", () => {
  const X = "GET /x/ x views.plain";
  const other = {
    "other.py": `import views\nfrom django.urls import path\nurlpatterns = [path("x/", views.plain, name="x")]`,
  };

  it.each([
    [
      "87: tuple by trailing comma",
      `urlpatterns = []\nurlpatterns += path("x/", views.plain, name="x"),`,
      [X],
    ],
    [
      "as_view of an instance",
      `urlpatterns = [path("x/", views.Plain().as_view(), name="x")]`,
      ["GET,POST /x/ x views.Plain"],
    ],
    [
      "re_path or url, whichever Django has",
      `from django import get_version\nfrom packaging.version import Version\nif Version(get_version()) >= Version("2.0"):\n    from django.urls import re_path as pattern\nelse:\n    from django.conf.urls import url as pattern\nurlpatterns = [pattern(r"^x/$", views.plain, name="x")]`,
      [X],
    ],
    [
      "an as_view of the repo's own",
      `class Local(views.Plain):\n    @classmethod\n    def as_view(cls, **initkwargs):\n        def view(request):\n            return cls(**initkwargs).dispatch(request)\n        return view\nurlpatterns = [path("x/", Local.as_view(), name="x")]`,
      ["GET,POST /x/ x urls.Local"],
    ],
    [
      "89: name on an include is ignored",
      `urlpatterns = [path("", include("other"), name="common")]`,
      [X],
    ],
    [
      "a regex that is none",
      `urlpatterns = [re_path(None, views.plain, name="x")]`,
      ["GET /None x views.plain"],
    ],
    [
      "a name that a loop gives",
      `urlpatterns = [path("x/", views.plain, name="x")]\nfor one in urlpatterns:\n    one.name = "types." + one.name`,
      ["GET /x/ types.x views.plain"],
    ],
    [
      "102: sum of other modules",
      `import other\nurlpatterns = (\n    []\n    + other.urlpatterns\n)`,
      [X],
    ],
    [
      "104: include of an f-string",
      `urlpatterns = []\nfor app in ["other"]:\n    urlpatterns.append(path("", include(f"{app}")))`,
      [X],
    ],
    [
      "110: map over module names",
      `urlpatterns = list(map(lambda u: re_path(r"^", include(u)), ["other"]))`,
      [X],
    ],
    [
      "94: a wrapper function",
      `def slash(route, view, name):\n    return re_path(rf"^{route}/?$", view, name=name)\nurlpatterns = [slash("x", views.plain, "x")]`,
      [X],
    ],
    [
      "109: a computed prefix",
      `from urllib.parse import urlparse\nprefix = ""\nif _path := urlparse("https://h/sub").path.lstrip("/"):\n    prefix = f"{_path}/"\nurlpatterns = [path(f"{prefix}x/", views.plain, name="x")]`,
      ["GET /sub/x/ x views.plain"],
    ],
    [
      "112: module and app name with a namespace",
      `urlpatterns = [path("a/", include(("other", "api"), namespace="v2"))]`,
      ["GET /a/x/ v2:x views.plain"],
    ],
    [
      "an app name beside a module that has one",
      `import named\nurlpatterns = [path("a/", include((named, "v0"))), path("b/", include(("named", "v0")))]`,
      ["GET /a/y/ courses:y views.plain", "GET /b/y/ courses:y views.plain"],
    ],
    [
      "113: a partial",
      `from functools import partial\ngone = partial(views.plain, message="m")\nurlpatterns = [re_path(r"^api/v1/.*$", gone)]`,
      ["GET /api/v1/*  views.plain"],
    ],
    [
      "114: renamed re_path",
      `from django.urls import re_path as pattern\nurlpatterns = [pattern(r"^x/$", views.plain, name="x")]`,
      [X],
    ],
    [
      "115: the same URLconf twice",
      `urlpatterns = [path("", include("other")), path("", include("other"))]`,
      [X],
    ],
    [
      "116: inside i18n_patterns",
      `from django.conf.urls.i18n import i18n_patterns\nurlpatterns = i18n_patterns(path("x/", views.plain, name="x"))`,
      ["GET /en/x/ x views.plain"],
    ],
    [
      "107: a regex with .format",
      `U = "[0-9a-f]+"\nurlpatterns = [re_path(r"^e/(?P<id>{})/$".format(U), views.plain)]`,
      ["GET /e/{id}/  views.plain"],
    ],
    [
      "108: a starred comprehension",
      `urlpatterns = [*[re_path(rf"^{p}(/.*)?$", views.plain, name=f'g-{p.replace("/", "-")}') for p in ["a/b"]]]`,
      ["GET /a/b{0} g-a-b views.plain"],
    ],
    [
      "106: a list rewritten by a function",
      `def same(patterns):\n    return [p for p in patterns]\nurlpatterns = [path("x/", views.plain, name="x")]\nurlpatterns = same(urlpatterns)`,
      [X],
    ],
    [
      "103: list include with regex nesting",
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
      "120: app_name from a config class",
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
      "99: patterns from a call that is not read",
      `from crudl import C\nurlpatterns = C().as_urlpatterns()`,
      5,
    ],
    [
      "92: a prefix from the database",
      `from somewhere import get\nurlpatterns = [re_path(r"^{}api/".format(get("p")), views.plain)]`,
      5,
    ],
    [
      "105: hooks",
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
    ["a function that looks at the method", "page", "GET /v/  urls.page asked POST"],
    ["one that compares with several", "rest", "GET /v/  urls.rest asked DELETE,PUT"],
    ["one that a decorator limits", "require_POST(page)", "POST /v/  urls.page"],
    ["class view", "views.Plain.as_view()", "GET,POST /v/  views.Plain"],
    ["decorated class view", "csrf_exempt(views.Plain.as_view())", "GET,POST /v/  views.Plain"],
    ["decorator with arguments", "cache_page(60)(views.plain)", "GET /v/  views.plain"],
    [
      "Django's own view behind its decorator",
      "cache_page(60)(static.serve)",
      "GET /v/  django.views.static.serve",
    ],
    ["required methods", "require_POST(views.plain)", "POST /v/  views.plain"],
    ["lambda", "lambda request: None", "GET /v/  urls.<lambda>"],
    [
      "template view",
      "TemplateView.as_view(template_name='a')",
      "GET /v/  django.views.generic.base.TemplateView",
    ],
    ["decorator of the repo without wraps", "mine(views.plain)", "GET /v/  views.plain"],
    [
      "Django's own page, which no browser sends a PUT",
      "Edit.as_view()",
      "GET,POST,PUT /v/  urls.Edit unasked PUT",
    ],
    ["Django's own DELETE", "Leave.as_view()", "DELETE,GET,POST /v/  urls.Leave unasked DELETE"],
    ["a DELETE of the repo", "Drop.as_view()", "DELETE,GET,POST /v/  urls.Drop"],
  ])("%s", (_, view, expected) => {
    const urls = `from django.views import static\nfrom django.views.decorators.csrf import csrf_exempt\nfrom django.views.decorators.cache import cache_page\nfrom django.views.decorators.http import require_POST\nfrom django.views.generic import DeleteView, TemplateView, UpdateView\nclass Edit(UpdateView):\n    pass\nclass Leave(DeleteView):\n    pass\nclass Drop(DeleteView):\n    def delete(self, request, *args, **kwargs):\n        pass\ndef page(\n    request,\n):\n    form = Form(request.POST or None)\n    return form\ndef rest(request):\n\n    if request.method in ("PUT", "DELETE"):\n        return None\ndef mine(func):\n    def inner(request):\n        return func(request)\n    return inner\nurlpatterns = [path("v/", ${view})]`;
    expect(routesOf(urls)).toEqual([expected]);
  });
});
