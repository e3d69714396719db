"""Health layer: what a load balancer sees when the site is up and when it is not.

Run it with ``python -m pytest tests/test_health.py``.
"""

import traceback
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client, override_settings
from django.urls import resolve

from config.health import health_check, liveness

HEALTH_URL = "/health/"
LIVENESS_URL = "/health/live/"
DJANGO = Path(django.__file__).parent
SECRET = "db.internal refused user soundcheck with password hunter2"


def answered_by(url):
    """The middleware that answers in place of the view and what it says, or None."""
    status = status_of(url)
    for count, name in enumerate([None, *settings.MIDDLEWARE] if status != 200 else ()):
        with override_settings(MIDDLEWARE=settings.MIDDLEWARE[:count]):
            if status_of(url) == status:  # of the view itself, where it is without any
                return name and f"{name} answers {status}"
    return None


def status_of(url):
    return Client(raise_request_exception=False).get(url).status_code


@pytest.fixture
def reached(db):
    """Skip where a middleware answers first: one test tells it, the others are about the view."""
    for url in (HEALTH_URL, LIVENESS_URL):
        if answered_by(url):
            pytest.skip(f"test_no_middleware_answers_first[{url}] fails")


@pytest.fixture
def database_down(monkeypatch, client):
    """Return a function that gets a URL while every database refuses to answer."""

    def get(url, error=OperationalError):
        def refuse(*args, **kwargs):
            raise error(SECRET)

        client.get(url)  # a toolbar that wraps connections keeps the real ones
        # Undone before the test ends: the database fixture still has to roll back.
        with monkeypatch.context() as patch:
            for name in ("cursor", "connect", "ensure_connection"):
                patch.setattr(BaseDatabaseWrapper, name, refuse)
            return client.get(url)

    client.raise_request_exception = False
    return get


def who_asked(response):
    """The code, probably a middleware, that wants the database before the view does."""
    error = (getattr(response, "exc_info", None) or (None, None))[1]
    frames = traceback.extract_tb(error.__traceback__) if error else []
    others = [frame for frame in frames if DJANGO not in Path(frame.filename).parents]
    if not others:
        return "a middleware may ask the database before the view is reached"
    place = f"{others[0].filename}:{others[0].lineno}"
    return f"{place} asks the database before the view is reached; exempt the health URLs there"


@pytest.mark.parametrize(
    ("url", "view"), [(HEALTH_URL, health_check), (LIVENESS_URL, liveness)]
)
def test_url_is_routed(url, view):
    """No catch-all route comes first, and no language prefix is needed."""
    assert resolve(url).func is view


@pytest.mark.django_db
@pytest.mark.parametrize("url", [HEALTH_URL, LIVENESS_URL])
def test_no_middleware_answers_first(url):
    """Probes have no login, and send no header of the project's."""
    culprit = answered_by(url)
    assert culprit is None, f"{culprit} before the view is reached; exempt {url} there"


@pytest.mark.usefixtures("reached")
def test_healthy_when_the_database_answers(client):
    response = client.get(HEALTH_URL)
    assert response.status_code == 200
    assert response.json() == {"status": "healthy", "database": "connected"}


@pytest.mark.usefixtures("reached")
@pytest.mark.parametrize(
    "error",
    [OperationalError, InterfaceError, DatabaseError],
    ids=lambda error: error.__name__,
)
def test_unhealthy_when_the_database_is_down(database_down, error):
    response = database_down(HEALTH_URL, error)
    assert response.status_code == 503, who_asked(response)
    # The whole body is compared, so nothing of the exception can slip out.
    assert response.json() == {"status": "unhealthy", "database": "unavailable"}
    assert SECRET not in str(response.headers)


@pytest.mark.usefixtures("reached")
def test_alive_when_the_database_is_down(database_down):
    response = database_down(LIVENESS_URL)
    assert response.status_code == 200, who_asked(response)
    assert response.json() == {"status": "alive"}


@pytest.mark.usefixtures("reached")
@pytest.mark.parametrize("url", [HEALTH_URL, LIVENESS_URL])
def test_head_is_answered_and_writes_are_refused(client, url):
    assert client.head(url).status_code == 200
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(url).status_code == 405


@pytest.mark.usefixtures("reached")
@pytest.mark.parametrize("url", [HEALTH_URL, LIVENESS_URL])
def test_answers_are_never_cached(client, url):
    assert "no-store" in client.get(url).headers["Cache-Control"]


@pytest.mark.usefixtures("reached")
@pytest.mark.parametrize("url", [HEALTH_URL, LIVENESS_URL])
def test_plain_http_probe_is_not_sent_to_https(client, settings, url):
    """Probes speak HTTP inside the cluster: SECURE_REDIRECT_EXEMPT must cover them."""
    settings.SECURE_SSL_REDIRECT = True
    response = client.get(url)
    assert response.status_code == 200, f"redirected to {response.headers['Location']}"
