"""Migration layer: nothing missing, one line of history, no data lost on the way.

The history is applied to a scratch database of its own, step by step; a step that is
new since BASELINE meets a row in every table that exists before it.

Run it with ``python -m pytest tests/test_migrations.py``.
"""

import os
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.test import override_settings

from .support.history import is_long_and_settled, walk_history
from .support.recording import claim
from .support.rows import is_made_by_a_test
from .support.samples import seed
from .support.scratch_database import real_migration_modules

# The leaf migrations of each app on the day soundcheck was adopted: older steps have
# already run in production, newer ones must be safe.
BASELINE = {
    "accounts": ["0001_initial"],
    "courses": ["0003_fill_published_at"],
    "enrolments": ["0001_initial"],
    "notifications": ["0001_initial"],
    "progress": ["0001_initial"],
}

# New steps that lose data or rules, or cannot be undone, each with the reason why that is fine:
# "courses.0007_drop_subtitle": "unused since 2.3, exported before the release"
ACCEPTED = {}

# What `soundcheck calibrate` saw each older step do. A row claims, for instance, that
# a data migration copes with rows and can be undone.
RECORDED_STEPS = {}

# A longer history that has no new step is left to ``--migrations``, as CI runs it.
LONG_HISTORY = 200


@pytest.fixture(autouse=True)
def migration_modules(settings):
    """Put back the modules that ``--nomigrations`` replaces."""
    settings.MIGRATION_MODULES = real_migration_modules()


@pytest.fixture
def models_of_tests_left_out(monkeypatch):
    """Forget the models that other tests of the run define for themselves."""
    for model in filter(is_made_by_a_test, apps.get_models()):
        monkeypatch.delitem(
            apps.all_models[model._meta.app_label], model._meta.model_name
        )
    apps.clear_cache()
    yield
    monkeypatch.undo()
    apps.clear_cache()


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize("label", sorted(BASELINE))
@pytest.mark.usefixtures("models_of_tests_left_out")
def test_no_migration_is_missing(label):
    out = StringIO()
    try:
        call_command(
            "makemigrations",
            label,
            check=True,
            dry_run=True,
            interactive=False,
            stdout=out,
            stderr=out,
        )
    except SystemExit:
        pytest.fail(
            f"The models of {label} changed without a migration: run "
            f"`python manage.py makemigrations {label}`\n{out.getvalue()}"
        )


def test_each_app_has_one_leaf():
    conflicts = MigrationLoader(None).detect_conflicts()
    assert conflicts == {}, (
        "Two migrations claim to be the last one: run `makemigrations --merge`"
    )


@pytest.fixture(scope="module")
def history(request, tmp_path_factory, django_db_setup, django_db_blocker):
    """How the steps of the whole history went on a scratch database."""
    fast = (
        request.config.getoption("nomigrations")
        and "SOUNDCHECK_RECORD" not in os.environ
    )
    seed("history")
    with (
        django_db_blocker.unblock(),
        override_settings(MIGRATION_MODULES=real_migration_modules()),
    ):
        if fast and is_long_and_settled(LONG_HISTORY, BASELINE, RECORDED_STEPS):
            pytest.skip(
                "nothing is new in a long history; --migrations applies all of it"
            )
        folder = tmp_path_factory.mktemp("history")
        return walk_history(folder, BASELINE, RECORDED_STEPS)


def test_history_applies_to_an_empty_database(history):
    assert not history.crash, history.crash


def test_history_ends_at_the_models(history):
    assert history.column_differences == []


def test_new_steps_cope_with_rows(history):
    failed = [f"{step.name}: {step.error}" for step in history.new if step.error]
    assert failed == [], "\n".join(failed)


def test_new_steps_lose_no_data(history):
    losses = {
        s.name: s.losses for s in history.new if s.losses and s.name not in ACCEPTED
    }
    assert losses == {}, "Accept a loss by a row in ACCEPTED that says why it is fine"


def test_new_steps_know_no_live_model(history):
    live = {
        s.name: s.live_models
        for s in history.new
        if s.live_models and s.name not in ACCEPTED
    }
    assert live == {}, "Take the model as it was then: apps.get_model(label, name)"


def test_new_steps_can_be_undone(history):
    stuck = {
        s.name: s.undo_error
        for s in history.new
        if s.undo_error and s.name not in ACCEPTED
    }
    assert stuck == {}, "Give RunPython a reverse function, or a row in ACCEPTED"


def test_older_steps_do_what_was_recorded(history):
    for step in history.older:
        claim("RECORDED_STEPS", RECORDED_STEPS, step.name, step.record, __file__)
    unknown = set(ACCEPTED) - {step.name for step in history.steps}
    assert unknown == set(), "ACCEPTED names migrations that do not exist"
