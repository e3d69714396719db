"""Every test starts from the same place: seeded, offline, with empty caches."""

import hashlib
import os
import random
import re
import socket
import sys
import tempfile
import traceback
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connections, router, transaction
from django.db.migrations.loader import MigrationLoader
from django.test import override_settings
from django.test.utils import setup_databases, teardown_databases
from django.utils.log import AdminEmailHandler
from pytest_django.fixtures import django_db_setup as plain_db_setup  # noqa: F401

from .known_failures import KNOWN_FAILURES
from .support.recording import REACHED_FOR, SENT_TASKS
from .support.rows import (
    first_party_models,
    is_installed,
    note_reference_rows,
    package_of,
    said_by,
)
from .support.samples import SEED, seed

if django.VERSION < (4, 1):
    raise pytest.UsageError(
        f"these tests want Django 4.1 or newer, not {django.get_version()}"
    )

LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
FILE_SYSTEM = "django.core.files.storage.FileSystemStorage"
STATIC_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"

# Where a row cannot be made; in an answer of a view they are a fault of the view.
ROW_HINTS = {
    "IntegrityError": "Check for missing default values or unique constraints; "
    "a value that must be special goes into RECIPES in recipes.py.",
    "core.exceptions.ValidationError": "The model refuses a generated value; give a valid one in "
    "RECIPES in recipes.py.",
    "DataError": "A value is too long or out of range for its column; check "
    "max_length and choices, or give a value in RECIPES in recipes.py.",
}

HINTS = {
    "OutgoingConnection": "The code reaches for the network; make it a setting that "
    "tests turn off.",
    "no such table": "The test database is older than the models; run pytest with "
    "--create-db.",
    "no such column": "The test database is older than the models; run pytest with "
    "--create-db.",
    "UndefinedTable": "The test database is older than the models; run pytest with "
    "--create-db.",
    "UndefinedColumn": "The test database is older than the models; run pytest with "
    "--create-db.",
    "ImproperlyConfigured": "Check Meta.fields and the URL names against the models "
    "and routes.",
}

NO_DATABASE = (
    "The test database could not be made: a migration fails, or DATABASES is wrong."
    " Its address comes from DATABASE_URL."
)

# Errors of fixtures that tests share, with what the later ones say of them.
TOLD = []
AS_BEFORE = "(The first test that met this shows where.)"


# pytest-randomly imports model_bakery before Django is ready: the import fails half-way, and
# leaves packages without the names of their modules, which old migrations use.
for name in [name for name in sys.modules if name.startswith("django.db.")]:
    package, _, module = name.rpartition(".")
    if package in sys.modules:
        vars(sys.modules[package]).setdefault(module, sys.modules[name])

# Some apps load models with their views only; the tables of all are needed. What is
# wrong with the URLs, the tests of the endpoints tell.
with suppress(Exception):
    import_module(settings.ROOT_URLCONF)


# A database in memory is each process's own where a backend is a kind of SQLite, too; those of
# others are given names for each, which as files are in folders that are not there.
for connection in connections.all():
    if connection.vendor == "sqlite":
        named = connection.settings_dict["TEST"]
        named["NAME"] = named["NAME"] or ":memory:"


class OutgoingConnection(OSError):
    """The code under test tried to leave this machine."""


def pytest_collection_modifyitems(items):
    """Expect the known failures, strictly but for those that come and go."""
    for item in items:
        name = f"{item.path.name}::{item.nodeid.partition('::')[2]}"
        if item.path.is_relative_to(Path(__file__).parent) and name in KNOWN_FAILURES:
            reason = KNOWN_FAILURES[name]
            strict = not reason.startswith("flaky:")
            item.add_marker(pytest.mark.xfail(reason=reason, strict=strict))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Add the cause in a line and the likely remedy to a failure; change no outcome."""
    if (
        call.when == "setup"
        and call.excinfo
        and isinstance(call.excinfo.value, Exception)
    ):
        call.excinfo = told_once(call.excinfo)
    report = (yield).get_result()
    if report.failed and call.excinfo and AS_BEFORE not in said_by(call.excinfo.value):
        text = "\n".join(cause_and_remedy(call.excinfo))
        report.sections.append(("cause and remedy", text))


def cause_and_remedy(info):
    """The error in a line, and what is known to help."""
    cause = info.exconly().strip()
    known = HINTS if " answered 5" in cause else {**ROW_HINTS, **HINTS}
    hints = [hint for word, hint in known.items() if word in cause]
    if any(entry.name == "set_up_databases" for entry in info.traceback):
        hints.append(NO_DATABASE)
    return [cause.splitlines()[0], *dict.fromkeys(hints)]


def told_once(info):
    """The error of a shared fixture: whole where it is met first, a line from then on."""
    line = next((line for error, line in TOLD if error is info.value), None)
    if line is None:
        TOLD.append((info.value, " ".join([*cause_and_remedy(info), AS_BEFORE])))
        return info
    info.value.__traceback__ = None  # or it would grow with every test
    try:
        pytest.fail(line, pytrace=False)
    except pytest.fail.Exception:
        return pytest.ExceptionInfo.from_current()


@pytest.fixture(scope="session", autouse=True)
def offline():
    """Settings that need no other machine, and no way out but to the databases."""
    memory = {"BACKEND": LOCAL_MEMORY, "OPTIONS": {}}
    local = {
        alias: {**cache, **memory, "LOCATION": alias}
        for alias, cache in settings.CACHES.items()
    }
    changes = {
        "ALLOWED_HOSTS": ["*"],
        "CACHES": local,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "PREPEND_WWW": False,
        "SECURE_SSL_REDIRECT": False,
        **local_storages(),
    }
    with (
        tempfile.TemporaryDirectory() as media,
        overridden(MEDIA_ROOT=media, **changes),
        pytest.MonkeyPatch.context() as patch,
    ):
        near = near_hosts()
        patch.setattr(
            socket.socket, "connect", _connecting(socket.socket.connect, near)
        )
        patch.setattr(socket, "getaddrinfo", _looking_up(socket.getaddrinfo, near))
        patch.setattr(AdminEmailHandler, "emit", _mailed_to_nobody)
        patch.setattr(
            transaction.Atomic, "__enter__", _entering(transaction.Atomic.__enter__)
        )
        with suppress(ImportError):
            from celery.app.task import Task

            patch.setattr(Task, "apply_async", _recorded(Task.apply_async))
        with suppress(ImportError):  # it stores each request and explains each query
            from silk.config import SilkyConfig

            patch.setitem(
                SilkyConfig().attrs, "SILKY_INTERCEPT_FUNC", lambda request: False
            )
        yield


@contextmanager
def overridden(**changes):
    """Other settings until the end of the run."""
    override = override_settings(**changes)
    override.enable()
    yield
    with suppress(ImportError):  # the storages of production need not be installed
        override.disable()


def local_storages():
    """Files on disk, under the name of the setting that this Django reads."""
    old = {"DEFAULT_FILE_STORAGE": FILE_SYSTEM, "STATICFILES_STORAGE": STATIC_FILES}
    if django.VERSION < (4, 2):
        return old
    if django.VERSION < (5, 1) and any(settings.is_overridden(name) for name in old):
        return old
    local = {
        "default": {"BACKEND": FILE_SYSTEM},
        "staticfiles": {"BACKEND": STATIC_FILES},
    }
    return {"STORAGES": {**settings.STORAGES, **local}}


def near_hosts():
    """Names and addresses of this machine and of the databases."""
    hosts = {str(database.get("HOST")) for database in settings.DATABASES.values()}
    near = {"localhost", "127.0.0.1", "::1", socket.gethostname(), *hosts}
    for host in hosts:
        with suppress(OSError):
            near.update(info[4][0] for info in socket.getaddrinfo(host, None))
    return near


def note_packages(host):
    """Remember for which packages the code under test asked for another machine."""
    for frame in reversed(traceback.extract_stack()[:-2]):
        package = package_of(frame.filename)
        if package in ("django", "rest_framework") or not (
            package or is_installed(frame.filename)
        ):
            break
        REACHED_FOR[package] = host


def _looking_up(getaddrinfo, near):
    def guarded(host, *args, **kwargs):
        is_name = isinstance(host, str) and re.search("[g-z]", host.lower())
        if is_name and host not in near:
            note_packages(host)
            raise socket.gaierror(
                socket.EAI_NONAME, f"{host} is not looked up in tests"
            )
        return getaddrinfo(host, *args, **kwargs)

    return guarded


def _connecting(connect, near):
    def guarded(self, address):
        if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in near:
            note_packages(address[0])
            raise OutgoingConnection(f"a connection to {address[0]} was refused")
        return connect(self, address)

    return guarded


def _mailed_to_nobody(handler, record):
    """The mail about a server error shows all that the view has, which may take seconds."""


def _entering(enter):
    """Mark the tests' own transactions as Django marks its own, for durable ones to go into."""

    def entered(block):
        if str(sys._getframe(1).f_globals.get("__name__")).startswith(
            f"{__package__}."
        ):
            block._from_testcase = True
        return enter(block)

    return entered


def _recorded(send):
    """Stand in for Celery's ``apply_async``: tasks are noted; eager ones run, no other does."""
    from celery.result import EagerResult

    def recorded(task, args=None, kwargs=None, **options):
        result = EagerResult("recorded", None, "PENDING")
        if task.app.conf.task_always_eager:
            result = send(task, args, kwargs, **options)
        SENT_TASKS.append(f"{task.name} fails" if result.failed() else task.name)
        return result

    return recorded


@pytest.fixture(autouse=True)
def fresh_start(request, offline):
    """Seed the test by its name; empty the caches, and throttles with them."""
    seed(f"{request.path.name}::{request.node.name}")
    SENT_TASKS.clear()
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Seed once more, as pytest-randomly gives every call a seed of the whole run."""
    seed(f"{pyfuncitem.path.name}::{pyfuncitem.name}")
    yield
    random.seed = (
        SEED  # plugins call it, and code under test may have put another in its place
    )


# The database of the tests


def models_fingerprint():
    """A digest of all tables that the models describe."""
    digest = hashlib.sha256()
    for model in sorted(apps.get_models(include_auto_created=True), key=str):
        options = model._meta
        columns = [
            (f.column, f.db_type(connections["default"]), f.null, f._unique)
            for f in options.concrete_fields
        ]
        constraints = [str(c.deconstruct()) for c in options.constraints]
        digest.update(repr((options.db_table, columns, constraints)).encode())
    return digest.hexdigest()


@pytest.fixture(scope="session")
def django_db_createdb(request, django_db_createdb):
    """Rebuild a kept database (--reuse-db) when a model has changed."""
    key = f"soundcheck/{os.environ.get('PYTEST_XDIST_WORKER', 'models')}"
    cache, now = getattr(request.config, "cache", None), models_fingerprint()
    changed = cache is None or cache.get(key, None) != now
    if cache is not None:
        cache.set(key, now)
    return django_db_createdb or changed


def set_up_databases(request):
    """As the project's conftest.py does; as pytest-django does where that makes no test database.

    That makes none, either, where no test that is selected is marked to use one: nothing may
    lead to the real one then.
    """
    databases, connection = {**settings.DATABASES}, connections["default"]
    real = str(connection.settings_dict["NAME"])

    def is_real():
        names = connection.settings_dict
        return real == str(names["NAME"]) != str(names["TEST"]["NAME"])

    with suppress(pytest.fail.Exception):  # ScopeMismatch: it is one for single tests
        request.getfixturevalue("django_db_setup")
    if is_real():
        settings.DATABASES.update(databases)
        request.getfixturevalue("plain_db_setup")
    if is_real():
        make_databases(request)


def make_databases(request):
    """All test databases, until the end of the session."""
    blocker = request.getfixturevalue("django_db_blocker")
    keep = request.getfixturevalue("django_db_keepdb")
    keep = keep and not request.getfixturevalue("django_db_createdb")
    with blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=keep)

    def remove():
        with blocker.unblock():
            teardown_databases(made, verbosity=0, keepdb=keep)

    request.addfinalizer(remove)


@pytest.fixture(scope="session")
def django_db_use_migrations(django_db_use_migrations):
    """Not where an app has none: its tables would be made before those that they refer to."""
    if django_db_use_migrations:
        unmigrated = MigrationLoader(None).unmigrated_apps
        managed = [model._meta for model in first_party_models() if model._meta.managed]
        return not any(options.app_label in unmigrated for options in managed)
    return False


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_blocker):
    """Give unmanaged models an empty table, and look which tables are not empty."""
    set_up_databases(request)
    with django_db_blocker.unblock():
        for alias, models in unmanaged_models().items():
            tables = connections[alias].introspection.table_names(include_views=True)
            with connections[
                alias
            ].schema_editor() as editor:  # keys are added at its end
                for model in models:
                    if model._meta.db_table not in tables:
                        editor.create_model(model)
        note_reference_rows()


def unmanaged_models():
    """Models whose tables another system makes, by the database that has them."""
    found = {}
    for model in first_party_models():
        if not model._meta.managed:
            found.setdefault(router.db_for_write(model), []).append(model)
    return found
