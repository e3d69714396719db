import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

/** What the last of some models promises, as the source says. */
async function promisesIn(...lines: readonly string[]) {
  const { models } = await readShop({
    "people/models.py": python(
      "from decimal import Decimal",
      "from django.core.validators import MaxValueValidator, MinValueValidator",
      "from django.db import models",
      "from django.db.models import F, Q",
      ...lines,
    ),
  });
  return models.at(-1)?.promises;
}

test("what a callable, an expression or an unknown decides is no promise", async () => {
  const promises = await promisesIn(
    "OPTIONS = unknown()",
    "class Desk(models.Model):",
    "    kind = models.CharField(max_length=9, default=unknown())",
    "    size = models.IntegerField(default=int, validators=OPTIONS)",
    "    floor = models.ForeignKey('self', models.SET(unknown))",
    "    class Meta:",
    "        ordering = [F('kind').desc(), 'size']",
    "        unique_together = OPTIONS",
  );
  expect(promises).toBeUndefined();
});

test("columns promise uniqueness, deletions, defaults and limits", async () => {
  const promises = await promisesIn(
    "class Desk(models.Model):",
    "    class Kind(models.TextChoices):",
    "        STANDING = 'up', 'Standing'",
    "    key = models.SlugField(primary_key=True, unique=True)",
    "    name = models.CharField(max_length=9, unique=True)",
    "    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.STANDING)",
    "    note = models.TextField(default='')",
    "    open = models.BooleanField(default=True)",
    "    price = models.DecimalField(default=Decimal('0.00'))",
    "    size = models.IntegerField(default=4, validators=[MinValueValidator(1), MaxValueValidator(9)])",
    "    floor = models.ForeignKey('self', models.PROTECT, related_name='desks')",
    "    others = models.ManyToManyField('self', related_name='+')",
    "    twin = models.OneToOneField('self', on_delete=models.SET_NULL, null=True)",
  );
  expect(promises).toEqual([
    "floor leads back by desks",
    "floor on_delete PROTECT",
    "kind is up by default",
    "name is unique",
    "open is True by default",
    "price is 0.00 by default",
    "size <= 9",
    "size >= 1",
    "size is 4 by default",
    "twin is unique",
    "twin on_delete SET_NULL",
  ]);
});

test("and which validators of the repository check them", async () => {
  const promises = await promisesIn(
    "def validate_name(value): ...",
    "class Colour:",
    "    def __call__(self, value): ...",
    "class Desk(models.Model):",
    "    name = models.CharField(max_length=9, validators=[validate_name])",
    "    colour = models.CharField(max_length=9, validators=[Colour(), lambda value: value])",
  );
  expect(promises).toEqual(["colour is checked by Colour", "name is checked by validate_name"]);
});

test("so does Meta, and what abstract parents give", async () => {
  const promises = await promisesIn(
    "class Common(models.Model):",
    "    open = models.BooleanField(default=False)",
    "    name = models.SlugField(unique=True)",
    "    class Meta:",
    "        abstract = True",
    "        ordering = ['-name']",
    "class Desk(Common):",
    "    name = models.CharField(max_length=9)",
    "    class Meta(Common.Meta):",
    "        unique_together = ('name', 'open')",
    "        constraints = [",
    "            models.CheckConstraint(condition=Q(open=True), name='open'),",
    "            models.UniqueConstraint(fields=['name'], condition=Q(open=True), name='once'),",
    "        ]",
  );
  expect(promises).toEqual([
    "open is False by default",
    "name, open are unique together",
    "constraint open",
    "name are unique together in some rows",
    "rows go by -name",
  ]);
});
