import { describe, expect, it } from "vitest";
import { modelsOf, python, readShop, SETTINGS } from "./shop.js";

const MODELS = "from django.db import models";

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

  it("a proxy of the rows between two models", async () => {
    const models = python(
      "from django.contrib.auth.models import User",
      MODELS,
      "class Order(models.Model):",
      "    tags = models.ManyToManyField('shop.Tag')",
      "class OrderTag(Order.tags.through):",
      "    class Meta:",
      "        proxy = True",
      "class Membership(User.groups.through):",
      "    class Meta:",
      "        proxy = True",
      "class Tag(models.Model): pass",
    );
    expect(await modelsOf({ "shop/models.py": models })).toEqual([
      "shop.Membership",
      "shop.Order",
      "shop.OrderTag",
      "shop.Tag",
    ]);
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

  it.each([
    ["nobody else has", "", ["shop.Coupon", "shop.Order"]],
    [
      "the app replaces",
      "class Order(AbstractOrder):\n    note = 1\n",
      ["shop.Coupon", "shop.Order"],
    ],
  ])("a model for those that %s: get_registered_model", async (_, own, expected) => {
    const contents = {
      "core.py": python(
        "from django.apps import apps",
        "def is_registered(label, name):",
        "    try:",
        "        apps.get_registered_model(label, name)",
        "    except LookupError:",
        "        return False",
        "    else:",
        "        return True",
      ),
      "base/__init__.py": "",
      "base/abstract.py": python(
        MODELS,
        "class AbstractOrder(models.Model):",
        "    class Meta:",
        "        abstract = True",
      ),
      "base/models.py": python(
        "from base.abstract import AbstractOrder",
        "from core import is_registered",
        'if not is_registered("shop", "Order"):',
        "    class Order(AbstractOrder):",
        "        class Meta:",
        '            app_label = "shop"',
        'if not is_registered("shop", "Coupon"):',
        "    class Coupon(AbstractOrder):",
        "        class Meta:",
        '            app_label = "shop"',
      ),
      "shop/models.py": python(
        "from base.abstract import AbstractOrder",
        `${own}from base.models import *`,
      ),
    };
    const { models, doubts } = await readShop(contents);
    expect(models.map(({ label }) => label)).toEqual(expected);
    const order = models.find(({ label }) => label === "shop.Order");
    expect(order?.file).toBe(own === "" ? "base/models.py" : "shop/models.py");
    expect(doubts).toEqual([]);
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

  it("a package's decorator may make models of its own", async () => {
    const { doubts } = await readShop({
      "shop/models.py": python(
        "import functools",
        MODELS,
        "from hierarkey.models import GlobalSettingsBase, Hierarkey",
        "from reversion import register",
        "stored = Hierarkey(attribute_name='settings')",
        "@stored.set_global()",
        "class Everywhere(GlobalSettingsBase):",
        "    pass",
        "@stored.add()",
        "@register()",
        "@functools.total_ordering",
        "class Event(models.Model):",
        "    pass",
      ),
    });
    const effect = "models may be missing";
    expect(doubts.filter((doubt) => doubt.effect === effect).map(({ what }) => what)).toEqual([
      "what @hierarkey.models.Hierarkey().set_global makes of Everywhere is not known",
      "what @hierarkey.models.Hierarkey().add makes of Event is not known",
    ]);
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
