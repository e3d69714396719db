import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

const MODELS = python(
  "import uuid",
  "from django.db import models",
  "from packages import SlugField",
  "class Common(models.Model):",
  "    made = models.DateTimeField(auto_now_add=True)",
  "    class Meta:",
  "        abstract = True",
  "class Tag(models.Model):",
  "    name = models.CharField(max_length=9)",
  "class Note(Common):",
  "    key = models.UUIDField(default=uuid.uuid4, editable=False)",
  "    title = models.CharField(max_length=9)",
  "    slug = SlugField()",
  '    tags = models.ManyToManyField(Tag, through="Tagged")',
  "    parent = models.ForeignKey('self', null=True, on_delete=models.CASCADE)",
  "    @property",
  "    def length(self):",
  "        return len(self.title)",
);

/** What the source tells of the fields of a serializer with this body. */
async function fieldsOf(meta: readonly string[], body: readonly string[] = []) {
  const { serializers } = await readShop({
    "people/models.py": MODELS,
    "shop/serializers.py": python(
      "from rest_framework import serializers",
      "from packages import Other",
      "from people.models import Note, Tag",
      "class TagSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Tag",
      '        fields = ["name"]',
      "class TagList(serializers.ListSerializer):",
      "    pass",
      "class Upper(serializers.CharField):",
      "    def to_internal_value(self, data):",
      "        return data.upper()",
      "class NoteSerializer(serializers.ModelSerializer):",
      ...body.map((line) => `    ${line}`),
      "    class Meta:",
      "        model = Note",
      ...meta.map((line) => `        ${line}`),
    ),
  });
  return serializers.find((one) => one.class.endsWith(".NoteSerializer"));
}

const fields = (...names: readonly string[]) => `fields = ${JSON.stringify(names)}`;

test.each([
  ["columns", [fields("title", "parent", "id")], [], ["parent", "title"]],
  ["what fills itself", [fields("made", "key", "length", "tags", "title")], [], ["title"]],
  ["what Meta keeps", [fields("title", "parent"), 'read_only_fields = ("title",)'], [], ["parent"]],
  [
    "what extra_kwargs keep",
    [
      fields("title", "parent"),
      'extra_kwargs = {"title": {"read_only": True}, "parent": {"required": False}}',
    ],
    [],
    ["parent"],
  ],
  [
    "declared fields",
    [
      fields("title", "text", "count", "tags", "mine", "big", "parent", "shown"),
      'read_only_fields = ["text"]',
    ],
    [
      "text = serializers.CharField(write_only=True)",
      "count = serializers.IntegerField(read_only=True)",
      "tags = TagSerializer(many=True)",
      "mine = serializers.SerializerMethodField()",
      "big = Upper()",
      "parent = serializers.StringRelatedField()",
      "shown = serializers.StringRelatedField(many=True)",
    ],
    ["big", "shown", "tags", "text", "title"],
  ],
  ["all of a model's with a column of a package", ['fields = "__all__"'], [], null],
  ["a name that is nobody's", [fields("title", "total")], [], null],
  ["a column of a package", [fields("title", "slug")], [], null],
  ["a field of a package", [fields("title", "more")], ["more = Other()"], null],
  ["nested models", [fields("title", "parent"), "depth = 1"], [], null],
  ["code that makes them", [fields("title")], ["def get_fields(self):", "    return {}"], null],
])("%s", async (_, meta, body, names) => {
  expect((await fieldsOf(meta, body))?.writable ?? null).toEqual(names);
});

test.each([
  ["all that Meta names", [fields("title", "total", "slug")], [], ["slug", "title", "total"]],
  [
    "but for what is taken only",
    [
      fields("title", "text", "parent", "hidden"),
      'extra_kwargs = {"parent": {"write_only": True}}',
    ],
    [
      "text = serializers.CharField(write_only=True)",
      "hidden = serializers.HiddenField(default=1)",
      "title = Upper(write_only=False)",
    ],
    ["title=Upper"],
  ],
  [
    "declared fields with their classes",
    [fields("title", "key", "tags", "names", "parent")],
    [
      "key = serializers.CharField()",
      "tags = TagSerializer(many=True)",
      "names = serializers.SlugRelatedField(many=True, read_only=True)",
      "parent = TagSerializer(many=False)",
    ],
    [
      "key=CharField",
      "names=[SlugRelatedField]",
      "parent=TagSerializer",
      "tags=[TagSerializer]",
      "title",
    ],
  ],
  [
    "lists of a child",
    [fields("words", "tags")],
    [
      "words = serializers.ListSerializer(child=serializers.CharField(), read_only=True)",
      "tags = TagList(child=TagSerializer())",
    ],
    ["tags=[TagSerializer]", "words=[CharField]"],
  ],
  [
    "a list of a child that is not known",
    [fields("tags")],
    ["tags = serializers.ListSerializer(child=made())"],
    null,
  ],
  ["a list or not", [fields("tags")], ["tags = TagSerializer(many=flag())"], null],
  ["a class of a package", [fields("title")], ["title = Other()"], null],
  ["a field of a package", [fields("title", "more")], ["more = Other()"], null],
  ["a flag that is worked out", [fields("title")], ["title = Upper(write_only=flag())"], null],
  ["code that makes the output", [fields("title")], ["def to_representation(self, row):"], null],
])("shown: %s", async (_, meta, body, names) => {
  const lines = body.map((line) => (line.startsWith("def ") ? `${line} return {}` : line));
  expect((await fieldsOf(meta, lines))?.shown ?? null).toEqual(names);
});

/** What the source tells of the fields of a serializer of the project's users, with this Meta. */
async function ofUsers(...meta: readonly string[]) {
  const { serializers } = await readShop({
    "people/models.py": python(
      "from django.contrib.auth.models import AbstractUser",
      "from django.db import models",
      "from phonenumber_field.modelfields import PhoneNumberField",
      "class Stamped(models.Model):",
      "    made = models.DateTimeField(auto_now_add=True)",
      "    class Meta:",
      "        abstract = True",
      "class User(Stamped, AbstractUser):",
      "    username = None",
      "    code = models.CharField(max_length=9, primary_key=True)",
      "    phone = PhoneNumberField()",
      "    friends = models.ManyToManyField('self')",
      "    objects = models.Manager()",
      "    def name(self):",
      "        return self.code",
    ),
    "shop/serializers.py": python(
      "from rest_framework import serializers",
      "from people.models import User",
      "class UserSerializer(serializers.ModelSerializer):",
      "    label = serializers.SerializerMethodField()",
      "    class Meta:",
      "        model = User",
      ...meta.map((line) => `        ${line}`),
    ),
  });
  return serializers[0];
}

const MOST = "code date_joined first_name friends is_active is_staff is_superuser phone";

test("all of a model's columns, those of its parents too", async () => {
  const found = await ofUsers(
    'fields = "__all__"',
    'extra_kwargs = {"email": {"write_only": True}}',
  );
  const rest =
    "groups label=SerializerMethodField last_login last_name made password user_permissions";
  expect(found?.shown).toEqual(`${MOST} ${rest}`.split(" ").toSorted());
  const taken = "email groups last_login last_name password user_permissions";
  expect(found?.writable).toEqual(`${MOST} ${taken}`.split(" ").toSorted());
});

test("all but what Meta excludes", async () => {
  const found = await ofUsers('exclude = ["password", "groups", "user_permissions"]');
  const rest = "email label=SerializerMethodField last_login last_name made";
  expect(found?.shown).toEqual(`${MOST} ${rest}`.split(" ").toSorted());
});

test("a declaration in a class that is no serializer", async () => {
  const { serializers } = await readShop({
    "people/models.py": MODELS,
    "shop/serializers.py": python(
      "from rest_framework import serializers",
      "from people.models import Tag",
      "class Named:",
      "    name = serializers.IntegerField()",
      "class TagSerializer(Named, serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Tag",
      '        fields = ["name"]',
    ),
  });
  expect(serializers[0]?.shown).toBeUndefined();
});

test("fields of a package's serializer are not those of its model", async () => {
  const { serializers } = await readShop({
    "shop/serializers.py": python(
      "from django.contrib.auth import get_user_model",
      "from djoser.serializers import UserCreateSerializer",
      "class SignUpSerializer(UserCreateSerializer):",
      "    class Meta(UserCreateSerializer.Meta):",
      "        model = get_user_model()",
      '        fields = ["email", "password"]',
    ),
  });
  expect(serializers).toHaveLength(1);
  expect(serializers[0]).not.toHaveProperty("shown");
  expect(serializers[0]).not.toHaveProperty("writable");
});
