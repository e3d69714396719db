"""What a request does to the database, told in a line, and the steps of a flow."""

import re
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connections, models, transaction
from django.test import TestCase
from django.utils.dateparse import parse_date, parse_datetime
from rest_framework import serializers

from .answers import in_state, is_clock, states_of
from .bodies import asked, form_of, plausible_body, serializer_of
from .payloads import writable_fields
from .recording import SENT_TASKS
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
        self.people = {
            getattr(u, u.get_email_field_name(), ""): r for r, u in world.users.items()
        }
        if world.contents is None:  # once, as all tests of a module start from there
            world.contents = {t: contents(model) for t, model in self.tables.items()}
        self.rows = dict(world.contents)

    def read(self, model):
        """Take the rows of a model as they are now for the start."""
        for parent in [model, *model._meta.get_parent_list()]:
            self.rows[parent._meta.db_table] = contents(parent)

    @contextmanager
    def watched(self, sent=()):
        """Yield a list that, in the end, tells what happened to which rows."""
        touched, lines, mails, tasks = set(), [], len(mail.outbox), len(SENT_TASKS)

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
        for message in mail.outbox[mails:]:
            people = [
                self.people.get(address, "others") for address in message.recipients()
            ]
            lines.append(f"mail to {', '.join(sorted({*people}))}")
        lines += [f"task {task}" for task in SENT_TASKS[tasks:]]

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
            is_expected = field.primary_key or (
                is_clock(field) and not is_moved(field, before)
            )
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


def is_moved(field, before):
    """Whether every save of a row that was there writes the moment into the column."""
    is_moment = isinstance(field, models.DateTimeField) and field.auto_now
    return bool(before) and is_moment


def direction(old, value):
    """Which way a number has gone, or that there is a value now, or none any more."""
    if old is None or value is None:
        return " set" if old is None else " cleared"
    if isinstance(old, (int, Decimal)) and isinstance(value, (int, Decimal)):
        return " up" if value > old else " down"
    return ""


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
        """What a client would send: the first variant that is not refused, if any is."""
        bodies = variants(self.plain_body(role), self.required(role))
        chosen = self.world.variants.get((self.request, role))
        if chosen is None:
            is_taken = (not self.is_refused(role, body) for body in bodies)
            chosen = next((number for number, taken in enumerate(is_taken) if taken), 0)
            self.world.variants[self.request, role] = chosen
        return bodies[chosen]

    def is_refused(self, role, body):
        """Whether a body is not taken: 400, or an error; nothing is left of the trial."""
        with transaction.atomic():
            answer = self.ask(role, body, self.url())
            transaction.set_rollback(True)
        return answer.status_code == 400 or answer.status_code >= 500

    def required(self, role):
        """Names that a body must have."""
        if serializer := self.serializer(role):
            return {name for name, field in serializer.fields.items() if field.required}
        form = asked(form_of, self.world.users[role], self.method, self.url())
        return (
            {name for name, field in form.base_fields.items() if field.required}
            if form
            else {}
        )

    def plain_body(self, role):
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


def subjects(step):
    """The rows whose state may matter, each with an address and the states to try."""
    met = set()
    for which, row, url in rows_about(step):
        yield which, row, url, states_of
        for other in shared_with(step.world, row):
            if other not in met:
                met.add(other)
                yield f"{other._meta.model_name} of the owner", other, url, choices_of


def shared_with(world, row):
    """Rows that tie the owner to a row, such as a membership or an enrolment."""
    for model, rows in world.rows.items():
        keys = [field for field in model._meta.concrete_fields if field.related_model]
        for other in rows[:1]:
            ends = {
                (field.related_model, getattr(other, field.attname)) for field in keys
            }
            if {
                (type(row), row.pk),
                (get_user_model(), world.users["owner"].pk),
            } <= ends:
                yield other


def choices_of(row, sent):
    """The states of a row that the project has names for: choices, and yes and no."""
    for name, states in states_of(row, sent):
        field = next((f for f in row._meta.concrete_fields if f.name == name), None)
        if field and (field.choices or isinstance(field, models.BooleanField)):
            yield name, states


def rows_about(step):
    """The rows of the address, or parents of a new one."""
    rows = step.world.rows_of(step.model) if step.model else []
    if "{" in step.path:
        known = zip(("full row", "minimal row"), rows) if rows else [("row", None)]
        for which, row in known:
            url, row = step.world.url(step.path, step.model, row)
            row = row or step.world.subject(step.path)
            if row:
                yield which, row, url
    for field in (
        step.model._meta.concrete_fields if step.model and step.method == "POST" else ()
    ):
        own = field.is_relation and field.related_model in step.world.rows
        if own and field.related_model is not get_user_model():
            yield field.name, step.world.row(field.related_model), step.url()


def variants(body, required):
    """The body; later; with no more than it must have; and both."""
    least = {name: value for name, value in body.items() if name in required}
    return [body, later(body), least, later(least)]


def later(value):
    """The same with all moments ten days on, where nothing has happened yet."""
    if isinstance(value, dict):
        return {name: later(item) for name, item in value.items()}
    if isinstance(value, list):
        return [later(item) for item in value]
    for parse in (parse_date, parse_datetime):  # the second takes days for midnights
        with suppress(TypeError, ValueError):
            if moment := parse(value):
                return (moment + timedelta(days=10)).isoformat()
    return value


def by_state(step, effects, role, body, url, row, states):
    """What a request does in each of these states of a row."""
    told = {}
    for name, values in states.items():
        rows = dict(effects.rows)
        with in_state(row, **values) as changed:
            if changed is not None:
                effects.read(type(row))
                with effects.watched(sent=body) as lines:
                    status = step.ask(role, body, url).status_code
                told[name] = "; ".join([str(status), *lines])
        effects.rows = rows
    return told


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
