"""Endpoints layer: every route of the project, by every method, as every role.

Run it with ``python -m pytest tests/test_endpoints.py``; one route with
``-k "courses"``.
"""

import re
from contextlib import suppress
from functools import partial

import pytest
from django.db import transaction
from rest_framework.throttling import SimpleRateThrottle

from .support.answers import (
    by_state,
    choices_of,
    columns_in,
    in_state,
    small_numbers,
    states_of,
)
from .support.bodies import plausible_body
from .support.members import memberships
from .support.middleware import keeper
from .support.recording import claim, claim_part, recorded, wanted
from .support.routes import project_routes, route_at
from .support.rows import unbuilt
from .support.views import (
    assert_ordered,
    assert_searched,
    declares_throttle,
    found_in_states,
    how_many,
    is_detail,
    is_list,
    is_picked,
    is_refused,
    lost_methods,
    lost_queries,
    model_of,
    models_named,
    names_of,
    orders_of,
    queries_of,
    said,
    shown_rows,
    text_of,
)
from .support.world import (
    ROLES,
    assert_answered,
    assert_reached,
    error_of,
    fault_in,
    make_world,
    skip_if_told,
)

pytestmark = pytest.mark.django_db(databases="__all__")

# Every route that ends in a view of this project.
ENDPOINTS = {
    "/": {"view": "django.views.generic.base.RedirectView", "methods": "GET POST"},
    "/api/accounts/me/": {
        "view": "accounts.views.MeView",
        "methods": "GET PATCH PUT",
        "model": "accounts.User",
        "login": True,
        "own": "GET PATCH PUT",
    },
    "/api/accounts/password/": {
        "view": "accounts.views.PasswordChangeView",
        "methods": "POST",
    },
    "/api/accounts/register/": {
        "view": "accounts.views.RegisterView",
        "methods": "POST",
        "model": "accounts.User",
    },
    "/api/categories/": {
        "view": "courses.api.CategoryViewSet",
        "methods": "GET POST",
        "model": "courses.Category",
        "staff": "POST",
        "search": "name",
    },
    "/api/categories/{slug}/": {
        "view": "courses.api.CategoryViewSet",
        "methods": "DELETE GET PATCH PUT",
        "model": "courses.Category",
        "staff": "DELETE PATCH PUT",
    },
    "/api/courses/": {
        "view": "courses.api.CourseViewSet",
        "methods": "GET POST",
        "model": "courses.Course",
        "staff": "POST",
        "search": "title summary",
        "ordering": "title price created_at",
        "filters": "category=category__slug min_price=price__gte max_price=price__lte level",
        "only": {"is_published": True},
    },
    "/api/courses/{slug}/": {
        "view": "courses.api.CourseViewSet",
        "methods": "DELETE GET PATCH PUT",
        "model": "courses.Course",
        "staff": "DELETE PATCH PUT",
    },
    "/api/courses/{slug}/enroll/": {
        "view": "courses.api.CourseViewSet",
        "methods": "POST",
        "model": "courses.Course",
    },
    "/api/courses/{slug}/top-reviews/": {
        "view": "courses.api.CourseViewSet",
        "methods": "GET",
        "model": "courses.Course",
    },
    "/api/enrolments/": {
        "view": "enrolments.api.EnrollmentViewSet",
        "methods": "GET",
        "model": "enrolments.Enrollment",
        "login": True,
        "own": "GET",
        "search": "course__title",
        "ordering": "created_at completed_at",
        "filters": "status",
    },
    "/api/enrolments/{pk}/": {
        "view": "enrolments.api.EnrollmentViewSet",
        "methods": "GET",
        "model": "enrolments.Enrollment",
        "login": True,
        "reserved": "GET",
    },
    "/api/enrolments/{pk}/complete/": {
        "view": "enrolments.api.EnrollmentViewSet",
        "methods": "POST",
        "model": "enrolments.Enrollment",
        "reserved": "POST",
    },
    "/api/enrolments/{pk}/withdraw/": {
        "view": "enrolments.api.EnrollmentViewSet",
        "methods": "POST",
        "model": "enrolments.Enrollment",
        "reserved": "POST",
    },
    "/api/lessons/": {
        "view": "courses.api.LessonViewSet",
        "methods": "GET POST",
        "model": "courses.Lesson",
        "staff": "POST",
        "search": "title",
        "ordering": "position duration_minutes",
        "filters": "course__slug",
    },
    "/api/lessons/{pk}/": {
        "view": "courses.api.LessonViewSet",
        "methods": "DELETE GET PATCH PUT",
        "model": "courses.Lesson",
        "staff": "DELETE PATCH PUT",
    },
    "/api/lessons/{pk}/complete/": {
        "view": "courses.api.LessonViewSet",
        "methods": "POST",
        "model": "courses.Lesson",
    },
    "/api/notifications/": {
        "view": "notifications.api.NotificationViewSet",
        "methods": "GET",
        "model": "notifications.Notification",
        "login": True,
        "own": "GET",
        "search": "message",
    },
    "/api/notifications/unread-count/": {
        "view": "notifications.api.NotificationViewSet",
        "methods": "GET",
        "model": "notifications.Notification",
        "login": True,
    },
    "/api/notifications/{pk}/": {
        "view": "notifications.api.NotificationViewSet",
        "methods": "GET",
        "model": "notifications.Notification",
        "login": True,
        "reserved": "GET",
    },
    "/api/notifications/{pk}/mark-read/": {
        "view": "notifications.api.NotificationViewSet",
        "methods": "POST",
        "model": "notifications.Notification",
        "reserved": "POST",
    },
    "/api/progress/": {
        "view": "progress.api.LessonProgressViewSet",
        "methods": "GET",
        "model": "progress.LessonProgress",
        "login": True,
        "own": "GET",
        "filters": "enrollment lesson__course__slug",
    },
    "/api/progress/{pk}/": {
        "view": "progress.api.LessonProgressViewSet",
        "methods": "GET",
        "model": "progress.LessonProgress",
        "login": True,
        "reserved": "GET",
    },
    "/api/reviews/": {
        "view": "courses.api.ReviewViewSet",
        "methods": "GET POST",
        "model": "courses.Review",
        "ordering": "rating created_at",
        "filters": "course__slug rating",
    },
    "/api/reviews/{pk}/": {
        "view": "courses.api.ReviewViewSet",
        "methods": "DELETE GET PATCH PUT",
        "model": "courses.Review",
        "reserved": "DELETE PATCH PUT",
    },
    "/courses/": {
        "view": "courses.views.CourseListView",
        "methods": "GET",
        "model": "courses.Course",
    },
    "/courses/free/": {
        "view": "courses.views.FreeCourseListView",
        "methods": "GET",
        "model": "courses.FreeCourse",
    },
    "/courses/{slug}/": {
        "view": "courses.views.CourseDetailView",
        "methods": "GET",
        "model": "courses.Course",
    },
    "/dashboard/": {
        "view": "enrolments.views.dashboard",
        "methods": "GET",
        "login": True,
    },
}

# Routes that have tests of their own.
TESTED_ELSEWHERE = {
    "/health/": "test_health.py",
    "/health/live/": "test_health.py",
}

# Requests that are not made: {"GET /events/": "streams without end"}.
NOT_REQUESTED = {}

# Writes that need no login, as far as the source tells, and why. Take out what must
# not be open to anybody.
PUBLIC_WRITES = {
    "POST /": "its code decides",
    "POST /api/accounts/register/": "its permissions let anybody in",
}

# What `soundcheck calibrate` saw, compared from then on. A deliberate change is
# made here: {"GET /courses/": {"anonymous": 200, "owner": 200}}.
EXPECTED_STATUS = {}

# What answers say beside generated data, and in which state of the object they differ:
# {"GET /courses/ as owner": {"len(results)": 2, "len(results) if is_open is False": 1}}.
ANSWERS = {}

# Rows that each list shows to each role, {"/courses/": {"owner": 2}}, and by query,
# {"/courses/?": {"search": 0}}: none, 1 for some, 2 where the world's full row is among them.
EXPECTED_ROWS = {}

# Who is throttled by a view when its rate is used up: {"POST /signup/": ["anonymous"]}.
THROTTLED = {}

NOWHERE = "/soundcheck/leads/nowhere/"
REQUESTS = [
    (method, path)
    for path, row in ENDPOINTS.items()
    for method in row["methods"].split()
    if f"{method} {path}" not in NOT_REQUESTED
]
WRITES = [(method, path) for method, path in REQUESTS if method != "GET"]
OUTSIDERS = [
    (method, path, "anonymous")
    for method, path in REQUESTS
    if (
        ENDPOINTS[path].get("login")
        if method == "GET"
        else f"{method} {path}" not in PUBLIC_WRITES
    )
]
KEPT_FROM = {
    "stranger": ("staff", "kept", "reserved", "own"),
    "owner": ("staff", "kept"),
}
OUTSIDERS += [
    (method, path, role)
    for role, words in KEPT_FROM.items()
    for method, path in REQUESTS
    for word in words
    if method in ENDPOINTS[path].get(word, "").split()
]
BODIES = [(method, path) for method, path in WRITES if method != "DELETE"]
GETS = [f"GET {path}" for method, path in REQUESTS if method == "GET"]
LISTS = [
    path
    for method, path in REQUESTS
    if method == "GET" and path.rstrip("/")[-1:] != "}"
]
LIMITED = [path for path in LISTS if ENDPOINTS[path].get("only")]
DETAILS = [path for path, row in ENDPOINTS.items() if "{" in path and row["methods"]]


def asked_before(world, method, path, role):
    """Tests of the same view before this one, as this role or with this request, and of others."""
    view, request = ENDPOINTS[path]["view"], (method, path)
    same_view = [one for one in REQUESTS if ENDPOINTS[one[1]]["view"] == view]
    same_role = [(*one, role) for one in same_view[: same_view.index(request)]]
    for method, path, role in same_role + [
        (*request, one) for one in ROLES[: ROLES.index(role)]
    ]:
        with suppress(pytest.skip.Exception):  # that test is skipped, too
            with transaction.atomic():
                url, _ = world.url(path, model_at(path))
                answer = world.send(role, method, path, url=url)
                transaction.set_rollback(True)  # each meets the same rows
            yield f"test_request[{method} {path} as {role}]", answer
    yield from world.failing_requests(
        request, lambda path: ENDPOINTS[path]["view"] != view
    )


def ids(requests):
    """Labels such as ``GET /courses/{pk}/``."""
    return [f"{method} {path}" for method, path in requests]


def model_at(path):
    """The model that a route is about, or None."""
    return model_of(route_at(path), ENDPOINTS[path].get("model"))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all tests of this module; each test has a savepoint in it."""
    requests = {request: ENDPOINTS[request[1]].get("model") for request in REQUESTS}
    with django_db_blocker.unblock(), make_world(requests) as world:
        yield world


@pytest.fixture(autouse=True)
def begun(world, db):
    """Each test begins with the rows of the world."""
    world.begin()


@pytest.mark.parametrize("role", ["owner", "staff"])
def test_users_reach_the_views(world, role):
    """No middleware answers in place of most views: the other tests would be about it alone."""
    culprit = keeper(world, role, [path for path in LISTS if "{" not in path])
    if culprit:
        pytest.skip(
            f"{culprit} to {role} before views are reached; which HEADERS does it ask for?"
        )


@pytest.mark.parametrize(
    ("method", "path", "role"),
    [
        pytest.param(method, path, role, id=f"{method} {path} as {role}")
        for method, path in REQUESTS
        for role in ROLES
    ],
)
def test_request(world, method, path, role):
    """No role gets a server error, and each gets the status it got before."""
    url, row = world.url(path, model_at(path))

    response = world.send(role, method, path, url=url)
    skip_if_told(world, response, asked_before(world, method, path, role))
    assert_answered(response, f"{method} {path} as {role}")
    if role == "staff" and method == "GET":
        assert_reached(response, route_at(path), url, row)
    status, request = response.status_code, f"{method} {path}"
    claim_part("EXPECTED_STATUS", EXPECTED_STATUS, request, role, status, __file__)


@pytest.mark.parametrize(
    "key", recorded(ANSWERS, [f"{get} as {r}" for get in GETS for r in ROLES])
)
def test_answer(world, key):
    """An answer says what it said before, in each state of the object that it is about."""
    request, _, role = key.rpartition(" as ")
    path = request.removeprefix("GET ")
    model = model_at(path)
    url, row = world.url(path, model)
    world.become("GET", path, url)
    row = row or world.row(model) or world.subject(path)

    tell = partial(told_by_answer, world, path, role, url, row)
    subjects = [*subjects_of_answer(world, path, role, row)]
    answers, telling = by_state(tell, subjects, wanted("ANSWERS", ANSWERS, key))
    if not answers:
        pytest.skip(f"test_request[{key}] fails")
    if telling != ["answer"] or key in ANSWERS:  # what EXPECTED_STATUS says already
        claim("ANSWERS", ANSWERS, key, answers, __file__, telling=telling)


def told_by_answer(world, path, role, url, row):
    """What an answer says, and shows of the row; to strangers and anonymous little of it."""
    response = world.send(role, "GET", path, url=url, as_is=True)
    if response.status_code >= 500:
        return {}
    told = said(response)
    sizes = [told[name] for name in told if name.startswith("len(")]
    is_chance = any(is_picked(response, size) for size in sizes)
    if row is not None and response.status_code == 200 and not is_chance:
        shown = [*columns_in(text_of(response), row)]
        told["shows"] = ", ".join(name for name in shown if "." not in name)
        if of_others := [name for name in shown if "." in name]:
            told["shows of related"] = ", ".join(of_others)
    if role in ("owner", "staff"):
        return told
    return {name: told[name] for name in told if re.match(r"answer$|shows|len\(", name)}


def subjects_of_answer(world, path, role, row):
    """Rows whose states an answer may depend on, each with a name and the states to try."""
    named = [*filter(None, map(world.row, models_named(route_at(path).view)))]
    if row:
        yield "", row, states_of
    if any_row := row or next(iter(named), None):
        yield "", any_row, small_numbers
    if role in ("owner", "staff"):
        # Where there is no row, it is of what the view sums up.
        relatives, states = (
            (world.children(row), choices_of) if row else (named, states_of)
        )
        yield from ((f"{one._meta.model_name} ", one, states) for one in relatives)
    if role == "stranger" and row:
        yield "membership ", row, partial(memberships, world.users[role])
    if role in ("owner", "stranger"):
        yield "the user's ", world.users[role], choices_of


@pytest.mark.parametrize(
    ("method", "path", "role"),
    [pytest.param(*row, id=f"{row[0]} {row[1]} to {row[2]}") for row in OUTSIDERS],
)
def test_outsider_is_refused(world, method, path, role):
    """Who has not logged in, has no rights or owns nothing is refused what the source keeps for others."""
    url, _ = world.url(path, model_at(path))
    if role != "anonymous" and world.users[role].is_staff:
        pytest.skip("every user of this project is staff")
    response = world.send(role, method, path, url=url, as_is=True)
    skip_if_told(world, response, world.failing_requests())
    assert_answered(response, f"{method} {path} as {role}")
    visitor = getattr(response.wsgi_request, "user", None)
    if role == "anonymous" and getattr(visitor, "is_authenticated", False):
        pytest.skip("a middleware gives every visitor a user")
    if method in ENDPOINTS[path].get("own", "").split() and not is_refused(response):
        owned = shown_rows(world.send("owner", "GET", path, url=url, as_is=True)) or []
        told = [row for row in shown_rows(response) or [] if row in owned]
        told += [
            name for name in names_of(world.users["owner"]) if name in text_of(response)
        ]
        assert not told, f"{role} is shown what {path} is to show the owner: {told[0]}"
    else:
        assert is_refused(response), (
            f"{method} {path} answers {response.status_code} to {role}; "
            f"if that is meant, {how_to_let_in(method, path, role)}"
        )


def how_to_let_in(method, path, role):
    """Which entry keeps somebody out."""
    if role == "anonymous":
        return (
            "take `login` out of its row"
            if method == "GET"
            else "add it to PUBLIC_WRITES"
        )
    kept = [
        name
        for name in ("staff", "kept", "reserved")
        if method in ENDPOINTS[path].get(name, "").split()
    ]
    return f"take {method} out of `{'` and `'.join(kept)}` in its row"


@pytest.mark.parametrize(("method", "path"), BODIES, ids=ids(BODIES))
def test_plausible_body(world, method, path):
    """What a client would send is never a server error, whoever serializes it."""
    url, _ = world.url(path, model_at(path))
    for role, data, response in sent_plausibly(world, method, path):
        fault = fault_in(response)
        if fault and fault == fault_in(world.send(role, method, path, url=url)):
            pytest.skip(f"test_request[{method} {path} as {role}] meets the same error")
        skip_if_told(world, response, sent_before(world, method, path))
        assert_answered(response, f"{method} {path} as {role} with {data}")


def sent_plausibly(world, method, path):
    """Who sends which body, and the answer to it."""
    url, _ = world.url(path, model_at(path))
    for role in ("owner", "staff"):
        data = plausible_body(world, role, method, url)
        if data is None:
            pytest.skip(f"{ENDPOINTS[path]['view']} names nothing that it takes")
        response = world.send(role, method, path, data, url=url)
        yield role, data, response
        is_own = {*names_of(world.users[role])} & {*map(str, data.values())}
        if (
            is_own and response.status_code == 400
        ):  # the name of a new user may not be taken
            data = plausible_body(world, role, method, url, is_own=False)
            yield role, data, world.send(role, method, path, data, url=url)


def sent_before(world, method, path):
    """Tests of a body for the same view before this one, and requests without any."""
    yield from world.failing_requests()
    for request in BODIES[: BODIES.index((method, path))]:
        if ENDPOINTS[request[1]]["view"] == ENDPOINTS[path]["view"]:
            for answer in answers_to_bodies(world, *request):
                yield f"test_plausible_body[{' '.join(request)}]", answer


def answers_to_bodies(world, method, path):
    """The answers that this test meets, of which nothing stays for others."""
    answers = []
    with suppress(pytest.skip.Exception), transaction.atomic():
        answers.extend(answer for *_, answer in sent_plausibly(world, method, path))
        transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize("path", LISTS)
def test_list_shows_rows(world, path):
    """A list shows the rows there are to whoever may see it."""
    url, _ = world.url(path, model_at(path))
    counts = {}
    for role in ROLES:
        response = world.send(role, "GET", path, url=url)
        if response.status_code < 500:  # else test_request has it
            rows = shown_rows(response)
            assert rows != [] or not is_list(route_at(path)), (
                f"no row is shown to {role}"
            )
            counts[role] = None if rows is None else len(rows)
    if not counts:
        pytest.skip(f"test_request[GET {path} as {ROLES[0]}] meets a server error")
    is_told = any(counts.values()) or path in EXPECTED_ROWS  # pages are no lists
    for role in counts if is_told else ():
        claim_part("EXPECTED_ROWS", EXPECTED_ROWS, path, role, counts[role], __file__)
    if is_told and "{" in path and (other := world.below_another(path, model_at(path))):
        for role in ("owner", "staff"):
            rows = shown_rows(world.send(role, "GET", path, url=other[0]))
            told, name = None if rows is None else len(rows), f"{role}, of another"
            claim_part("EXPECTED_ROWS", EXPECTED_ROWS, path, name, told, __file__)


@pytest.mark.parametrize("path", LIMITED)
def test_list_leaves_rows_out(world, path):
    """A list shows no rows but those that it is for, as its source says."""
    row, only = world.row(model_at(path)), ENDPOINTS[path]["only"]
    url, _ = world.url(path, model_at(path))
    role = "staff" if "GET" in ENDPOINTS[path].get("staff", "").split() else "owner"

    def is_shown(state):
        with in_state(row, state) as changed:
            rows = changed and shown_rows(world.send(role, "GET", path, url=url))
        return bool(rows) and how_many(rows, row) == 2

    if row is None or not is_shown(only):
        pytest.skip(f"shows {role} no row that can be told from others")
    for name, states in choices_of(row):
        for state in states.values() if name in only else ():
            assert state[name] == only[name] or not is_shown({**only, **state}), (
                f"shows a row with {state}; if that is meant, change `only` in its row"
            )


@pytest.mark.parametrize("path", LISTS)
def test_list_takes_its_parameters(world, path):
    """Search, ordering, filters and pages that the view declares work."""
    model = model_at(path)
    url, _ = world.url(path, model)
    role, row = world.reader(path, url), world.row(model)
    ask = partial(world.send, role, "GET", path, url=url)
    if ask().status_code >= 500:
        pytest.skip(f"test_request[GET {path} as {role}] meets a server error")
    shown, picked = shown_with_parameters(world, path, ask)
    route = route_at(path)
    lost = lost_queries(route, ENDPOINTS[path])
    assert not lost, f"{path} does without {lost}; if that is meant, change its row"
    assert_searched(route, shown)
    assert_ordered(route, model, shown)
    found = {
        name: min(len(rows or ()), 2)
        if name.endswith(" of one")
        else how_many(rows, None if name in picked else row)
        for name, rows in shown.items()
    }
    found |= found_otherwise(world, path, ask)
    claim("EXPECTED_ROWS", EXPECTED_ROWS, f"{path}?", found, __file__, telling=[*found])


def shown_with_parameters(world, path, ask):
    """The rows that each query of a list shows, and which queries have picked theirs by chance."""
    shown, picked = {}, set()
    for label, query in queries_of(route_at(path), world.row(model_at(path))):
        response = ask(query=query)
        skip_if_told(world, response, lists_before(world, path))
        assert_answered(response, f"GET {path} with {query}")
        shown[label] = shown_rows(response)
        picked |= {label} if is_picked(response, len(shown[label] or ())) else set()
    return shown, picked


def found_otherwise(world, path, ask):
    """What queries find in states of the row, in which order two rows come, and how many a page has."""
    route, model = route_at(path), model_at(path)
    rows = world.rows_of(model) if model else []
    known, found = wanted("EXPECTED_ROWS", EXPECTED_ROWS, f"{path}?"), {}

    def rows_for(query):
        response = ask(query=query)
        rows = shown_rows(response)
        return None if is_picked(response, len(rows or ())) else rows

    if rows:
        found |= found_in_states(route, rows[0], rows_for, known)
    if len(rows) == 2:
        found |= orders_of(rows, rows_for, known)
    if paginator := route.option("pagination_class"):
        found["rows on a page"] = getattr(paginator, "page_size", None)
    return found


def lists_before(world, path):
    """Requests without parameters, and tests of lists before this one that fail with some."""
    yield from world.failing_requests()
    for other in LISTS[: LISTS.index(path)]:
        if other not in world.failing_lists:
            world.failing_lists[other] = failures_with_parameters(world, other)
        for answer in world.failing_lists[other]:
            yield f"test_list_takes_its_parameters[{other}]", answer


def failures_with_parameters(world, path):
    """The server errors that this test meets."""
    with suppress(pytest.skip.Exception):
        url, _ = world.url(path, model_at(path))
        role, row = world.reader(path, url), world.row(model_at(path))
        queries = [query for _, query in queries_of(route_at(path), row)]
        asked = (
            world.send(role, "GET", path, url=url, query=query) for query in queries
        )
        return [answer for answer in asked if answer.status_code >= 500]
    return []


@pytest.mark.parametrize("request_line", recorded(THROTTLED, ids(REQUESTS)))
def test_throttle(world, request_line, monkeypatch):
    """Of two requests the second is one too many, if the rate allows one only."""
    method, _, path = request_line.partition(" ")
    if request_line not in THROTTLED and not declares_throttle(route_at(path)):
        pytest.skip("its view declares no throttle")

    def parse_rate(throttle, rate):
        return (None, None) if rate is None else (1, 3600)

    monkeypatch.setattr(SimpleRateThrottle, "parse_rate", parse_rate)
    url, _ = world.url(path, model_at(path))
    told = [role for role in ROLES if world.is_throttled(role, method, path, url)]
    claim("THROTTLED", THROTTLED, request_line, told, __file__)


@pytest.mark.parametrize("path", DETAILS)
def test_missing_object(world, path):
    """An object that is not there is not found, and never a server error."""
    route, model = route_at(path), model_at(path)
    methods = ENDPOINTS[path]["methods"].split()
    method = "GET" if "GET" in methods else methods[0]
    for url in world.missing(path, model):
        response = world.send("staff", method, path, url=url)
        skip_if_told(world, response, world.failing_requests())
        assert_answered(response, f"{method} {url}")
        assert response.status_code != 200 or not is_detail(route), f"{url} is found"


def test_page_not_found(world):
    """An address that leads nowhere gets an answer, by the project's own template."""
    response = world.get(NOWHERE)
    if reason := unbuilt(error_of(response)[0]):
        pytest.skip(reason)
    assert response.status_code < 500, (
        f"GET {NOWHERE} answered 500: {error_of(response)[1]}"
    )


@pytest.mark.parametrize("path", ENDPOINTS)
def test_route_reaches_its_view(world, path):
    """No earlier, greedier pattern takes the address, and the view still has all its methods."""
    url, other = world.shadowed(path, model_at(path))
    assert other is None, f"{url} is answered by {other}, which comes first"
    lost = lost_methods(route_at(path), ENDPOINTS[path]["methods"].split())
    assert not lost, (
        f"{path} takes no {lost} any more; if that is meant, change `methods`"
    )


def test_every_route_is_listed():
    """A new route is tested, too."""
    rows = {route.path: route.view_path for route in project_routes()}
    missing = sorted(rows.keys() - ENDPOINTS.keys() - TESTED_ELSEWHERE.keys())
    lines = [f'"{path}": ' + repr({"view": rows[path]}) for path in missing]
    assert not missing, "add to ENDPOINTS (or run `soundcheck sync`):\n" + "\n".join(
        lines
    )
