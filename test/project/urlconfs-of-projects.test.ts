import { describe, expect, it } from "vitest";
import { line, ONE, routesOf } from "./routes-of.js";
import { python } from "./shop.js";
import type { Contents } from "./temporary.js";

/** edge-cases.md D, by number. */
describe("routes of URLconfs that are looked for", () => {
  it.each<[string, readonly string[], Contents, readonly string[]]>([
    [
      "101: a loop over what find_spec finds",
      [
        "from importlib.util import find_spec",
        "urlpatterns = []",
        'for app in ["shop", "people"]:',
        '    if find_spec(f"{app}.urls"):',
        '        urlpatterns.append(path(f"{app}/", include(f"{app}.urls")))',
      ],
      { "shop/urls.py": ONE },
      ["/shop/x/"],
    ],
    [
      "101: a loop over the app registry",
      [
        "from django.apps import apps",
        "from django.utils.module_loading import module_has_submodule",
        "urlpatterns = []",
        "for config in apps.get_app_configs():",
        '    if config.label in ("shop", "people") and module_has_submodule(config.module, "urls"):',
        '        urlpatterns.append(path(f"{config.label}/", include(f"{config.name}.urls")))',
      ],
      { "shop/urls.py": ONE },
      ["/shop/x/"],
    ],
    [
      "pages that a site generator keeps: distill_path",
      [
        "from django_distill import distill_path, distill_re_path",
        "urlpatterns = [",
        '    distill_path("x/", views.plain, name="x"),',
        '    distill_re_path(r"^y/$", views.plain, name="y"),',
        "]",
      ],
      {},
      ["/x/", "/y/"],
    ],
    [
      "111: += of a resolver under a flag that is off",
      [
        'urlpatterns = [path("x/", views.plain)]',
        "if settings.ONPREM:",
        "    urlpatterns += re_path(r'^hermes/', include('pyhermes.apps.django.urls'))",
      ],
      {},
      ["/x/"],
    ],
    [
      "114: re_path under a name that the version decides",
      [
        "from distutils.version import StrictVersion",
        "from django import get_version",
        'if StrictVersion(get_version()) >= StrictVersion("2.0"):',
        "    from django.urls import re_path as pattern",
        "else:",
        "    from django.conf.urls import url as pattern",
        'urlpatterns = [pattern(r"^x/$", views.plain, name="x")]',
      ],
      {},
      ["/x/"],
    ],
    [
      "117: URLconfs of providers built by one call",
      ['urlpatterns = [path("accounts/", include("tiktok.urls"))]'],
      {
        "providers.py": python(
          "from importlib import import_module",
          "from django.urls import include, path",
          "def default_urlpatterns(provider):",
          '    views = import_module(provider.get_package() + ".views")',
          '    patterns = [path("login/", getattr(views, "login"), name=provider.id + "_login")]',
          '    return [path(provider.id + "/", include(patterns))]',
          "class Provider:",
          "    @classmethod",
          "    def get_package(cls):",
          '        return cls.__module__.rpartition(".")[0]',
        ),
        "tiktok/__init__.py": "",
        "tiktok/views.py": python("def login(request):", "    pass"),
        "tiktok/provider.py": python(
          "from providers import Provider",
          "class TikTokProvider(Provider):",
          '    id = "tiktok"',
        ),
        "tiktok/urls.py": python(
          "from providers import default_urlpatterns",
          "from .provider import TikTokProvider",
          "urlpatterns = default_urlpatterns(TikTokProvider)",
        ),
      },
      ["/accounts/tiktok/login/"],
    ],
    [
      "118: an f-string route and an imported list inside get_urlpatterns(prefix)",
      [
        "from shop.urls import urlpatterns as resource_api_urls",
        "def get_urlpatterns(prefix=None):",
        "    prefix = f'/{prefix}/' if prefix else '/'",
        "    urlpatterns = [",
        "        path(f'api{prefix}v2/', include(resource_api_urls)),",
        "    ]",
        "    return urlpatterns",
        'urlpatterns = get_urlpatterns(prefix="x")',
      ],
      { "shop/urls.py": ONE },
      ["/api/x/v2/x/"],
    ],
    [
      "119: a starred call of the debug toolbar, DEBUG off",
      [
        "import debug_toolbar",
        "urlpatterns = [",
        '    path("x/", views.plain),',
        "    *debug_toolbar.toolbar.debug_toolbar_urls(),",
        "]",
      ],
      {},
      ["/x/"],
    ],
  ])("%s", async (_, urls, contents, expected) => {
    const read = await routesOf(urls, contents, ["ONPREM = False"]);
    expect(read).toEqual({ routes: expected, doubts: [] });
  });

  it("Django's own URLconfs can be imported where there are any", async () => {
    const urls = [
      "from django.contrib.staticfiles.urls import staticfiles_urlpatterns",
      'urlpatterns = [path("x/", views.plain)] + staticfiles_urlpatterns()',
      "try:",
      "    from django.contrib.contenttypes.urls import urlpatterns as more",
      "    urlpatterns += more",
      "except ImportError:",
      '    urlpatterns += [path("y/", views.plain)]',
    ];
    expect(await routesOf(urls)).toEqual({ routes: ["/x/", "/y/"], doubts: [] });
  });

  it("92: a setting from the database that is None or a text loses no other route", async () => {
    const urls = [
      "from shop.utils import get_system_setting",
      "urlpatterns = [",
      '    path("y/", views.plain),',
      '    path("z/", views.plain, {"url": get_system_setting("prefix") + "/oa3"}),',
      "]",
    ];
    const contents = {
      "shop/utils.py": python(
        "from .models import Note",
        "def get_system_setting(setting):",
        "    try:",
        "        return str(Note.objects.get()) or None",
        "    except Exception:",
        "        return None",
      ),
    };
    const read = await routesOf(urls, contents);
    expect(read.routes).toEqual(["/y/", "/z/"]);
  });

  it("101: a loop over INSTALLED_APPS", async () => {
    const urls = [
      "from importlib import import_module",
      "urlpatterns = []",
      "for app in settings.INSTALLED_APPS:",
      "    try:",
      '        mod = import_module("%s.urls" % app)',
      '        if getattr(mod, "autodiscover", False):',
      '            if hasattr(mod, "urlpatterns"):',
      "                urlpatterns += mod.urlpatterns",
      "    except ModuleNotFoundError as e:",
      '        if "urls" not in str(e):',
      "            raise e",
    ];
    const contents = {
      "shop/urls.py": `${ONE}autodiscover = True\n`,
      "people/urls.py": ONE.replaceAll("x/", "not-discovered/"),
    };
    const settings = ['INSTALLED_APPS.remove("rest_framework")'];
    expect(await routesOf(urls, contents, settings)).toEqual({ routes: ["/x/"], doubts: [] });
  });

  it.each([
    [
      "117: patterns from a package",
      "from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns",
      'urlpatterns = default_urlpatterns("x")',
    ],
    [
      "118: a list imported from a package",
      "from ansible_base.resource_registry.urls import urlpatterns as resource_api_urls",
      'urlpatterns = [path("v2/", include(resource_api_urls))]',
    ],
    [
      "119: the debug toolbar, DEBUG on",
      "import debug_toolbar",
      "urlpatterns = [*debug_toolbar.toolbar.debug_toolbar_urls()]",
    ],
  ])("%s, are one doubt at their place", async (_, statement, urls) => {
    const read = await routesOf([statement, urls], {}, ["DEBUG = True"]);
    expect(read).toEqual({ routes: [], doubts: [line(2)] });
  });

  it("a doubt about an entry stands where the entry is", async () => {
    const urls = [
      "from pages import page_path",
      "urlpatterns = [",
      '    path("x/", views.plain),',
      '    page_path("y/", views.plain),',
      "]",
    ];
    expect(await routesOf(urls)).toEqual({ routes: ["/x/"], doubts: [line(4)] });
  });

  it("mix-ins of packages that add no actions leave no doubt", async () => {
    const shop = python(
      "from rest_framework import viewsets",
      "from rest_framework_extensions.mixins import NestedViewSetMixin",
      "from reversion.views import RevisionMixin",
      "from .models import Note",
      "class NotesViewSet(RevisionMixin, NestedViewSetMixin, viewsets.ReadOnlyModelViewSet):",
      "    queryset = Note.objects.all()",
      "def plain(request):",
      "    pass",
    );
    const urls = [
      "router = routers.SimpleRouter()",
      'router.register("notes", views.NotesViewSet)',
      "urlpatterns = router.urls",
    ];
    expect(await routesOf(urls, { "shop/views.py": shop })).toEqual({
      routes: ["/notes/", "/notes/{pk}/"],
      doubts: [],
    });
  });
});
