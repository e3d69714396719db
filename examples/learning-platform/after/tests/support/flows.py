"""What a request does to the database, told in a line, and the steps of a flow."""

import ast
import operator
import re
import threading
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, partial
from itertools import chain, count, groupby, islice, product
from uuid import UUID

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import IntegrityError, OperationalError, models, transaction
from django.forms.models import BaseModelForm
from django.test import TestCase
from django.utils import timezone
from rest_framework import serializers

from .answers import (
    SmallNumbers,
    choices_of,
    in_state,
    is_clock,
    is_in_state,
    number_of,
    numbers_of,
    states_of,
    take,
)
from .bodies import (
    asked,
    form_fields,
    form_of,
    least_of,
    plausible_body,
    rows_looked_up,
    serializer_of,
    with_least,
)
from .faults import is_of_receiver, without_numbers
from .members import memberships, whole_of
from .payloads import probes, required_names, serves, taken_by_hand, writable_fields
from .reads import WRITTEN, Reads, executing, rows_changed, share_of
from .recording import ANY_STATE, SENT_TASKS, is_exploring, is_recording
from .routes import route_at
from .rows import (
    code_of_project,
    first_party_models,
    is_first_party,
    mail_column,
    unique_sets,
)
from .samples import choices_in, drawn_apart, later
from .views import model_of
from .world import assert_answered, exception_of, skip_if_told

# Bodies get these answers, and states of rows those.
REFUSED = {400, 409, 422, 500}
# Uses of the serializer of a model whose refusals its own tests tell; an action may be another.
TESTED_USES = ("create", "update", "partial_update", "nested")
FORBIDDEN = {400, 403, 404, 409, 422}
# Statements and their values after which a request is taken for one that no state allows: those
# that a state allowed were found within 200, where rows are read as seldom as most views do.
ENOUGH_REFUSALS = 4_000
# paid_at is not None, status in ["new", "open"], not is_open
CONDITION = re.compile(r"(not )?(\w+)(?: (==|!=|is not|is|not in|in) (.+))?")
WAYS = {
    "==": operator.eq,
    "!=": operator.ne,
    "is": operator.is_,
    "is not": operator.is_not,
    "in": lambda value, others: value in others,
    "not in": lambda value, others: value not in others,
}
# Threads that go on, such as those of a pool, are not waited for a second time.
GOING_ON = set()
# Values of columns that are no more than they seem.
PLAIN = (bool, int, float, str, Decimal, date, UUID)


EMPTY = serializers.Serializer()


class Effects:
    """The rows of the project's tables, and what happens to them; made before any change."""

    def __init__(self, world):
        self.tables = {model._meta.db_table: model for model in watched_models()}
        self.writes = []  # the tables that were written to while the last request was watched
        self.roles = {user.pk: role for role, user in world.users.items()}
        self.people = {
            getattr(u, mail_column(type(u)), ""): r for r, u in world.users.items()
        }
        if world.contents is None:  # once, as all tests of a module start from there
            world.contents = {t: contents(model) for t, model in self.tables.items()}
        self.rows = dict(world.contents)
        self.is_exact = False  # whether numbers are told

    def read(self, model):
        """Take the rows of a model as they are now for the start."""
        for parent in [model, *model._meta.get_parent_list()]:
            self.rows[parent._meta.db_table] = contents(parent)

    @contextmanager
    def watched(self, sent=(), is_exact=False):
        """Yield a list that, in the end, tells what happened to which rows; exactly with its numbers."""
        self.is_exact = is_exact
        wait_for_threads()  # those of what is not watched
        written, lines, mails, tasks = [], [], len(mail.outbox), len(SENT_TASKS)

        def note(execute, sql, params, many, context):
            if found := WRITTEN.match(sql):
                written.append(found[1])
            return execute(sql, params, many, context)

        with executing(note):
            yield lines
        wait_for_threads()
        self.writes = [name for name in written if name in self.tables]
        for name in sorted({*self.writes}):
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
        """The columns that the server filled: what the client sent is no news, unless lost."""
        names = []
        for field in model._meta.concrete_fields:
            value = after.get(field.attname)
            is_same = value == before.get(field.attname) if before else not value
            is_expected = field.primary_key or (
                is_clock(field) and not is_moved(field, before)
            )
            if not (
                is_same or is_expected or {field.name, field.attname} & names_in(sent)
            ):
                how = self.shown(field, value)
                if before and not how and not field.is_relation:
                    how = direction(before[field.attname], value)
                names.append(field.name + how)
            elif not before and not value and dict(sent).get(field.name):
                names.append(f"{field.name} lost")
        return f"({', '.join(names)})"

    def shown(self, field, value):
        """The value where it is a role, a choice or a yes; other data is random."""
        if field.is_relation and field.related_model is get_user_model():
            return f"={self.roles[value]}" if value in self.roles else ""
        if field.choices or isinstance(field, models.BooleanField):
            return f"={value}"
        if self.is_exact and value is not None and field in numbers_of(field.model):
            return f"={value:.10g}"
        return in_days(field, value) if settings.TIME_ZONE == "UTC" and value else ""


def names_in(sent):
    """All names that a body has, those of nested objects among them."""
    nested = (
        [sent]
        if isinstance(sent, dict)
        else [one for one in sent if isinstance(one, dict)]
    )
    names = {name for one in nested for name in one}
    inner = [value for one in nested for value in one.values()]
    return names.union(
        *(names_in(value) for value in inner if isinstance(value, (dict, list)))
    )


def watched_models():
    """The project's own models, its users, what is between them, and of packages what belongs to them."""
    own = {*first_party_models()}
    labels = {model._meta.app_label for model in own}
    own.add(get_user_model())
    for model in apps.get_models(include_auto_created=True):
        keys = {field.related_model for field in model._meta.concrete_fields}
        is_djangos = model._meta.app_config.name.startswith("django.")
        is_packages = model._meta.managed and keys & own and not is_djangos
        is_known = model._meta.app_label in labels or model is get_user_model()
        if not model._meta.proxy and (is_known or is_packages):
            yield model


def wait_for_threads():
    """Let the threads end that a request has started, for Python waits for such ones at its end."""
    started = {*threading.enumerate()} - {
        threading.main_thread(),
        threading.current_thread(),
    }
    for thread in started - GOING_ON:
        if not thread.daemon:
            thread.join(timeout=2)
            GOING_ON.update({thread} if thread.is_alive() else ())


@contextmanager
def failing_write(tables, number):
    """The write of this number to the tables fails, as where a database goes away."""
    written = count(1)

    def fail(execute, sql, params, many, context):
        found = WRITTEN.match(sql)
        if found and found[1] in tables and next(written) == number:
            raise OperationalError("a test lets this write fail")
        return execute(sql, params, many, context)

    with executing(fail):
        yield


def in_days(field, value):
    """How many days ahead a date is, or a moment that is so to the second."""
    if isinstance(field, models.DateTimeField):
        now = timezone.now()
        days = round((value - now) / timedelta(days=1))
        is_whole = days and abs(value - now - timedelta(days=days)) < timedelta(
            seconds=20
        )
        return f" in {days} days" if is_whole else ""
    if isinstance(field, models.DateField):
        return f" in {(value - date.today()).days} days"
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
    return {row.pop("pk"): row for row in model._base_manager.values("pk", *names)}


# Steps


class Action:
    """What can be done again in another state of the rows."""

    def __init__(self, reads):
        self.reads, self.done = reads, set()
        self.as_is = {}  # what it does to the rows as they are, by who asks for what

    def is_about(self, role, body, url, row, states):
        """Whether it uses what the states change, as it is done here and has been so far."""
        if (url, *body) not in self.done:
            self.done.add((url, *body))
            with transaction.atomic():
                self.ask(role, body, url)
                transaction.set_rollback(True)
        return self.reads.matter(row, states)


class Step(Action):
    """One request of a flow: ``POST /courses/{pk}/enroll/``."""

    def __init__(self, world, request, bodies, row=None):
        super().__init__(Reads(enough=share_of(len(world.requests))))
        self.world, self.request, self.row = world, request, row
        self.method, self.path = request.split(" ", 1)
        self.route = route_at(self.path)
        self.model = model_of(self.route)
        self.label = self.model._meta.label if self.model else ""
        self.bodies, self.own_body = bodies, bodies.get(request, {})
        self.told = (
            tuple  # what tells of errors before this: names of tests and answers
        )
        self.is_invalid = (
            False  # whether serializers refused all that the last one sent
        )
        self.state = None  # its name, rows and how to bring each into it before ``twice``, and the body
        self.unsaved = []  # what the last request of ``twice`` changed in rows, and did not store

    def url(self):
        """The address, about the step's own row or about the world's."""
        url, row = self.world.url(self.path, self.model, self.row)
        if self.row is not None and row is not self.row:
            pytest.skip(f"{self.path} does not take the key of {self.row!r}")
        return url

    def body(self, role):
        """What a client would send: the first variant that is not refused, if any is."""
        self.world.become(self.method, self.path, self.url())
        known, about = (
            self.world.variants,
            (self.request, role, self.row and self.row.pk),
        )
        if about not in known:
            with drawn_apart(f"{self.request} as {role}"), transaction.atomic():
                known[about] = self._variant_taken(role)
                transaction.set_rollback(True)
        return self._variants(role)[known[about]]

    def _variants(self, role):
        """The bodies to try, as many whatever is drawn."""
        plain, numbers = self.plain_body(role), self.small_numbers(role)
        bodies = variants(plain, self.required(role), numbers)
        bodies = (
            [{**plain, **own}, *bodies] if (own := self.own_numbers(plain)) else bodies
        )
        bodies += self.others_to_try(
            role, [*(with_least(plain, one) for one in numbers), plain]
        )
        bodies.append(self.plain_body(role, is_own=False))
        if any("passw" in name for name in bodies[0]):
            bodies.append(self.plain_body(role, signs_in=True))
        return bodies

    def _variant_taken(self, role):
        """The place of the first of them that gets through."""
        bodies = self._variants(role)
        answers = enumerate(self.tried(role, body) for body in bodies)
        if (
            chosen := next(
                (number for number, answer in answers if gets_through(answer)), None
            )
        ) is None:
            # Who signs in is not refused, but may meet an error.
            signs_in = any("passw" in name for name in bodies[0])
            return -1 if signs_in and self.status(role, bodies[-1]) == 500 else 0
        return chosen

    def small_numbers(self, role):
        """Numbers that a body may have in place of what a seed has drawn: apart from each other, and the least."""
        least = self.least(role)
        return [raised(least, 1), least] if least else []

    def others_to_try(self, role, bodies):
        """The bodies with another choice in one field."""
        fields = writable_fields(self.serializer(role) or EMPTY).items()
        choices = [(name, one) for name, field in fields for one in choices_for(field)]
        return [
            {**sent, name: one}
            for sent in bodies
            for name, one in choices
            if name in sent
        ]

    def own_numbers(self, body):
        """What a row that is changed has of the numbers: rules may bind them to what else there is."""
        row = self.row or self.world.row(self.model)
        columns = (
            numbers_of(self.model) if row and self.method in ("PUT", "PATCH") else []
        )
        once = (
            {name for names in unique_sets(self.model) for name in names}
            if columns
            else ()
        )
        names = [
            field.name
            for field in columns
            if field.name in body and field.name not in once
        ]
        values = {name: getattr(row, name) for name in names}
        return {name: str(value) for name, value in values.items() if value is not None}

    def status(self, role, body):
        """The status that a body gets; nothing is left of the trial."""
        return self.tried(role, body).status_code

    def tried(self, role, body):
        """The answer that a body gets; nothing is left of the trial."""
        with transaction.atomic():
            answer = self.ask(role, body, self.url())
            transaction.set_rollback(True)
        return answer

    def about_what_takes_it(self, role, told=None):
        """The step about the first row of the world whose state allows it, or another state.

        ``told`` is the state that a recorded row names, if there is one: no other is tried.
        """
        with drawn_apart(f"{self.request} as {role}"):
            return self._about_what_takes_it(role, told)

    def _about_what_takes_it(self, role, told):
        rows = self.world.rows_of(self.model) if self.model and "{" in self.path else []
        steps = [Step(self.world, self.request, self.bodies, row) for row in rows]
        for step in steps:
            with suppress(pytest.skip.Exception):
                if step.status(role, step.body_of_method(role)) not in FORBIDDEN:
                    return step
        found, about = self.world.states_found, (self.request, role)
        known = found.get(about) if told is None else told
        known = found.get(about) or None if told == ANY_STATE else known
        # Another seed may have to find another.
        others = [None] if known and (is_recording() or told == ANY_STATE) else []
        for name in () if role == "stranger" or known == "" else [known, *others]:
            for step in steps or [self]:
                with suppress(pytest.skip.Exception):
                    if step.finds_state(role, name):
                        found[about] = step.state[0]
                        return step
        return self

    def finds_state(self, role, told=None):
        """Whether the request is allowed in a state of what it is about, or of what its body names.

        What is an error in a state that the project has a name for is found, too, unless rows are in
        its way that a row in that state may not have. Where a state is refused for another reason,
        it is one step on, and a second state is looked for.
        """
        body, needed = self.body_of_method(role), self.required(role)
        least = {name: value for name, value in body.items() if name in needed}
        self.state, opens = None, []
        for sent in [body, least] if 0 < len(least) < len(body) else [body]:
            opens.append(self._opens(role, None if told == ANY_STATE else told, sent))
            if opens[-1]:
                return True
        if (
            told is None and self.state is None and None not in opens
        ):  # nobody need look again
            self.world.states_found[self.request, role] = ""
        return self.state is not None

    def _opens(self, role, told, body):
        """Whether there is such a state, or two, for a body; None where nothing has to be opened."""
        rows = self.rows_to_change(role, body)
        self.reads = Reads([type(row) for _, row in rows], ENOUGH_REFUSALS)
        if not rows or (answer := self.tried(role, body)).status_code not in REFUSED:
            return None
        if (
            answer.status_code == 500
            and self.model
            and self.model._meta.db_table in self.reads.written
        ):
            return False  # what fails once the row is stored is no refusal
        known, further = {said_in(answer)}, []
        if self._tries(role, told, body, "", [], rows, known, further):
            return True
        for name, changes in further:
            with ExitStack() as states:
                for row, state in changes:
                    states.enter_context(in_state(row, state))
                if self._tries(
                    role, told, body, f"{name} and ", changes, rows, known, None
                ):
                    return True
        return False

    def _tries(self, role, told, body, before, changes, rows, known, further):
        """Whether the request is allowed in one more state; notes those that lead on, and an error."""
        for name, row, state, has_name in self.states_used(rows):
            name = before + name
            if told is not None and not f"{told} and ".startswith(f"{name} and "):
                continue
            with in_state(row, state) as changed:
                answer = self.tried(role, body) if changed is not None else None
            if answer is None:
                continue
            taken = [*changes, (row, state)]
            if answer.status_code < 400:
                self.state = name, taken, body
                return True
            is_error = has_name and answer.status_code == 500
            if is_error and not isinstance(exception_of(answer), IntegrityError):
                self.state = self.state or (name, taken, body)
            elif further is not None and answer.status_code in REFUSED - {500}:
                further += [(name, taken)] if said_in(answer) not in known else []
                known.add(said_in(answer))
        return False

    def rows_to_change(self, role, body):
        """The step's row, those that its body names, those of who asks, and what these are of; with whose it is."""
        rows = [("", self.row)] if self.row is not None else []
        if self.method != "DELETE":
            others = (None, self.row, self.world.users[role])
            named = rows_named(self, role, body)
            rows += [(f"{name}'s ", row) for name, row, _ in named if row not in others]
            rows += [(f"{name}'s ", row) for name, row in rows_had(self, role)]
        wholes = [whole for _, row in rows for whole in islice(whole_of(row), 1, None)]
        rows += [(f"{row._meta.model_name}'s ", row) for row in wholes]
        return [
            one
            for place, one in enumerate(rows)
            if one[1] not in [row for _, row in rows[:place]]
        ]

    def states_used(self, rows):
        """States of columns that code has used so far: name, row, values, whether the project has one."""
        for states_to_try, (whose, row) in product((choices_of, states_of), rows):
            for column, states in states_to_try(row):
                for name in states if self.reads.matter(row, states) else ():
                    is_choice = states_to_try is choices_of
                    yield f"{whose}{column} is {name}", row, states[name], is_choice
        others = {
            name: (row, states)
            for _, row in rows
            for name, states in without_others(self, "row", row)
        }
        for name, (row, states) in others.items():
            if self.reads.matter(row, states):
                yield f"{name} is gone", row, states["gone"], False

    def body_of_method(self, role):
        """What a client would send, which is nothing with DELETE."""
        self.world.become(self.method, self.path, self.url())
        return {} if self.method == "DELETE" else self.body(role)

    def required(self, role):
        """Names that a body must have."""
        if serializer := self.serializer(role):
            return required_names(serializer)
        form = asked(form_of, self.world.users[role], self.method, self.url())
        return {name for name, field in form_fields(form).items() if field.required}

    def plain_body(self, role, **options):
        """What a client would send, with what BODIES says of it."""
        body = (
            plausible_body(self.world, role, self.method, self.url(), **options) or {}
        )
        lookup = self.route.option("lookup_field")
        row = self.row or self.world.row(self.model)
        if row and lookup in body and self.method != "POST":  # the address stays
            body[lookup] = getattr(row, lookup)
        return {**body, **self.own_body}

    def least(self, role):
        """The smallest numbers that a body may have, by name."""
        if serializer := self.serializer(role):
            return least_of(serializer)
        return {}

    def serializer(self, role):
        """The serializer that the view would check the body with, or None."""
        return asked(serializer_of, self.world.users[role], self.method, self.url())

    def ask(self, role, body, url, **options):
        """The answer, once the hooks for after the commit have run, too."""
        with self.reads.noting(), TestCase.captureOnCommitCallbacks(execute=True):
            answer = self.world.send(
                role, self.method, self.path, body, url=url, as_is=True, **options
            )
        if options.get(
            "leaving"
        ):  # a task that runs at once may have met the error, too
            transaction.set_rollback(False)
        return answer

    def send(self, role, body=None, url=None):
        """The answer, which is no server error."""
        url = url or self.url()
        self.world.become(self.method, self.path, url)
        answer = self.ask(role, body, url)
        skip_if_told(
            self.world, answer, chain(self.world.failing_requests(), self.told())
        )
        assert_answered(answer, f"{self.request} as {role} with {body}")
        return answer

    def twice(self, role, effects=None):
        """The request and the same again: the body, the answer, what happened to rows."""
        effects, url = effects or Effects(self.world), self.url()
        with effects.watched():  # rows made for a body are no news
            body = self.in_its_state() or self.body_of_method(role)
        for _ in ("once", "and again"):
            with effects.watched(sent=body) as lines, noting_loaded() as loaded:
                with noting_validity() as valid:
                    answer = self.ask(role, body, url)
                self.is_invalid = bool(valid) and not any(valid)
            self.unsaved = [*unsaved_in(loaded)] if is_done(answer) else []
            yield body, answer, lines

    def in_its_state(self):
        """The body that is taken in the state that was found, once that is brought about."""
        _, changes, body = self.state or (None, [], None)
        for row, state in changes:
            take(state, type(row)._base_manager.filter(pk=row.pk))
        return body

    def worst_of_two(self, role, effects):
        """The answer of the two that has the highest status."""
        return max(
            (answer for _, answer, _ in self.twice(role, effects)),
            key=lambda a: a.status_code,
        )

    def create(self, role, body, url=None):
        """The answer to a body, and the row of the step's model that it added."""
        if self.model is None:
            return self.send(role, body, url), None
        rows = self.model._base_manager
        known = set(rows.values_list("pk", flat=True))
        answer = self.send(role, body, url)
        return answer, rows.exclude(pk__in=known).order_by("pk").first()


def said_in(answer):
    """The status and the text of an answer, without what a seed has drawn."""
    return answer.status_code, without_numbers(answer.content.decode(errors="replace"))


def gets_through(answer):
    """Whether a request has done what it is for, or has met an error only in what hears of that."""
    error = exception_of(answer)
    return answer.status_code not in REFUSED or (
        error is not None and is_of_receiver(error)
    )


@contextmanager
def noting_validity():
    """Yield whether what serializers are given is valid, as each of them says."""
    said, plain = [], serializers.BaseSerializer.is_valid

    def is_valid(serializer, *args, **options):
        said.append(False)
        said[-1] = plain(serializer, *args, **options)
        return said[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serializers.BaseSerializer, "is_valid", is_valid)
        yield said


@contextmanager
def noting_loaded():
    """Yield the rows that code takes from the database, each with what it holds at first."""
    loaded, plain, check = [], models.Model.from_db.__func__, BaseModelForm._post_clean

    def from_db(cls, *args, **options):
        row = plain(cls, *args, **options)
        loaded.append((row, {**vars(row)}))
        return row

    def post_clean(form):
        check(form)
        if (
            form.errors
        ):  # Django gives its row the values all the same, and nobody saves it
            loaded[:] = [pair for pair in loaded if pair[0] is not form.instance]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models.Model, "from_db", classmethod(from_db))
        patch.setattr(BaseModelForm, "_post_clean", post_clean)
        yield loaded


def unsaved_in(loaded):
    """Columns to which code gave a value that the database never got: ``shop.Order.status``."""
    for row, before in loaded:
        now, fields = vars(row), row._meta.concrete_fields
        names = [
            field.attname
            for field in fields
            if is_changed(field, before.get(field.attname), now.get(field.attname))
        ]
        if names and is_first_party(type(row).__module__):
            stored = (
                type(row)._base_manager.filter(pk=row.pk).values(*names).first() or {}
            )
            yield from (
                f"{row._meta.label}.{name}"
                for name in stored
                if stored[name] == before.get(name)
            )


def is_changed(field, before, now):
    """Whether a plain value has become another one of the same kind, or there is one at last."""
    now = now.value if isinstance(now, models.Choices) else now
    is_plain = isinstance(now, PLAIN) and (before is None or type(before) is type(now))
    if (
        is_plain
        and isinstance(before, Decimal)
        and isinstance(field, models.DecimalField)
    ):
        return abs(now - before) >= Decimal(1).scaleb(
            -field.decimal_places
        )  # the column rounds
    return is_plain and before != now


def is_done(answer):
    """Whether a request has done what it is for: no error, and no page with a form once more."""
    is_page = "html" in answer.headers.get("Content-Type", "")
    return answer.status_code < 400 and not (is_page and answer.status_code == 200)


def subjects(step, role, body):
    """The rows whose state may matter, each with an address and the states to try."""
    met, about = set(), [*rows_about(step, role, body)]
    for which, row, url in about:
        if row in met:
            continue
        met.add(row)
        yield which, row, url, choices_of if role == "stranger" else states_of
        for name, other, states in (
            relatives_of(step.world, which, row) if role != "stranger" else ()
        ):
            if other not in met:
                met.add(other)
                yield name, other, url, states
    row, url = about[0][1:] if about else (step.world.row(step.model), step.url())
    if role == "stranger" and row is not None:
        yield "membership", row, url, partial(memberships, step.world.users[role])
    if role != "staff":  # what a flag allows, others show
        yield f"the {role}", step.world.users[role], step.url(), choices_of


def relatives_of(world, which, row):
    """A row of each model that points to this one, and those that it points to, with states to try.

    What somebody has, such as a cart, may depend on all of what is in it, and on what that is of.
    """
    is_had = " of the " in which
    for child in world.children(row):
        yield child._meta.model_name, child, states_of if is_had else choices_of
        for name, parent in parents_in(world, child) if is_had else ():
            yield f"{name} of {child._meta.model_name}", parent, states_of
    for name, parent in parents_in(world, row):
        yield name, parent, choices_of


def parents_in(world, row):
    """The rows that the keys of a row point to, but users, by name."""
    for field in row._meta.concrete_fields:
        if field.related_model in parents_of(type(row)) & world.rows.keys():
            if parent := getattr(row, field.name):
                yield field.name, parent


def rows_about(step, role, body):
    """The rows of the address, those that a body names, and what who asks has."""
    rows = step.world.rows_of(step.model) if step.model else []
    if "{" in step.path:
        known = zip(("full row", "minimal row"), rows) if rows else [("row", None)]
        for which, row in known:
            url, row = step.world.url(step.path, step.model, row)
            row = row or step.world.subject(step.path)
            if row:
                yield which, row, url
    if role == "stranger":
        return
    if step.method == "POST":
        yield from rows_named(step, role, body)
    for name, row in rows_had(step, role):
        yield name, row, step.url()


def rows_had(step, role):
    """What a request without an object in its address is about: a row of each model that who asks has."""
    user, is_about_own = step.world.users[role], "{" not in step.path
    for relation in (
        user._meta.related_objects if is_about_own or step.method == "POST" else ()
    ):
        is_one = relation.one_to_one or (relation.one_to_many and is_about_own)
        if is_one and relation.related_model in step.world.rows:
            rows = relation.related_model._base_manager.filter(
                **{relation.field.name: user}
            )
            if row := rows.order_by("pk").first():
                yield f"{relation.name} of the {role}", row


def rows_named(step, role, body):
    """Parents of a new row, and rows that the body names."""
    for field in step.model._meta.concrete_fields if step.model else ():
        own = field.is_relation and field.related_model in step.world.rows
        if own and field.related_model is not get_user_model():
            yield field.name, step.world.row(field.related_model), step.url()
    for name, field, value in keys_sent(step.serializer(role) or EMPTY, body):
        with suppress(
            serializers.ValidationError
        ):  # the field may take other rows only
            yield name, field.to_internal_value(value), step.url()
    for name, (row, _) in rows_looked_up(step.world, step.url(), body).items():
        yield name, row, step.url()


def keys_sent(serializer, body):
    """The keys that a body holds, and the first of each nested list: name, field and value."""
    for name, field in writable_fields(serializer).items():
        part, value = getattr(field, "child", field), body.get(name)
        if isinstance(field, serializers.RelatedField) and value:
            yield name, field, value
        elif isinstance(part, serializers.Serializer) and value:
            first = value[0] if isinstance(value, list) else value
            inner = writable_fields(part).items() if isinstance(first, dict) else ()
            for key, one in inner:
                if isinstance(one, serializers.RelatedField) and first.get(key):
                    yield f"{key} of {name}", one, first[key]


def variants(body, required, numbers):
    """The body with these numbers, as it is, and with no more than it must have; each now and later.

    Whether a rule takes the numbers that a seed has drawn is chance: which body is sent, and what
    it leaves out, must not depend on it. All draws have as many, as one test remembers for others
    which of them is taken.
    """
    small = [with_least(body, some) for some in numbers]
    needed = {name: value for name, value in body.items() if name in required}
    return [one for sent in (*small, body, needed) for one in (sent, later(sent))]


def by_state(step, effects, role, body, url, row, states):
    """What a request does in each of these states of a row, or without rows of some models."""
    told, about = {}, (role, url, repr(body))
    for name, values in states.items():
        is_as_is = is_in_state(row, values)
        line = step.as_is.get(about) if is_as_is else None
        if line := line or in_one_state(step, effects, role, body, url, row, values):
            told[name] = line
        if is_as_is:
            step.as_is[about] = line
    return told


def in_one_state(step, effects, role, body, url, row, state):
    """The same in one state, of which nothing is left; None where the row cannot be so."""
    rows, line = dict(effects.rows), None
    with in_state(row, state) as changed:
        if changed is not None:
            for model in (type(row), *rows_changed(state)):
                effects.read(model)
            with effects.watched(sent=body) as lines:
                status = step.ask(role, body, url).status_code
            line = "; ".join([str(status), *lines])
    effects.rows = rows
    return line


def keys_filled(step, role):
    """The keys to users or rows that the client fills, by name."""
    names = (
        writable_fields(step.serializer(role) or EMPTY)
        if step.method != "DELETE"
        else {}
    )
    return {
        name: field
        for name, field in names.items()
        if hasattr(key_of(field), "queryset")
    }


def key_of(field):
    """The key that a field holds, or holds several of."""
    return getattr(field, "child_relation", field)


def by_key(step, effects, role, body, name, field):
    """What a request does with each user or row in such a key, of small numbers where these are taken."""
    small = with_least(body, step.least(role))
    body = small if small == body or step.status(role, small) < 400 else body
    key = key_of(field)
    model, rows, told = getattr(key.queryset, "model", None), step.world.users, {}
    if model is not get_user_model():
        rows = dict(zip(("full row", "minimal row"), step.world.rows.get(model, ())))
    for which, row in rows.items():
        value = key.to_representation(row)
        sent = {**body, name: value if key is field else [value]}
        told |= by_state(step, effects, role, sent, step.url(), row, {which: {}})
    return told


def by_choice(step, effects, role, body):
    """What a request does with each choice that a body may hold; nothing where all are alike."""
    told, url, user = {}, step.url(), step.world.users[role]
    for name, field in writable_fields(step.serializer(role) or EMPTY).items():
        for choice in choices_for(field) if name in body else ():
            sent = {**body, name: choice}
            for line in by_state(
                step, effects, role, sent, url, user, {"": {}}
            ).values():
                told[f"{name} {choice}"] = line
    return told if len({*told.values()}) > 1 else {}


def choices_for(field):
    """The values of a field of which there are few."""
    if isinstance(field, serializers.BooleanField):
        return [False, True]
    is_one = isinstance(field, serializers.ChoiceField)
    is_one = is_one and not isinstance(field, serializers.MultipleChoiceField)
    return choices_in(field.choices)[:8] if is_one else ()


def by_amount(step, effects, role, body):
    """What a request does with as much as the row has that it is about: all that is due, all that is there."""
    told = {}
    for which, row, url in rows_about(step, role, body):
        columns = {
            f.name: getattr(row, f.attname)
            for f in row._meta.concrete_fields
            if is_amount(f)
        }
        for name in columns.keys() & body.keys():
            sent = {**body, name: str(columns[name])}
            if columns[name] and sent != body:
                [line] = by_state(
                    step, effects, role, sent, url, row, {name: {}}
                ).values()
                told[f"{name} of the {which}"] = line
    return told


def by_numbers(step, effects, role, body):
    """What a request works out where each number of the rows, and of the body, is a small one."""
    with effects.watched():  # rows made for a body are no news
        step = step.about_what_takes_it(role)
    rows, told = dict(effects.rows), {}
    with transaction.atomic():
        state = SmallNumbers()
        with effects.watched():
            state.take()
            body = step.in_its_state() or body
            sent = with_small_numbers(step, role, body)
            is_ever_taken = step.world.states_found.get((step.request, role)) != ""
            is_refused = is_ever_taken and step.status(role, sent) in REFUSED
            if is_refused and step.finds_state(role, ANY_STATE):
                sent = with_small_numbers(step, role, step.in_its_state())
        changes = step.state[1] if step.state else []
        for model in {*state.models, *(type(row) for row, _ in changes)}:
            effects.read(model)
        with effects.watched(sent=sent, is_exact=True) as lines:
            answer = step.ask(role, sent, step.url())
        transaction.set_rollback(True)
    effects.rows = rows
    if answer.status_code < 400 and any(
        re.search(r"=[\d.]| x\d", line) for line in lines
    ):
        told["small"] = "; ".join([str(answer.status_code), *lines])
    return told


def with_small_numbers(step, role, body):
    """A body that is taken whose numbers are all known, small ones if these are taken."""
    least, body = step.least(role), moments_apart(step.serializer(role) or EMPTY, body)
    for numbers in (raised(least, 1), raised(least, 40), least) if least else ():
        sent = with_least(body, numbers)
        if step.status(role, sent) < 400:
            return sent
    return body


def moments_apart(serializer, body):
    """The body with its moments a small number of hours apart, in their order."""
    kinds = serializers.DateTimeField
    fields = {
        n: f
        for n, f in writable_fields(serializer).items()
        if isinstance(f, kinds) and body.get(n)
    }
    with suppress(serializers.ValidationError):
        known = sorted(
            (field.to_internal_value(body[name]), name)
            for name, field in fields.items()
        )
        first = known[0][0] if known else None
        apart = {
            name: first + timedelta(hours=hours)
            for (_, name), hours in zip(known, (0, 3, 5, 7, 11))
        }
        return {
            **body,
            **{name: fields[name].to_representation(apart[name]) for name in apart},
        }
    return body


def raised(numbers, by):
    """Each number above the one that it was, and apart from the others."""
    return {
        name: raised(value, by)
        if isinstance(value, dict)
        else str(Decimal(value) + by + place)
        for place, (name, value) in enumerate(numbers.items())
    }


def states_where(rule, row):
    """States of a row for which a condition such as ``status != "new"`` holds, by name."""
    tried = [("as it is", {})]
    tried += [
        (f"{column} is {name}", values)
        for column, states in states_of(row)
        for name, values in states.items()
    ]
    for name, values in tried:
        with in_state(row, values) as changed:
            is_so = changed is not None and holds(rule, changed)
        if is_so:
            yield name, values


def holds(rule, row):
    """Whether a condition of the source is true of a row."""
    no, name, way, right = CONDITION.fullmatch(rule).groups()
    value = getattr(row, name, None)
    if way is None:
        return bool(value) != bool(no)
    return WAYS[way](value, ast.literal_eval(right))


def is_amount(field):
    """Whether a column holds a number."""
    return (
        isinstance(field, (models.IntegerField, models.DecimalField))
        and not field.primary_key
    )


def by_need(step, effects, role, body):
    """What a POST does with required values only, and then without rows of some models."""
    needed = {name: body[name] for name in body if name in step.required(role)}
    if step.method != "POST" or needed == body:
        return {}
    told = by_state(
        step, effects, role, needed, step.url(), step.world.users[role], {"all": {}}
    )
    for which, row, url in rows_about(step, role, body):
        for name, states in without_others(step, which, row):
            for line in by_state(
                step, effects, role, needed, url, row, states
            ).values():
                told |= {f"without {name}": line} if line not in told.values() else {}
    return told if any(line < "4" for line in told.values()) else {}


def when_broken(step, effects, role, body):
    """What is left where one of several writes fails, but for the first of them."""
    url, rows, told = step.url(), dict(effects.rows), {}
    with transaction.atomic():
        with effects.watched():
            status = step.ask(role, body, url).status_code
        transaction.set_rollback(True)
    writes = len(effects.writes) if status < 400 else 0
    for number in range(2, min(writes, 6) + 1):
        effects.rows = dict(rows)
        with transaction.atomic():
            with (
                effects.watched(sent=body) as lines,
                failing_write(effects.tables, number),
            ):
                status = step.ask(role, body, url, leaving=True).status_code
            transaction.set_rollback(True)
        told[f"write {number}"] = "; ".join([str(status), *lines])
    effects.rows = rows
    return told


def with_wrong_values(step, effects, role, body):
    """Values that are refused, by field, where no test of the serializer itself says so."""
    serializer, told = step.serializer(role), {}
    if serializer is None or step.status(role, body) >= 400:
        return {}
    secrets = [name for name in body if "passw" in name and isinstance(body[name], str)]
    if len(secrets) > 1:
        status = step.status(role, {**body, secrets[-1]: f"{body[secrets[-1]]}-other"})
        told["passwords that differ"] = str(status)
    if hasattr(serializer, "Meta") and serves(type(serializer), *TESTED_USES):
        return told
    for name, field in writable_fields(serializer).items():
        sent = {word: {**body, name: value} for word, value in probes(field, None)}
        words = [word for word in sent if step.status(role, sent[word]) in REFUSED]
        told[name] = ", ".join(words)
    return told


def again_and_again(step, effects, role, body):
    """The statuses of a POST that is made as often as code of the project counts to.

    It ends where a request changes nothing, as the next would not either; and it is not
    begun where the request reads nothing that it writes.
    """
    statuses, reads, rows = [], Reads(), dict(effects.rows)
    with transaction.atomic():
        for _ in range(
            most_counted() + 2 if step.method == "POST" and most_counted() else 0
        ):
            body = step.body(role)
            with reads.noting(), effects.watched() as lines:
                statuses.append(step.ask(role, body, step.url()).status_code)
            counts = (
                not is_exploring() or reads.read & reads.written & effects.tables.keys()
            )
            if statuses[0] >= 400 or not lines or not counts:
                break
        transaction.set_rollback(True)
    effects.rows = rows
    runs = [f"{status} x{len([*same])}" for status, same in groupby(statuses)]
    return ", ".join(runs) if len(runs) > 1 else None


@cache
def most_counted():
    """The largest number up to twelve that code of the project compares a count with."""
    counting = [
        node
        for node in code_of_project()
        if isinstance(node, ast.FunctionDef)
        and re.search(r"\bcount\(|\blen\(", ast.unparse(node))
    ]
    numbers = {number_of(part) for node in counting for part in compared_in(node)}
    return max((n for n in numbers if type(n) is int and 0 < n <= 12), default=0)


def compared_in(function):
    """Both sides of each comparison in a function."""
    for node in ast.walk(function):
        if isinstance(node, ast.Compare):
            yield from [node.left, *node.comparators]


def without_others(step, which, row):
    """States in which the row is the last of its kind, and in which others about its parents are gone."""
    if which.endswith("row"):
        others = type(row)._base_manager.exclude(pk=row.pk)
        if not is_pointed_to(others):
            yield f"others of {row._meta.label}", {"there": {}, "gone": others}
    world, keys = step.world, step.model._meta.concrete_fields if step.model else ()
    is_about = which.endswith("row") or which in [key.name for key in keys]
    family = {type(row)} if is_about else set()
    for _ in range(2):
        family = family.union(*map(parents_of, family))
    own = first_party_models() if family else []
    for model in own:
        if model not in family and parents_of(model) & family and world.rows_of(model):
            gone = {model}
            for _ in range(3):
                gone |= {other for other in own if parents_of(other) & gone}
            gone |= {other for other in links() if parents_of(other) & gone}
            if not gone & {*family, get_user_model()}:
                yield f"rows of {model._meta.label}", {"there": {}, "gone": [*gone]}


def when_alone(step, effects, role, body, is_asked):
    """What a request does about the last row of its kind, in each state of what that belongs to.

    An order may be done with its last item, and no sooner. With each comes the key of the same with
    the others there.
    """
    for which, row, url in rows_about(step, role, body):
        others = type(row)._base_manager.exclude(pk=row.pk)
        if not which.endswith("row") or not others.exists() or is_pointed_to(others):
            continue
        rows, as_is, step.as_is = dict(effects.rows), step.as_is, {}
        with in_state(row, others):
            effects.read(type(row))
            for name, parent in parents_in(step.world, row):
                for column, states in choices_of(parent):
                    key = f"{which} alone, {name}'s {column}"
                    if is_asked(key, parent, url, states):
                        told = by_state(step, effects, role, body, url, parent, states)
                        yield key, f"{name}, {column}", told
        effects.rows, step.as_is = rows, as_is


def is_pointed_to(rows):
    """Whether there are rows that could not do without some of these."""
    relations = rows.model._meta.get_fields(include_hidden=True)
    keys = [
        one.field
        for one in relations
        if one.auto_created and not one.concrete and not one.many_to_many
    ]
    return any(
        key.model._base_manager.filter(**{f"{key.name}__in": rows}).exists()
        for key in keys
    )


@cache
def links():
    """The models of many-to-many fields that declare none of their own."""
    models_of_all = apps.get_models(include_auto_created=True)
    return [model for model in models_of_all if model._meta.auto_created]


@cache
def parents_of(model):
    """The models that the keys of a model point to, but users."""
    keys = {field.related_model for field in model._meta.concrete_fields}
    return keys - {None, get_user_model()}


def creating(steps):
    """The step that adds to a collection: its path and one parameter is a detail."""
    for step in steps:
        path = step.removeprefix("POST ")
        details = [other.split()[1].removeprefix(path) for other in steps]
        if path != step and any(re.fullmatch(r"/?{\w+}/?", rest) for rest in details):
            return step
    return None


def detail_steps(steps):
    """The steps about one object that keep or end it: GET, PUT, PATCH, DELETE."""
    path = creating(steps).removeprefix("POST ")
    return [
        step
        for method in ("GET", "PUT", "PATCH", "DELETE")
        for step in steps
        if re.fullmatch(method + " " + re.escape(path) + r"/?{\w+}/?", step)
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
    writable |= taken_by_hand(type(serializer))
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
