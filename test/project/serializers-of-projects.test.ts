import { describe, expect, it } from "vitest";
import { python, serializersOf } from "./shop.js";
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

const meta = (...lines: readonly string[]): readonly string[] => [
  "class CartSerializer(serializers.ModelSerializer):",
  "    class Meta:",
  ...lines.map((line) => `        ${line}`),
];

/** edge-cases.md C, by number. */
describe("serializers of public projects", () => {
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

  it("78: a serializer that is only in a docstring", async () => {
    const lines = [
      "class DateTimeUTCField:",
      '    """',
      "    Use it like so::",
      "",
      "        class FooSerializer(serializers.ModelSerializer):",
      "            class Meta:",
      "                model = Cart",
      '    """',
    ];
    expect(await found(...lines)).toEqual([]);
  });

  it("82: a derived class per language with type()", async () => {
    const lines = [
      "class TranslationsFieldMixin:",
      "    pass",
      "class Base(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Cart",
      "def build_serializer(suffix, base=Base, basename='Nested'):",
      "    NestedModelSerializer = type(",
      '        f"{basename}{suffix}",',
      "        (TranslationsFieldMixin, base),",
      '        {"Meta": type("Meta", (base.Meta,), {"fields": ["id"]})},',
      "    )",
      "    return NestedModelSerializer",
      "English = build_serializer('En')",
    ];
    expect(await found(...lines)).toEqual(["shop.serializers.Base → shop.Cart"]);
  });

  it("75: a class made in a function that is called", async () => {
    const lines = [
      "def make(which):",
      "    class Made(serializers.ModelSerializer):",
      "        class Meta:",
      "            model = which",
      "    return Made",
      "CartSerializer = make(Cart)",
    ];
    expect(await found(...lines)).toEqual([]);
  });
});
