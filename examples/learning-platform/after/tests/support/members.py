"""Who belongs to a row without owning it: a member of a team, in each role there is, or a seller."""

import re
from copy import copy
from functools import cache

from django.apps import apps
from django.contrib.auth import get_user_model

from .answers import Whose, choices_of, column_of
from .rows import is_first_party, unique_sets
from .samples import sample

# Models that make a user belong to something, where no many-to-many field and no rule says so.
MEMBER = re.compile("member|collab|participa|subscri|enrol")


def memberships(user, row, sent=()):
    """States in which a user has joined the row, or what it belongs to, by the model of the link.

    ``{"boards.Membership": {"no": {}, "yes": <a row to add>, "role admin": <another>}}``, and ``"of
    another"`` where the user has joined another such target in place of this one. A user may also be
    what a key says: the seller, and not the buyer; the one whose shop it is.
    """
    yield from keys_of(user, row)
    for target in whole_of(row):
        for model, users, targets in links_to(type(target)):
            links = model._base_manager.filter(**{targets.name: target})
            known = links.exclude(**{users.name: None}).order_by("pk").first()
            if known is None or links.filter(**{users.name: user}).exists():
                continue
            link = changed(twin(known), {**usual_choices(known), users.name: user})
            states = {"no": {}, "yes": link}
            others = type(target)._base_manager.exclude(pk=target.pk)
            if other := others.order_by("pk").first():
                states["of another"] = changed(link, {targets.name: other})
            for column, values in choices_of(link):
                states |= {
                    f"{column} {name}": changed(link, values[name]) for name in values
                }
            yield model._meta.label, states


def keys_of(user, row):
    """States in which one of the keys to users, of the row or of what it belongs to, is this user's."""
    for label, (target, field) in user_keys(row).items():
        if getattr(target, field.attname) != user.pk:
            states = {"no": {}, "yes": Whose(target, field, user)}
            yield (
                label,
                states
                if target is not row
                else {**states, "yes": {field.attname: user.pk}},
            )


def user_keys(row):
    """The keys to users of the row, and of those that it belongs to: the row and the column of each."""
    found = {}
    for target in whole_of(row):
        for field in target._meta.concrete_fields:
            if field.is_relation and field.related_model is get_user_model():
                found.setdefault(f"{target._meta.label}.{field.name}", (target, field))
    return found


def twin(row):
    """The same row again, with other values where no two rows may have the same."""
    other = copy(row)
    for field in row._meta.concrete_fields:
        if field.unique and not field.is_relation and not field.primary_key:
            value = field.get_default() if field.has_default() else sample(field)
            setattr(other, field.attname, value)
    return other


def usual_choices(row):
    """The default of each column with choices, or its first one: not what a seed has drawn."""
    found = {}
    for column, states in choices_of(row):
        field = column_of(row, column)
        first = next(iter(states.values()), {})
        found |= {column: field.get_default()} if field.has_default() else first
    return found


def changed(row, values):
    """A copy of a row with other values."""
    other = copy(row)
    for name, value in values.items():
        setattr(other, name, value)
    return other


def whole_of(row, depth=2):
    """The row, and those that its keys point to, but users."""
    yield row
    for field in row._meta.concrete_fields if depth else ():
        if field.is_relation and is_first_party(field.related_model.__module__):
            parent = getattr(row, field.name)
            if parent is not None and not isinstance(parent, get_user_model()):
                yield from whole_of(parent, depth - 1)


@cache
def links_to(model):
    """Models whose rows make a user belong to a row of this model, with the keys to both."""
    found = []
    for link in apps.get_models(include_auto_created=True):
        keys = [field for field in link._meta.concrete_fields if field.is_relation]
        users = [field for field in keys if field.related_model is get_user_model()]
        targets = [field for field in keys if field.related_model is model]
        if len(users) == len(targets) == 1 and joins(link, users[0], targets[0]):
            found.append((link, users[0], targets[0]))
    return found


def joins(link, user, target):
    """Whether a user and a target have one such row at most, or its model is called so."""
    pairs = [{*names} for names in unique_sets(link)]
    is_pair = {user.name, target.name} in pairs
    return is_pair or bool(
        link._meta.auto_created or MEMBER.search(link._meta.model_name)
    )
