import { expect, it } from "vitest";
import { python, readShop, SETTINGS } from "./shop.js";

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

it.each([
  ['"guardian"', "", true],
  ['"guardian"', "ANONYMOUS_USER_NAME = None", undefined],
  ['"axes"', "", undefined],
])("knows that a user made with the tables may need rows: %s, %s", async (app, more, needed) => {
  const { setup } = await readShop({
    "config/settings.py": SETTINGS + python(`INSTALLED_APPS += [${app}]`, more),
    "shop/migrations/__init__.py": "",
    "shop/migrations/0001_groups.py": python(
      "from django.db import migrations",
      "class Migration(migrations.Migration):",
      "    operations = [migrations.RunPython(print)]",
    ),
  });
  expect(setup.needsMigrations).toBe(needed);
});

it("knows that Wagtail has its first site from its migrations", async () => {
  const { setup } = await readShop({
    "config/settings.py": SETTINGS + python('INSTALLED_APPS += ["wagtail"]'),
  });
  expect(setup.needsMigrations).toBe(true);
});
