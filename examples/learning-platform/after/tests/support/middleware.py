"""Middleware that answers in place of the views: requests may lack what it asks for."""

from django.conf import settings
from django.test import override_settings

from ..recipes import HEADERS
from .views import is_refused

ENOUGH = 40  # requests that show whether views are reached


def headers_of(user):
    """The headers that requests of a user carry, by HEADERS in recipes.py."""
    return {
        name: value(user) if callable(value) else value
        for name, value in HEADERS.items()
    }


def is_kept_out(response):
    """Whether somebody was refused before a view was looked for."""
    return is_refused(response) and response.wsgi_request.resolver_match is None


def keeper(world, role, paths):
    """The middleware that keeps a role out of most of these addresses, and what it says; or None."""
    asked = paths[:: len(paths) // ENOUGH + 1]
    answers = {path: world.send(role, "GET", path, as_is=True) for path in asked}
    kept_out = [path for path in asked if is_kept_out(answers[path])]
    if 2 * len(kept_out) <= len(asked):
        return None
    name = _first_to_answer(world, role, kept_out[0])
    return f"{name} answers {answers[kept_out[0]].status_code}"


def _first_to_answer(world, role, path):
    """The first middleware with which a role is kept out."""
    url = world.url(path)[0]
    for count, name in enumerate(settings.MIDDLEWARE, start=1):
        client = world.client(role)
        client.handler._middleware_chain = None  # made anew, of these
        with override_settings(MIDDLEWARE=settings.MIDDLEWARE[:count]):
            if is_kept_out(client.get(url, secure=True)):
                return name
    return "a middleware"
