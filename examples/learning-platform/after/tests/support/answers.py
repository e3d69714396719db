"""What code answers beside generated data: yes and no, counts, words; in each state.

Recorded tables hold such answers only, as names, moments and keys differ between runs.
"""

import ast
import inspect
import re
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from functools import cache, cached_property
from itertools import permutations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from django.utils.functional import Promise

from .rows import code_of_project, first_party_models, is_first_party

# Numbers that come from the calendar.
CLOCK = {
    "ago",
    "at",
    "date",
    "day",
    "hour",
    "minute",
    "month",
    "now",
    "time",
    "week",
    "year",
}
KEYS = {"id", "ids", "pk", "key", "uuid"}

# Methods without arguments that only look: ``can_cancel()``, ``get_total()``.
QUESTION = re.compile(
    "(can|count|get|has|is|may|needs|should|total|was)_|(total|count)$"
)
CHANGES = re.compile("clear|create|delete|purge|rebuild|remove|reset|send|sync|update")

FAR = timedelta(days=400)


# What is worth telling


def facts(data):
    """The telling values of a document by path; a list gives its length, too."""
    found = {}
    for path, value in _flat("", data):
        if is_telling(path, value):
            found.setdefault(path, {})[repr(value)] = value
    return {
        path: [values[key] for key in sorted(values)]
        if len(values) > 1
        else [*values.values()][0]
        for path, values in found.items()
    }


def _flat(path, data):
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _flat(f"{path}.{key}" if path else str(key), value)
    elif isinstance(data, (list, tuple, models.QuerySet)):
        yield f"len({path})", len(data)
        for item in data if not isinstance(data, models.QuerySet) else ():
            yield from _flat(f"{path}[]", item)
    elif isinstance(data, Promise):  # a text to be translated
        yield path, str(data)
    else:
        yield path, float(data) if isinstance(data, Decimal) else data


def is_telling(path, value):
    """Whether a value comes from the code: no made-up text, no moment, and no key."""
    if value is None or isinstance(value, bool):
        return True
    name = re.split(r"\W", path.removesuffix("[]"))[-1]
    if isinstance(value, str):
        return len(value) <= 60 and not re.search(r"\d|://|^/", value)
    is_about_now = CLOCK & {*name.split("_")} or name.isdigit()
    is_key = KEYS & {*name.split("_")} or name in relation_names()
    return isinstance(value, (int, float)) and not is_about_now and not is_key


@cache
def relation_names():
    """Names under which answers show the keys of other rows."""
    return {
        name
        for model in first_party_models()
        for field in model._meta.get_fields()
        if field.is_relation
        for name in (field.name, model._meta.model_name)
    }


# States of a row


def states_of(row, sent=()):
    """What code looks at, by column: choices, yes and no, past and future, none, little.

    Each state is named and says which columns take which values.
    """
    columns = [field for field in row._meta.concrete_fields if field.name not in sent]
    moments = [
        f for f in columns if isinstance(f, models.DateField) and not is_clock(f)
    ]
    dated = {
        f.attname: getattr(row, f.attname) for f in moments if getattr(row, f.attname)
    }
    if len(dated) > 1:  # those that must keep their order
        yield (
            "all moments",
            {
                "past": {name: value - FAR for name, value in dated.items()},
                "future": {name: value + FAR for name, value in dated.items()},
            },
        )
    for field in columns:
        if not (
            field.is_relation or field.primary_key or field.unique or is_clock(field)
        ):
            edges = _edges(field, row)
            states = {name: {field.attname: value} for name, value in edges.items()}
            if states:
                yield field.name, states


def choices_of(row, sent=()):
    """The states of a row that the project has names for: choices, and yes and no."""
    for name, states in states_of(row, sent):
        field = next((f for f in row._meta.concrete_fields if f.name == name), None)
        if field and (field.choices or isinstance(field, models.BooleanField)):
            yield name, states


def _edges(field, row):
    """Values of a column that may make a difference, by name."""
    if field.choices:
        return {str(value): value for value, _ in field.flatchoices[:8]}
    if isinstance(field, models.BooleanField):
        return {"False": False, "True": True}
    if isinstance(field, (models.IntegerField, models.DecimalField)):
        numbers = {0, *limits_of(field.name), min(1000, most(field))}
        if isinstance(field, models.IntegerField):  # it may say how many there can be
            numbers |= {count + room for count in children_of(row) for room in (0, 1)}
        return {str(number): number for number in sorted(numbers)}
    if not isinstance(field, models.DateField):
        return {}
    now = timezone.now() if settings.USE_TZ else timezone.make_naive(timezone.now())
    now = now if isinstance(field, models.DateTimeField) else now.date()
    return {
        **({"None": None} if field.null else {}),
        "past": now - FAR,
        "future": now + FAR,
    }


def most(field):
    """The largest whole number that fits into the column."""
    whole = getattr(field, "max_digits", None)
    return 10 ** (whole - field.decimal_places) - 1 if whole else 1000


def children_of(row):
    """How many rows of a kind point to the row; at most two such numbers."""
    counts = {
        relation.related_model._base_manager.filter(
            **{relation.field.name: row}
        ).count()
        for relation in row._meta.related_objects
        if relation.one_to_many and relation.related_model in first_party_models()
    }
    return sorted(counts - {0})[:2]


def limits_of(name):
    """Numbers around those that the project's code compares a column with."""
    limits = sorted({limit for column, limit in comparisons() if column == name})[:2]
    return {
        limit + step for limit in limits for step in (-1, 0, 1) if limit + step >= 0
    }


@cache
def comparisons():
    """Names and the whole numbers or settings that code compares them with."""
    return {
        (re.split(r"\W", ast.unparse(one))[-1], number)
        for node in code_of_project()
        if isinstance(node, ast.Compare) and len(node.comparators) == 1
        for one, other in permutations([node.left, *node.comparators])
        if isinstance(number := _number(other), int) and not isinstance(number, bool)
    }


def _number(node):
    if isinstance(node, ast.Attribute):
        return getattr(settings, node.attr, None) if node.attr.isupper() else None
    return getattr(node, "value", None) if isinstance(node, ast.Constant) else None


def is_clock(field):
    """Whether Django itself writes the time of saving into the column."""
    return getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)


@contextmanager
def in_state(row, **values):
    """Yield the row as it is with these values, or None if it cannot be; all is undone."""
    using = row._state.db
    rows = models.QuerySet(type(row), using=using).filter(
        pk=row.pk
    )  # no manager hides it
    with transaction.atomic(using=using):
        try:
            with transaction.atomic(using=using):
                rows.update(**values)
            changed = rows.get()
        except (ArithmeticError, DatabaseError, TypeError, ValidationError, ValueError):
            changed = None
        yield changed
        transaction.set_rollback(True, using=using)


def by_state(row, told_by, wanted, states=states_of, prefix=""):
    """What ``told_by(row)`` says, and what it says in other states: ``open if paid is True``.

    The second item of the pair lists what is plain and what a state changes. Only states
    that a wanted key names are tried, or all of them if that is None. The prefix tells
    whose column it is.
    """
    plain = told_by(row)
    told, telling = dict(plain), [*plain]
    for column, edges in states(row) if row else ():
        for state, value in edges.items():
            suffix = f" if {prefix}{column} is {state}"
            if wanted is not None and not any(key.endswith(suffix) for key in wanted):
                continue
            with in_state(row, **value) as changed:
                answers = told_by(changed) if changed is not None else {}
            for name, answer in answers.items():
                told[name + suffix] = answer
                if answer != plain.get(name) and name.split(".")[-1] != column:
                    telling.append(name + suffix)
    return told, telling


# What a row says of itself


def answers_of(row):
    """What properties and questions of the row say, and which queries find it."""
    answers = {name: _asked(row, name) for name in questions(type(row))}
    found = facts(answers)
    for manager in type(row)._meta.managers:
        if own_classes(type(manager)):
            found[manager.name] = manager.filter(pk=row.pk).exists()
        for name in queries(manager):
            rows = _asked(manager, name)
            if isinstance(rows, models.QuerySet) and rows.model is type(row):
                found[f"{manager.name}.{name}()"] = row.pk in [
                    other.pk for other in rows[:500]
                ]
    return found


def _asked(source, name):
    try:
        with transaction.atomic():
            value = getattr(source, name)
            return value() if inspect.ismethod(value) else value
    except Exception as error:  # what it cannot answer is an answer, too
        return f"raises {type(error).__name__}"


@cache
def questions(model):
    """Names of the properties and of the questions that the project's code defines."""
    return sorted(
        name
        for cls in own_classes(model)
        for name, member in vars(cls).items()
        if isinstance(member, (property, cached_property))
        or (QUESTION.search(name) and _takes_nothing(name, member))
    )


def queries(manager):
    """Names of the methods without arguments of a manager and of its query set."""
    classes = [*own_classes(type(manager)), *own_classes(manager._queryset_class)]
    members = {name: member for cls in classes for name, member in vars(cls).items()}
    return sorted(
        name
        for name, member in members.items()
        if _takes_nothing(name, member)
        and not CHANGES.search(name)
        and hasattr(manager, name)
    )


@cache
def own_classes(cls):
    """The class and those of its parents that the repository defines."""
    return [parent for parent in cls.__mro__ if is_first_party(parent.__module__)]


def _takes_nothing(name, member):
    is_other = name.startswith("_") or name in ("get_absolute_url", "get_queryset")
    if is_other or not inspect.isfunction(member):
        return False
    parameters = inspect.signature(member).parameters.values()
    return len([p for p in parameters if p.default is p.empty]) == 1
