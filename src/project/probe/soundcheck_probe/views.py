"""What is behind a URL pattern's callback.

`view` is the dotted path of a class or function once partials, as_view(), api_view and
decorators are taken off; a callable instance is its class, and what django-ninja has at an
address the first function there.

`methods` are sorted, without HEAD and OPTIONS: of a view set the keys of its action
map, of a class the handlers it has among its http_method_names, or GET where it has none
and dispatches itself, of a function what its method decorators allow, otherwise GET.
`unasked` are the PUT, PATCH and DELETE among them that Django's own pages handle, as no
browser sends them; `asked` is what a function without such decorators looks for in its
request, besides GET.

`model` is that of `queryset`, else `model`, else `serializer_class.Meta.model`, read
from the class or the keywords of as_view(); nothing is called.
"""

import functools
import inspect
import re

from .source import dotted_path, is_first_party, module_file

UNASKED_METHODS = {"HEAD", "OPTIONS"}
PROGRAMS_METHODS = {"PUT", "PATCH", "DELETE"}
IS_ABOUT_METHOD = re.compile(r"\w\.method\b.*")
# Modules of the classes that hold what django-ninja answers with at an address.
NINJA_OPERATIONS = {"ninja.operation", "ninja_extra.operation"}
# Names that decorators written by hand give to the function they close over.
WRAPPED_NAMES = ("view_func", "func", "function", "view", "fn", "f", "wrapped")


class View:
    """A callback, the layers around it taken off."""

    def __init__(self, callback):
        self.layers = list(peel(callback))
        self.target = self.layers[-1]

    def attribute(self, *names):
        """Return what a layer says under one of these names, from the outside in."""
        for layer in self.layers:
            for name in names:
                value = getattr(layer, name, None)
                if value is not None:
                    return value
        return None

    def keywords(self):
        found = self.attribute("view_initkwargs", "initkwargs")
        return found if isinstance(found, dict) else {}

    def dotted_path(self):
        target = self.target
        if inspect.ismethod(target):
            target = target.__func__
        if not hasattr(target, "__qualname__"):
            target = type(target)
        if (
            target.__qualname__.rpartition(".")[2] == "WrappedAPIView"
        ):  # api_view() leaves only the name, and the function to its handlers
            function = handled_function(target)
            if function is not None:
                return View(function).dotted_path()
            return "%s.%s" % (target.__module__, target.__name__)
        return dotted_path(target)

    def is_first_party(self, root):
        target = (
            self.target if hasattr(self.target, "__qualname__") else type(self.target)
        )
        return is_first_party(module_file(target.__module__), root)

    def methods(self):
        if not (
            isinstance(self.target, type) and hasattr(self.target, "http_method_names")
        ):
            return sorted(self.allowed_methods() - UNASKED_METHODS)
        names = (
            self.keywords().get("http_method_names") or self.target.http_method_names
        )
        # A view of the project's own may have "actions" that are something else.
        is_set = hasattr(self.target, "get_extra_actions")
        actions = self.attribute("actions") if is_set else None
        handlers = actions if isinstance(actions, dict) else dir(self.target)
        methods = {name.upper() for name in handlers if name in names}
        if not methods and not is_set and self.has_own_dispatch():
            return ["GET"]
        return sorted(methods - UNASKED_METHODS)

    def has_own_dispatch(self):
        """Whether code of the project decides which methods are answered."""
        module = getattr(self.target.dispatch, "__module__", None) or ""
        return module.split(".")[0] not in ("django", "rest_framework")

    def unasked(self):
        """List the methods of programs that Django's generic views handle."""
        return [name for name in self.methods() if self.is_of_pages(name)]

    def is_of_pages(self, method):
        handler = getattr(self.target, method.lower(), None)
        module = getattr(handler, "__module__", None) or ""
        return method in PROGRAMS_METHODS and module.startswith("django.views.generic")

    def asked(self):
        """List what a function that nothing limits looks for in its request."""
        if isinstance(self.target, type) or self.limits():
            return []
        try:
            source = inspect.getsource(self.target)
        except (OSError, TypeError):
            return []
        compared = "\n".join(IS_ABOUT_METHOD.findall(source))
        reads = ["POST"] if re.search(r"\w\.(?:POST|FILES)\b", source) else []
        return sorted({*re.findall(r"[\"'](POST|PUT|PATCH|DELETE)[\"']", compared), *reads})

    def allowed_methods(self):
        """Intersect what require_http_methods and its kin allow on the way."""
        limits = self.limits()
        return set.intersection(*limits) if limits else {"GET"}

    def limits(self):
        lists = [closure(layer).get("request_method_list") for layer in self.layers]
        lists += [methods_of(operations(layer)) for layer in self.layers if operations(layer)]
        return [set(methods) for methods in lists if methods is not None]

    def model(self):
        if not isinstance(self.target, type):
            return None
        serializer = self.value("serializer_class")
        candidates = [
            getattr(self.value("queryset"), "model", None),
            self.value("model"),
            getattr(getattr(serializer, "Meta", None), "model", None),
        ]
        return next((label for label in map(model_label, candidates) if label), None)

    def value(self, name):
        # No test for truth: that would run a query set.
        keywords = self.keywords()
        return keywords[name] if name in keywords else getattr(self.target, name, None)


def handled_function(wrapped):
    """Return what api_view() has made a class of."""
    for name in wrapped.http_method_names:
        function = closure(vars(wrapped).get(name)).get("func")
        if function is not None:
            return function
    return None


def model_label(model):
    from django.db.models import Model

    is_model = isinstance(model, type) and issubclass(model, Model)
    return model._meta.label if is_model else None


def peel(callback):
    """Yield a callback and what it wraps, down to what was written."""
    seen = set()
    while callback is not None and id(callback) not in seen:
        seen.add(id(callback))
        yield callback
        callback = inner(callback)


def inner(callback):
    if isinstance(callback, type):
        return None
    if isinstance(callback, functools.partial):
        return callback.func
    if operations(callback):
        return operations(callback)[0].view_func
    for name in ("view_class", "cls"):
        if isinstance(getattr(callback, name, None), type):
            return getattr(callback, name)
    wrapped = getattr(callback, "__wrapped__", None)
    return wrapped if wrapped is not None else closed_over(callback)


def operations(callback):
    """Return what django-ninja answers with at an address, by its PathView."""
    for holder in (getattr(callback, "__self__", None), closure(callback).get("self")):
        if type(holder).__module__ in NINJA_OPERATIONS:
            return holder.operations
    return []


def methods_of(found):
    return [method for operation in found for method in operation.methods]


def closed_over(callback):
    """Find the view that a decorator without functools.wraps has wrapped."""
    if "<locals>" not in getattr(callback, "__qualname__", ""):
        return None
    callables = {
        name: value for name, value in closure(callback).items() if callable(value)
    }
    for name in WRAPPED_NAMES:
        if name in callables:
            return callables[name]
    return next(iter(callables.values())) if len(callables) == 1 else None


def closure(function):
    """Map the names that a function closes over to their values."""
    code, cells = (
        getattr(function, "__code__", None),
        getattr(function, "__closure__", None),
    )
    if code is None or not cells:
        return {}
    found = {}
    for name, cell in zip(code.co_freevars, cells):
        try:
            found[name] = cell.cell_contents
        except ValueError:  # a name that is not bound yet
            continue
    return found
