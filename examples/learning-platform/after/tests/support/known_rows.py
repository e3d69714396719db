"""Rows that the project's code knows: ``Group.objects.get(name="editors")``.

A deployment has them from a fixture or by hand; where they are missing, such a look-up is
a server error that says nothing of the code.
"""

import ast
import inspect
import sys
from contextlib import suppress

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models

from .rows import CannotMake, is_first_party, make

LOOKUP = ".objects.get("
MADE_BY_MIGRATE = (ContentType, Permission)


def make_known_rows():
    """Make the rows that are not there yet; one that cannot be made stays missing."""
    for model, values in known_rows():
        if not model._base_manager.filter(**values).exists():
            with suppress(CannotMake):
                make(model, **values)


def known_rows():
    """Model and constant values of each look-up in the loaded code of the project."""
    found = []
    for name in sorted(name for name in [*sys.modules] if is_first_party(name)):
        module = sys.modules[name]
        with suppress(OSError, TypeError):
            source = inspect.getsource(module)
            calls = ast.walk(ast.parse(source)) if LOOKUP in source else ()
            rows = [
                _looked_up(node, module) for node in calls if isinstance(node, ast.Call)
            ]
            found += [row for row in rows if row and row not in found]
    return found


def _looked_up(call, module):
    """The model and the values of ``Model.objects.get(column=CONSTANT)``, or None."""
    manager, _, method = ast.unparse(call.func).rpartition(".")
    model = _constant(manager.removesuffix(".objects"), module)
    if method != "get" or not manager.endswith(".objects") or not is_plain(model):
        return None
    values = {
        keyword.arg: _value_of(keyword.value, module) for keyword in call.keywords
    }
    columns = {
        name for field in model._meta.concrete_fields for name in (field.name, "pk")
    }
    is_known = values and not call.args and {*values} <= columns
    return (model, values) if is_known and None not in values.values() else None


def is_plain(model):
    """Whether this is a model that does not fill itself when the database is made."""
    is_model = isinstance(model, type) and issubclass(model, models.Model)
    return is_model and not model._meta.abstract and model not in MADE_BY_MIGRATE


def _value_of(node, module):
    """A text or number that is written there, or in a constant of the module."""
    value = node.value if isinstance(node, ast.Constant) else None
    if isinstance(node, (ast.Attribute, ast.Name)):
        value = _constant(ast.unparse(node), module)
    return value if isinstance(value, (str, int)) else None


def _constant(path, module):
    """What a dotted name means in a module, or None where only a call can tell."""
    first, *rest = path.split(".")
    value = vars(module).get(first)
    for name in rest:
        value = getattr(value, name, None)
    return value
