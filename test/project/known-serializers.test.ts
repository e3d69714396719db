import { expect, it } from "vitest";
import { python, readShop, serializersOf } from "./shop.js";

it.each([
  ["datapunt_api.rest", "HALSerializer"],
  ["i18nfield.rest_framework", "I18nAwareModelSerializer"],
])("heirs of the model serializers of %s are such", async (module, base) => {
  const serializers = python(
    `from ${module} import ${base}`,
    "from django.contrib.auth.models import Group",
    `class GroupSerializer(${base}):`,
    "    class Meta:",
    "        model = Group",
  );
  expect(await serializersOf({ "shop/serializers.py": serializers })).toEqual([
    "shop.serializers.GroupSerializer → auth.Group",
  ]);
});

it("a package's serializers without a model are none of a model, and no doubt", async () => {
  const { serializers, doubts } = await readShop({
    "shop/serializers.py": python(
      "from rest_framework_json_api import serializers",
      "class HealthSerializer(serializers.Serializer):",
      "    status = serializers.CharField()",
      "    class Meta:",
      '        resource_name = "health"',
    ),
  });
  expect({ serializers, doubts }).toEqual({ serializers: [], doubts: [] });
});
