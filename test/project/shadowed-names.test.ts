import { expect, it } from "vitest";
import { python, serializersOf } from "./shop.js";

it.each([
  ["by name", "from .models import Cart"],
  ["with all others", "from .models import *"],
])("a serializer may take the name of a model, which is imported %s", async (_, statement) => {
  const contents = {
    "shop/models.py": python("from django.db import models", "class Cart(models.Model): pass"),
    "shop/serializers.py": python(
      "from rest_framework import serializers",
      statement,
      "class Full(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Cart",
      "class Cart(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Cart",
    ),
  };
  expect(await serializersOf(contents)).toEqual([
    "shop.serializers.Cart → shop.Cart",
    "shop.serializers.Full → shop.Cart",
  ]);
});
