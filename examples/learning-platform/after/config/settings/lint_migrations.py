"""Settings for `manage.py lintmigrations`: the project's own, with the migration linter.

The linter is a tool for development, so it stays out of INSTALLED_APPS everywhere else.
"""

from pathlib import Path

from config.settings.test import *  # noqa: F403
from config.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]

MIGRATION_LINTER_OPTIONS = {
    "include_apps": [
        "accounts",
        "courses",
        "enrolments",
        "notifications",
        "progress",
    ],
    "ignore_initial_migrations": True,
    # sqlmigrate looks constraints up in the database, which a linter may find empty.
    "ignore_sqlmigrate_errors": True,
    "no_cache": True,
    # New migrations are found by git, whose paths start here.
    "project_root_path": str(Path(__file__).resolve().parents[2]),
}
