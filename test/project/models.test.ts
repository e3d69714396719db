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
});

/** edge-cases.md F, by number. */
describe("models of public projects", () => {
  it("122: a mixin factory call as first base", async () => {
    const models = python(
      MODELS,
      "from django_prometheus.models import ExportModelOperationsMixin",
      "class Space(ExportModelOperationsMixin('space'), models.Model):",
      "    pass",
    );
    expect(await modelsOf({ "shop/models.py": models })).toEqual(["shop.Space"]);
  });

  it.each([
    ["shop", []],
    ["attic", ["shop.Token"]],
  ])("123: abstract depends on settings (%s)", async (app, expected) => {
    const models = python(
      "from django.conf import settings",
      MODELS,
      "class Token(models.Model):",
      "    class Meta:",
      `        abstract = '${app}' in settings.INSTALLED_APPS`,
    );
    expect(await modelsOf({ "shop/models.py": models })).toEqual(expected);
  });

  it.each([
    ["people", ["shop.Leave"]],
    ["attendance", []],
  ])("124: a class under an app-registry test (%s)", async (app, expected) => {
    const models = python(
      "from django.apps import apps",
      MODELS,
      `if apps.is_installed("${app}"):`,
      "",
      "    class Leave(models.Model):",
      "        pass",
    );
    expect(await modelsOf({ "shop/models.py": models })).toEqual(expected);
  });

  it("125: a model under a condition that is not known is a doubt", async () => {
    const { models, doubts } = await readShop({
      "shop/models.py": python(
        MODELS,
        "from wagtail.search.backends.database.sqlite import AbstractIndexEntry",
        "if AbstractIndexEntry:",
        "    class IndexEntry(AbstractIndexEntry, models.Model):",
        "        pass",
      ),
    });
    const announced = doubts.some(
      (doubt) => doubt.file === "shop/models.py" && doubt.effect.includes("models"),
    );
    expect(models.length === 1 || announced).toBe(true);
  });

  it("126: ABC metaclass mixed with ModelBase", async () => {
    const models = python(
      MODELS,
      "from django.db.models.base import ModelBase",
      "from abc import ABCMeta",
      "class AbstractModelMeta(ABCMeta, ModelBase):",
      "    pass",
      "class Node(models.Model, metaclass=AbstractModelMeta):",
      "    pass",
    );
    expect(await modelsOf({ "shop/models.py": models })).toEqual(["shop.Node"]);
  });

  it("127: a swappable model whose concrete class is an empty shell", async () => {
    const contents = {
      "shop/base.py": python(
        MODELS,
        "class AbstractDevice(models.Model):",
        "    class Meta:",
        "        abstract = True",
      ),
      "shop/models.py": python(
        "import swapper",
        "from .base import AbstractDevice",
        "class Device(AbstractDevice):",
        "    class Meta(AbstractDevice.Meta):",
        "        abstract = False",
        '        swappable = swapper.swappable_setting("config", "Device")',
      ),
    };
    expect(await modelsOf(contents)).toEqual(["shop.Device"]);
    const swapped = `${SETTINGS}CONFIG_DEVICE_MODEL = "people.Device"\n`;
    expect(await modelsOf({ ...contents, "config/settings.py": swapped })).toEqual([]);
  });

  it("128: multi-table inheritance root with metaclass", async () => {
    const models = python(
      MODELS,
      "class MasterModelMeta(models.base.ModelBase):",
      "    pass",
      "class BaseModel(models.Model):",
      "    class Meta:",
      "        abstract = True",
      "class MasterModel(BaseModel, metaclass=MasterModelMeta):",
      "    pass",
      "class Detail(MasterModel):",
      "    pass",
    );
    expect(await modelsOf({ "shop/models.py": models })).toEqual([
      "shop.Detail",
      "shop.MasterModel",
    ]);
  });

  it("129, 130: unmanaged tables", async () => {
    const { models } = await readShop({
      "shop/models.py": python(
        MODELS,
        "class Password(models.Model):",
        "    class Meta:",
        "        db_table = 'passwords'",
        "        managed = False",
      ),
    });
    expect(models).toMatchObject([{ label: "shop.Password", managed: false }]);
  });

  it("131, 132, 133: syntax that Python 3.11 refuses", async () => {
    const models = python(
      MODELS,
      "class FilterManager[M]:",
      "    pass",
      "type PRODUCT_ID = int",
      "def find(cls):",
      "    try:",
      "        return 1",
      "    except OSError, cls.DoesNotExist:",
      "        return 2",
      "class Cart(models.Model):",
      "    pass",
    );
    expect(await modelsOf({ "shop/models.py": models })).toEqual(["shop.Cart"]);
  });

  it("134: a conditional expression as base", async () => {
    const models = python(
      "import django",
      MODELS,
      "NEW = django.VERSION >= (5, 0)",
      "class Base(models.Model if NEW else models.Model):",
      "    pass",
    );
    expect(await modelsOf({ "shop/models.py": models })).toEqual(["shop.Base"]);
  });
});
