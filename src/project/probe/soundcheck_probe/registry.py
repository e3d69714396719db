"""Apps and models, as the app registry knows them."""

import os

from .source import dotted_path, is_first_party, place, relative


def find_apps(root):
    from django.apps import apps

    return sorted(
        (describe_app(app, root) for app in apps.get_app_configs()), key=by_label
    )


def find_models(root):
    """List concrete models: no auto-created through tables, no swapped-out ones."""
    from django.apps import apps

    found = [
        describe_model(model, root)
        for app in first_party_apps(root)
        for model in apps.get_app_config(app.label).get_models()
    ]
    return sorted(found, key=by_label)


def first_party_apps(root):
    from django.apps import apps

    return [
        app for app in apps.get_app_configs() if is_first_party(app_folder(app), root)
    ]


def app_folder(app):
    return os.path.realpath(app.path)


def describe_app(app, root):
    return {
        "label": app.label,
        "module": app.name,
        "path": relative(app_folder(app), root),
        "firstParty": is_first_party(app_folder(app), root),
    }


def describe_model(model, root):
    options = model._meta
    return {
        "label": options.label,
        "class": dotted_path(model),
        "proxy": options.proxy,
        "managed": options.managed,
        **place(model, root),
    }


def by_label(entry):
    return entry["label"]
