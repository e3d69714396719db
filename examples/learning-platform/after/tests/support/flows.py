"""What a request does to the database, told in a line, and the steps of a flow."""

import re
from collections import Counter
from contextlib import ExitStack, contextmanager
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import DatabaseError, connections, models, transaction
from django.test import TestCase
from django.utils import timezone
from rest_framework import serializers

from .bodies import asked, plausible_body, serializer_of
from .payloads import writable_fields
from .routes import route_at
from .rows import first_party_models
from .views import model_of
from .world import assert_answered

WRITTEN = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+[\"`]?(\w+)", re.I)


class Effects:
    """The rows of the project's tables, and what happens to them; made before any change."""

    def __init__(self, world):
        labels = {model._meta.app_label for model in first_party_models()}
        self.tables = {
            model._meta.db_table: model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.app_label in labels and not model._meta.proxy
        }
        self.roles = {user.pk: role for role, user in world.users.items()}
        if world.contents is None:  # once, as all tests of a module start from there
            world.contents = {t: contents(model) for t, model in self.tables.items()}
        self.rows = dict(world.contents)

    @contextmanager
    def watched(self, sent=()):
        """Yield a list that, in the end, tells what happened to which rows."""
        touched, lines, mails = set(), [], len(mail.outbox)

        def note(execute, sql, params, many, context):
            if found := WRITTEN.match(sql):
                touched.add(found[1])
            return execute(sql, params, many, context)

        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(note))
            yield lines
        for name in sorted(touched & self.tables.keys()):
            before, self.rows[name] = self.rows[name], contents(self.tables[name])
            lines += self.told(self.tables[name], before, self.rows[name], sent)
        if len(mail.outbox) > mails:
            lines.append(f"{len(mail.outbox) - mails} mail")

    def told(self, model, before, after, sent):
        """``+courses.Course(author=owner)``: added, changed (``~``) and deleted rows."""
        label = model._meta.label
        changes = Counter()
        for pk, row in after.items():
            if pk not in before:
                changes[f"+{label}{self.columns(model, {}, row, sent)}"] += 1
            elif row != before[pk]:
                changes[f"~{label}{self.columns(model, before[pk], row, sent)}"] += 1
        changes[f"-{label}"] += len(before.keys() - after.keys())
        return [
            f"{line} x{count}" if count > 1 else line
            for line, count in sorted(changes.items())
            if count
        ]

    def columns(self, model, before, after, sent):
        """The columns that the server filled: what the client sent is no news."""
        names = []
        for field in model._meta.concrete_fields:
            value = after.get(field.attname)
            is_same = value == before.get(field.attname) if before else not value
            is_expected = field.primary_key or is_clock(field)
            if not (is_same or is_expected or {field.name, field.attname} & {*sent}):
                how = self.shown(field, value)
                if before and not how and not field.is_relation:
                    how = direction(before[field.attname], value)
                names.append(field.name + how)
        return f"({', '.join(names)})"

    def shown(self, field, value):
        """The value where it is a role, a choice or a yes; other data is random."""
        if field.is_relation and field.related_model is get_user_model():
            return f"={self.roles[value]}" if value in self.roles else ""
        if field.choices or isinstance(field, models.BooleanField):
            return f"={value}"
        return ""


def direction(old, value):
    """Which way a number has gone, or that there is a value now, or none any more."""
    if old is None or value is None:
        return " set" if old is None else " cleared"
    if isinstance(old, (int, Decimal)) and isinstance(value, (int, Decimal)):
        return " up" if value > old else " down"
    return ""


def is_clock(field):
    """Whether Django itself writes the time of saving into the column."""
    return getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)


def contents(model):
    """All rows of a table by primary key, without the trace that signing in leaves."""
    names = [field.attname for field in model._meta.concrete_fields]
    names = [name for name in names if name != "last_login"]
    return {
        row[model._meta.pk.attname]: row for row in model._base_manager.values(*names)
    }


# Steps


class Step:
    """One request of a flow: ``POST /courses/{pk}/enroll/``."""

    def __init__(self, world, request, bodies, row=None):
        self.world, self.request, self.row = world, request, row
        self.method, self.path = request.split(" ", 1)
        self.route = route_at(self.path)
        self.model = model_of(self.route)
        self.label = self.model._meta.label if self.model else ""
        self.own_body = bodies.get(request, {})

    def url(self):
        """The address, about the step's own row or about the world's."""
        url, row = self.world.url(self.path, self.model, self.row)
        if self.row is not None and row is not self.row:
            pytest.skip(f"{self.path} does not take the key of {self.row!r}")
        return url

    def body(self, role):
        """What a client would send, with what BODIES says of it."""
        body = plausible_body(self.world, role, self.method, self.url()) or {}
        lookup = self.route.option("lookup_field")
        row = self.row or self.world.row(self.model)
        if row and lookup in body and self.method != "POST":  # the address stays
            body[lookup] = getattr(row, lookup)
        return {**body, **self.own_body}

    def serializer(self, role):
        """The serializer that the view would check the body with, or None."""
        return asked(serializer_of, self.world.users[role], self.method, self.url())

    def ask(self, role, body, url):
        """The answer, once the hooks for after the commit have run, too."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            return self.world.send(role, self.method, self.path, body, url=url)

    def send(self, role, body=None, url=None):
        """The answer, which is no server error."""
        answer = self.ask(role, body, url or self.url())
        assert_answered(answer, f"{self.request} as {role} with {body}")
        return answer

    def twice(self, role):
        """The request and the same again: the body, the answer, what happened to rows."""
        effects, url = Effects(self.world), self.url()
        with effects.watched():  # rows made for a body are no news
            body = {} if self.method == "DELETE" else self.body(role)
        for _ in ("once", "and again"):
            with effects.watched(sent=body) as lines:
                answer = self.ask(role, body, url)
            yield body, answer, lines

    def worst_of_two(self, role):
        """The answer of the two that has the highest status."""
        return max(
            (answer for _, answer, _ in self.twice(role)), key=lambda a: a.status_code
        )

    def create(self, role, body):
        """The answer to a body, and the row of the step's model that it added."""
        if self.model is None:
            return self.send(role, body), None
        rows = self.model._base_manager
        known = set(rows.values_list("pk", flat=True))
        answer = self.send(role, body)
        return answer, rows.exclude(pk__in=known).order_by("pk").first()


def states_of(row, sent):
    """Values that actions look at, by column: each choice, yes and no, a time or none."""
    for field in row._meta.concrete_fields if row else ():
        if field.name in sent or field.is_relation or field.primary_key:
            continue
        if field.choices:
            yield field.name, {str(value): value for value, _ in field.flatchoices[:8]}
        elif isinstance(field, models.BooleanField):
            yield field.name, {"False": False, "True": True}
        elif isinstance(field, models.DateField) and field.null:
            yield field.name, {"None": None, "set": timezone.now()}


def by_state(step, effects, role, body, url, row):
    """What a request does in each state of its object, told by column."""
    for name, values in states_of(row, body):
        told = {}
        for label, value in values.items():
            with in_state(effects, row, **{name: value}) as is_possible:
                if is_possible:
                    with effects.watched(sent=body) as lines:
                        status = step.ask(role, body, url).status_code
                    told[label] = "; ".join([str(status), *lines])
        yield name, told


@contextmanager
def in_state(effects, row, **values):
    """Yield whether the database lets a row have the values; all is undone then."""
    rows = dict(effects.rows)
    with transaction.atomic():
        try:
            with transaction.atomic(), effects.watched():
                type(row)._base_manager.filter(pk=row.pk).update(**values)
            is_possible = True
        except DatabaseError:
            is_possible = False
        yield is_possible
        transaction.set_rollback(True)
    effects.rows = rows


def creating(steps):
    """The step that adds to a collection: its path and one parameter is a detail."""
    for step in steps:
        path = step.removeprefix("POST ")
        details = [other.split()[1].removeprefix(path) for other in steps]
        if path != step and any(re.fullmatch(r"{\w+}/?", rest) for rest in details):
            return step
    return None


def detail_steps(steps):
    """The steps about one object that keep or end it: GET, PUT, PATCH, DELETE."""
    path = creating(steps).removeprefix("POST ")
    return [
        step
        for method in ("GET", "PUT", "PATCH", "DELETE")
        for step in steps
        if re.fullmatch(method + " " + re.escape(path) + r"{\w+}/?", step)
    ]


# What a server must not take


def junk_for(serializer, *kinds):
    """A value of the wrong type for each writable field of DRF's own, but for some kinds."""
    lenient = (serializers.JSONField, serializers.DictField, serializers.ModelField)
    for name, field in writable_fields(serializer).items():
        own = type(field).__module__.split(".")[0] != "rest_framework"
        nested = isinstance(field, serializers.BaseSerializer)
        if (
            not own
            and not nested
            and type(field) not in kinds
            and not isinstance(field, lenient)
        ):
            yield name, {"not": "right"}


def foreign_values(step, serializer):
    """The stranger's key in each user column that is not the client's to fill."""
    names = writable_fields(serializer).items()
    writable = {name for item in names for name in (item[0], item[1].source)}
    return {
        field.name: step.world.users["stranger"].pk
        for field in step.model._meta.concrete_fields
        if field.related_model is get_user_model()
        and not {field.name, field.attname} & writable
    }


def keys_to(parents, serializer):
    """Writable foreign keys, each with the step that creates what it points to."""
    for field in writable_fields(serializer).values():
        model = getattr(getattr(field, "queryset", None), "model", None)
        for parent in parents if model else ():
            if parent.model is model:
                yield field, parent
