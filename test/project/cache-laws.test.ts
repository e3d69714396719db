import fc from "fast-check";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.js";
import { readProject } from "../../src/project/read.js";
import { python, SETTINGS } from "./shop.js";
import { folderOf, manageNaming, type Contents } from "./temporary.js";

const RUNS = Number(process.env["SOUNDCHECK_CACHE_RUNS"] ?? 12);

const FILES: Contents = {
  "manage.py": manageNaming("config.settings"),
  "config/__init__.py": "",
  "config/settings.py": SETTINGS,
  "config/urls.py": python(
    "from django.urls import include, path",
    "",
    'urlpatterns = [path("shop/", include("shop.urls"))]',
  ),
  "shop/__init__.py": "",
  "shop/managers.py": python(
    "from django.db import models",
    "",
    "def manager(name):",
    "    # made for each model",
    "    def inner(cls):",
    "        cls.label = name",
    "        return cls",
    "    return inner",
    "",
    "class Base(models.Model):",
    "    class Meta:",
    "        abstract = True",
    "",
    "    def save(self, *args):",
    '        """Save twice."""',
    "        for at in range(2):",
    "            super().save(*args)",
  ),
  "shop/models.py": python(
    "# Carts and what is in them",
    "from django.db import models",
    "from shop import unread",
    "",
    "from .managers import Base, manager  # ours",
    "",
    "",
    '@manager("cart")',
    "class Cart(Base):",
    '    NOTE = """Lines',
    "    # no comment",
    '    of a text"""',
    "    name = models.CharField(",
    "        # what people see",
    "        max_length=10,",
    "    )",
    "",
    "    def __str__(self):",
    '        return f"{self.name} # {self.pk}"',
    "",
    "class Line(unread.Mixin, models.Model):",
    "    cart = models.ForeignKey(Cart, on_delete=models.CASCADE)",
    "",
    "    class Meta:",
    '        ordering = ["cart"]',
    "",
    "class Loose(unread.Base):",
    '    """Perhaps a model."""',
    "",
    "    def clean(self):",
    "        pass",
    "",
    "if UNKNOWN:",
    "    class Extra(Base):",
    "        pass",
  ),
  "shop/serializers.py": python(
    "from rest_framework import serializers",
    "from .models import Cart",
    "",
    "class CartSerializer(serializers.ModelSerializer):",
    "    def validate(self, data):",
    "        return data",
    "",
    "    class Meta:",
    "        model = Cart",
    '        fields = ["name"]',
  ),
  "shop/views.py": python(
    "from rest_framework import viewsets",
    "from rest_framework.decorators import action",
    "from .models import Cart",
    "",
    "class CartViewSet(viewsets.ModelViewSet):",
    "    queryset = Cart.objects.all()",
    "",
    "    @action(detail=True)",
    "    def pay(self, request, pk):",
    "        cart = self.get_object()",
    "        return cart.pay()",
  ),
  "shop/urls.py": python(
    "from rest_framework.routers import SimpleRouter",
    "from .views import CartViewSet",
    "",
    "router = SimpleRouter()",
    'router.register("carts", CartViewSet)',
    "",
    "def more(found):",
    "    for one in found:",
    "        yield one",
    "",
    "def named(prefix):",
    "    edited = 0",
    "    return [path(name, globals()[name]) for name in sorted(names()) if name.startswith(prefix)]",
    "",
    "def names():",
    "    return dir()",
    "",
    "class Extra:",
    "    def routes(self):",
    '        return [path(one, lambda request: None) for one in dir(self) if "more" in one]',
    "",
    'urlpatterns = [*more(router.urls), *named("patterns_of"), *Extra().routes()]',
  ),
  "shop/forms.py": python(
    "from .models import *",
    "from .views import *",
    "",
    "class CartForm:",
    "    edited = None",
    "",
    "    def clean(self):",
    "        return self.edited",
  ),
  "shop/migrations/__init__.py": "",
  "shop/migrations/0001_initial.py": python(
    "from django.db import migrations",
    "",
    "class Migration(migrations.Migration):",
    '    dependencies = [("people", "0001_initial")]',
  ),
  "people/__init__.py": "",
  "people/models.py": python("from shop.models import Cart", "", "class Owner(Cart):", "    pass"),
};

const EDITABLE = Object.keys(FILES).filter((path) => FILES[path] !== "");

/** Lines that an edit puts in; their indentation is that of the line before. */
const LINES = [
  "",
  "# a comment",
  "pass",
  "x = 1  # and a comment",
  "note = models.CharField(max_length=5)",
  'text = """a',
  '"""',
  "def helper(self):",
  "    return 1",
  "class Another(models.Model):",
  "    yield self",
  "from django.db import models",
  'path("more/", CartViewSet.as_view({"get": "list"})),',
  ")",
  "\\",
  "if True:",
  'f"{x["a # b"]}"',
  "edited = models.IntegerField(null=True)",
  "cart = models.ForeignKey(Cart, on_delete=models.CASCADE)",
  "objects = models.IntegerField()",
  "Meta = models.TextField(primary_key=True)",
  "models = None",
  "from shop import models",
  "edited = 1",
  "found = 1",
  "router = None",
  "class Helper:",
  "class Cart:",
  "class CartViewSet:",
  "class Owner:",
  "def list(self):",
  "def create(self, request):",
  "def get_queryset(self):",
  "def patterns_of_more():",
  "global edited",
  "del edited",
];

interface Edit {
  readonly file: string;
  readonly how: "insert" | "replace" | "remove" | "double" | "append" | "indent" | "crlf";
  readonly at: number;
  readonly line: string;
  readonly deeper: boolean;
}

const EDITS = fc.record<Edit>({
  file: fc.constantFrom(...EDITABLE),
  how: fc.constantFrom(
    "insert",
    "insert",
    "replace",
    "remove",
    "double",
    "append",
    "indent",
    "crlf",
  ),
  at: fc.nat(30),
  line: fc.constantFrom(...LINES),
  deeper: fc.boolean(),
});

function edited(text: string, { how, at, line, deeper }: Edit): string {
  if (how === "crlf") return text.replaceAll(/\r?\n/g, at % 2 === 0 ? "\r\n" : "\n");
  const lines = text.split("\n");
  const index = at % lines.length;
  const indent = /^\s*/.exec(lines[index] ?? "")?.[0] ?? "";
  const written = `${indent}${deeper ? "    " : ""}${line}`;
  const old = lines[index] ?? "";
  if (how === "insert") lines.splice(index + 1, 0, written);
  else if (how === "replace") lines[index] = written;
  else if (how === "remove") lines.splice(index, 1);
  else if (how === "double") lines.splice(index, 0, old);
  else if (how === "append") lines[index] = `${old}${deeper ? "  # more" : line}`;
  else lines[index] = `    ${old}`;
  return lines.join("\n");
}

/** The facts, or what the reading was refused with. */
async function reading(root: string, cache: "on" | "off"): Promise<string> {
  try {
    return JSON.stringify(await readProject({ root, cache }), null, 1);
  } catch (error) {
    if (error instanceof UserError) return `${error.message} ${JSON.stringify(error.place)}`;
    throw error;
  }
}

function project(): string {
  const root = folderOf(FILES);
  mkdirSync(join(root, ".git"));
  return root;
}

describe("the laws of the cache", () => {
  it("what is remembered equals what is read afresh, whatever is edited", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(EDITS, { minLength: 1, maxLength: 5 }), async (edits) => {
        const root = project();
        await reading(root, "on");
        for (const edit of edits) {
          const file = join(root, edit.file);
          writeFileSync(file, edited(readFileSync(file, "utf8"), edit));
          expect(await reading(root, "on")).toBe(await reading(root, "off"));
        }
      }),
      { numRuns: RUNS },
    );
  }, 600_000);
});
