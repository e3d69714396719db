import { expect, it } from "vitest";
import { python, readShop } from "./shop.js";

it("reads what modules enter that ready() looks for in every app", async () => {
  const { routes } = await readShop({
    "shop/__init__.py": python(
      "from django.utils.module_loading import autodiscover_modules",
      "def autodiscover():",
      '    autodiscover_modules("pages")',
    ),
    "shop/apps.py": python(
      "from django.apps import AppConfig",
      "class ShopConfig(AppConfig):",
      '    name = "shop"',
      "    def ready(self):",
      "        super().ready()",
      "        self.module.autodiscover()",
    ),
    "shop/registry.py": "pages = {}\ndef enter(name, view):\n    pages[name] = view\n",
    "people/pages.py": python(
      "from shop.registry import enter",
      "def profile(request):",
      "    pass",
      'enter("profile", profile)',
    ),
    "config/urls.py": python(
      "from django.urls import path",
      "from shop.registry import pages",
      "urlpatterns = [path(name, view) for name, view in pages.items()]",
    ),
  });
  expect(routes.map(({ path }) => path)).toEqual(["/profile"]);
});
