"""What Django's resolver serves, written as ENDPOINTS writes it: ``/courses/{pk}/``."""

import functools
import re
from contextlib import suppress
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils import translation

from .rows import is_first_party

try:
    from re import _parser as sre
except ImportError:  # Python 3.10 and older
    import sre_parse as sre

# Modules of the classes that hold what django-ninja answers with at an address.
NINJA_OPERATIONS = {"ninja.operation", "ninja_extra.operation"}
SUFFIX = re.compile(r"\\\.\(\?P<format>.*\)(/\??)?(\$|\\Z)?$|<drf_format_suffix")


class Route(NamedTuple):
    """A pattern of the resolver; ``view`` is the class or function that answers."""

    path: str
    view: Any
    callback: Any
    keywords: dict
    patterns: tuple

    @property
    def view_path(self):
        name = self.view.__qualname__
        if name.endswith("WrappedAPIView"):  # a function below @api_view
            name = self.view.__name__
        return f"{self.view.__module__}.{name}"

    def option(self, name):
        """An attribute of the view, the keywords of as_view() first."""
        return self.keywords.get(name, getattr(self.view, name, None))

    def takes(self, url):
        """Whether an address fits this route, if an earlier one does not take it."""
        rest = url.removeprefix("/")
        for pattern in self.patterns:
            match = pattern.match(rest)
            if match is None:
                return False
            rest = match[0]
        return True

    def lookup(self, name):
        """The attribute of the object that a parameter of the path holds."""
        field = self.option("lookup_field")
        if not isinstance(field, str):  # a property
            field = "pk"
        if name == (self.option("lookup_url_kwarg") or field):
            return field
        if name == self.option("slug_url_kwarg"):
            return self.option("slug_field")
        return "pk" if name == self.option("pk_url_kwarg") else name

    def words(self, name):
        """All that a parameter may be, where its expression lists it: ``(?P<version>v1|v2)``."""
        for pattern in self.patterns:
            if name in getattr(getattr(pattern, "regex", None), "groupindex", ()):
                parsed = sre.parse(pattern.regex.pattern)
                return _spelled(_group(parsed, pattern.regex.groupindex[name]))
        return []


@functools.cache
def all_routes():
    """The routes of the resolver in its own order; the admin's are left out."""
    with translation.override(default_language()):
        return list(_walk(get_resolver(), "/", [], ()))


def default_language():
    """The language of addresses: what LocaleMiddleware makes of LANGUAGE_CODE, "en" of "en-us"."""
    if any(name.endswith("LocaleMiddleware") for name in settings.MIDDLEWARE):
        with suppress(LookupError):
            return translation.get_supported_language_variant(settings.LANGUAGE_CODE)
    return settings.LANGUAGE_CODE


def project_routes():
    """The routes that end in a view of the project, not of an installed package."""
    return [route for route in all_routes() if is_first_party(route.view.__module__)]


def route_at(path):
    """The first route that is written this way."""
    for route in all_routes():
        if route.path == path:
            return route
    pytest.fail(f"no route is {path} any more: remove its row", pytrace=False)


def _walk(resolver, prefix, unnamed, parents):
    for entry in resolver.url_patterns:
        numbers, patterns = list(unnamed), (*parents, entry.pattern)
        path = prefix + _written(entry.pattern, numbers)
        path = re.sub(r"\*+", "*", path)
        if isinstance(entry, URLResolver):
            if entry.app_name != "admin":
                yield from _walk(entry, path, numbers, patterns)
        elif not SUFFIX.search(str(entry.pattern)):
            yield Route(path, *_view_of(entry.callback), patterns)


def _written(pattern, unnamed):
    if isinstance(pattern, RoutePattern):
        return re.sub(r"<(?:[^>:]+:)?([^>]+)>", r"{\1}", str(pattern))
    if not hasattr(pattern, "_regex"):  # the language prefix of i18n_patterns
        return str(pattern)
    parsed = sre.parse(str(pattern))
    names = {number: name for name, number in parsed.state.groupdict.items()}
    return _text(parsed, names, unnamed)


def _text(nodes, names, unnamed):
    """A regular expression as text: groups are named, whatever varies is a ``*``."""
    text = ""
    for kind, value in nodes:
        kind = str(kind)
        if kind == "LITERAL":
            text += chr(value)
        elif kind == "BRANCH":
            text += _text(value[1][0], names, unnamed)
        elif kind == "SUBPATTERN" and value[0] is None:
            text += _text(value[3], names, unnamed)
        elif kind == "SUBPATTERN":
            text += "{%s}" % (names.get(value[0]) or _number(unnamed))
        elif kind.endswith("_REPEAT"):
            repeated = [str(one) for one, _ in value[2]]
            inner = "*" if repeated == ["ANY"] else _text(value[2], names, unnamed)
            is_kept = len(value[2]) == 1 and inner[:1] in ("{", "*", "/")
            text += inner if value[0] or is_kept else ""
        elif kind == "ANY":  # a full stop that nobody has escaped
            text += "."
        elif kind in ("IN", "NOT_LITERAL"):
            text += "*"
    return text


def _group(nodes, number):
    """What a group of an expression is made of, or nothing that can be spelled."""
    for kind, value in nodes:
        if str(kind) == "SUBPATTERN":
            if value[0] == number:
                return value[3]
            if found := _group(value[3], number):
                return found
    return None


def _spelled(nodes):
    """The few texts that an expression takes; none where they have no end."""
    texts = [""] if nodes is not None else []
    for kind, value in nodes or ():
        kind, options = str(kind), []
        if kind in ("LITERAL", "ANY"):  # a full stop that nobody has escaped
            options = [chr(value) if kind == "LITERAL" else "."]
        elif kind == "SUBPATTERN":
            options = _spelled(value[3])
        elif kind == "BRANCH":
            parts = [_spelled(part) for part in value[1]]
            options = [text for part in parts for text in part] if all(parts) else []
        elif kind == "IN" and {str(one) for one, _ in value} == {"LITERAL"}:
            options = [chr(letter) for _, letter in value]
        texts = [text + option for text in texts for option in options][:50]
    return texts


def _number(unnamed):
    unnamed.append(None)
    return len(unnamed) - 1


def _view_of(callback):
    """What decorators, partials and as_view() wrap, the callback, and as_view()'s keywords."""
    keywords, outermost = {}, callback
    while not isinstance(callback, type):
        for name in ("view_initkwargs", "initkwargs"):
            keywords = getattr(callback, name, None) or keywords
        wrapped = _unwrapped(callback)
        if wrapped is None:
            break
        callback = wrapped
    if not hasattr(callback, "__qualname__"):  # an instance that can be called
        callback = type(callback)
    return callback, outermost, keywords


def _unwrapped(callback):
    for name in ("view_class", "cls", "__wrapped__"):
        if getattr(callback, name, None) is not None:
            return getattr(callback, name)
    if isinstance(callback, functools.partial):
        return callback.func
    for operation in operations_of(callback):
        return operation.view_func
    if "<locals>" not in getattr(callback, "__qualname__", ""):
        return None
    functions = [value for value in _closed_over(callback) if callable(value)]
    return functions[0] if len(functions) == 1 else None


def operations_of(callback):
    """What django-ninja has at an address, which is one view; nothing for other views."""
    for holder in (getattr(callback, "__self__", None), *_closed_over(callback)):
        if type(holder).__module__ in NINJA_OPERATIONS:
            return holder.operations
    return []


def _closed_over(callback):
    return [cell.cell_contents for cell in getattr(callback, "__closure__", None) or ()]
