"""The routes that the resolver serves, one for each pattern below ROOT_URLCONF.

Left out are admin sites and format-suffix twins. Views that are not the repository's own are
marked with "firstParty": false. `name` and `namespace` are "" when there is none; namespaces are
joined by ":". `params` maps names to converters: as written in path(), "str" in a regex. How the
path is written is told in notation.py; what `view`, `methods` and `model` are, in views.py.
"""

import re

from .notation import path_tokens, regex_tokens, write_path
from .views import View

FORMAT_SUFFIX = re.compile(
    r"\\\.\(\?P<format>.*\)(?:/\?|/)?(?:\$|\\Z)?$|<drf_format_suffix[^>]*>"
)


def find_routes(root):
    from django.urls import get_resolver

    found = {}
    for pattern, tokens, converters, namespaces in walk(get_resolver(), [], {}, []):
        route = describe(pattern, tokens, converters, namespaces, root)
        found.setdefault(identity(route), route)
    return [found[key] for key in sorted(found)]


def identity(route):
    return route["path"], route["namespace"], route["name"], route["view"]


def walk(resolver, tokens, converters, namespaces):
    for entry in resolver.url_patterns:
        more_tokens, more_converters = read_pattern(entry)
        here = [*tokens, *more_tokens], {**converters, **more_converters}
        if not hasattr(entry, "url_patterns"):
            if not FORMAT_SUFFIX.search(pattern_text(entry)):
                yield (entry, *here, namespaces)
        elif not is_admin_site(entry):
            inner = [*namespaces, entry.namespace] if entry.namespace else namespaces
            yield from walk(entry, *here, inner)


def read_pattern(entry):
    """Read the part of the path that one entry adds, and the converters of its parameters."""
    from django.urls.resolvers import LocalePrefixPattern, RoutePattern

    if isinstance(entry.pattern, LocalePrefixPattern):
        return [("text", entry.pattern.language_prefix)], {}
    if isinstance(entry.pattern, RoutePattern):
        return path_tokens(pattern_text(entry))
    return regex_tokens(pattern_text(entry)), {}


def pattern_text(entry):
    return str(entry.pattern)


def is_admin_site(resolver):
    """AdminSite wraps each of its views and leaves itself on the wrapper."""
    if resolver.app_name != "admin":
        return False
    callbacks = [getattr(entry, "callback", None) for entry in resolver.url_patterns]
    return any(hasattr(callback, "admin_site") for callback in callbacks)


def describe(pattern, tokens, converters, namespaces, root):
    path, names = write_path(tokens)
    view = View(pattern.callback)
    return {
        "path": path,
        "name": pattern.name or "",
        "namespace": ":".join(namespaces),
        "view": view.dotted_path(),
        "methods": view.methods(),
        "params": {name: converters.get(name, "str") for name in names},
        "model": view.model(),
        "firstParty": view.is_first_party(root),
    }
