import { expect, it } from "vitest";
import { python, readShop, SETTINGS } from "./shop.js";

const MODELS = "from django.db import models";

it("adds the models that simple_history makes", async () => {
  const { models } = await readShop({
    "shop/models.py": python(
      MODELS,
      "from simple_history.models import HistoricalRecords",
      "class Cart(models.Model):",
      "    history = HistoricalRecords()",
    ),
  });
  expect(models.map(({ label, class: path, line }) => [label, path, line])).toEqual([
    ["shop.Cart", "shop.models.Cart", 3],
    ["shop.HistoricalCart", "shop.models.HistoricalCart", 0],
  ]);
});

it("adds the histories of rows between models", async () => {
  const { models } = await readShop({
    "shop/models.py": python(
      MODELS,
      "from django.contrib.auth.models import AbstractUser",
      "from simple_history.models import HistoricalRecords",
      "class Shelf(models.Model):",
      "    pass",
      "class Place(models.Model):",
      "    pass",
      "class Cart(AbstractUser):",
      "    shelves = models.ManyToManyField(Shelf)",
      "    places = models.ManyToManyField(Shelf, through=Place, related_name='+')",
      '    history = HistoricalRecords(m2m_fields=[shelves, "places", "groups"])',
    ),
  });
  expect(models.filter(({ line }) => line === 0).map(({ class: path }) => path)).toEqual([
    "shop.models.HistoricalCart",
    "shop.models.HistoricalCart_groups",
    "shop.models.HistoricalCart_shelves",
    "shop.models.HistoricalPlace",
  ]);
});

it("says so where simple_history makes a history of what is registered", async () => {
  const { doubts } = await readShop({
    "shop/models.py": python(
      "from django.contrib.auth.models import Group",
      "from simple_history import register",
      'register(Group, app="shop")',
    ),
  });
  const what =
    "what simple_history.register() makes of django.contrib.auth.models.Group is not known";
  expect(doubts).toMatchObject([{ file: "shop/models.py", line: 3, what }]);
});

it("puts what simple_history makes for a parent's heirs in their own module", async () => {
  const { models } = await readShop({
    "config/settings.py": SETTINGS.replace('"shop"', '"shop.carts"'),
    "shop/carts/__init__.py": "",
    "shop/carts/models.py": python(
      MODELS,
      "from simple_history.models import HistoricalRecords",
      "class Recorded(models.Model):",
      "    history = HistoricalRecords(inherit=True)",
      "    class Meta:",
      "        abstract = True",
      "class Cart(Recorded):",
      "    pass",
      "class Basket(models.Model):",
      "    history = HistoricalRecords()",
    ),
  });
  const made = models.filter(({ line }) => line === 0).map(({ class: path }) => path);
  expect(made).toEqual(["shop.carts.HistoricalBasket", "shop.carts.models.HistoricalCart"]);
});

it("adds the models that pghistory makes of the events of others", async () => {
  const { models, doubts } = await readShop({
    "shop/models.py": python(
      MODELS,
      "import pghistory",
      "from elsewhere import what_is_kept",
      "@pghistory.track()",
      '@pghistory.track(pghistory.DeleteEvent(), model_name="CartGone")',
      "class Cart(models.Model):",
      "    pass",
      '@pghistory.track(fields=["name", "full_name"], exclude=[])',
      "class Basket(models.Model):",
      "    name = full_name = models.TextField()",
      "@pghistory.track(fields=what_is_kept())",
      "class Box(models.Model):",
      "    pass",
    ),
  });
  expect(models.map(({ label, class: path }) => [label, path])).toEqual([
    ["shop.Basket", "shop.models.Basket"],
    ["shop.BasketNameFullNameEvent", "shop.models.BasketNameFullNameEvent"],
    ["shop.Box", "shop.models.Box"],
    ["shop.Cart", "shop.models.Cart"],
    ["shop.CartEvent", "shop.models.CartEvent"],
    ["shop.CartGone", "shop.models.CartGone"],
  ]);
  expect(doubts.map(({ what }) => what)).toContain(
    "what @pghistory.track makes of Box is not known",
  );
});

it("adds the models that tagulous makes for fields which name none", async () => {
  const { models } = await readShop({
    "shop/models.py": python(
      MODELS,
      "import tagulous.models",
      "class Cart(models.Model):",
      "    tags = tagulous.models.TagField(blank=True)",
      "    kind = tagulous.models.SingleTagField()",
      '    others = tagulous.models.TagField(to="shop.Label")',
    ),
  });
  expect(models.map(({ label, class: path }) => [label, path])).toEqual([
    ["shop.Cart", "shop.models.Cart"],
    ["shop.Tagulous_Cart_kind", "shop.models.Tagulous_Cart_kind"],
    ["shop.Tagulous_Cart_tags", "shop.models.Tagulous_Cart_tags"],
  ]);
});
