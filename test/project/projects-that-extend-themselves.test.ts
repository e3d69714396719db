import { describe, expect, it } from "vitest";
import { modelsOf, python, readShop, SETTINGS } from "./shop.js";

const MODELS = "from django.db import models";

describe("apps that are installed from outside the settings", () => {
  it("by a module that the package around the settings imports", async () => {
    const { apps } = await readShop({
      "config/__init__.py": "from config import addons\n",
      "config/addons.py": python(
        "from config.settings import INSTALLED_APPS",
        'INSTALLED_APPS.append("attic")',
      ),
      "attic/__init__.py": "",
    });
    expect(apps.map(({ label }) => label)).toContain("attic");
  });

  it("by the package of an app that was itself added so", async () => {
    const { apps } = await readShop({
      "shop/__init__.py": python(
        "from django.conf import settings",
        'settings.INSTALLED_APPS.append("attic")',
      ),
      "attic/__init__.py": python(
        "from config.settings import INSTALLED_APPS",
        'INSTALLED_APPS += ["cellar"]',
      ),
      "cellar/__init__.py": "",
    });
    expect(apps.map(({ label }) => label)).toEqual(expect.arrayContaining(["attic", "cellar"]));
  });

  it("not by a module that nothing imports", async () => {
    const { apps } = await readShop({
      "config/addons.py": 'from config.settings import *\nINSTALLED_APPS.append("attic")\n',
      "attic/__init__.py": "",
    });
    expect(apps.map(({ label }) => label)).not.toContain("attic");
  });
});

const config = (ready: string) => ({
  "config/urls.py": "from django.urls import path\nurlpatterns = []\n",
  "shop/apps.py": python(
    "from django.apps import AppConfig",
    "class ShopConfig(AppConfig):",
    '    name = "shop"',
    "    def ready(self):",
    "        from django.urls import include, path",
    "        from config.urls import urlpatterns",
    `        ${ready}`,
    "        super().ready()",
  ),
  "shop/urls.py": python(
    "from django.urls import path",
    "from shop import views",
    'urlpatterns = [path("cart/", views.cart, name="cart")]',
  ),
  "shop/views.py": "def cart(request):\n    pass\n",
});

it.each([
  ["migrations that an app left behind", "attic/migrations/0001_initial.py", false],
  ["an app without __init__.py", "attic/models.py", true],
])("%s", async (_, file, firstParty) => {
  const settings = SETTINGS.replace('"people"', '"people", "attic"');
  const { apps } = await readShop({ "config/settings.py": settings, [file]: "" });
  expect(apps.find(({ module }) => module === "attic")?.firstParty).toBe(firstParty);
});

describe("routes that an AppConfig adds", () => {
  it("when it is ready", async () => {
    const { routes } = await readShop(
      config('urlpatterns.append(path("shop/", include("shop.urls")))'),
    );
    expect(routes.map(({ path }) => path)).toEqual(["/shop/cart/"]);
  });

  it("or a doubt, where that cannot be followed", async () => {
    const { routes, doubts } = await readShop(config("raise ValueError(urlpatterns)"));
    expect(routes).toEqual([]);
    expect(doubts.map(({ file, effect }) => [file, effect])).toContainEqual([
      "shop/apps.py",
      "routes may be missing",
    ]);
  });
});

describe("histories of a class of the repository", () => {
  const audit = python(
    "from simple_history.models import HistoricalRecords",
    MODELS,
    "class AuditLog(HistoricalRecords):",
    "    pass",
    "class Cart(models.Model):",
    "    history = AuditLog(bases=[models.Model])",
  );

  it("make a model as HistoricalRecords does", async () => {
    expect(await modelsOf({ "shop/models.py": audit })).toEqual([
      "shop.Cart",
      "shop.HistoricalCart",
    ]);
  });

  it("are the model of a serializer", async () => {
    const { serializers } = await readShop({
      "shop/models.py": audit,
      "shop/serializers.py": python(
        "from rest_framework import serializers",
        "from shop.models import Cart",
        "class HistorySerializer(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = Cart.history.model",
      ),
    });
    expect(serializers.map(({ model }) => model)).toEqual(["shop.HistoricalCart"]);
  });
});

const noteOf = (base: string, module: string) => ({
  "shop/models.py": python(
    MODELS,
    `from ${module} import ${base}`,
    `class Note(${base}):`,
    "    text = models.TextField()",
    "class Memo(Note):",
    "    pass",
  ),
});

describe("a base that no table knows", () => {
  it("is a model where its name and the fields below it say so", async () => {
    const files = noteOf("SoftDeleteModel", "django_softdelete.models");
    expect(await modelsOf(files)).toEqual(["shop.Memo", "shop.Note"]);
  });

  it.each([
    ["Tracked", "tracking.models"],
    ["TrackedModel", "tracking.mixins"],
  ])("is a doubt otherwise: %s of %s", async (base, module) => {
    const { models, doubts } = await readShop(noteOf(base, module));
    expect(models).toEqual([]);
    expect(doubts.map(({ effect }) => effect)).toContain("models may be missing");
  });
});

describe("djoser's view set", () => {
  const members = {
    "config/urls.py": python(
      "from rest_framework.routers import SimpleRouter",
      "from shop.views import Members",
      "router = SimpleRouter()",
      'router.register("m", Members)',
      "urlpatterns = router.urls",
    ),
    "shop/views.py":
      "from djoser.views import UserViewSet\nclass Members(UserViewSet):\n    pass\n",
  };
  const PERSON = python(
    "from django.contrib.auth.models import AbstractUser",
    MODELS,
    "class Person(AbstractUser):",
    "    number = models.AutoField(primary_key=True)",
    '    USERNAME_FIELD = "email"',
  );

  it.each([
    [
      "Django's users",
      {},
      ["/m/{id}/", "/m/set_username/", "/m/reset_username_confirm/", "/m/me/"],
    ],
    [
      "users of the repository",
      {
        "config/settings.py": `${SETTINGS}AUTH_USER_MODEL = "people.Person"\n`,
        "people/models.py": PERSON,
      },
      ["/m/{number}/", "/m/set_email/", "/m/reset_email_confirm/", "/m/me/"],
    ],
  ])("hands its actions down: %s", async (_, files, paths) => {
    const { routes, doubts } = await readShop({ ...members, ...files });
    expect(routes.map(({ path }) => path)).toEqual(expect.arrayContaining(paths));
    expect(doubts).toEqual([]);
  });
});

it.each([
  ["rest_framework.authtoken.views", "ObtainAuthToken", ["POST"]],
  ["dj_rest_auth.registration.views", "SocialLoginView", ["POST"]],
  ["dj_rest_auth.views", "LogoutView", ["GET", "POST"]],
  ["dj_rest_auth.views", "UserDetailsView", ["GET", "PATCH", "PUT"]],
  ["dj_rest_auth.registration.views", "SocialAccountListView", ["GET"]],
])("a subclass of %s.%s answers %j", async (module, base, methods) => {
  const { routes } = await readShop({
    "config/urls.py": python(
      "from django.urls import path",
      "from shop.views import Enter",
      'urlpatterns = [path("enter/", Enter.as_view())]',
    ),
    "shop/views.py": `from ${module} import ${base}\nclass Enter(${base}):\n    pass\n`,
  });
  expect(routes.map(({ view, methods }) => [view, methods])).toEqual([
    ["shop.views.Enter", methods],
  ]);
});

it("a package imports its own submodules", async () => {
  const { routes, doubts } = await readShop({
    "config/urls.py": python(
      "from django.urls import path",
      "from shop import views",
      'urlpatterns = [path("cart/", views.carts.cart)]',
    ),
    "shop/views/__init__.py": "from . import carts\n\n__all__ = [carts]\n",
    "shop/views/carts.py": "def cart(request):\n    pass\n",
  });
  expect(routes.map(({ view }) => view)).toEqual(["shop.views.carts.cart"]);
  expect(doubts).toEqual([]);
});

it.each([
  ["a method of the repository", "Cart.objects.with_totals()"],
  ["a method of Django", "Cart.objects.select_related('owner')"],
  ["a query set made for a model", "Rows(model=Cart).order_by('id')"],
])("the model of a query set is that of its manager: %s", async (_, queryset) => {
  const { routes } = await readShop({
    "shop/models.py": python(
      MODELS,
      "class Rows(models.QuerySet):",
      "    pass",
      "class Manager(models.Manager.from_queryset(Rows)):",
      "    def with_totals(self):",
      "        return self.totals[self.model]",
      "class Cart(models.Model):",
      "    objects = Manager()",
    ),
    "config/urls.py": python(
      "from rest_framework import routers, viewsets",
      "from shop.models import Cart, Rows",
      "class Carts(viewsets.ReadOnlyModelViewSet):",
      `    queryset = ${queryset}`,
      "router = routers.SimpleRouter()",
      'router.register("carts", Carts)',
      "urlpatterns = router.urls",
    ),
  });
  expect(routes.map(({ name, model }) => [name, model])).toEqual([
    ["cart-list", "shop.Cart"],
    ["cart-detail", "shop.Cart"],
  ]);
});
