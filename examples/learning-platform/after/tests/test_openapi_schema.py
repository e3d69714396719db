"""The OpenAPI schema: it generates, is valid, and leaves no view out."""

import re
from collections import Counter

import pytest
from django.urls import get_resolver
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import spectacular_settings
from drf_spectacular.validation import validate_schema
from rest_framework.versioning import URLPathVersioning

from .support.payloads import api_callbacks, versions
from .support.recording import claim
from .support.routes import all_routes

# How many errors and warnings the generator has today, and what it leaves out, as recorded.
SCHEMA_PROBLEMS = {}


def schema_versions():
    """The versions that views know, or else those that the project serves a schema of."""
    callbacks = list(api_callbacks(get_resolver().url_patterns))
    served = [
        getattr(view, "initkwargs", {}).get("api_version") for view, _ in callbacks
    ]
    known = [version for version in versions() if version] or list(filter(None, served))
    if not known and any(is_in_path(view) for view, _ in callbacks):
        return ["1.0"]  # any will do
    return list(dict.fromkeys(known)) or [None]


def is_in_path(callback):
    """Whether the version of a view is a part of its address."""
    return issubclass(callback.cls.versioning_class or object, URLPathVersioning)


@pytest.fixture(scope="module")
def generation(django_db_setup, django_db_blocker):
    """The schema of each version, or what a view raised when it was asked of itself."""
    GENERATOR_STATS.reset()
    with django_db_blocker.unblock(), GENERATOR_STATS.silence():
        try:
            return [
                SchemaGenerator(api_version=version).get_schema(
                    request=None, public=True
                )
                for version in schema_versions()
            ]
        except Exception as error:  # test_schema_is_valid raises it
            if "Incompatible AutoSchema" in str(error):
                pytest.skip(f"a view is documented by another generator: {error}")
            return error


@pytest.fixture
def generated(generation):
    """The schemas, and what the generator complained about."""
    if isinstance(generation, Exception):
        pytest.skip("test_schema_is_valid has what keeps the schema from being made")
    return generation, [*GENERATOR_STATS._error_cache], [*GENERATOR_STATS._warn_cache]


def test_schema_is_valid(generation):
    if isinstance(generation, Exception):
        raise generation
    schemas = generation
    if not any(hasattr(route.callback, "cls") for route in all_routes()):
        pytest.skip("there is no API view yet")
    assert any(schema["paths"] for schema in schemas), "no API view is in the schema"
    for schema in schemas:
        validate_schema(schema)


def test_schema_operation_ids_are_unique(generated):
    schemas, _, _ = generated
    counts = Counter(
        (version, operation["operationId"])
        for version, schema in zip(schema_versions(), schemas)
        for operations in schema["paths"].values()
        for operation in operations.values()
        if isinstance(operation, dict) and "operationId" in operation
    )
    assert not [name for name, count in counts.items() if count > 1]


def test_schema_paths_agree_with_routes(generated):
    """Each path of the schema is a route; no more routes than recorded are left out."""
    schemas, _, _ = generated
    changed = [name for name in ("PREFIX_TRIM", "PREFIX_INSERT") if path_setting(name)]
    if changed:
        pytest.skip(
            f"the schema shows other paths than the routes: SCHEMA_PATH_{changed[0]}"
        )
    paths = {path for schema in schemas for path in schema["paths"]}
    shown = {shape(path) for path in paths if not SUFFIXED.search(path)}
    routes = {
        shape(route.path): hasattr(route.callback, "cls") for route in all_routes()
    }
    nowhere = sorted(shown - {*routes})
    assert not nowhere, f"in the schema, but no routes: {nowhere}"
    left_out = sorted({path for path in routes if routes[path]} - shown)
    claim("SCHEMA_PROBLEMS", SCHEMA_PROBLEMS, "routes left out", left_out, __file__)


# /users{format} of format_suffix_patterns(): a route of DRF's beside the project's own.
SUFFIXED = re.compile(r"[^/]{format}/?$")


def path_setting(name):
    return getattr(spectacular_settings, f"SCHEMA_PATH_{name}")


def shape(path):
    """A path without the names of its parameters, and any version for a parameter."""
    segments = re.sub(r"{[^}]*}", "{}", path).split("/")
    return "/".join("{}" if segment in versions() else segment for segment in segments)


def test_schema_has_no_problems(generated):
    """No view or serializer that the generator cannot describe, beyond the recorded."""
    _, errors, warnings = generated
    claim("SCHEMA_PROBLEMS", SCHEMA_PROBLEMS, "errors", len(errors), __file__)
    claim("SCHEMA_PROBLEMS", SCHEMA_PROBLEMS, "warnings", len(warnings), __file__)
