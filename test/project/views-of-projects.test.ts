import { describe, expect, it } from "vitest";
import { python, readShop } from "./shop.js";

describe("views of public projects that source tells in part", () => {
  it("a function made around one of several views is that view", async () => {
    const pages = python(
      "from django.http import Http404",
      "from shop import views",
      "def preview(status):",
      "    pages = {404: (views.plain, Http404())}",
      "    page, error = pages[status]",
      "    def shown(request):",
      "        return page(request, error)",
      "    return shown",
    );
    const { routes } = await readShop({
      "shop/views.py": "def plain(request, error=None):\n    pass\n",
      "pages.py": pages,
      "config/urls.py": python(
        "from django.urls import path",
        "from pages import preview",
        'urlpatterns = [path("404/", preview(404))]',
      ),
    });
    expect(routes.map(({ view }) => view)).toEqual(["shop.views.plain"]);
  });

  it("a view whose only base is not read answers GET, with a doubt", async () => {
    const { routes, doubts } = await readShop({
      "shop/views.py": python(
        "from codes.views import CodeView",
        "class LoginView(CodeView):",
        "    pass",
      ),
      "config/urls.py": python(
        "from django.urls import path",
        "from shop import views",
        'urlpatterns = [path("login/", views.LoginView.as_view())]',
      ),
    });
    expect(routes.map(({ methods }) => methods)).toEqual([["GET"]]);
    expect(doubts).toMatchObject([
      { file: "shop/views.py", line: 2, what: "what codes.views.CodeView answers is not read" },
    ]);
  });

  it("views that hand out tokens answer POST only", async () => {
    const { routes, doubts } = await readShop({
      "shop/views.py": python(
        "from rest_framework_jwt.views import ObtainJSONWebTokenView",
        "class LoginView(ObtainJSONWebTokenView):",
        "    def post(self, request, *args, **kwargs):",
        "        return super().post(request, *args, **kwargs)",
      ),
      "config/urls.py": python(
        "from django.urls import path",
        "from shop import views",
        'urlpatterns = [path("login/", views.LoginView.as_view())]',
      ),
    });
    expect(routes.map(({ methods }) => methods)).toEqual([["POST"]]);
    expect(doubts).toEqual([]);
  });

  it("a view that answers POST itself answers GET by a base that is not read, with a doubt", async () => {
    const { routes, doubts } = await readShop({
      "shop/views.py": python(
        "from codes.views import CodeView",
        "from codes.mixins import LimitMixin",
        "from django.views import View",
        "class LoginView(CodeView):",
        "    def post(self, request):",
        "        pass",
        "class HookView(LimitMixin, View):",
        "    def post(self, request):",
        "        pass",
      ),
      "config/urls.py": python(
        "from django.urls import path",
        "from shop import views",
        'urlpatterns = [path("hook/", views.HookView.as_view()), path("login/", views.LoginView.as_view())]',
      ),
    });
    expect(routes.map(({ methods }) => methods)).toEqual([["POST"], ["GET", "POST"]]);
    expect(doubts.map(({ what }) => what)).toEqual([
      "what codes.views.CodeView answers is not read",
    ]);
  });

  it("a view without handlers answers nothing, unless it dispatches itself", async () => {
    const { routes, doubts } = await readShop({
      "shop/views.py": python(
        "from django.views import View",
        "from rest_framework.views import APIView",
        "class Forgotten(APIView):",
        "    def destroy(self, request):",
        "        pass",
        "class Dispatching(View):",
        "    def dispatch(self, request):",
        "        pass",
      ),
      "config/urls.py": python(
        "from django.urls import path",
        "from shop import views",
        "urlpatterns = [",
        '    path("a/", views.Forgotten.as_view()),',
        '    path("b/", views.Dispatching.as_view()),',
        "]",
      ),
    });
    expect(routes.map(({ methods }) => methods)).toEqual([[], ["GET"]]);
    expect(doubts).toEqual([]);
  });

  it("the name by which users of Django's own kind log in is known", async () => {
    const { routes } = await readShop({
      "config/urls.py": python(
        "from django.contrib.auth import get_user_model",
        "from django.urls import path",
        "from shop import views",
        'urlpatterns = [path("by-%s/" % get_user_model().USERNAME_FIELD, views.plain)]',
      ),
      "shop/views.py": "def plain(request):\n    pass\n",
    });
    expect(routes.map(({ path }) => path)).toEqual(["/by-username/"]);
  });
});

it("reads a view set whose metaclass answers with what the class has that it stands for", async () => {
  const { routes, doubts } = await readShop({
    "shop/views.py": python(
      "import inspect",
      "from django.conf import settings",
      "from rest_framework.decorators import action",
      "from rest_framework.viewsets import GenericViewSet, ViewSet",
      "class Overridden(type):",
      "    def __getattr__(cls, name):",
      "        key = '.'.join([inspect.getmodule(cls).__name__, cls.__name__])",
      "        path = {'shop.views.None': 'x'}.get(key)",
      "        return getattr(path or cls._default, name)",
      "class NotesBase(ViewSet):",
      '    lookup_url_kwarg = "slug"',
      "    def retrieve(self, request, slug):",
      "        pass",
      "    @action(detail=True)",
      "    def sync(self, request, slug):",
      "        pass",
      "class Notes(metaclass=Overridden):",
      "    _default = NotesBase",
      "class NothingBase(GenericViewSet):",
      "    pass",
      "class Nothing(metaclass=Overridden):",
      "    _default = NothingBase",
    ),
    "config/urls.py": python(
      "from rest_framework.routers import SimpleRouter",
      "from shop import views",
      "router = SimpleRouter()",
      'router.register("notes", views.Notes, basename="notes")',
      'router.register("nothing", views.Nothing, basename="nothing")',
      "urlpatterns = router.urls",
    ),
  });
  expect(routes.map(({ path, view }) => `${path} ${view}`)).toEqual([
    "/notes/{slug}/ shop.views.NotesBase",
    "/notes/{slug}/sync/ shop.views.NotesBase",
  ]);
  expect(doubts).toEqual([]);
});

it("tells functions from what translations give, and wizards from view sets", async () => {
  const { routes, doubts } = await readShop({
    "shop/login.py": python(
      "from functools import wraps",
      "from django.utils.functional import Promise",
      "def login_required(given):",
      "    if isinstance(given, (Promise, str)):",
      "        return lambda view: guarded(view, given)",
      "    return guarded(given)",
      "def guarded(view, message=None):",
      "    @wraps(view)",
      "    def inner(request):",
      "        return view(request) if request.user else message",
      "    return inner",
    ),
    "shop/views.py": python(
      "from django.utils.translation import pgettext",
      "from django.views.generic import TemplateView",
      "from formtools.wizard.views import SessionWizardView",
      "from backends import Backend",
      "from .login import login_required",
      '@login_required(pgettext("page", "Sign in"))',
      "def page(request):",
      "    pass",
      "class Shown(TemplateView):",
      "    pass",
      "shown = login_required(Shown.as_view())",
      "class Steps(SessionWizardView):",
      "    pass",
      'steps = Steps.as_view([("first", Shown)])',
      "def named(name):",
      "    if name != Backend.name:",
      "        raise ValueError",
      "    return page",
    ),
    "config/urls.py": python(
      "from django.urls import path",
      "from shop import views",
      'urlpatterns = [path("a/", views.page), path("b/", views.shown), path("c/", views.steps)]',
      'urlpatterns.append(path("d/", views.named("d")))',
    ),
  });
  expect(doubts).toEqual([]);
  expect(routes.map(({ path, view, methods }) => `${methods.join()} ${path} ${view}`)).toEqual([
    "GET /a/ shop.views.page",
    "GET /b/ shop.views.Shown",
    "GET,POST /c/ shop.views.Steps",
    "GET /d/ shop.views.page",
  ]);
});
