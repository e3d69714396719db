"""ModelSerializers of the repository's own code.

Searched in whatever settings, apps and the URLconf have loaded, and in every module of
a first-party app or of a loaded first-party package that is about serializers: one with
"serializer" in its path or with a class whose bases name one. Others are not imported,
since importing a script runs it.
"""

import importlib
import os
import re
import sys

from .failure import first_party_line, sentence
from .registry import app_folder, first_party_apps
from .source import dotted_path, is_first_party, module_file, place

SERIALIZER_CLASS = re.compile(rb"^[ \t]*class\s+\w+\s*\([^)]*Serializer", re.MULTILINE)
SKIPPED_FOLDERS = {"tests", "migrations", "management", "__pycache__", "node_modules"}
SKIPPED_FILES = re.compile(r"test_.*|.*_test|tests|conftest|setup|manage")


def find_serializers(root):
    try:
        from rest_framework.serializers import ModelSerializer
    except ImportError:
        return [], []
    doubts = import_candidates(root)
    classes = {cls for cls in descendants(ModelSerializer) if is_wanted(cls, root)}
    found = [describe(cls, root) for cls in classes]
    return sorted(found, key=lambda entry: entry["class"]), doubts


def import_candidates(root):
    """Import the modules that may define serializers; name those that fail."""
    doubts = []
    for module, file in sorted(candidates(root).items()):
        if module in sys.modules:
            continue
        try:
            importlib.import_module(module)
        except (
            Exception,
            SystemExit,
        ) as error:  # whatever the module's own code raises
            doubts.append(
                {
                    "file": os.path.relpath(file, root).replace(os.sep, "/"),
                    "line": first_party_line(error, file),
                    "what": "the module cannot be imported: " + sentence(error),
                    "effect": "serializers defined in this file are missing",
                }
            )
    return doubts


def candidates(root):
    """Map the names of first-party modules that speak of serializers to files.

    Where two folders on ``sys.path`` give a file two names, it is not imported by the second: that
    would make its classes twice.
    """
    found = {}
    known = {os.path.realpath(module_file(name)) for name in list(sys.modules)}
    for package, folder in packages(root).items():
        for directory, folders, files in os.walk(folder):
            folders[:] = sorted(
                name for name in folders if is_searched(directory, name, root)
            )
            for name in sorted(files):
                file = os.path.join(directory, name)
                if name.endswith(".py") and os.path.realpath(file) not in known:
                    known.add(os.path.realpath(file))
                    if speaks_of_serializers(file, folder):
                        found[module_name(package, folder, file)] = file
    return found


def packages(root):
    """Map first-party apps, and after them loaded first-party top packages, to their folders."""
    apps = sorted(first_party_apps(root), key=lambda app: app.name)
    found = {app.name: app_folder(app) for app in apps}
    for name in sorted(sys.modules):
        file = module_file(name)
        is_package = os.path.basename(file) == "__init__.py"
        if is_package and "." not in name and is_first_party(file, root):
            found[name] = os.path.dirname(file)
    return found


def is_searched(directory, name, root):
    return name not in SKIPPED_FOLDERS and is_first_party(
        os.path.join(directory, name), root
    )


def speaks_of_serializers(file, folder):
    stem = os.path.basename(file)[:-3]
    if SKIPPED_FILES.fullmatch(stem):
        return False
    if "serializer" in os.path.relpath(file, folder).lower():
        return True
    with open(file, "rb") as source:
        return SERIALIZER_CLASS.search(source.read()) is not None


def module_name(package, folder, file):
    path = os.path.relpath(file, folder)[:-3]
    parts = [part for part in path.split(os.sep) if part != "__init__"]
    return ".".join([package, *parts])


def descendants(cls):
    for child in cls.__subclasses__():
        yield child
        yield from descendants(child)


def is_wanted(cls, root):
    return (
        is_first_party(module_file(cls.__module__), root)
        and concrete_model(cls) is not None
        and is_reachable(cls)
    )


def concrete_model(cls):
    from django.db.models import Model

    model = getattr(getattr(cls, "Meta", None), "model", None)
    is_model = isinstance(model, type) and issubclass(model, Model)
    return model if is_model and not model._meta.abstract else None


def is_reachable(cls):
    """A class made inside a function, or replaced, has no name to import it by."""
    found = sys.modules[cls.__module__]
    for name in cls.__qualname__.split("."):
        found = getattr(found, name, None)
    return found is cls


def describe(cls, root):
    return {
        "class": dotted_path(cls),
        "model": concrete_model(cls)._meta.label,
        **place(cls, root),
    }
