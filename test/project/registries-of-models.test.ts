import { expect, it } from "vitest";
import { routesOf } from "./routes-of.js";
import { python } from "./shop.js";

/** What the function that ready() calls does first and last. */
const FUNCTIONS = [
  ["keeps something itself", "enter_histories", [], ["        HISTORIES.append(name)"]],
  ["leaves it to another", "register_histories", ["    from .entering import enter"], []],
] as const;

it.each(FUNCTIONS)("reads what is entered by ready(), by a function that %s", async (...given) => {
  const [, entering, first, last] = given;
  const [, urls, contents, routes] = [
    "classes by the names of their models, and what ready() calls",
    [
      "from shop.registry import registry",
      'urlpatterns = [path(name, view) for name, view in registry["pages"]["shop"]["note"]]',
    ],
    {
      "shop/registry.py": python(
        "from collections import defaultdict",
        "class Registry(dict):",
        "    def __setitem__(self, key, value):",
        '        raise TypeError("closed")',
        'registry = Registry({"pages": defaultdict(lambda: defaultdict(list))})',
      ),
      "shop/entering.py": python(
        "from shop.registry import (",
        "    registry,",
        ")",
        "def enter(model, name):",
        "    def inner(view):",
        "        options = model._meta",
        '        registry["pages"][options.app_label][options.model_name].append((name, view))',
        "        return view",
        "    return inner",
      ),
      "shop/models.py": python(
        "from django.db import models",
        ...(first.length > 0 ? [] : ["from .entering import enter"]),
        "class Note(models.Model):",
        "    pass",
        "def history(request):",
        "    pass",
        `def ${entering}(*models):`,
        ...first,
        "    for model in models:",
        '        app, name = model._meta.label_lower.split(".")',
        '        enter(model, f"{app}/{name}/")(history)',
        ...last,
        "HISTORIES = []",
      ),
      "shop/apps.py": python(
        "from django.apps import AppConfig",
        "class ShopConfig(AppConfig):",
        '    name = "shop"',
        "",
        "    def ready(self):",
        "        from . import pages",
        `        from .models import ${entering}`,
        "",
        `        ${entering}(*self.get_models())`,
      ),
      "shop/pages.py": python(
        "from .entering import enter",
        "from .models import Note",
        '@enter(Note, "a/")',
        "def page(request):",
        "    pass",
      ),
    },
    ["/a/", "/shop/note/"],
  ] as const;
  expect(await routesOf(urls, contents)).toEqual({ routes, doubts: [] });
});
