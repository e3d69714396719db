"""Rows that the project's code knows: ``Group.objects.get(name="editors")``.

A deployment has them from a fixture or by hand; where they are missing, such a look-up is
a server error that says nothing of the code.
"""

import ast
import inspect
import re
import sys
from contextlib import suppress
from functools import cache

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models

from .rows import CannotMake, is_first_party, make, unique_sets

LOOKUPS = (".objects.get", "get_object_or_404(", "groups")
ONE = ("get", "get_or_create", "update_or_create")
GROUP_COLUMNS = ("name", "name__exact", "name__iexact", "name__in")
MADE_BY_MIGRATE = (ContentType, Permission)
# Rows that are being made, which may need one another.
UNDER_WAY = []


def make_known_rows():
    """Make the rows that are not there yet, and tell whether there are more of them now."""
    missing = [
        row for row in known_rows() if row not in UNDER_WAY and not is_there(*row)
    ]
    for model, values in missing:
        UNDER_WAY.append((model, values))
        with suppress(CannotMake):
            make(model, **values)
        UNDER_WAY.remove((model, values))
    return any(is_there(*row) for row in missing)


def is_there(model, values):
    """Whether a model has a row with these values."""
    return model._base_manager.filter(**values).exists()


@cache
def known_rows():
    """Model and constant values of each look-up in the loaded code of the project."""
    found = []
    for call, module in _lookups():
        found += [row for row in _looked_up(call, module) if row not in found]
    return found


def keys_of_one_row():
    """Keys by which code takes a parent to have one row: ``Cart.objects.get(user=...)``.

    Of several keys, as in ``get(user=..., product=...)``, the last one that is no user's.
    """
    return {key for call, module in _lookups() for key in _taken_for_one(call, module)}


@cache
def models_of_one_row():
    """Models of which code takes the only row that there is: ``Installation.objects.get()``."""
    found = set()
    for call, module in _lookups():
        manager, _, method = ast.unparse(call.func).rpartition(".")
        if (
            method == "get"
            and manager.endswith(".objects")
            and not (call.args or call.keywords)
        ):
            found.add(_constant(manager.removesuffix(".objects"), module))
    return {model for model in found if is_plain(model)}


def _lookups():
    """The calls of the project's loaded code in modules that look for rows, with the module."""
    for name in sorted(name for name in [*sys.modules] if is_first_party(name)):
        module = sys.modules[name]
        with suppress(OSError, TypeError):
            source = inspect.getsource(module)
            is_asking = any(lookup in source for lookup in LOOKUPS)
            nodes = ast.walk(ast.parse(source)) if is_asking else ()
            yield from ((node, module) for node in nodes if isinstance(node, ast.Call))


def _taken_for_one(call, module):
    asked = ast.unparse(call.func)
    if asked.endswith("get_object_or_404") and len(call.args) == 1:
        of = ast.unparse(call.args[0])
        if (
            isinstance(call.args[0], ast.Call) and not call.keywords
        ):  # of rows that are filtered
            call = call.args[0]
            of = ast.unparse(call.func).removesuffix(".filter")
        asked = f"{of.removesuffix('.objects')}.objects.get"
    elif call.args:
        return
    names = [
        keyword.arg or "" for keyword in call.keywords if keyword.arg != "defaults"
    ]
    manager, _, method = asked.rpartition(".")
    model = _constant(manager.removesuffix(".objects"), module)
    if method not in ONE or not is_plain(model):
        return
    asked = [name.partition("__")[0].removesuffix("_id") for name in names]
    keys = [f for f in model._meta.concrete_fields if f.is_relation and f.name in asked]
    if len(names) == 1:
        yield from keys
    elif len(keys) == len(names) and {*asked} not in map(set, unique_sets(model)):
        # Both rows stay those of one user.
        yield from [key for key in keys if key.related_model is not get_user_model()][
            -1:
        ]


def _looked_up(call, module):
    """Models and values of ``Model.objects.get(column=CONSTANT)``, and of groups by name."""
    asked = ast.unparse(call.func)
    for keyword in call.keywords:
        column = keyword.arg or ""
        is_member = (
            asked.endswith(("groups.filter", "groups.get")) and column in GROUP_COLUMNS
        )
        if is_member or re.fullmatch(r"(\w+__)?groups__name(__\w+)?", column):
            many = (
                keyword.value.elts
                if hasattr(keyword.value, "elts")
                else [keyword.value]
            )
            names = [_value_of(node, module) for node in many]
            yield from (
                (Group, {"name": name}) for name in names if isinstance(name, str)
            )
    if row := _row_looked_up(call, module):
        yield row


def _row_looked_up(call, module):
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
