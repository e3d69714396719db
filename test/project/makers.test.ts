import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

/** The columns that hold who has sent a POST to `V`. */
async function makers(...lines: readonly string[]) {
  const { routes } = await readShop({
    "shop/views.py": python(
      "from rest_framework import generics, serializers",
      "from rest_framework.response import Response",
      "from django.db import transaction",
      ...lines,
    ),
    "config/urls.py": python(
      "from django.urls import path",
      "from shop.views import V",
      'urlpatterns = [path("v/", V.as_view())]',
    ),
  });
  return routes[0]?.makers ?? [];
}

const hook = (...body: readonly string[]) => [
  "class V(generics.CreateAPIView):",
  "    def perform_create(self, serializer):",
  ...body.map((line) => `        ${line}`),
];

const serializer = (...body: readonly string[]) => [
  "class S(serializers.ModelSerializer):",
  "    def create(self, validated_data):",
  ...body.map((line) => `        ${line}`),
  "class V(generics.CreateAPIView):",
  "    serializer_class = S",
];

test.each([
  ["a hook", hook("serializer.save(owner=self.request.user)"), ["owner"]],
  [
    "by another name",
    hook("user = self.request.user", "with transaction.atomic():", "    serializer.save(by=user)"),
    ["by"],
  ],
  [
    "a handler of its own",
    [
      "class V(generics.GenericAPIView):",
      "    def post(self, request):",
      "        order = Order.objects.create(buyer=request.user, size=1)",
      "        return Response()",
    ],
    ["buyer"],
  ],
  [
    "a create() that calls the hook",
    [
      ...hook("serializer.save(owner=self.request.user)"),
      "    def create(self, request):",
      "        self.perform_create(self.get_serializer(data=request.data))",
    ],
    ["owner"],
  ],
  [
    "a serializer",
    serializer(
      'validated_data["author"] = self.context["request"].user',
      "return super().create(validated_data)",
    ),
    ["author"],
  ],
  [
    "the row that it makes",
    serializer('return Note.objects.create(owner=self.context.get("request").user)'),
    ["owner"],
  ],
  [
    "only under a condition",
    hook("if self.request.data:", "    serializer.save(owner=self.request.user)"),
    [],
  ],
  [
    "a row of another model",
    hook("note = serializer.save()", "Access.objects.create(note=note, user=self.request.user)"),
    [],
  ],
  ["what belongs to the user", hook("serializer.save(team=self.request.user.team)"), []],
  [
    "a handler that leaves the hook alone",
    [
      ...hook("serializer.save(owner=self.request.user)"),
      "    def create(self, request):",
      "        return Response()",
    ],
    [],
  ],
  [
    "a serializer that is chosen",
    [
      ...serializer("return Note.objects.create(owner=self.context['request'].user)"),
      "    def get_serializer_class(self): return S",
    ],
    [],
  ],
])("%s", async (_, lines, columns) => {
  expect(await makers(...lines)).toEqual(columns);
});

test.each([
  ["a column", "owner", ["owner"]],
  ["the key of a column", "owner_id", ["owner_id"]],
  ["what no column is", "seen_by", []],
])("%s of the model that the view stores", async (_, name, columns) => {
  const lines = [
    "from django.db import models",
    "class Note(models.Model):",
    '    owner = models.ForeignKey("auth.User", models.CASCADE)',
    ...hook(`serializer.save(${name}=self.request.user)`),
    "    queryset = Note.objects.all()",
  ];
  expect(await makers(...lines)).toEqual(columns);
});
