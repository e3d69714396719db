import { describe, expect, it } from "vitest";
import { python, readShop, serializersOf, SETTINGS } from "./shop.js";

const HEAD = ["from rest_framework import serializers"];

describe("serializers of users and groups", () => {
  it("finds the user model", async () => {
    const contents = {
      "people/models.py": python(
        "from django.contrib.auth.models import AbstractUser",
        "class User(AbstractUser):",
        "    pass",
      ),
      "config/settings.py": `${SETTINGS}AUTH_USER_MODEL = "people.User"\n`,
      "shop/serializers.py": python(
        "from django.contrib.auth import get_user_model",
        "from rest_framework.serializers import ModelSerializer",
        "User = get_user_model()",
        "class UserSerializer(ModelSerializer):",
        "    class Meta:",
        "        model = User",
      ),
    };
    expect(await serializersOf(contents)).toEqual([
      "shop.serializers.UserSerializer → people.User",
    ]);
  });

  it("finds a user model that its package of models imports with a module, and the heirs of it", async () => {
    const contents = {
      "people/models/__init__.py": "from . import accounts\nfrom . import customers\n",
      "people/models/accounts.py": python(
        "from django.contrib.auth.models import AbstractUser",
        "class User(AbstractUser):",
        "    pass",
      ),
      "people/models/customers.py": python(
        "from django.contrib.auth import get_user_model",
        "class Customer(get_user_model()):",
        "    pass",
      ),
      "config/settings.py": `${SETTINGS}AUTH_USER_MODEL = "people.User"\n`,
      "shop/serializers.py": python(
        ...HEAD,
        "from people.models.customers import Customer",
        "class CustomerSerializer(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = Customer",
      ),
    };
    expect(await serializersOf(contents)).toEqual([
      "shop.serializers.CustomerSerializer → people.Customer",
    ]);
  });

  it("finds models of Django itself", async () => {
    const lines = [
      "from django.contrib.auth.models import Group",
      "from django.contrib.auth import get_user_model",
      "class GroupSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Group",
      "class UserSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = get_user_model()",
    ];
    expect(await serializersOf({ "shop/serializers.py": python(...HEAD, ...lines) })).toEqual([
      "shop.serializers.GroupSerializer → auth.Group",
      "shop.serializers.UserSerializer → auth.User",
    ]);
  });

  it("gives the package's app that AUTH_USER_MODEL names its label", async () => {
    const settings = [
      'INSTALLED_APPS += ["saas", "saas.apps.user", "saas.apps.teams"]',
      'AUTH_USER_MODEL = "saas_user.User"',
    ];
    const { apps, serializers, doubts } = await readShop({
      "config/settings.py": SETTINGS + python(...settings),
      "shop/serializers.py": python(
        ...HEAD,
        "from saas.apps.user.models import User",
        "from saas.models import User as Exported",
        "class UserSerializer(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = User",
        "class ExportedSerializer(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = Exported",
      ),
    });
    expect(apps.map(({ label }) => label)).toEqual(expect.arrayContaining(["saas", "saas_user"]));
    expect(serializers.map(({ model }) => model)).toEqual(["saas_user.User"]);
    expect(doubts.map(({ what }) => what)).toEqual([
      "the model of ExportedSerializer is not known",
    ]);
  });

  it.each([
    ["djoser.serializers", "UserCreateSerializer"],
    ["djoser.serializers", "UsernameSerializer"],
    ["dj_rest_auth.serializers", "UserDetailsSerializer"],
  ])("knows the model of heirs of %s", async (module, base) => {
    const lines = [
      `from ${module} import ${base} as Base`,
      "class MemberSerializer(Base):",
      "    class Meta(Base.Meta):",
      "        fields = ['id']",
    ];
    expect(await serializersOf({ "shop/serializers.py": python(...lines) })).toEqual([
      "shop.serializers.MemberSerializer → auth.User",
    ]);
  });

  it("looks into packages that only a URLconf named in a string loads", async () => {
    const contents = {
      "config/urls.py": python(
        "from django.urls import include, path",
        "urlpatterns = [path('', include('api.urls'))]",
      ),
      "api/__init__.py": "",
      "api/urls.py": "urlpatterns = []\n",
      "api/v1/__init__.py": "",
      "api/v1/serializers.py": python(
        ...HEAD,
        "from django.contrib.auth.models import Group",
        "class GroupSerializer(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = Group",
      ),
    };
    expect(await serializersOf(contents)).toEqual([
      "api.v1.serializers.GroupSerializer → auth.Group",
    ]);
  });
});

it("finds the model of the rows between two others, which a field makes", async () => {
  const contents = {
    "shop/models.py": python(
      "from django.db import models",
      "class Tag(models.Model):",
      "    pass",
      "class Photo(models.Model):",
      "    tags = models.ManyToManyField(Tag)",
    ),
    "shop/serializers.py": python(
      ...HEAD,
      "from shop.models import Photo",
      "class TaggedSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Photo.tags.through",
    ),
  };
  expect(await serializersOf(contents)).toEqual([
    "shop.serializers.TaggedSerializer → shop.Photo_tags",
  ]);
});
