import { expect, it } from "vitest";
import { line, ONE, routesOf } from "./routes-of.js";
import { python } from "./shop.js";

const IMPORTS =
  "from django.urls.resolvers import RegexPattern, RoutePattern, URLPattern, URLResolver";
const OWN_PREFIX = python(
  "import django.urls",
  "from django.utils.translation import get_language",
  "class Prefix(django.urls.LocalePrefixPattern):",
  "    @property",
  "    def language_prefix(self):",
  '        return "" if not self.prefix_default_language else f"{get_language().upper()}/"',
  "def translated(*urls, **options):",
  "    return [django.urls.URLResolver(Prefix(**options), list(urls))]",
);

it.each<[string, readonly string[], readonly string[]]>([
  [
    "patterns that path() would make",
    [
      'urlpatterns = [URLPattern(RoutePattern("a/<int:pk>/"), views.plain, {}, "a"),',
      '    URLResolver(RegexPattern(r"^b/"), [URLPattern(RegexPattern(r"^c$"), views.plain)])]',
    ],
    ["/a/{pk}/", "/b/c"],
  ],
  [
    "a URLconf by its name",
    ['urlpatterns = [URLResolver(RoutePattern("one/"), "shop.one")]'],
    ["/one/x/"],
  ],
  [
    "the prefix of a language",
    [
      "from django.urls import LocalePrefixPattern",
      'urlpatterns = [URLResolver(LocalePrefixPattern(), [path("x/", views.plain)])]',
    ],
    ["/en-us/x/"],
  ],
  [
    "a prefix of the repository's own",
    ["from shop.prefix import translated", 'urlpatterns = translated(path("x/", views.plain))'],
    ["/EN-US/x/"],
  ],
  [
    "one that the default language does without",
    [
      "from shop.prefix import translated",
      'urlpatterns = translated(path("x/", views.plain), prefix_default_language=False)',
    ],
    ["/x/"],
  ],
])("reads %s", async (_, urls, expected) => {
  const contents = { "shop/prefix.py": OWN_PREFIX, "shop/one.py": ONE };
  const { routes, doubts } = await routesOf([IMPORTS, ...urls], contents);
  expect({ routes, doubts }).toEqual({ routes: expected, doubts: [] });
});

it("a pattern of a class that is not known is a doubt", async () => {
  const urls = [
    "from lost import Odd",
    'urlpatterns = [URLResolver(Odd("x"), [path("y/", views.plain)])]',
  ];
  expect(await routesOf([IMPORTS, ...urls])).toEqual({ routes: [], doubts: [line(3)] });
});
