"""A database of its own for the history, which stands in for the default one."""

import copy
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import connections

from .rows import first_party_models

LABELS = sorted({model._meta.app_label for model in first_party_models()})

# Read while the tests are collected: --nomigrations replaces the setting afterwards.
_CONFIGURED = settings.MIGRATION_MODULES


def real_migration_modules():
    """Return MIGRATION_MODULES as configured, without a switch that turns all off."""
    modules = {
        label: _CONFIGURED[label] for label in apps.app_configs if label in _CONFIGURED
    }
    if all(modules.get(label, label) is None for label in LABELS):
        return {label: module for label, module in modules.items() if module}
    return modules


@contextmanager
def scratch_database(folder):
    """Stand an empty database in for the default one, and drop it afterwards.

    It is named after the test database, so every xdist worker has its own.
    """
    original = connections["default"]
    config = copy.deepcopy(original.settings_dict)
    name = f"{config['NAME']}_history"
    if original.vendor == "sqlite":
        name = str(folder / "history.sqlite3")
    config["TEST"] = {**config.get("TEST", {}), "NAME": name}
    scratch = type(original)(config, "default")
    scratch.creation._create_test_db(verbosity=0, autoclobber=True)
    scratch.close()
    scratch.settings_dict["NAME"] = name
    connections["default"] = scratch
    try:
        yield scratch
    finally:
        connections["default"] = original
        scratch.close()
        scratch.settings_dict["NAME"] = original.settings_dict["NAME"]
        scratch.creation._destroy_test_db(name, verbosity=0)
        scratch.close()
