"""The whole answer: settings, apps, models, serializers and routes of a project."""

import ast
import os
import sys

from . import registry, routes, serializers
from .source import module_file, relative


def inspect_project(root, settings_module):
    settings_files = start_django(root, settings_module)

    import django
    from django.conf import settings
    from django.utils import translation

    translation.activate(default_language(settings))
    root_urlconf = getattr(settings, "ROOT_URLCONF", None)
    found_routes = routes.find_routes(root) if root_urlconf else []
    found_serializers, doubts = serializers.find_serializers(root)
    return {
        "schema": 1,
        "source": "django",
        "project": {
            "manage": manage_file(root),
            "settings": settings_module,
            "settingsFiles": settings_files,
            "rootUrlconf": root_urlconf,
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


def default_language(settings):
    """The language of addresses: what LocaleMiddleware makes of LANGUAGE_CODE."""
    from django.utils import translation

    if any(name.endswith("LocaleMiddleware") for name in settings.MIDDLEWARE):
        try:
            return translation.get_supported_language_variant(settings.LANGUAGE_CODE)
        except LookupError:
            pass
    return settings.LANGUAGE_CODE


def start_django(root, settings_module):
    """Set Django up; return the files of the repository that settings consist of."""
    for name, value in manage_defaults("manage.py").items():
        os.environ.setdefault(name, value)
    os.environ["DJANGO_SETTINGS_MODULE"] = settings_module
    before = set(sys.modules)
    if os.environ.get("DJANGO_CONFIGURATION"):
        import configurations.importer

        configurations.importer.install()

    from django.conf import settings

    settings.INSTALLED_APPS  # noqa: B018 (loads the settings)
    if "configurations" in sys.modules and not os.environ.get("DJANGO_CONFIGURATION"):
        raise RuntimeError("DJANGO_CONFIGURATION is not set")
    loaded = {module_file(name) for name in set(sys.modules) - before}
    settings_files = {relative(file, root) for file in loaded}

    import django

    django.setup()
    return sorted(file for file in settings_files if file)


def manage_defaults(file):
    """Read the environment that manage.py sets by default."""
    if not os.path.exists(file):
        return {}
    with open(file, "rb") as source:
        calls = [
            node for node in ast.walk(ast.parse(source.read())) if is_default(node)
        ]
    values = {}
    for name, value in (literal_arguments(call) for call in calls):
        values.setdefault(name, set()).add(value)
    # A name with several values is set by conditions that only manage.py can judge.
    return {
        name: only for name, (only, *others) in values.items() if only and not others
    }


def is_default(node):
    """Whether a node is os.environ.setdefault("NAME", "value")."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setdefault"
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "environ"
        and len(literal_arguments(node)) == 2
    )


def literal_arguments(call):
    return [
        argument.value
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


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
