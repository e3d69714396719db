import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

/** The columns that the source says a new row of each model must be given, by name of the class. */
async function requiredIn(...lines: readonly string[]) {
  const { models } = await readShop({
    "people/models.py": python(
      "import uuid",
      "from django.contrib.auth.models import AbstractUser",
      "from django.db import models",
      "from packages import Column, Tracked",
      "from simple_history.models import HistoricalRecords",
      ...lines,
    ),
  });
  return Object.fromEntries(models.map(({ class: path, required }) => [lastOf(path), required]));
}

const lastOf = (path: string) => path.slice(path.lastIndexOf(".") + 1);

test("columns fill themselves by a default, by null, by blank or by the clock", async () => {
  const models = await requiredIn(
    "class Products(models.Manager.from_queryset(models.QuerySet)):",
    "    pass",
    "class Common(models.Model):",
    "    made = models.DateTimeField(auto_now_add=True)",
    "    kind = models.CharField(max_length=9)",
    "    class Meta:",
    "        abstract = True",
    "class Product(Common):",
    "    key = models.UUIDField(primary_key=True, default=uuid.uuid4)",
    "    name = models.CharField(max_length=9)",
    "    note = models.TextField(blank=True)",
    "    stock = models.IntegerField(default=0)",
    "    sold = models.IntegerField(db_default=0)",
    "    until = models.DateField(null=True)",
    "    since = models.DateField(null=False)",
    "    others = models.ManyToManyField('self')",
    "    history = HistoricalRecords()",
    "    objects = Products()",
    "    parent = models.ForeignKey('self', on_delete=models.CASCADE)",
  );
  expect(models["Product"]).toEqual(["kind", "name", "parent", "since"]);
});

test("a user has a name and a password", async () => {
  const models = await requiredIn(
    "class User(AbstractUser):",
    "    email = models.EmailField(unique=True)",
  );
  expect(models).toEqual({ User: ["email", "password", "username"] });
});

test("a column that may fill itself is among them, so that it is no news", async () => {
  const models = await requiredIn(
    "OPTIONS = unknown()",
    "class Own(models.CharField):",
    "    def __init__(self, *args, **kwargs):",
    "        super().__init__(*args, default='x', **kwargs)",
    "class Product(models.Model):",
    "    own = Own(max_length=9)",
    "    open = models.IntegerField(**OPTIONS)",
    "    maybe = models.IntegerField(null=OPTIONS)",
  );
  expect(models).toEqual({ Product: ["maybe", "open", "own"] });
});

test("nothing is said where there may be other columns", async () => {
  const models = await requiredIn(
    "class Product(models.Model):",
    "    other = Column()",
    "class Item(models.Model):",
    "    name = models.CharField(max_length=9)",
    "class Special(Item):",
    "    title = models.CharField(max_length=9)",
    "class Kept(Tracked, models.Model):",
    "    name = models.CharField(max_length=9)",
  );
  expect(models).toEqual({
    Product: undefined,
    Item: ["name"],
    Special: undefined,
    Kept: undefined,
  });
});
