"""The routes that the resolver serves, one for each pattern below ROOT_URLCONF.

Left out are admin sites and format-suffix twins. Views that are not the repository's
own are marked with "firstParty": false; "urlconfs" are the files of the repository that
routes are written in or included from.

`name` and `namespace` are "" when there is none; namespaces are joined by ":". The
`params` map names to converters: as written in path(), "str" in a regex. How the path
is written is told in notation.py; what the view's keys are, in views.py.
"""

import itertools
import re
import sys

from .notation import path_tokens, regex_tokens, write_path
from .source import module_file, relative
from .views import View

FORMAT_SUFFIX = re.compile(
    r"\\\.\(\?P<format>.*\)(?:/\?|/)?(?:\$|\\Z)?$|<drf_format_suffix[^>]*>"
)


def find_routes(root):
    from django.urls import get_resolver

    found = {}
    resolver = get_resolver()
    patterns = list(walk(resolver, Trail(files=[urlconf_file(resolver)])))
    writers = pattern_writers(root)
    for pattern, trail in patterns:
        route = describe(pattern, trail, writers, root)
        found.setdefault(identity(route), route)
    return [found[key] for key in sorted(found)]


def identity(route):
    return route["path"], route["namespace"], route["name"], route["view"]


class Trail:
    """What the entries on the way to a pattern have added."""

    def __init__(self, tokens=(), converters=(), namespaces=(), files=(), entries=()):
        self.tokens = tuple(tokens)
        self.converters = dict(converters)
        self.namespaces = tuple(namespaces)
        self.files = tuple(files)
        self.entries = tuple(entries)

    def add(self, entry):
        tokens, converters = read_pattern(entry)
        namespace = getattr(entry, "namespace", None)
        return Trail(
            self.tokens + tuple(tokens),
            {**self.converters, **converters},
            self.namespaces + ((namespace,) if namespace else ()),
            (*self.files, urlconf_file(entry)),
            (*self.entries, entry),
        )


def urlconf_file(entry):
    module = getattr(getattr(entry, "urlconf_module", None), "__name__", None)
    return module_file(module) if isinstance(module, str) else ""


def pattern_writers(root):
    """Map patterns, by id, to the files whose lists and routers hold them."""
    writers = {}
    for name, module in sorted(sys.modules.items()):
        file = module_file(name)
        if not relative(file, root):
            continue
        for value in list(vars(module).values()):
            patterns = value if isinstance(value, list) else vars_of(value).get("_urls")
            for pattern in patterns if isinstance(patterns, list) else ():
                if hasattr(pattern, "pattern"):
                    writers.setdefault(id(pattern), set()).add(file)
    return writers


def vars_of(value):
    found = getattr(value, "__dict__", None)
    return found if isinstance(found, dict) else {}


def walk(resolver, trail):
    for entry in resolver.url_patterns:
        if not hasattr(entry, "url_patterns"):
            if not FORMAT_SUFFIX.search(pattern_text(entry)):
                yield entry, trail.add(entry)
        elif not is_admin_site(entry):
            yield from walk(entry, trail.add(entry))


def read_pattern(entry):
    """Read what one entry adds to the path, and the converters of its parameters."""
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


def describe(pattern, trail, writers, root):
    path, names = write_path(trail.tokens)
    view = View(pattern.callback)
    return {
        "path": path,
        "name": pattern.name or "",
        "namespace": ":".join(trail.namespaces),
        "view": view.dotted_path(),
        "methods": view.methods(),
        "unasked": view.unasked(),
        "asked": view.asked(),
        "params": {name: trail.converters.get(name, "str") for name in names},
        "model": view.model(),
        "firstParty": view.is_first_party(root),
        "urlconfs": written_in(trail, writers, root),
    }


def written_in(trail, writers, root):
    """List the files of the repository that a route is written in or included from."""
    holders = (writers.get(id(entry), ()) for entry in trail.entries)
    files = {*trail.files, *itertools.chain.from_iterable(holders)}
    return sorted({relative(file, root) for file in files} - {""})
