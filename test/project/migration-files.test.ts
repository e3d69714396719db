import { expect, it } from "vitest";
import { python, readShop } from "./shop.js";

it.each([
  ["operations = [TrigramExtension()]", true],
  ['operations = [CreateCollation("ci", "und", deterministic=False)]', true],
  ['operations = [migrations.RunSQL("create extension if not exists citext")]', true],
  ['operations = [migrations.AddField("cart", "file", models.FileField())]', undefined],
])("knows whether tables need what migrations make: %s", async (operations, needed) => {
  const { setup } = await readShop({
    "shop/migrations/__init__.py": "",
    "shop/migrations/0001_initial.py": python(
      "from django.db import migrations, models",
      "class Migration(migrations.Migration):",
      `    ${operations}`,
    ),
  });
  expect(setup.needsMigrations).toBe(needed);
});
