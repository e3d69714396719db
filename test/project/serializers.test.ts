import { describe, expect, it } from "vitest";
import { python, readShop, serializersOf } from "./shop.js";
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

  it("doubts a serializer that may have its model from a base that is nowhere", async () => {
    const { doubts } = await readShop({
      ...MODELS,
      "shop/serializers.py": python(
        ...HEAD,
        "from somewhere import OddSerializer",
        "from rest_framework_simplejwt.serializers import TokenObtainPairSerializer",
        "class CartSerializer(OddSerializer):",
        "    extra = serializers.IntegerField()",
        "class LoginSerializer(TokenObtainPairSerializer):",
        "    extra = serializers.IntegerField()",
      ),
    });
    expect(doubts.map(({ what }) => what)).toEqual(["the bases of CartSerializer are not known"]);
  });
});
