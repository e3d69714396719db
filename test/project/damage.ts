import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { manageNaming } from "./temporary.js";

/** What a project holds, by path: text, bytes that are no text, or where a link leads. */
export type Tree = ReadonlyMap<string, string | Uint8Array | { readonly link: string }>;

/** One wound: its kind, and the numbers that choose its place. */
export type Wound = readonly [kind: number, first: number, second: number];

type Mutation = (tree: Map<string, Entry>, path: string, a: number, b: number) => void;
type Entry = string | Uint8Array | { readonly link: string };

const PROJECT = join(import.meta.dirname, "../../examples/learning-platform/before");

/** The learning platform of the examples. */
export function learningPlatform(): Tree {
  const paths = readdirSync(PROJECT, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(PROJECT.length + 1), readFileSync(path, "utf8")]));
}

/** A project that builds its settings and URLs by code. */
export function builtProject(): Tree {
  return new Map([
    ["manage.py", manageNaming("config.settings.dev")],
    ["requirements.txt", "django>=5.2\ndjangorestframework\n"],
    ["config/__init__.py", "from config import more\n"],
    [
      "config/more.py",
      "from config.settings.base import INSTALLED_APPS\n\nINSTALLED_APPS.append('people')\n",
    ],
    ["config/settings/__init__.py", ""],
    [
      "config/settings/base.py",
      "import os\nfrom pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent.parent.parent\nINSTALLED_APPS = [\n    'django.contrib.auth',\n    'django.contrib.contenttypes',\n    'rest_framework',\n]\nfor name in os.listdir(BASE_DIR / 'plugins'):\n    INSTALLED_APPS += [f'plugins.{name}']\nROOT_URLCONF = 'config.urls'\nAUTH_USER_MODEL = 'people.Person'\n",
    ],
    [
      "config/settings/dev.py",
      "from .base import *\n\nif os.environ.get('DEBUG', 'yes') == 'yes':\n    exec(open(BASE_DIR / 'local.py').read(), globals())\n",
    ],
    ["local.py", "INSTALLED_APPS = [*INSTALLED_APPS, 'shop']\n"],
    ["people/__init__.py", ""],
    [
      "people/models.py",
      "from django.contrib.auth.models import AbstractUser\nfrom django.db import models\n\n\nclass Person(AbstractUser):\n    friends = models.ManyToManyField('self')\n",
    ],
    ["plugins/one/__init__.py", ""],
    ["plugins/one/models.py", "from shop.models import Base\n\n\nclass One(Base):\n    pass\n"],
    ["shop/__init__.py", ""],
    [
      "shop/models.py",
      "from django.conf import settings\nfrom django.db import models\n\n\nclass Base(models.Model):\n    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)\n\n    class Meta:\n        abstract = True\n\n\nclass Cart(Base):\n    total = models.IntegerField(default=0)\n",
    ],
    [
      "shop/api.py",
      "from rest_framework import routers, serializers, viewsets\nfrom rest_framework.decorators import action\n\nfrom shop.models import Cart\n\n\nclass CartSerializer(serializers.ModelSerializer):\n    class Meta:\n        model = Cart\n        fields = ['id', 'total']\n\n\nclass CartViewSet(viewsets.ModelViewSet):\n    queryset = Cart.objects.all()\n    serializer_class = CartSerializer\n\n    @action(detail=True, methods=['post'])\n    def pay(self, request, pk=None):\n        pass\n\n\nrouter = routers.DefaultRouter()\nfor prefix, viewset in [('carts', CartViewSet)]:\n    router.register(prefix, viewset)\n",
    ],
    [
      "config/urls.py",
      "from django.urls import include, path\n\nfrom shop.api import router\n\n\ndef build(prefix):\n    return [path(f'{prefix}/', include(router.urls))]\n\n\nurlpatterns = build('api')\nurlpatterns += [path('again/', include('config.urls'))]\n",
    ],
  ]);
}

/** Applies wounds one after the other. */
export function damaged(tree: Tree, wounds: readonly Wound[]): Tree {
  const result = new Map<string, Entry>(tree);
  for (const [kind, first, second] of wounds) {
    const paths = [...result.keys()];
    const path = paths[first % Math.max(1, paths.length)];
    if (path !== undefined) MUTATIONS[kind % MUTATIONS.length]?.(result, path, first, second);
  }
  return result;
}

/** A change of a file's text; what is no text any more stays as it is. */
const onText =
  (change: (text: string, a: number, b: number) => string): Mutation =>
  (tree, path, a, b) => {
    const text = tree.get(path);
    if (typeof text === "string") tree.set(path, change(text, a, b));
  };

const onLines = (change: (lines: string[], at: number, b: number) => void): Mutation =>
  onText((text, a, b) => {
    const lines = text.split("\n");
    change(lines, (a >> 3) % lines.length, b);
    return lines.join("\n");
  });

const onTokens = (change: (tokens: string[], at: number, b: number) => void): Mutation =>
  onText((text, a, b) => {
    const tokens = text.match(/\w+|\s+|[^\w\s]/g) ?? [];
    if (tokens.length > 0) change(tokens, (a >> 3) % tokens.length, b);
    return tokens.join("");
  });

function swap(items: string[], at: number, other: number): void {
  [items[at], items[other]] = [items[other] ?? "", items[at] ?? ""];
}

const MUTATIONS: readonly Mutation[] = [
  onLines((lines, at) => void lines.splice(at, 1)),
  onLines((lines, at) => void lines.splice(at, 0, lines[at] ?? "")),
  onLines((lines, at, b) => swap(lines, at, b % lines.length)),
  onTokens((tokens, at) => void tokens.splice(at, 1)),
  onTokens((tokens, at) => void tokens.splice(at, 0, tokens[at] ?? "")),
  onTokens((tokens, at, b) => swap(tokens, at, b % tokens.length)),
  onText((text, a, b) => text.slice(0, (a * 31 + b) % (text.length + 1))),
  // Names of one file come to stand for those of another.
  onText((text, a, b) => {
    const names = [...new Set(text.match(/[A-Za-z_]\w+/g))];
    const [from, to] = [names[a % Math.max(1, names.length)], names[b % Math.max(1, names.length)]];
    return from === undefined || to === undefined ? text : text.replaceAll(from, to);
  }),
  (tree, path) => void tree.delete(path),
  (tree, path, _, b) => {
    const content = tree.get(path);
    tree.delete(path);
    if (content !== undefined) tree.set(path.replace(/[^/]+$/, `moved${b % 9}.py`), content);
  },
  // Every module imports every other.
  (tree, path, _, b) => {
    const others = [...tree.keys()].filter((one) => one.endsWith(".py"));
    const other = (others[b % Math.max(1, others.length)] ?? path)
      .slice(0, -3)
      .replaceAll("/", ".");
    onText((text) => `from ${other} import *\nimport ${other}\n${text}`)(tree, path, 0, 0);
  },
  (tree, path, a) => {
    const text = tree.get(path);
    if (typeof text === "string") tree.set(path, encoded(text, a));
  },
  (tree, path, _, b) => {
    const levels = path.split("/").slice(0, -1);
    const name = [...levels, `loop${b % 3}`].join("/");
    tree.set(name, { link: b % 2 === 0 ? "." : "../.." });
  },
  (tree, path, a, b) => {
    const deep = NESTED[b % NESTED.length];
    onText((text) => `${text}\n${deep?.(200 + (a % 2000)) ?? ""}\n`)(tree, path, 0, 0);
  },
];

/** Nesting that a recursive reader would not survive. */
const NESTED: readonly ((depth: number) => string)[] = [
  (depth) => `x = ${"[".repeat(depth)}${"]".repeat(depth)}`,
  (depth) => `x = ${"(".repeat(depth)}1`,
  (depth) => `x = ${"-".repeat(depth)}1`,
  (depth) => `x = 1${" + 1".repeat(depth)}`,
  (depth) => `x = a${".b".repeat(depth)}`,
  (depth) => `x = f${"(1)".repeat(depth)}`,
  (depth) => Array.from({ length: depth % 400 }, (_, at) => `${" ".repeat(at)}if x:`).join("\n"),
  (depth) =>
    `def f(n):\n    return f(n + 1)\nx = f(0)\nINSTALLED_APPS = [f(i) for i in range(${depth})]`,
];

function encoded(text: string, kind: number): Uint8Array {
  const bytes = Buffer.from(text, kind % 3 === 0 ? "utf16le" : "latin1");
  if (kind % 3 === 1) return Buffer.concat([Buffer.from([0xff, 0xfe, 0x00]), bytes]);
  return kind % 3 === 2
    ? Buffer.concat([Buffer.from("# coding: no-such-encoding\n"), bytes, Buffer.from([0xe9, 0x80])])
    : bytes;
}

/** Writes a tree below a folder of its own. */
export function written(tree: Tree): string {
  const root = mkdtempSync(join(tmpdir(), "soundcheck-damage-"));
  for (const [path, content] of tree) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    if (typeof content === "string" || content instanceof Uint8Array)
      writeFileSync(target, content);
    else symlinkSync(content.link, target);
  }
  return root;
}
