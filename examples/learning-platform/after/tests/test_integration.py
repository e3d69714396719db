"""Integration layer: what requests do to the rows, one after the other.

Run it with ``python -m pytest tests/test_integration.py``.
"""

from contextlib import suppress
from functools import cache, partial
from itertools import chain
from typing import NamedTuple

import pytest
from django.db import transaction
from django.db.models import Model
from rest_framework import serializers

from .support.answers import in_state, pairs_of, states_of
from .support.bodies import plausible_body
from .support.faults import is_of_receiver
from .support.flows import (
    Effects,
    Step,
    again_and_again,
    by_amount,
    by_choice,
    by_key,
    by_need,
    by_numbers,
    by_state,
    creating,
    detail_steps,
    foreign_values,
    junk_for,
    keys_filled,
    keys_to,
    rows_about,
    states_where,
    subjects,
    when_alone,
    when_broken,
    with_wrong_values,
    without_others,
)
from .support.jobs import MISTAKES, Job, jobs
from .support.recording import claim, is_exploring, recorded, wanted
from .support.samples import files_in
from .support.views import (
    attribute_of,
    is_detail,
    is_untouched,
    reads_json,
    said,
    serves,
)
from .support.world import (
    assert_answered,
    exception_of,
    make_world,
    out_of_reach,
    skip_if_told,
)

pytestmark = pytest.mark.django_db(databases="__all__")

# The requests of each flow, in the order in which a client makes them.
FLOWS = {
    "accounts.views.MeView": [
        "GET /api/accounts/me/",
        "PUT /api/accounts/me/",
        "PATCH /api/accounts/me/",
    ],
    "accounts.views.PasswordChangeView": ["POST /api/accounts/password/"],
    "accounts.views.RegisterView": ["POST /api/accounts/register/"],
    "courses.api.CategoryViewSet": [
        "GET /api/categories/",
        "POST /api/categories/",
        "GET /api/categories/{slug}/",
        "PUT /api/categories/{slug}/",
        "PATCH /api/categories/{slug}/",
        "DELETE /api/categories/{slug}/",
    ],
    "courses.api.CourseViewSet": [
        "GET /api/courses/",
        "POST /api/courses/",
        "GET /api/courses/{slug}/",
        "PUT /api/courses/{slug}/",
        "PATCH /api/courses/{slug}/",
        "POST /api/courses/{slug}/enroll/",
        "GET /api/courses/{slug}/top-reviews/",
        "DELETE /api/courses/{slug}/",
    ],
    "enrolments.api.EnrollmentViewSet": [
        "GET /api/enrolments/",
        "GET /api/enrolments/{pk}/",
        "POST /api/enrolments/{pk}/complete/",
        "POST /api/enrolments/{pk}/withdraw/",
    ],
    "courses.api.LessonViewSet": [
        "GET /api/lessons/",
        "POST /api/lessons/",
        "GET /api/lessons/{pk}/",
        "PUT /api/lessons/{pk}/",
        "PATCH /api/lessons/{pk}/",
        "POST /api/lessons/{pk}/complete/",
        "DELETE /api/lessons/{pk}/",
    ],
    "notifications.api.NotificationViewSet": [
        "GET /api/notifications/",
        "GET /api/notifications/unread-count/",
        "GET /api/notifications/{pk}/",
        "POST /api/notifications/{pk}/mark-read/",
    ],
    "courses.api.ReviewViewSet": [
        "GET /api/reviews/",
        "POST /api/reviews/",
        "GET /api/reviews/{pk}/",
        "PUT /api/reviews/{pk}/",
        "PATCH /api/reviews/{pk}/",
        "DELETE /api/reviews/{pk}/",
    ],
}

# Statuses of writes, as the source says.
STATUSES = {
    "PUT /api/accounts/me/": [200],
    "PATCH /api/accounts/me/": [200],
    "POST /api/accounts/password/": [204],
    "POST /api/accounts/register/": [201],
    "POST /api/categories/": [201],
    "PUT /api/categories/{slug}/": [200],
    "PATCH /api/categories/{slug}/": [200],
    "DELETE /api/categories/{slug}/": [204],
    "POST /api/courses/": [201],
    "PUT /api/courses/{slug}/": [200],
    "PATCH /api/courses/{slug}/": [200],
    "POST /api/courses/{slug}/enroll/": [200, 201],
    "DELETE /api/courses/{slug}/": [204],
    "POST /api/enrolments/{pk}/complete/": [200],
    "POST /api/enrolments/{pk}/withdraw/": [200],
    "POST /api/lessons/": [201],
    "PUT /api/lessons/{pk}/": [200],
    "PATCH /api/lessons/{pk}/": [200],
    "POST /api/lessons/{pk}/complete/": [200],
    "DELETE /api/lessons/{pk}/": [204],
    "POST /api/notifications/{pk}/mark-read/": [200],
    "POST /api/reviews/": [201],
    "PUT /api/reviews/{pk}/": [200],
    "PATCH /api/reviews/{pk}/": [200],
    "DELETE /api/reviews/{pk}/": [204],
}

# Columns of a new object that hold who has sent the request, as the source says.
MAKERS = {
    "POST /api/courses/": "instructor",
    "POST /api/reviews/": "author",
}

# States of its object in which a write is refused, as the source says.
REFUSED_STATES = {
    "POST /api/enrolments/{pk}/complete/": ['status == "withdrawn"'],
    "POST /api/enrolments/{pk}/withdraw/": ['status == "completed"'],
}

# What a client sends where a made-up body is refused: {"POST /orders/": {"size": 2}}.
BODIES = {}

# What `soundcheck calibrate` saw: status and rows of a request, and of the same again.
# +app.Model(columns that the server filled) is added, ~ changed and - deleted; x2 two of
# them, xN as many as the seed has drawn.
EFFECTS = {}

# What the answers to writes say beside generated data, by key.
ANSWERS = {}

ROLES = ("owner", "stranger", "staff")
WRITES = [step for steps in FLOWS.values() for step in steps if step[:4] != "GET "]
STEPS = [step for steps in FLOWS.values() for step in steps]
REQUESTS = {tuple(step.split(" ", 1)): None for step in STEPS}
# What else a request may meet, and what tells what it does then.
OTHERWISE = {
    "required values only": by_need,
    "choices": by_choice,
    "as much as there is": by_amount,
    "each number": by_numbers,
    "a write fails": when_broken,
    "a wrong value": with_wrong_values,
    "again and again": again_and_again,
}
STATEFUL = [f"{step} as {role} [" for step in WRITES for role in ROLES]
CREATES = [creating(steps) for steps in FLOWS.values() if creating(steps)]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all tests of this module; each test has a savepoint in it."""
    with django_db_blocker.unblock(), make_world(REQUESTS) as world:
        Effects(world)  # what is there before any test has made rows of its own
        yield world


@pytest.fixture(autouse=True)
def begun(world, db):
    """Each test begins with the rows of the world."""
    world.begin()


@pytest.mark.parametrize("view", [view for view in FLOWS if creating(FLOWS[view])])
def test_life_of_an_object(world, view):
    """What is created can be read, changed and deleted, and then is gone."""
    create, refusals = Step(world, creating(FLOWS[view]), BODIES), []
    for role in ("staff", "owner"):
        create.told = partial(told_by_endpoints, create, role)
        answer, row = create.create(role, create.body(role))
        if row is not None:
            break
        refusals.append(answer)
    else:
        text = refusals[0].content.decode(errors="replace")[:200]
        pytest.skip(f"what should BODIES[{create.request!r}] send? It says {text}")
    seen = [f"POST {answer.status_code}"]
    for request in detail_steps(FLOWS[view]):
        step = Step(world, request, BODIES, row)
        step.told = partial(told_by_endpoints, Step(world, request, BODIES), role)
        body = step.body(role) if step.method in ("PUT", "PATCH") else None
        answer = step.send(role, body)
        assert_kept(step, answer, row)
        seen.append(f"{step.method} {answer.status_code}")
    claim("EFFECTS", EFFECTS, view, ", ".join(seen), __file__)


def assert_kept(step, answer, row):
    """A new object is found where views are plain, and a deleted one is not."""
    exists = type(row)._base_manager.filter(pk=row.pk).exists()
    if step.method == "GET" and is_detail(step.route) and serves(step.route, row):
        assert answer.status_code != 404, f"{step.request} does not find the new object"
    if (
        step.method == "DELETE"
        and answer.status_code == 204
        and is_untouched(step.route, "destroy", "perform_destroy", "delete")
        and type(row).delete is Model.delete
    ):
        assert not exists, f"{step.request} answers 204 and deletes nothing"
    elif step.method != "DELETE":
        assert exists, f"{step.request} has deleted the object"


@pytest.mark.parametrize(
    ("request_line", "role"),
    [
        pytest.param(step, role, id=f"{step} as {role}")
        for step in WRITES
        for role in ROLES
    ],
)
def test_effects(world, request_line, role):
    """A request does to the rows what it did before, and does not fail when repeated."""
    effects, step = step_that_is_taken(world, request_line, role)
    told, answers = [], None
    for body, answer, lines in step.twice(role, effects):
        error = exception_of(answer)
        is_told_here = error is not None and is_of_receiver(error)
        if not body and isinstance(error, LookupError) and not is_told_here:
            pytest.skip(f"test_request[{request_line} as {role}] meets the same error")
        skip_if_told(
            world, answer, told_before(world, request_line, role, is_told_here)
        )
        skip_if_told(world, answer, () if is_told_here else world.failing_requests())
        assert_answered(answer, f"{request_line} as {role} with {body}")
        assert not step.unsaved, f"changes a row and does not save it: {step.unsaved}"
        assert_status_is_said(step, answer.status_code, lines)
        told.append("; ".join([str(answer.status_code), *lines]))
        answers = answers or said(answer)
    told += [f"if {step.state[0]}"] if step.state else []
    claim("EFFECTS", EFFECTS, f"{request_line} as {role}", told, __file__)
    if role != "stranger" and len(answers) > 1:
        key = f"{request_line} as {role}"
        claim("ANSWERS", ANSWERS, key, answers, __file__, telling=[*answers])


def assert_status_is_said(step, status, lines):
    """A write that succeeds has a status that the source names, and succeeds with what is valid."""
    said = STATUSES.get(step.request)
    if said and 200 <= status < 300:
        assert status in said, (
            f"{step.request} answers {status}; if meant, change STATUSES"
        )
        is_new = (
            status == 201 and 200 in said
        )  # it tells what is new from what was there
        assert lines or not is_new, f"{step.request} answers 201 and has stored nothing"
        assert max(said) < 300 or not step.is_invalid, (
            f"answers {status} to what is not valid"
        )


def told_before(world, request_line, role, is_told_here=False):
    """Tests of this request alone, and of the same flow before this one.

    What is told here is told by this module, whatever requests alone meet.
    """
    if not is_told_here:
        yield from told_by_endpoints(Step(world, request_line, BODIES), role)
    steps = next(steps for steps in FLOWS.values() if request_line in steps)
    writes = [step for step in steps if step in WRITES]
    same_role = [(step, role) for step in writes[: writes.index(request_line)]]
    same_request = [(request_line, other) for other in ROLES[: ROLES.index(role)]]
    for step, other in same_role + same_request:
        with suppress(pytest.skip.Exception):  # that test is skipped, too
            yield f"test_effects[{step} as {other}]", worst_answer(world, step, other)


def worst_answer(world, request_line, role):
    """The worse of the answers that test_effects gets; asked for once, as rows start alike."""
    known, key = world.worst_answers, (request_line, role)
    if key not in known:
        with transaction.atomic():
            effects, step = step_that_is_taken(world, request_line, role)
            known[key] = step.worst_of_two(role, effects)
            transaction.set_rollback(True)
    return known[key]


def step_that_is_taken(world, request_line, role):
    """The request in a state that allows it, and the rows by then: those made to find it are no news."""
    effects, step = Effects(world), Step(world, request_line, BODIES)
    with effects.watched():
        step = step.about_what_takes_it(role, state_told(request_line, role))
    return effects, step


def state_told(request_line, role):
    """The state in which a recorded request is allowed, empty for none; None without a row."""
    row = wanted("EFFECTS", EFFECTS, f"{request_line} as {role}")
    if not row:
        return None
    return row[-1].removeprefix("if ") if row[-1].startswith("if ") else ""


def told_by_endpoints(step, role):
    """Tests of the endpoints that may meet the error, and the answers that they get."""
    request, path, url = step.request, step.path, step.url()
    yield f"test_request[{request} as {role}]", sent(step, role, step.method, url)
    for other in ("owner", "staff") if step.method != "DELETE" else ():
        body = plausible_body(step.world, other, step.method, url)
        yield (
            f"test_plausible_body[{request}]",
            sent(step, other, step.method, url, body),
        )
    lines = [
        line for steps in FLOWS.values() for line in steps if line.endswith(f" {path}")
    ]
    method = "GET" if f"GET {path}" in lines else min(lines).partition(" ")[0]
    for gone in step.world.missing(path, step.model) if "{" in path else ():
        yield f"test_missing_object[{path}]", sent(step, "staff", method, gone)


def sent(step, role, method, url, body=None):
    """The answer to one request, of which nothing is left."""
    with transaction.atomic():
        answer = step.world.send(role, method, step.path, body, url=url)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("request_line", MAKERS)
def test_object_is_of_who_asks(world, request_line):
    """A new object holds who has sent the request, as the source says."""
    for role in ("owner", "staff"):
        step = Step(world, request_line, BODIES)
        step.told = partial(told_by_endpoints, step, role)
        _, row = step.create(role, step.body(role))
        for name in MAKERS[request_line].split() if row else ():
            assert getattr(row, name) == world.users[role], (
                f"{name} is not who has asked"
            )


@pytest.mark.parametrize(
    ("request_line", "rule"),
    [
        (request_line, rule)
        for request_line, rules in REFUSED_STATES.items()
        for rule in rules
    ],
)
def test_states_are_refused(world, request_line, rule):
    """A write is refused in each state of its object in which the source refuses it."""
    step = Step(world, request_line, BODIES)
    row = world.row(step.model) if step.model else None
    if row is None:
        pytest.skip("there is no object to bring into the state")
    step, taken = Step(world, request_line, BODIES, row), []
    for role in ("owner", "staff"):
        body = step.body_of_method(role)
        for name, state in states_where(rule, row):
            with in_state(row, state):
                taken += [f"{name}, as {role}"] if step.status(role, body) < 400 else []
    assert not taken, (
        f"{rule} is no longer refused: {taken}; if meant, change REFUSED_STATES"
    )


@pytest.mark.parametrize("prefix", recorded(EFFECTS, STATEFUL))
def test_effects_by_state(world, prefix):
    """A request does in each state of the row that it is about what it did before."""
    asked = asked_in_its_state(world, prefix)
    told = {**told_in_states(asked), **told_by_keys(asked)}
    for key in told:
        if len({*told[key].values()}) > 1 or key in EFFECTS:  # the state matters
            claim("EFFECTS", EFFECTS, key, told[key], __file__)
    more = (told_in_pairs(asked, told), told_alone(asked, told), told_otherwise(asked))
    for key, said_then in chain(*more):
        claim("EFFECTS", EFFECTS, key, said_then, __file__)


class Asked(NamedTuple):
    """A request as it is made in all states: by whom, with what, and its part of a key."""

    prefix: str
    step: Step
    effects: Effects
    role: str
    body: dict

    @property
    def replaced(self):
        """What it replaces of the row."""
        return self.body if self.step.method in ("PUT", "PATCH") else ()

    def told(self, key, row, url, states):
        """What it does in these states; None where they tell nothing."""
        if not self.is_telling(key, row, url, states):
            return None
        return by_state(self.step, self.effects, self.role, self.body, url, row, states)

    def is_telling(self, key, row, url, states):
        """Whether these states may tell something."""
        return is_telling(key, self.step, self.role, self.body, url, row, states)


def asked_in_its_state(world, prefix):
    """The request, from a state that allows it, as there is nothing to see behind a refusal."""
    request_line, _, role = prefix.removesuffix(" [").rpartition(" as ")
    effects, step = Effects(world), Step(world, request_line, BODIES)
    with effects.watched():
        state = state_told(request_line, role)
        begun = (
            step.about_what_takes_it(role, state) if state or is_exploring() else step
        )
        body = begun.in_its_state() or step.body_of_method(role)
    return Asked(prefix, step, effects, role, body)


def told_in_states(asked):
    """What it does in each state of one column, or without rows, by key."""
    step, found = asked.step, {}
    for which, row, url, states_to_try in subjects(step, asked.role, asked.body):
        for name, states in [
            *states_to_try(row, asked.replaced),
            *without_others(step, which, row),
        ]:
            key = f"{asked.prefix}{which}, {name}]"
            if (told := asked.told(key, row, url, states)) is not None:
                found[key] = told
    return found


def told_by_keys(asked):
    """What it does with each row that a key of its body may name."""
    found = {}
    for name, field in keys_filled(asked.step, asked.role).items():
        if wanted("EFFECTS", EFFECTS, key := f"{asked.prefix}{name}]") != {}:
            found[key] = by_key(
                asked.step, asked.effects, asked.role, asked.body, name, field
            )
    return found


def told_in_pairs(asked, told):
    """What it does in states of two columns, until some open what one alone does not."""
    is_closed = is_refused_by_rule(told)
    for which, row, url in rows_about(asked.step, asked.role, asked.body):
        for name, states in (
            pairs_of(row, asked.replaced) if which.endswith("row") else ()
        ):
            key = f"{asked.prefix}{which}, {name}]"
            is_wanted = is_closed or not is_exploring()
            both = asked.told(key, row, url, states) if is_wanted else None
            if both is not None and (
                not is_refused_by_rule({key: both}) or key in EFFECTS
            ):
                yield key, both
                is_closed = False


def told_alone(asked, told):
    """What it does about the last row of its kind, where that is not what it does with others there."""

    def is_asked(name, *about):
        return asked.is_telling(f"{asked.prefix}{name}]", *about)

    alone = when_alone(asked.step, asked.effects, asked.role, asked.body, is_asked)
    for name, with_others, said_then in alone if asked.role != "stranger" else ():
        is_news = len({*said_then.values()}) > 1 and said_then != told.get(
            f"{asked.prefix}{with_others}]"
        )
        if is_news or not is_exploring():
            yield f"{asked.prefix}{name}]", said_then


def told_otherwise(asked):
    """What it does where something else is as it is not usually."""
    for name, tell in OTHERWISE.items() if asked.role != "stranger" else ():
        if wanted("EFFECTS", EFFECTS, key := f"{asked.prefix}{name}]") != {}:
            said_then = tell(asked.step, asked.effects, asked.role, asked.body)
            if said_then or key in EFFECTS:
                yield key, said_then


NO_JOB = pytest.param(
    "", marks=pytest.mark.skip(reason="no command or task stays with the rows")
)


@pytest.mark.parametrize("name", [*jobs()] or [NO_JOB])
def test_commands_and_tasks_work(world, name):
    """A management command or Celery task meets no mistake in code, and saves what it changes."""
    job = Job(world, *jobs()[name])
    if job.lacks:
        pytest.skip(f"there is no row of {' '.join(job.lacks)} to give it")
    error = job.tried()
    if isinstance(error, MISTAKES) and not out_of_reach(error, str(error)):
        raise error
    lost = [*job.losses(world)]
    assert not lost, f"{name} changes rows and does not save them: {lost}"


@pytest.mark.parametrize("name", recorded(EFFECTS, [f"{name} [" for name in jobs()]))
def test_commands_and_tasks(world, name):
    """A management command or Celery task does to rows in each state what it did before."""
    effects, job = Effects(world), Job(world, *jobs()[name.removesuffix(" [")])
    if job.lacks:
        pytest.skip(f"there is no row of {' '.join(job.lacks)} to give it")
    for which, row in job.rows(world):
        for column, states in [*states_of(row), *pairs_of(row)]:
            key = f"{name}{which} of {row._meta.label}, {column}]"
            if is_telling(key, job, None, {}, None, row, states):
                told = by_state(job, effects, None, {}, None, row, states)
                if len({*told.values()}) > 1 or key in EFFECTS:
                    claim("EFFECTS", EFFECTS, key, told, __file__)


def is_telling(key, action, role, body, url, row, states):
    """Whether there is a row of these states to compare with, or may be one to record."""
    known = wanted("EFFECTS", EFFECTS, key)
    return (
        action.is_about(role, body, url, row, states) if known is None else bool(known)
    )


def is_refused_by_rule(told):
    """Whether no state opens a request, and not for who makes it or what is not there."""
    statuses = {line[:3] for states in told.values() for line in states.values()}
    return bool(statuses & {"400", "409", "422"}) and min(statuses) >= "400"


def after_life(world, request_line):
    """The step that makes an object; what it fails with, the test of the object's life tells."""
    step, view = Step(world, request_line, BODIES), view_of(request_line)

    def told():
        for role in ("staff", "owner"):
            try:
                with transaction.atomic():
                    answer = step.ask(role, step.body(role), step.url())
                    transaction.set_rollback(True)
            except pytest.skip.Exception:
                return
            yield f"test_life_of_an_object[{view}]", answer
            if answer.status_code < 400:
                return

    step.told = told
    return step


def view_of(request_line):
    """The view whose flow has this step."""
    return next(view for view, steps in FLOWS.items() if request_line in steps)


@pytest.mark.parametrize("request_line", CREATES)
def test_bad_values_are_refused(world, request_line):
    """Each value of the wrong type gives 400 with the field's name and stores nothing."""
    effects, step = Effects(world), after_life(world, request_line)
    after, step.told = (
        step.told,
        lambda: chain(after(), bad_values_before(world, request_line)),
    )
    with effects.watched():
        bodies = bad_bodies(step)
    for name, junk, body in bodies:
        with effects.watched() as lines:
            answer = step.send("staff", body)
        if is_untouched(step.route, "post", "create"):
            stored = [line for line in lines if line.startswith(f"+{step.label}(")]
            assert not stored, f"{request_line} with {name}={junk} did {stored}"
            told = answer.content.decode()  # a view may answer 400 and no more
            assert answer.status_code != 400 or name in told or not told
    assert step.send("staff", {}).status_code < 500


def bad_bodies(step):
    """Each field, a value of the wrong type, and a body that has it."""
    serializer, body = step.serializer("staff"), step.body("staff")
    as_form = not reads_json(step.route) or any(map(files_in, body.values()))
    texts = (serializers.CharField, serializers.RegexField, serializers.SlugField)
    texts = texts if as_form else ()  # where every text is right
    junk = junk_for(serializer, *texts) if serializer else ()
    return [(name, value, {**body, name: value}) for name, value in junk]


def bad_values_before(world, request_line):
    """The same test of earlier views, with the first error that it meets."""
    for other in CREATES[: CREATES.index(request_line)]:
        if answer := met_by_bad_values(world, other):
            yield f"test_bad_values_are_refused[{other}]", answer


@cache
def met_by_bad_values(world, request_line):
    step = Step(world, request_line, BODIES)
    with suppress(pytest.skip.Exception), transaction.atomic():
        bodies = [body for _, _, body in bad_bodies(step)]
        answers = (step.ask("staff", body, step.url()) for body in [*bodies, {}])
        met = next((answer for answer in answers if answer.status_code >= 500), None)
        transaction.set_rollback(True)  # each meets the same rows
        return met
    return None


@pytest.mark.parametrize("request_line", CREATES)
def test_server_decides_whose_it_is(world, request_line):
    """An owner that a client makes up is not taken."""
    step = after_life(world, request_line)
    serializer = step.serializer("owner")
    foreign = foreign_values(step, serializer) if serializer and step.model else {}
    answer, row = step.create("owner", {**step.body("owner"), **foreign})
    for name in foreign if row else ():
        assert getattr(row, name) != world.users["stranger"], f"{name} was taken"
    assert answer.status_code < 500


@pytest.mark.parametrize("request_line", CREATES)
def test_new_parents_take_children(world, request_line):
    """What one app has created the others can point to."""
    step = after_life(world, request_line)
    parents = [after_life(world, other) for other in CREATES if other != request_line]
    serializer = step.serializer("staff")
    for field, parent in keys_to(parents, serializer) if serializer else ():
        _, row = parent.create("staff", parent.body("staff"))
        if row is not None:
            key = {field.field_name: field.to_representation(row)}
            _, child = step.create("staff", {**step.body("staff"), **key})
            assert child is None or attribute_of(child, field.source) == row.pk
    assert step.send("staff", step.body("staff")).status_code < 500
