"""Kinds of users: what columns, profiles and groups of the project's own make of them.

A view may be for one kind alone, ``role == "VENDOR"`` or the members of "editors".
"""

import re
from datetime import timedelta
from functools import cache

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.utils import timezone

from .members import links_to
from .rows import first_party_models, is_first_party, recipe_for
from .samples import choices_in

OF_DJANGO = ("is_active", "is_staff", "is_superuser", "last_login")
MANY = 16


def privileges():
    """What columns of the project's own say of who may do everything: ``is_admin``, a role."""
    found = {}
    for field in get_user_model()._meta.concrete_fields:
        if isinstance(field, models.BooleanField) and "admin" in field.name:
            found[field.name] = True
        for value, text in field.flatchoices:
            if re.search(r"\b(super_?)?admin", f"{value} {text}".lower()):
                found.setdefault(field.name, value)
    return found


def plain_values():
    """What the same columns say of everybody else, the same in every run."""
    columns = {field.name: field for field in get_user_model()._meta.concrete_fields}
    known = telling_columns(get_user_model())
    return {
        name: columns[name].get_default() if columns[name].has_default() else values[0]
        for name, values in known.items()
        if values
    }


def telling_columns(model):
    """Choices, yes and no, and moments, of a model's columns, by name; none that an admin has."""
    found, above = {}, privileges() if model is get_user_model() else {}
    for field in model._meta.concrete_fields:
        values = choices_in(value for value, _ in field.flatchoices)
        if isinstance(field, models.BooleanField) and field.name not in OF_DJANGO:
            values = [False, True]
        if (
            isinstance(field, models.DateField)
            and field.null
            and field.name not in OF_DJANGO
        ):
            values = [None, *moments_of(field)]
        values = [value for value in values if (field.name, value) not in above.items()]
        if 0 < len(values) < MANY and field.name not in recipe_for(model):
            found[field.name] = values
    return found


def moments_of(field):
    """When something may have happened to a user, such as ``verified_at``, or may end."""
    for days in (-1, 30):
        moment = timezone.now() + timedelta(days=days)
        yield moment if isinstance(field, models.DateTimeField) else moment.date()


def kinds_of(user):
    """Changes that make another kind of a user, one at a time: ``{"role": "VENDOR"}``.

    A column of a profile is written ``profile.role``, one of all the user's memberships
    ``teams.Membership.role``; a group goes by its name. With each comes the row and its column,
    or the model that holds it.
    """
    kinds = []
    for prefix, row in [("", user), *profiles_of(user), *links_of(user)]:
        for name, values in telling_columns(type(row)).items():
            others = [value for value in values if value != getattr(row, name)]
            kinds += [({prefix + name: value}, row, name) for value in others]
    if hasattr(user, "groups"):
        names = Group._base_manager.order_by("name").values_list("name", flat=True)
        kinds += [
            ({"groups": name}, user.groups.through, None) for name in names[:MANY]
        ]
    return kinds


def profiles_of(user):
    """Rows that say more of a user, one of each model, by the prefix of their columns."""
    for relation in user._meta.related_objects:
        if relation.one_to_one and is_first_party(relation.related_model.__module__):
            rows = relation.related_model._base_manager
            if row := rows.filter(**{relation.field.name: user}).first():
                yield f"{relation.name}.", row


def links_of(user):
    """A row of each model that makes a user a member of something, by the prefix of its columns."""
    for model, key in links_to_users():
        if row := model._base_manager.filter(**{key.name: user}).order_by("pk").first():
            yield f"{model._meta.label}.", row


@cache
def links_to_users():
    """Models whose rows make a user belong to a row of another model, with the key to the user."""
    found = {}
    for target in first_party_models():
        found |= {
            model: key
            for model, key, _ in links_to(target)
            if model in first_party_models()
        }
    return [(model, found[model]) for model in found if telling_columns(model)]


def be_member(user, kind):
    """Give all memberships of a user what a kind says of them; what they had."""
    was = {}
    for model, key in links_to_users():
        prefix = f"{model._meta.label}."
        columns = {
            name.removeprefix(prefix) for name in kind if name.startswith(prefix)
        }
        rows = model._base_manager.filter(**{key.name: user})
        for name in columns:
            value = kind[prefix + name]
            was[prefix + name] = dict(rows.values_list("pk", name))
            values = (
                value
                if isinstance(value, dict)
                else dict.fromkeys(was[prefix + name], value)
            )
            for pk, own in values.items():
                rows.filter(pk=pk).update(**{name: own})
    return was


def be(user, kind):
    """Make a user be of a kind, in the database and in the object at hand; what it was."""
    was = be_member(user, kind)
    for prefix, row in [("", user), *profiles_of(user)]:
        columns = {name for name in telling_columns(type(row)) if prefix + name in kind}
        was |= {prefix + name: getattr(row, name) for name in columns}
        for name in columns:
            setattr(row, name, kind[prefix + name])
        if columns:
            values = {name: kind[prefix + name] for name in columns}
            type(row)._base_manager.filter(pk=row.pk).update(**values)
            if prefix and prefix[:-1] in user._state.fields_cache:
                del user._state.fields_cache[prefix[:-1]]
    if "groups" in kind:
        was["groups"] = list(user.groups.values_list("name", flat=True))
        names = kind["groups"] if isinstance(kind["groups"], list) else [kind["groups"]]
        user.groups.set(Group._base_manager.filter(name__in=names))
    return was
