import { describe, expect, it } from "vitest";
import { python, readShop, serializersOf, SETTINGS } from "./shop.js";
import type { Contents } from "./temporary.js";

const MODELS: Contents = {
  "shop/models.py": python(
    "from django.db import models",
    "class Cart(models.Model):",
    "    pass",
    "class Order(models.Model):",
    "    pass",
    "class Base(models.Model):",
    "    class Meta:",
    "        abstract = True",
  ),
};
const HEAD = [
  "from rest_framework import serializers",
  "from shop.models import Base, Cart, Order",
];
const CART = "shop.serializers.CartSerializer → shop.Cart";

const found = (...lines: readonly string[]): Promise<readonly string[]> =>
  serializersOf({ ...MODELS, "shop/serializers.py": python(...HEAD, ...lines) });

describe("serializers that are none", () => {
  it.each<[string, readonly string[]]>([
    [
      "a plain serializer",
      ["class A(serializers.Serializer):", "    class Meta:", "        model = Cart"],
    ],
    ["one without Meta", ["class A(serializers.ModelSerializer):", "    pass"]],
    [
      "one without model",
      ["class A(serializers.ModelSerializer):", "    class Meta:", "        fields = []"],
    ],
    [
      "one of an abstract model",
      ["class A(serializers.ModelSerializer):", "    class Meta:", "        model = Base"],
    ],
    [
      "one made inside a function",
      [
        "def make():",
        "    class A(serializers.ModelSerializer):",
        "        class Meta:",
        "            model = Cart",
        "    return A",
      ],
    ],
    [
      "one in a docstring",
      [
        '"""',
        "class A(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = Cart",
        '"""',
      ],
    ],
  ])("leaves out %s", async (_, lines) => {
    expect(await found(...lines)).toEqual([]);
  });

  // edge-cases.md 76: a DRF fork
  it("leaves out a fork's serializers", async () => {
    const contents = {
      ...MODELS,
      "fork/__init__.py": "",
      "fork/serializers.py": python("class ModelSerializer:", "    pass"),
      "shop/serializers.py": python(
        "from fork import serializers",
        "from .models import Cart",
        "class CartSerializer(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = Cart",
      ),
    };
    expect(await serializersOf(contents)).toEqual([]);
  });

  it("does not look into tests", async () => {
    const tests = python(
      ...HEAD,
      "class CartSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Cart",
    );
    expect(
      await serializersOf({
        ...MODELS,
        "shop/tests/test_api.py": tests,
        "shop/test_views.py": tests,
      }),
    ).toEqual([]);
  });
});

describe("serializers", () => {
  it("tells class, model, file and line", async () => {
    const { serializers } = await readShop({
      ...MODELS,
      "shop/serializers.py": python(
        ...HEAD,
        "class CartSerializer(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = Cart",
      ),
    });
    expect(serializers).toEqual([
      {
        class: "shop.serializers.CartSerializer",
        model: "shop.Cart",
        file: "shop/serializers.py",
        line: 3,
      },
    ]);
  });

  it.each<[string, readonly string[]]>([
    [
      "hyperlinked",
      [
        "class CartSerializer(serializers.HyperlinkedModelSerializer):",
        "    class Meta:",
        "        model = Cart",
      ],
    ],
    [
      "of a generic class",
      [
        "class CartSerializer(serializers.ModelSerializer[Cart]):",
        "    class Meta:",
        "        model = Cart",
      ],
    ],
    [
      "behind a mixin of somebody else",
      [
        "from other import Mixin",
        "class CartSerializer(Mixin, serializers.ModelSerializer):",
        "    class Meta:",
        "        model = Cart",
      ],
    ],
    [
      "with Meta written elsewhere",
      [
        "class CartMeta:",
        "    model = Cart",
        "class CartSerializer(serializers.ModelSerializer):",
        "    Meta = CartMeta",
      ],
    ],
    [
      "of a model by app registry",
      [
        "from django.apps import apps",
        "class CartSerializer(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = apps.get_model('shop', 'Cart')",
      ],
    ],
    [
      "of a model by its label",
      [
        "from django.apps import apps",
        "class CartSerializer(serializers.ModelSerializer):",
        "    class Meta:",
        "        model = apps.get_model('shop.cart')",
      ],
    ],
    [
      "with PEP 695 parameters",
      [
        "class Base[M](serializers.ModelSerializer):",
        "    pass",
        "class CartSerializer(Base[Cart]):",
        "    class Meta:",
        "        model = Cart",
      ],
    ],
  ])("finds one %s", async (_, lines) => {
    expect(await found(...lines)).toContain(CART);
  });

  it("finds all that inherit, and the model they inherit", async () => {
    const lines = [
      "class A(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Cart",
      "class B(A):",
      "    pass",
      "class C(A):",
      "    class Meta(A.Meta):",
      "        fields = []",
      "class D(A):",
      "    class Meta(A.Meta):",
      "        model = Order",
    ];
    expect(await found(...lines)).toEqual([
      "shop.serializers.A → shop.Cart",
      "shop.serializers.B → shop.Cart",
      "shop.serializers.C → shop.Cart",
      "shop.serializers.D → shop.Order",
    ]);
  });

  it("finds the user model", async () => {
    const contents = {
      "people/models.py": python(
        "from django.contrib.auth.models import AbstractUser",
        "class User(AbstractUser):",
        "    pass",
      ),
      "config/settings.py": `${SETTINGS}AUTH_USER_MODEL = "people.User"\n`,
      "shop/serializers.py": python(
        "from django.contrib.auth import get_user_model",
        "from rest_framework.serializers import ModelSerializer",
        "User = get_user_model()",
        "class UserSerializer(ModelSerializer):",
        "    class Meta:",
        "        model = User",
      ),
    };
    expect(await serializersOf(contents)).toEqual([
      "shop.serializers.UserSerializer → people.User",
    ]);
  });

  it("finds models of Django itself", async () => {
    const lines = [
      "from django.contrib.auth.models import Group",
      "from django.contrib.auth import get_user_model",
      "class GroupSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Group",
      "class UserSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = get_user_model()",
    ];
    expect(await found(...lines)).toEqual([
      "shop.serializers.GroupSerializer → auth.Group",
      "shop.serializers.UserSerializer → auth.User",
    ]);
  });

  it("finds them in views that nothing else names", async () => {
    const views = python(
      ...HEAD,
      "class Carts:",
      "    class OutputSerializer(serializers.ModelSerializer):",
      "        class Meta:",
      "            model = Cart",
    );
    expect(await serializersOf({ ...MODELS, "shop/views.py": views })).toEqual([
      "shop.views.Carts.OutputSerializer → shop.Cart",
    ]);
  });

  it("doubts a serializer whose base is nowhere", async () => {
    const { serializers, doubts } = await readShop({
      ...MODELS,
      "shop/serializers.py": python(
        ...HEAD,
        "from somewhere import Odd",
        "class CartSerializer(Odd):",
        "    class Meta:",
        "        model = Cart",
      ),
    });
    expect(serializers).toEqual([]);
    expect(doubts).toContainEqual({
      file: "shop/serializers.py",
      line: 4,
      what: "the bases of CartSerializer are not known",
      effect: "serializers may be missing",
    });
  });
});

/** edge-cases.md C, by number. */
describe("serializers of public projects", () => {
  const meta = (...lines: readonly string[]): readonly string[] => [
    "class CartSerializer(serializers.ModelSerializer):",
    "    class Meta:",
    ...lines.map((line) => `        ${line}`),
  ];

  it.each<[string, readonly string[]]>([
    [
      "65: statements inside class Meta",
      meta(
        "model = Cart",
        "fields = ['a', 'password']",
        "if 'password' in fields:",
        "    fields.remove('password')",
      ),
    ],
    [
      "66: set arithmetic",
      meta("model = Cart", "fields = list(set(OTHER.Meta.fields + OTHER.Meta.more) - {'assets'})"),
    ],
    ["67: augmented assignment", meta("model = Cart", "fields = []", "fields += ['order']")],
    ["68: import inside class Meta", meta("from .models import Cart", "model = Cart")],
    [
      "69: fields from model _meta",
      meta(
        "model = Cart",
        "fields = [field.name for field in Cart._meta.fields if field.name != 'password']",
      ),
    ],
    [
      "70: method accidentally inside Meta",
      meta("model = Cart", "def get_is_onboarded(self, obj):", "    return bool(obj.first_name)"),
    ],
    [
      "72: a custom metaclass",
      [
        "class Magic(type):",
        "    pass",
        "class CartSerializer(serializers.ModelSerializer, metaclass=Magic):",
        "    class Meta:",
        "        model = Cart",
        "        fields = ('*', '-name')",
      ],
    ],
    ["74: tuple(set(..) - {..})", meta("model = Cart", "fields = tuple(set(OTHER) - {'a'})")],
    [
      "77: views in serializers.py",
      [
        "from other import BulkViewSet",
        ...meta("model = Cart"),
        "class CartAPI(BulkViewSet):",
        "    queryset = Cart.objects.all()",
      ],
    ],
    [
      "81: constant from another module",
      ["from .consts import FIELDS", ...meta("model = Cart", "fields = FIELDS")],
    ],
    [
      "83: attribute of an aliased module",
      ["from shop import models as shop_models", ...meta("model = shop_models.Cart")],
    ],
  ])("%s", async (_, lines) => {
    expect(await found(...lines)).toContain(CART);
  });

  it("59: classes of one name nested in views", async () => {
    const views = python(
      ...HEAD,
      "from rest_framework.views import APIView",
      ...["A", "B"].flatMap((name) => [
        `class ${name}(APIView):`,
        "    class OutputSerializer(serializers.ModelSerializer):",
        "        class Meta:",
        "            model = Cart",
      ]),
    );
    expect(await serializersOf({ ...MODELS, "shop/apis.py": views })).toEqual([
      "shop.apis.A.OutputSerializer → shop.Cart",
      "shop.apis.B.OutputSerializer → shop.Cart",
    ]);
  });

  it("60, 61, 62: bases without model, and Meta from one of two bases", async () => {
    const lines = [
      "from taggit.serializers import TaggitSerializer",
      "class CoreSerializer(serializers.HyperlinkedModelSerializer):",
      "    class Meta:",
      "        abstract = True",
      "class TaggableSerializer(TaggitSerializer, serializers.HyperlinkedModelSerializer):",
      "    pass",
      "class CartSerializer(CoreSerializer, TaggableSerializer):",
      "    class Meta(CoreSerializer.Meta):",
      "        model = Cart",
    ];
    expect(await found(...lines)).toEqual([CART]);
  });

  it("63: Meta.model = None on an abstract base", async () => {
    const lines = [
      "class Base(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = None",
      "class CartSerializer(Base):",
      "    class Meta(Base.Meta):",
      "        model = Cart",
    ];
    expect(await found(...lines)).toEqual([CART]);
  });

  it("64: a model created by simple_history", async () => {
    const models = python(
      "from django.db import models",
      "from simple_history.models import HistoricalRecords",
      "class Account(models.Model):",
      "    history = HistoricalRecords()",
    );
    const serializers = python(
      "from rest_framework import serializers",
      "from .models import Account",
      "class HistorySerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Account.history.model",
    );
    expect(
      await serializersOf({ "shop/models.py": models, "shop/serializers.py": serializers }),
    ).toEqual(["shop.serializers.HistorySerializer → shop.HistoricalAccount"]);
  });

  it("71, 75: classes made in methods are unreachable by name", async () => {
    const lines = [
      "class CartSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Cart",
      "    def build_nested_field(self, NestedMeta):",
      "        class NestedSerializer(serializers.ModelSerializer):",
      "            Meta = NestedMeta",
      "        return type('X', (serializers.ModelSerializer,), {'Meta': NestedMeta})",
    ];
    expect(await found(...lines)).toEqual([CART]);
  });

  it("73, 80: Meta of a different serializer", async () => {
    const lines = [
      "class CartSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Cart",
      "        fields = ['a', 'b']",
      "class Export(serializers.ModelSerializer):",
      "    class Meta(CartSerializer.Meta):",
      "        fields = CartSerializer.Meta.fields.copy()",
      "class Filtered(serializers.ModelSerializer):",
      "    class Meta(CartSerializer.Meta):",
      "        fields = [name for name in CartSerializer.Meta.fields if name != 'a']",
    ];
    expect(await found(...lines)).toEqual([
      CART,
      "shop.serializers.Export → shop.Cart",
      "shop.serializers.Filtered → shop.Cart",
    ]);
  });

  it("79: package of serializers that is no installed app", async () => {
    const contents = {
      ...MODELS,
      "api/__init__.py": "",
      "api/views.py": python("from api.serializers import CartSerializer"),
      "api/serializers.py": python(
        ...HEAD,
        "class CartSerializer(serializers.ModelSerializer):",
        "    class Item(serializers.ModelSerializer):",
        "        class Meta:",
        "            model = Order",
        "    class Meta:",
        "        model = Cart",
      ),
      "config/urls.py": python("from api import views", "urlpatterns = []"),
    };
    expect(await serializersOf(contents)).toEqual([
      "api.serializers.CartSerializer → shop.Cart",
      "api.serializers.CartSerializer.Item → shop.Order",
    ]);
  });

  it("82: a class made by type() at module level is read or doubted", async () => {
    const lines = [
      "class Base(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Cart",
      "Nested = type('Nested', (Base,), {'Meta': type('Meta', (Base.Meta,), {})})",
    ];
    const classes = await found(...lines);
    expect(classes).toContain("shop.serializers.Base → shop.Cart");
  });
});
