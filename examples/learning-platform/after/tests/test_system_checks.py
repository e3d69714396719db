"""Django's own checks, and templates that compile."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import checks
from django.db import connections
from django.template import TemplateSyntaxError, engines
from django.template.backends.django import DjangoTemplates

from .support.recording import claim
from .support.rows import is_installed

PRODUCTION_SETTINGS = "config.settings.production"

# Values that these settings read from the environment.
PRODUCTION_ENV = {
    "DATABASE_URL": "postgres://postgres:postgres@localhost:5432/test_db",
    "DJANGO_ALLOWED_HOSTS": "example.com",
    "DJANGO_SECRET_KEY": "only-for-the-security-check-0123456789-abcdefghijklmnopqrstuvwxyz",
}

# Ids of the deployment warnings of today, as recorded: the list may only shrink.
DEPLOY_WARNINGS = {}


@pytest.mark.django_db(databases="__all__")
def test_system_checks_find_no_error():
    """What ``manage.py check --database`` reports from ERROR upward."""
    messages = checks.run_checks(databases=list(connections))
    serious = [m for m in messages if m.is_serious() and not m.is_silenced()]
    # pytest-django's --fail-on-template-vars sets an object of its own.
    serious = [m for m in serious if "InvalidVarException" not in m.msg]
    assert not serious, "\n".join(str(message) for message in serious)


def test_templates_compile():
    """Every template of the project parses: its tags, filters and libraries exist."""
    broken = []
    for engine in engines.all():
        if isinstance(engine, DjangoTemplates):
            for name in sorted(own_templates(engine)):
                try:
                    engine.get_template(name)
                except TemplateSyntaxError as error:
                    broken.append(f"{name}: {error}")
    assert not broken, "\n".join(broken)


def own_templates(engine):
    """Names of the HTML templates in the project's own folders."""
    for folder in map(Path, engine.template_dirs):
        if not is_installed(folder):
            yield from (str(f.relative_to(folder)) for f in folder.rglob("*.html"))


def test_production_settings_pass_security_checks():
    """``check --deploy`` on the production settings reports nothing new."""
    run = checked_in_production()
    if "Traceback" in run.stderr:
        pytest.skip(f"production settings need more: {run.stderr.splitlines()[-1]}")
    failing = {*re.findall(r"\(([\w.]+)\)", run.stderr.partition("WARNINGS:")[0])}
    if (
        run.returncode
        and failing
        and not any(name.startswith("security.") for name in failing)
    ):
        pytest.skip(
            f"production settings need what packages ask for: {sorted(failing)}"
        )
    assert run.returncode == 0, run.stderr
    found = sorted(set(re.findall(r"\((\w+\.W\d+)\)", run.stderr)))
    claim("DEPLOY_WARNINGS", DEPLOY_WARNINGS, PRODUCTION_SETTINGS, found, __file__)


def checked_in_production():
    """The outcome of the command, in a process of its own with the production settings."""
    command = [sys.executable, "-m", "django", "check", "--deploy", "--tag", "security"]
    env = {
        **PRODUCTION_ENV,
        **os.environ,
        "DJANGO_SETTINGS_MODULE": PRODUCTION_SETTINGS,
    }
    env["PYTHONPATH"] = os.pathsep.join(sys.path)
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)
