import { expect, it } from "vitest";
import { python, serializersOf } from "./shop.js";

it("reads a file once to which two folders on the path give a name", async () => {
  const outer = "outer/apps/zoo";
  const found = await serializersOf({
    "config/settings.py": python(
      "import os, sys",
      'sys.path.insert(0, os.path.join("outer", "apps"))',
      'INSTALLED_APPS = ["rest_framework", "zoo"]',
      'ROOT_URLCONF = "config.urls"',
    ),
    "config/urls.py": python(
      "from outer import VERSION",
      "from zoo.serializers import CageSerializer",
      "urlpatterns = [VERSION, CageSerializer][2:]",
    ),
    "outer/__init__.py": "VERSION = 1\n",
    "outer/apps/__init__.py": "",
    [`${outer}/__init__.py`]: "",
    [`${outer}/models.py`]: python(
      "from django.db import models",
      "class Cage(models.Model): pass",
    ),
    [`${outer}/serializers.py`]: python(
      "from rest_framework import serializers",
      "from zoo.models import Cage",
      "class CageSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Cage",
    ),
  });
  expect(found).toEqual(["zoo.serializers.CageSerializer → zoo.Cage"]);
});
