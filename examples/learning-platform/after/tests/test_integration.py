"""Integration layer: what requests do to the rows, one after the other.

Run it with ``python -m pytest tests/test_integration.py``.
"""

from contextlib import suppress

import pytest
from django.db import transaction
from django.db.models import Model
from rest_framework import serializers

from .support.flows import (
    Effects,
    Step,
    by_person,
    by_state,
    creating,
    detail_steps,
    foreign_values,
    junk_for,
    keys_to,
    subjects,
    without_others,
)
from .support.recording import claim, recorded, wanted
from .support.samples import files_in
from .support.views import (
    attribute_of,
    is_detail,
    is_untouched,
    reads_json,
    said,
    serves,
)
from .support.world import assert_answered, exception_of, make_world, skip_if_told

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

# What a client sends where a made-up body is refused: {"POST /orders/": {"size": 2}}.
BODIES = {}

# What `soundcheck calibrate` saw: status and rows of a request, and of the same again.
# +app.Model(columns that the server filled) is added, ~ changed and - deleted.
EFFECTS = {}

# What the answers to writes say beside generated data, by key.
ANSWERS = {}

ROLES = ("owner", "stranger", "staff")
WRITES = [step for steps in FLOWS.values() for step in steps if step[:4] != "GET "]
STATEFUL = [f"{step} as {role} [" for step in WRITES for role in ROLES]
CREATES = [creating(steps) for steps in FLOWS.values() if creating(steps)]


@pytest.fixture(scope="module")
def world(request, django_db_setup, django_db_blocker):
    """One world for all tests of this module; each test has a savepoint in it."""
    with django_db_blocker.unblock(), make_world(request.node.name) as world:
        Effects(world)  # what is there before any test has made rows of its own
        yield world


@pytest.mark.parametrize("view", [view for view in FLOWS if creating(FLOWS[view])])
def test_life_of_an_object(world, view):
    """What is created can be read, changed and deleted, and then is gone."""
    create, refusals = Step(world, creating(FLOWS[view]), BODIES), []
    for role in ("staff", "owner"):
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
    step, told, answers = Step(world, request_line, BODIES), [], None
    step = step.about_what_takes_it(role)
    for body, answer, lines in step.twice(role):
        if not body and isinstance(exception_of(answer), LookupError):
            pytest.skip(f"test_request[{request_line} as {role}] meets the same error")
        skip_if_told(answer, told_before(world, request_line, role))
        assert_answered(answer, f"{request_line} as {role} with {body}")
        told.append("; ".join([str(answer.status_code), *lines]))
        answers = answers or said(answer)
    claim("EFFECTS", EFFECTS, f"{request_line} as {role}", told, __file__)
    if role != "stranger" and len(answers) > 1:
        key = f"{request_line} as {role}"
        claim("ANSWERS", ANSWERS, key, answers, __file__, telling=[*answers])


def told_before(world, request_line, role):
    """Tests of the same flow before this one, as this role or with this request."""
    steps = next(steps for steps in FLOWS.values() if request_line in steps)
    writes = [step for step in steps if step in WRITES]
    same_role = [(step, role) for step in writes[: writes.index(request_line)]]
    same_request = [(request_line, other) for other in ROLES[: ROLES.index(role)]]
    for step, other in same_role + same_request:
        with suppress(pytest.skip.Exception):  # that test is skipped, too
            with transaction.atomic():
                about = Step(world, step, BODIES).about_what_takes_it(other)
                answer = about.worst_of_two(other)
                transaction.set_rollback(True)  # each meets the same rows
            yield f"test_effects[{step} as {other}]", answer


@pytest.mark.parametrize("prefix", recorded(EFFECTS, STATEFUL))
def test_effects_by_state(world, prefix):
    """A request does in each state of the row that it is about what it did before."""
    request_line, _, role = prefix.removesuffix(" [").rpartition(" as ")
    effects, step = Effects(world), Step(world, request_line, BODIES)
    with effects.watched():
        body = step.body_of_method(role)
    replaced = body if step.method in ("PUT", "PATCH") else ()
    for which, row, url, states_to_try in subjects(step, role, body):
        for name, states in [
            *states_to_try(row, replaced),
            *without_others(world, which, row),
        ]:
            key = f"{prefix}{which}, {name}]"
            if wanted("EFFECTS", EFFECTS, key) != {}:
                told = by_state(step, effects, role, body, url, row, states)
                if len({*told.values()}) > 1 or key in EFFECTS:  # the state matters
                    claim("EFFECTS", EFFECTS, key, told, __file__)
    for name, told in by_person(step, effects, role, body):
        key = f"{prefix}{name}]"
        if len({*told.values()}) > 1 or key in EFFECTS:
            claim("EFFECTS", EFFECTS, key, told, __file__)


@pytest.mark.parametrize("request_line", CREATES)
def test_bad_values_are_refused(world, request_line):
    """Each value of the wrong type gives 400 with the field's name and stores nothing."""
    effects, step = Effects(world), Step(world, request_line, BODIES)
    with effects.watched():
        serializer, body = step.serializer("staff"), step.body("staff")
    as_form = not reads_json(step.route) or any(map(files_in, body.values()))
    texts = (serializers.CharField, serializers.RegexField, serializers.SlugField)
    texts = texts if as_form else ()  # where every text is right
    for name, junk in junk_for(serializer, *texts) if serializer else ():
        with effects.watched() as lines:
            answer = step.send("staff", {**body, name: junk})
        if is_untouched(step.route, "post", "create"):
            stored = [line for line in lines if line.startswith(f"+{step.label}(")]
            assert not stored, f"{request_line} with {name}={junk} did {stored}"
            assert answer.status_code != 400 or name in answer.content.decode()
    assert step.send("staff", {}).status_code < 500


@pytest.mark.parametrize("request_line", CREATES)
def test_server_decides_whose_it_is(world, request_line):
    """An owner that a client makes up is not taken."""
    step = Step(world, request_line, BODIES)
    serializer = step.serializer("owner")
    foreign = foreign_values(step, serializer) if serializer and step.model else {}
    answer, row = step.create("owner", {**step.body("owner"), **foreign})
    for name, stranger in foreign.items() if row else ():
        assert getattr(row, name) != world.users["stranger"], f"{name} was taken"
    assert answer.status_code < 500


@pytest.mark.parametrize("request_line", CREATES)
def test_new_parents_take_children(world, request_line):
    """What one app has created the others can point to."""
    step = Step(world, request_line, BODIES)
    parents = [Step(world, other, BODIES) for other in CREATES if other != request_line]
    serializer = step.serializer("staff")
    for field, parent in keys_to(parents, serializer) if serializer else ():
        _, row = parent.create("staff", parent.body("staff"))
        if row is not None:
            key = {field.field_name: field.to_representation(row)}
            _, child = step.create("staff", {**step.body("staff"), **key})
            assert child is None or attribute_of(child, field.source) == row.pk
    assert step.send("staff", step.body("staff")).status_code < 500
