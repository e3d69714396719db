"""The whole answer: settings, apps, models, serializers and routes of a project."""

import os
import sys

from . import registry, routes, serializers
from .source import module_file, relative


def inspect_project(root, settings_module):
    settings_files = start_django(root, settings_module)

    import django
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)
    found_routes = routes.find_routes(root)
    found_serializers, doubts = serializers.find_serializers(root)
    return {
        "schema": 1,
        "source": "django",
        "project": {
            "manage": manage_file(root),
            "settings": settings_module,
            "settingsFiles": settings_files,
            "rootUrlconf": getattr(settings, "ROOT_URLCONF", None),
            "authUserModel": settings.AUTH_USER_MODEL,
            "databases": databases(settings),
            "python": "%d.%d" % sys.version_info[:2],
            "django": "%d.%d" % django.VERSION[:2],
            "packageManager": "pip",
            "dependencyFiles": [],
            "pytestConfig": None,
            "workflows": [],
        },
        "apps": registry.find_apps(root),
        "models": registry.find_models(root),
        "serializers": found_serializers,
        "routes": found_routes,
        "doubts": doubts,
    }


def start_django(root, settings_module):
    """Set Django up and return the files of the repository that its settings consist of."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_module
    before = set(sys.modules)
    if os.environ.get("DJANGO_CONFIGURATION"):
        import configurations.importer

        configurations.importer.install()

    from django.conf import settings

    settings.INSTALLED_APPS  # noqa: B018 (loads the settings)
    loaded = {module_file(name) for name in set(sys.modules) - before}
    settings_files = {relative(file, root) for file in loaded}

    import django

    django.setup()
    return sorted(file for file in settings_files if file)


def manage_file(root):
    file = os.path.join(os.getcwd(), "manage.py")
    return relative(file, root) if os.path.exists(file) else None


def databases(settings):
    return [
        {"alias": alias, "engine": engine_name(options.get("ENGINE") or ""), "env": []}
        for alias, options in sorted(settings.DATABASES.items())
    ]


def engine_name(engine):
    """Name a back end by the part after "backends", other ones by their whole path."""
    parent, _, name = engine.rpartition(".")
    return name if parent.endswith("backends") else engine
