"""What code answers beside generated data: yes and no, counts, words; in each state.

Recorded tables hold such answers only, as names, moments and keys differ between runs.
"""

import ast
import inspect
import re
from contextlib import contextmanager, suppress
from copy import copy
from datetime import timedelta
from decimal import Decimal
from functools import cache, cached_property, partial
from itertools import combinations, permutations, product

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, IntegrityError, models, transaction
from django.db.models.query import ModelIterable
from django.utils import timezone
from django.utils.functional import Promise

from .reads import Reads
from .rows import (
    code_of_project,
    first_party_models,
    generic_keys,
    is_first_party,
    sources_of_project,
)

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
    "(can|count|get|has|is|may|needs|should|total|was)_|(amount|balance|cost|count|fee|price|sum|tax|total)$"
)
CHANGES = re.compile("clear|create|delete|purge|rebuild|remove|reset|send|sync|update")

FAR, DAY = timedelta(days=400), timedelta(days=1)
PRIMES, MANY = (3, 5, 7, 11, 13, 17, 19, 23), 50
# What such a number is raised by where a rule of its table wants more.
RAISED = (0, 10, 100, 1000)
UNITS = ("days", "hours", "minutes", "seconds", "weeks")
# What makes a day differ from the next, and where it is another day than in the time zone.
CALENDAR = re.compile(
    rb"weekday\(|isocalendar|monthrange|(\.|__)(day|week|month|year)\b|Trunc[A-Z]"
)
OTHER_DAY = re.compile(rb"now(\(\))?\.date\(\)|timezone\.(activate|override)")


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
    is_key = KEYS & {*name.split("_")} or name in relation_names(path.endswith("[]"))
    return isinstance(value, (int, float)) and not is_about_now and not is_key


@cache
def relation_names(in_list):
    """Names under which answers show the keys of other rows; alone, children are a count."""
    return {
        name
        for model in first_party_models()
        for field in model._meta.get_fields()
        if field.is_relation and (in_list or field.concrete)
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
                "past": {name: moved(value, -FAR) for name, value in dated.items()},
                "future": {name: moved(value, FAR) for name, value in dated.items()},
            },
        )
    yield from _states(row, columns)


def _states(row, columns):
    """The states of each of these columns alone."""
    children = cache(partial(children_of, row))
    for field in columns:
        if not (field.primary_key or field.unique or is_clock(field)):
            edges = _edges(field, row, children)
            states = {name: {field.attname: value} for name, value in edges.items()}
            if states:
                yield field.name, states


def moved(moment, distance):
    """The moment at a distance, or itself where it stands for the end of time."""
    try:
        return moment + distance
    except OverflowError:
        return moment


def choices_of(row, sent=()):
    """The states of a row that the project has names for: choices, and yes and no."""
    columns = [field for field in row._meta.concrete_fields if field.name not in sent]
    yield from _states(
        row, [f for f in columns if f.choices or isinstance(f, models.BooleanField)]
    )


def pairs_of(row, sent=()):
    """States of two columns together, one of which the project has names for."""
    named, moments = dict(choices_of(row, sent)), {}
    for name, states in states_of(row, sent):
        if isinstance(column_of(row, name), models.DateField):
            moments[name] = states
    for one, other in [*combinations(named, 2), *product(named, moments)]:
        others = moments.get(other) or named[other]
        yield (
            f"{one} and {other}",
            {
                f"{first} and {second}": {**named[one][first], **others[second]}
                for first, second in product(named[one], others)
            },
        )


class SmallNumbers:
    """A state of all rows: each number is a small one of its own, so that what is worked out is known.

    Moments of a row are as far apart, in their order.
    """

    column = "each number"

    @cached_property
    def models(self):
        """The models with numbers, or several moments, which are small enough to be gone through."""
        models = [
            m for m in first_party_models() if numbers_of(m) or len(moments_of(m)) > 1
        ]
        return [model for model in models if model._base_manager.count() < MANY]

    def take(self):
        """Give each number its value: the first of the first row 3, that of the second one more."""
        for model in self.models:
            fields = list(zip(numbers_of(model), PRIMES))
            for place, row in enumerate([*model._base_manager.order_by("pk")]):
                rows = model._base_manager.filter(pk=row.pk)
                values = {
                    f.attname: min(number + place, most(f)) for f, number in fields
                }
                if not is_stored(rows, values):  # a rule binds one of them, or two
                    for f, number in fields:
                        others = [
                            min(number + place + more, most(f)) for more in RAISED
                        ]
                        any(
                            is_stored(rows, {f.attname: one}) for one in [*others, 1, 0]
                        )
                is_stored(rows, set_apart(row))


def is_stored(rows, values):
    """Whether rows take these values: a rule of their table may refuse them."""
    with suppress(DatabaseError), transaction.atomic(using=rows.db):
        if values:
            rows.update(**values)
        return True
    return False


@cache
def moments_of(model):
    """The columns of a model that hold moments, or days."""
    columns = model._meta.concrete_fields
    return [
        f
        for f in columns
        if isinstance(f, models.DateField) and not (f.unique or is_clock(f))
    ]


def set_apart(row):
    """The moments of a row, and its days, each a small number of hours, or days, after the one before."""
    values = {}
    for kind, unit in ((models.DateTimeField, DAY / 24), (models.DateField, DAY)):
        fields = [
            f for f in moments_of(type(row)) if f.get_internal_type() == kind.__name__
        ]
        known = sorted(
            (value, f.attname) for f in fields if (value := getattr(row, f.attname))
        )
        apart = zip(known, (0, *PRIMES)) if len(known) > 1 else ()
        values |= {name: known[0][0] + number * unit for (_, name), number in apart}
    return values


@cache
def numbers_of(model):
    """The columns of a model that hold amounts: no keys, and no choices."""
    kinds = (models.IntegerField, models.DecimalField, models.FloatField)
    keys = {key.fk_field for key in generic_keys(model)}
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
        and not (
            field.primary_key or field.unique or field.choices or field.name in keys
        )
        and is_telling(field.name, 1)
    ]


@cache
def number_names():
    """Names of such columns of all models."""
    return {field.name for model in first_party_models() for field in numbers_of(model)}


def small_numbers(row):
    """That state, for whatever is worked out of a row."""
    yield SmallNumbers.column, {"small": SmallNumbers()}


def column_of(row, name):
    """The column of a row by its name, or None."""
    return next(
        (field for field in row._meta.concrete_fields if field.name == name), None
    )


def _edges(field, row, children):
    """Values of a column that may make a difference, by name."""
    if field.is_relation:
        return {"None": None} if field.null and getattr(row, field.attname) else {}
    if field.choices:
        return {str(value): value for value, _ in field.flatchoices[:8]}
    if isinstance(field, models.BooleanField):
        return {"False": False, "True": True}
    if isinstance(field, (models.IntegerField, models.DecimalField)):
        numbers = {0, *limits_of(field.name), min(1000, most(field))}
        if isinstance(field, models.IntegerField):  # it may say how many there can be
            numbers |= {count + room for count in children() for room in (0, 1)}
        return {str(number): number for number in sorted(numbers)}
    if not isinstance(field, models.DateField):
        return {}
    now = timezone.now()
    edges = {
        **({"None": None} if field.null else {}),
        "past": now - FAR,
        "future": now + FAR,
    }
    for duration in durations_of(field.name):
        for days in _around(field, duration / DAY):
            edges[f"{days:g} days ago"] = now - days * DAY
            edges[f"{days:g} days ahead"] = now + days * DAY
    if isinstance(field, models.DateTimeField):
        return edges
    if is_day_certain():
        edges |= {"yesterday": now - DAY, "today": now, "tomorrow": now + DAY}
    return {name: moment and _day(moment) for name, moment in edges.items()}


def _around(field, days):
    """The days around a limit: a moment is never on it, as time goes on."""
    if isinstance(field, models.DateTimeField):
        return (days * 0.9, days * 1.1)
    return (days - 1, days, days + 1) if is_day_certain() and days >= 1 else ()


def _day(moment):
    return timezone.localdate(moment) if timezone.is_aware(moment) else moment.date()


@cache
def is_day_certain():
    """Whether all code means one day by today, whatever the hour: UTC's may be another."""
    is_utc = settings.TIME_ZONE == "UTC"
    is_same = is_utc or not any(map(OTHER_DAY.search, sources_of_project()))
    return is_same and not knows_calendar()


@cache
def knows_calendar():
    """Whether code looks at months or days of the week, so that each day is another state."""
    return any(map(CALENDAR.search, sources_of_project()))


def durations_of(name):
    """Two durations at most that functions of the project know which name the column."""
    known = () if knows_calendar() else durations()
    return sorted({length for names, length in known if name in names})[:2]


@cache
def durations():
    """The names in a function, with a duration that it compares or adds, for each."""
    return [
        (
            frozenset(re.findall(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", ast.unparse(node))),
            length,
        )
        for node in code_of_project()
        if isinstance(node, ast.FunctionDef)
        for length in _durations_in(node)
        if DAY / 24 <= length <= FAR
    ]


def _durations_in(function):
    """``timedelta(days=14)``, and 14 where a number of days is compared with it."""
    parts = [*ast.walk(function)]
    counts_days = any(getattr(part, "attr", "") == "days" for part in parts)
    for part in parts:
        numbers = []
        if isinstance(part, ast.Call) and ast.unparse(part.func).endswith("timedelta"):
            numbers = [(each.arg, number_of(each.value)) for each in part.keywords]
        elif isinstance(part, ast.Compare) and counts_days:
            numbers = [
                ("days", number_of(each)) for each in [part.left, *part.comparators]
            ]
        for unit, number in numbers:
            if unit in UNITS and isinstance(number, int) and 0 < number < 10**6:
                yield timedelta(**{unit: number})


def most(field):
    """The largest whole number that fits into the column."""
    whole = getattr(field, "max_digits", None)
    return 10 ** (whole - field.decimal_places) - 1 if whole else 1000


def children_of(row):
    """How many rows of a kind point to the row; at most two such numbers."""
    own = first_party_models()
    counts = {
        relation.related_model._base_manager.filter(
            **{relation.field.name: row}
        ).count()
        for relation in row._meta.related_objects
        if relation.one_to_many and relation.related_model in own
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
        if isinstance(number := number_of(other), int) and not isinstance(number, bool)
    }


def number_of(node):
    """The constant, or the value of the setting, that an expression is."""
    if isinstance(node, ast.Attribute):
        return getattr(settings, node.attr, None) if node.attr.isupper() else None
    return getattr(node, "value", None) if isinstance(node, ast.Constant) else None


def is_clock(field):
    """Whether Django itself writes the time of saving into the column."""
    return getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)


@contextmanager
def in_state(row, state):
    """Yield the row as it is in a state, or None if it cannot be so; all is undone.

    A state is values by column, a list of models whose rows are gone, rows that are gone, or one
    that is added.
    """
    using = row._state.db
    rows = models.QuerySet(type(row), using=using).filter(
        pk=row.pk
    )  # no manager hides it
    with transaction.atomic(using=using):
        try:
            with transaction.atomic(using=using):
                take(state, rows)
            changed = rows.get()
        except (
            ArithmeticError,
            DatabaseError,
            ObjectDoesNotExist,
            TypeError,
            ValidationError,
            ValueError,
        ):
            changed = None
        yield changed
        transaction.set_rollback(True, using=using)


def take(state, rows):
    """Bring a state about, which is one of the rows given if it has values."""
    if isinstance(state, dict):
        try:
            with transaction.atomic(using=rows.db):
                rows.update(**state)
        except (
            IntegrityError
        ):  # a rule may bind it to a moment: what is paid was paid at some time
            others = [{**state, **moment} for moment in moments_to_bind(rows, state)]
            if not any(is_stored(rows, values) for values in others):
                raise
    elif hasattr(state, "take"):
        state.take()
    elif isinstance(state, list):
        for model in state:
            model._base_manager.all()._raw_delete(rows.db)
    elif isinstance(state, models.QuerySet):
        state._raw_delete(rows.db)
    else:
        added = copy(state)
        added.pk = added._meta.pk.get_default()
        added.save_base(
            raw=True, force_insert=True, using=rows.db
        )  # no signal makes others


def moments_to_bind(rows, state):
    """For each moment that may be missing a value, or none where it has one."""
    fields = [f for f in moments_of(rows.model) if f.null and f.attname not in state]
    known = rows.values(*(f.attname for f in fields)).first() or {}
    for field in fields if known else ():
        then = timezone.now() - DAY
        then = then if isinstance(field, models.DateTimeField) else _day(then)
        yield {field.attname: then if known[field.attname] is None else None}


class Whose:
    """A state in which a row, such as the one that another belongs to, is somebody else's."""

    def __init__(self, row, field, user):
        self.models, self.row, self.values = [type(row)], row, {field.attname: user.pk}

    def take(self):
        """Let the row be of this user."""
        type(self.row)._base_manager.filter(pk=self.row.pk).update(**self.values)


def is_in_state(row, state):
    """Whether the database has these values of the row already."""
    if not isinstance(state, dict):
        return False
    rows = models.QuerySet(type(row), using=row._state.db).filter(pk=row.pk)
    return not state or rows.values(*state).first() == state


def by_state(tell, subjects, wanted):
    """What ``tell()`` says, and what it says in other states: ``open if paid is True``.

    Subjects are rows, each with its states, and with a prefix that tells whose column it is.
    The second item of the pair lists what is plain and what a state changes. Only states
    that a wanted key names are tried; if that is None, those of columns that are used.
    """
    reads = Reads()

    def ask():
        with reads.noting():
            return tell()

    with transaction.atomic():
        plain = ask()
        transaction.set_rollback(True)  # each state begins with the same rows
    told, telling = dict(plain), [*plain]
    for prefix, row, states in subjects:
        is_asked = wanted is None or any(f" if {prefix}" in key for key in wanted)
        for column, edges in states(row) if is_asked else ():
            if wanted is not None or reads.matter(row, edges):
                name = prefix + column
                tried = [
                    s for s in edges if wanted is None or _is_wanted(wanted, name, s)
                ]
                answers = _in_states(
                    ask, row, {state: edges[state] for state in tried}, plain
                )
                told |= {
                    f"{key} if {name} is {state}": answer
                    for state in tried
                    for key, answer in answers[state].items()
                }
                telling += _changed(plain, told, prefix, column, answers)
    return told, list(dict.fromkeys(telling))


def _is_wanted(wanted, column, state):
    return any(key.endswith(f" if {column} is {state}") for key in wanted)


def _in_states(ask, row, states, plain):
    """What is said in each of these states; nothing in one that cannot be."""
    answers = {}
    for state, values in states.items():
        if is_in_state(row, values):
            answers[state] = plain
            continue
        with in_state(row, values) as changed:
            answers[state] = ask() if changed is not None else {}
    return answers


def _changed(plain, told, prefix, column, answers):
    """The keys of what states of a column change: where one matters, all are told.

    Of states of two columns, which change what neither does alone, those with the same first part.
    """
    changing = set()
    for state, said in answers.items():
        alone = [f" if {prefix}{part}" for part in _parts(column, state)]
        for name, answer in said.items():
            known = [told.get(name + part, plain.get(name)) for part in alone]
            changes = [one for one in known if one != plain.get(name)]
            own = (
                number_names()
                if column == SmallNumbers.column
                else column.split(" and ")
            )
            is_own = name.split(".")[-1].removesuffix("[]") in own
            if not is_own and answer not in (changes or [plain.get(name)]):
                changing.add((name, state.split(" and ")[0] + " and " if alone else ""))
    for name, first in sorted(changing):
        keys = [
            f"{name} if {prefix}{column} is {s}" for s in answers if s.startswith(first)
        ]
        yield from (key for key in keys if key in told)


def _parts(column, state):
    """The states of one column each that a state of two is made of."""
    if " and " not in column:
        return []
    return [f"{c} is {s}" for c, s in zip(column.split(" and "), state.split(" and "))]


# What a row says of itself


def answers_of(row):
    """What properties and questions of the row say, and which queries find it."""
    answers = {name: _asked(row, name) for name in questions(type(row))}
    found = facts(answers)
    if any("delete" in vars(cls) for cls in own_classes(type(row))):
        found["delete()"] = what_delete_does(row)
    for manager in type(row)._meta.managers:
        if own_classes(type(manager)):
            found[manager.name] = manager.filter(pk=row.pk).exists()
        for name in queries(manager):
            rows = _asked(manager, name)
            holds_rows = issubclass(
                getattr(rows, "_iterable_class", object), ModelIterable
            )
            if holds_rows and rows.model is type(row):
                found[f"{manager.name}.{name}()"] = row.pk in [
                    other.pk for other in rows[:500]
                ]
    return found


def what_delete_does(row):
    """Whether a row that is deleted is gone, where the project has a way of its own to do that."""
    rows = models.QuerySet(type(row), using=row._state.db).filter(pk=row.pk)
    with transaction.atomic(using=row._state.db):
        said = _asked(copy(row), "delete")
        left = rows.exists()
        transaction.set_rollback(True, using=row._state.db)
    return (
        said
        if str(said).startswith("raises")
        else "keeps the row"
        if left
        else "removes the row"
    )


def columns_in(text, row, depth=1):
    """Names of the text columns of a row, and of the rows that it points to, that a text is made of."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.name)
        if (
            isinstance(value, str)
            and len(value) > 3
            and not field.choices
            and value in text
        ):
            yield field.name
        elif field.is_relation and value is not None and depth:
            yield from (
                f"{field.name}.{name}" for name in columns_in(text, value, depth - 1)
            )


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
        or (name == "clean" or QUESTION.search(name))
        and _takes_nothing(name, member)
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
