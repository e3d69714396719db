import { describe, expect, it } from "vitest";
import { modelsOf, python, readShop, SETTINGS } from "./shop.js";

const MODELS = "from django.db import models";

describe("models that are none", () => {
  it.each<[string, readonly string[]]>([
    ["a plain class", ["class Cart:", "    pass"]],
    [
      "an abstract model",
      ["class Cart(models.Model):", "    class Meta:", "        abstract = True"],
    ],
    ["a manager", ["class Carts(models.Manager):", "    pass"]],
    ["choices", ["class Size(models.TextChoices):", "    S = 'S'"]],
    ["a model in a text", ['"""', "class Cart(models.Model):", "    pass", '"""']],
    [
      "a model made by a function that nobody calls",
      ["def make():", "    class Cart(models.Model):", "        pass", "    return Cart"],
    ],
  ])("leaves out %s", async (_, lines) => {
    expect(await modelsOf({ "shop/models.py": python(MODELS, ...lines) })).toEqual([]);
  });

  it("leaves out models that nothing imports", async () => {
    const model = python(MODELS, "class Cart(models.Model):", "    pass");
    expect(await modelsOf({ "shop/tests.py": model, "shop/attic.py": model })).toEqual([]);
  });

  it("leaves out models of a package that is no app", async () => {
    const contents = {
      "attic/__init__.py": "",
      "attic/models.py": python(MODELS, "class Cart(models.Model):", "    pass"),
      "shop/models.py": python("import attic.models"),
    };
    expect(await modelsOf(contents)).toEqual([]);
  });
});

const model = (name: string): string =>
  python("from django.db import models", `class ${name}(models.Model):`, "    pass");

describe("models", () => {
  it("tells class, file and line", async () => {
    const { models } = await readShop({
      "shop/models.py": python(MODELS, "", "", "class Cart(models.Model):", "    pass"),
    });
    expect(models).toEqual([
      {
        label: "shop.Cart",
        class: "shop.models.Cart",
        file: "shop/models.py",
        line: 4,
        proxy: false,
        managed: true,
        required: [],
      },
    ]);
  });

  it("counts the line of the class, not of its decorators", async () => {
    const { models } = await readShop({
      "shop/models.py": python(
        MODELS,
        "from registry import register",
        "@register",
        "class Cart(models.Model):",
        "    pass",
      ),
    });
    expect(models[0]?.line).toBe(4);
  });

  it("follows a package that re-exports", async () => {
    const contents = {
      "shop/models/__init__.py": python("from .cart import Cart", "from .order import *"),
      "shop/models/base.py": python(
        MODELS,
        "class Base(models.Model):",
        "    class Meta:",
        "        abstract = True",
      ),
      "shop/models/cart.py": python(
        "from shop.models.base import Base",
        "class Cart(Base):",
        "    pass",
      ),
      "shop/models/order.py": python("from . import base as b", "class Order(b.Base):", "    pass"),
    };
    expect(await modelsOf(contents)).toEqual(["shop.Cart", "shop.Order"]);
  });

  it("finds a model inside a class, and those that ready() imports in any case", async () => {
    const { models } = await readShop({
      "shop/models.py": python(
        "from django.db import models",
        "class Outer:",
        "    class Inner(models.Model):",
        "        pass",
      ),
      "shop/apps.py": python(
        "from django.apps import AppConfig",
        "class ShopConfig(AppConfig):",
        '    name = "shop"',
        "    def ready(self):",
        "        from . import late",
        "        try:",
        "            import shop.tried",
        "        except ImportError:",
        "            import shop.other",
        "        if self.label == 'x':",
        "            from . import never",
      ),
      "shop/late.py": model("Late"),
      "shop/tried.py": model("Tried"),
      "shop/other.py": model("Other"),
      "shop/never.py": model("Never"),
    });
    expect(models.map(({ class: path }) => path)).toEqual([
      "shop.models.Outer.Inner",
      "shop.late.Late",
      "shop.tried.Tried",
    ]);
  });

  it("puts a model into the app of its module, or the one that Meta names", async () => {
    const contents = {
      "shop/models.py": python(
        MODELS,
        "class Cart(models.Model):",
        "    pass",
        "class Person(models.Model):",
        "    class Meta:",
        "        app_label = 'people'",
      ),
    };
    expect(await modelsOf(contents)).toEqual(["people.Person", "shop.Cart"]);
  });

  it("takes labels from AppConfig", async () => {
    const contents = {
      "shop/apps.py": python(
        "from django.apps import AppConfig",
        "class ShopConfig(AppConfig):",
        "    name = 'shop'",
        "    label = 'market'",
      ),
      "shop/models.py": python(MODELS, "class Cart(models.Model):", "    pass"),
    };
    expect(await modelsOf(contents)).toEqual(["market.Cart"]);
  });

  it("marks proxies and unmanaged tables", async () => {
    const { models } = await readShop({
      "shop/models.py": python(
        MODELS,
        "class Cart(models.Model):",
        "    pass",
        "class Basket(Cart):",
        "    class Meta:",
        "        proxy = True",
        "class View(models.Model):",
        "    class Meta:",
        "        managed = False",
      ),
    });
    expect(models.map(({ label, proxy, managed }) => [label, proxy, managed])).toEqual([
      ["shop.Basket", true, true],
      ["shop.Cart", false, true],
      ["shop.View", false, false],
    ]);
  });

  it("does not pass abstract on to a Meta that derives from it", async () => {
    const models = python(
      MODELS,
      "class Base(models.Model):",
      "    class Meta:",
      "        abstract = True",
      "        app_label = 'people'",
      "class Cart(Base):",
      "    class Meta(Base.Meta):",
      "        ordering = ['id']",
      "class Order(Base):",
      "    pass",
    );
    expect(await modelsOf({ "shop/models.py": models })).toEqual(["people.Cart", "people.Order"]);
  });

  it("knows abstract bases of common packages", async () => {
    const models = python(
      "from django.contrib.auth.models import AbstractUser",
      "from model_utils.models import TimeStampedModel",
      "from django.contrib.gis.db import models",
      "class User(AbstractUser):",
      "    pass",
      "class Cart(TimeStampedModel):",
      "    pass",
      "class Shop(models.Model):",
      "    pass",
    );
    expect(await modelsOf({ "shop/models.py": models })).toEqual([
      "shop.Cart",
      "shop.Shop",
      "shop.User",
    ]);
  });

  it("leaves out a user model that is swapped out", async () => {
    const user = python(
      "from django.contrib.auth.models import AbstractUser",
      "class User(AbstractUser):",
      "    class Meta:",
      "        swappable = 'AUTH_USER_MODEL'",
      "class Member(AbstractUser):",
      "    pass",
    );
    const settings = `${SETTINGS}AUTH_USER_MODEL = "shop.Member"\n`;
    const labels = await modelsOf({ "shop/models.py": user, "config/settings.py": settings });
    expect(labels).toEqual(["shop.Member"]);
  });

  it("doubts a class with fields whose base is nowhere", async () => {
    const { models, doubts } = await readShop({
      "shop/models.py": python(
        MODELS,
        "from somewhere import Base",
        "class Cart(Base):",
        "    name = models.CharField()",
      ),
    });
    expect(models).toEqual([]);
    expect(doubts).toContainEqual({
      file: "shop/models.py",
      line: 3,
      what: "the bases of Cart are not known",
      effect: "models may be missing",
    });
  });

  it("doubts a class of models that extends what stands beside models elsewhere", async () => {
    const { models, doubts } = await readShop({
      "shop/models.py": python(
        "from timeline.models import Log, LogManager",
        "class CartLog(Log):",
        "    class Meta:",
        "        proxy = True",
        "class CartManager(LogManager):",
        "    pass",
      ),
    });
    expect(models).toEqual([]);
    expect(doubts.map(({ what }) => what)).toEqual(["the bases of CartLog are not known"]);
  });
});
