"""What code uses of the rows: a state of what it does not use tells nothing.

States are tried by the hundred while rows are recorded; this finds those worth a request.
"""

import re
import sys
from collections import Counter
from contextlib import ExitStack, contextmanager
from functools import cache, lru_cache

from django.apps import apps
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query_utils import DeferredAttribute

from .recording import is_exploring

# ``"table"."column"`` or ``column``.
NAME = re.compile(r"(?:[`\"]?(\w+)[`\"]?\.)?[`\"]?(\w+)")
WRITTEN = re.compile(
    r"^\s*(?:INSERT (?:OR )?(?:IGNORE )?INTO|UPDATE|DELETE FROM)\s+[\"`]?(\w+)", re.I
)
# ``LIMIT 20`` of rows in no order. ``exists()`` takes any, and ``get()`` asks for 21 to find one.
PICKED = re.compile(
    r"\ASELECT (?!\S+ AS .a. )(?!.*\bORDER BY\b).*\sLIMIT (?!21\b)(\d+)", re.S
)
LOADING = (Model.__init__.__code__, Model.refresh_from_db.__code__)
# Statements and their values after which a request is a job of its own, and no more states are tried.
ENOUGH = 20_000
# Requests that have as much each; where there are more, they share it.
SHARING = 100
ANY = object()  # in the place of a key: statements of SQL are about any row


class Reads:
    """The columns and tables that code has used: of some models, or where states are to be found."""

    def __init__(self, models=(), enough=ENOUGH):
        self.enough = enough
        self.models = models or (every_model() if is_exploring() else ())
        self.columns, self.tables, self.read, self.written = set(), set(), set(), set()
        self.work = 0  # statements, and the values that they are given
        # Models listed with all columns, and those made into rows.
        self.whole, self.loaded = set(), set()

    @contextmanager
    def noting(self):
        """Note what Python code and statements of SQL use until the end."""
        if not self.models:
            yield
            return
        for model in self.models:
            watch_columns(model)
        before, Column.reads = Column.reads, self
        try:
            with executing(self._note):
                yield
        finally:
            Column.reads = before

    def know(self, models):
        """Whether code has used rows of one of these models."""
        is_used = any(model._meta.db_table in self.tables for model in models)
        return is_used and self.work < self.enough

    def matter(self, row, states):
        """Whether code has used what these states change; of two columns, both."""
        if models := {
            model for state in states.values() for model in rows_changed(state)
        }:
            return self.know(models)
        names = {name for values in states.values() for name in values}
        used = [self.use(row, name) for name in sorted(names)]
        is_used = all(used) if any(" and " in state for state in states) else any(used)
        return is_used and self.work < self.enough

    def use(self, row, name):
        """Whether code has used a column of a row, or nobody has watched it."""
        field = next(
            field for field in row._meta.concrete_fields if field.attname == name
        )
        if not isinstance(vars(field.model).get(field.attname), Column):
            return True
        by_values = field.model in self.whole - self.loaded
        return by_values or bool({(field, row.pk), (field, ANY)} & self.columns)

    def _note(self, execute, sql, params, many, context):
        self.work += 1 + len(params or ())
        written, tables, columns, whole = used_by(sql)
        self.written |= written
        self.tables |= tables
        self.read |= set() if written else tables
        self.columns |= {(field, ANY) for field in columns}
        self.whole |= whole
        return execute(sql, params, many, context)


class Column(DeferredAttribute):
    """A column of a model, whose use is noted."""

    reads = None

    def __get__(self, row, cls=None):
        if row is not None and self.reads:
            is_saving = sys._getframe(1).f_code.co_name == "pre_save"
            self.reads.columns.add((self.field, key_of(row, is_saving)))
        return super().__get__(row, cls)

    def __set__(self, row, value):
        row.__dict__[self.field.attname] = value
        if self.reads and sys._getframe(1).f_code in LOADING:
            self.reads.loaded.add(self.field.model)
        elif self.reads:
            self.reads.columns.add((self.field, key_of(row)))


def share_of(requests):
    """The statements and values that one of so many requests may take, before no more states are tried."""
    return ENOUGH * SHARING // max(SHARING, requests)


def rows_changed(state):
    """The models of which a state adds a row or takes some away."""
    if isinstance(state, Model):
        return [type(state)]
    if isinstance(state, QuerySet):
        return [state.model]
    return state if isinstance(state, list) else getattr(state, "models", [])


def key_of(row, is_saving=False):
    """Which row is used: any, where it becomes a copy; none, where one is only saved again."""
    is_copy = row._state.db and (row._state.adding or row.pk is None)
    return ANY if is_copy else None if is_saving else row.pk


@cache
def watch_columns(model):
    """Let plain columns note their use; keys of rows and of related ones do not."""
    for field in model._meta.local_concrete_fields:
        if (
            type(vars(model).get(field.attname)) is DeferredAttribute
            and not field.primary_key
        ):
            setattr(model, field.attname, Column(field))


def every_model():
    return apps.get_models(include_auto_created=True)


@cache
def models_by_table():
    """All models by the tables of their own."""
    return {
        model._meta.db_table: model for model in every_model() if not model._meta.proxy
    }


@lru_cache(maxsize=4096)
def used_by(sql):
    """The table that a statement writes to, its tables, columns, and models it lists as a whole.

    A column is used if it stands in more than a list of all columns of its table.
    """
    names, written = Counter(NAME.findall(sql)), {*WRITTEN.findall(sql)}
    words, columns, whole = {word for pair in names for word in pair}, set(), set()
    listed = {name for _, name in NAME.findall(re.split(r"\s(?:FROM|WHERE)\s", sql)[0])}
    tables = models_by_table().keys() & words
    for table in tables:
        model, times = models_by_table()[table], Counter()
        fields = {f.column: f for f in model._meta.local_concrete_fields}
        is_whole = all(
            name in listed for name in fields if not fields[name].primary_key
        )
        for (prefix, name), count in names.items():
            times[name] += count if prefix not in tables - {table} else 0
        if not sql.startswith("INSERT"):
            columns |= {fields[name] for name in fields if times[name] > is_whole}
        if written:  # the database compares them when it stores a row
            columns |= bound_together(model)
        whole |= {model} if is_whole else set()
    return written, tables, columns, whole


@cache
def bound_together(model):
    """The columns that a constraint of several names."""
    sets, columns = [repr(one) for one in model._meta.unique_together], set()
    for text in [*sets, *(repr(one.deconstruct()) for one in model._meta.constraints)]:
        fields = model._meta.local_concrete_fields
        named = {field for field in fields if re.search(rf"\b{field.name}", text)}
        columns |= named if len(named) > 1 else set()
    return columns


@contextmanager
def noting_picks():
    """Yield a list that, in the end, has the sizes of lists whose rows the database picked."""
    sizes = []

    def note(execute, sql, params, many, context):
        sizes.extend(map(int, PICKED.findall(sql)))
        return execute(sql, params, many, context)

    with executing(note):
        yield sizes


@contextmanager
def executing(wrapper):
    """Each statement to a database goes through the wrapper."""
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(wrapper))
        yield
