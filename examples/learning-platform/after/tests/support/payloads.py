"""What a client would send to a serializer, and the context a view would give it."""

import ast
import inspect
import json
import re
import sys
from base64 import b64encode
from contextlib import suppress
from copy import copy
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldError, ObjectDoesNotExist, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.validators import BaseValidator, EmailValidator, RegexValidator
from django.db.models import CharField, Model
from django.http import Http404
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from django.utils.functional import cached_property
from model_bakery import random_gen
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.generics import GenericAPIView
from rest_framework.relations import ManyRelatedField, PKOnlyObject, RelatedField
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.test import APIRequestFactory, force_authenticate
from rest_framework.validators import UniqueValidator
from rest_framework.versioning import NamespaceVersioning
from rest_framework.views import APIView

from .answers import choices_of, in_state, is_day_certain, pairs_of, take
from .rows import (
    PASSWORD,
    CannotMake,
    erase,
    first_party_models,
    generic_keys,
    group_keys,
    is_first_party,
    join,
    make,
    wanted_fields,
)
from .samples import choices_in, files_in, is_valid, sample, sample_file

OMITTED = object()

# Tests may define serializers of their own.
TEST_MODULE = re.compile(r"(^|\.)(tests|conftest|test_\w+|\w+_tests?)(\.|$)")

# What a field can be asked without its serializer.
LIMITS = (BaseValidator, EmailValidator, RegexValidator)

# Methods of a view through which an action comes to save its serializer.
HOOKS = {
    "create": ["create", "perform_create"],
    "update": ["update", "perform_update"],
    "partial_update": ["partial_update", "update", "perform_update"],
}

# What a view's own method may raise for lack of a real request.
NOT_WITHOUT_A_REQUEST = (
    APIException,
    AssertionError,
    AttributeError,
    Http404,
    LookupError,
    ObjectDoesNotExist,
    TypeError,
)


def load(path):
    """The class at a dotted path; it may be nested in another class."""
    module, _, name = path.rpartition(".")
    try:
        return getattr(import_module(module), name)
    except ModuleNotFoundError as error:
        if not module or not module.startswith(error.name or "."):
            raise
        return getattr(load(module), name)


def make_row(cls, label, children=1):
    """A full row that the serializer's own look-ups find, with rows for nested ones."""
    row = make(label, full=True)
    serializer = made(cls, context_for(cls, row))
    for field in serializer.fields.values():
        relation = getattr(type(row), field.source, None)
        back = getattr(relation, "rel", None) or getattr(relation, "related", None)
        if isinstance(field, serializers.BaseSerializer) and back:
            for _ in range(children if back.one_to_many else int(back.one_to_one)):
                make_child(back, row)
        if isinstance(field, RelatedField) and not field.read_only:
            _make_findable(field, row)
        part = getattr(row, field.source, None)
        if isinstance(field, serializers.ModelSerializer) and isinstance(part, Model):
            if fit(field, part):
                part.save()
    if fit(serializer, row):
        row.save()
    if children > 1:
        _make_named(cls, row)
    return row


def make_child(relation, row):
    """A row that points to this one, and to rows that belong to what this one belongs to."""
    model, known = relation.related_model, {type(row): row}
    for key in row._meta.concrete_fields:
        if is_key_of_project(key) and getattr(row, key.name):
            known[key.related_model] = getattr(row, key.name)
    values = {relation.field.name: row}
    with suppress(CannotMake):
        for key in filter(is_key_of_project, model._meta.concrete_fields):
            keys = filter(is_key_of_project, key.related_model._meta.concrete_fields)
            shared = {
                one.name: known[one.related_model]
                for one in keys
                if one.related_model in known
            }
            if (
                shared
                and key.name not in values
                and key.related_model not in (model, *known)
            ):
                values[key.name] = make(key.related_model, full=True, **shared)
        return make(model, full=True, **values)
    return make(model, full=True, **{relation.field.name: row})


def is_key_of_project(field):
    """Whether a column points to a model of the project, and to no user."""
    model = field.related_model
    return (
        model is not None
        and model is not get_user_model()
        and is_first_party(model.__module__)
    )


def _make_named(cls, row):
    """A row of each kind that points to this one by a name in the serializer's own code."""
    for relation in row._meta.related_objects:
        name = relation.get_accessor_name()
        is_named = name and re.search(rf"\b{name}\b", source_of(cls))
        if is_named and not relation.many_to_many and not _has(row, relation):
            with suppress(CannotMake):
                make(relation.related_model, full=True, **{relation.field.name: row})


def _has(row, relation):
    """Whether a row points to this one."""
    rows = relation.related_model._base_manager
    return rows.filter(**{relation.field.name: row}).exists()


def make_counted(serializer, row):
    """Rows that point to this one, where a view counts or sums up some for a field."""
    counted = {*serializer.fields} & names_given("annotate")
    for relation in row._meta.related_objects if counted else ():
        if relation.one_to_many:
            with suppress(CannotMake):
                make(relation.related_model, full=True, **{relation.field.name: row})


def fit(serializer, row):
    """Give the row what the serializer's own choices and limits take, too; what changed."""
    changed = []
    for field in writable_fields(serializer).values():
        column = _column_of(row, field.source)
        if column is None or column.is_relation:
            continue
        value, narrow = getattr(row, column.attname), copy(column)
        own = [check for check in field.validators if isinstance(check, LIMITS)]
        narrow.validators = [*column.validators, *own]
        if type(field) is serializers.ChoiceField:
            narrow.choices = [*field.choices.items()]
        if is_valid(column, value) and not is_valid(narrow, value):
            setattr(row, column.attname, sample(narrow))
            changed.append(column.name)
    return changed


def _make_findable(field, row):
    """Make the row's parent one that the field's queryset holds, such as a public one, or give it another."""
    parent, allowed = getattr(row, field.source, None), field.get_queryset()
    if (
        not isinstance(parent, Model)
        or allowed is None
        or allowed.filter(pk=parent.pk).exists()
    ):
        return
    for _, states in [*choices_of(parent), *pairs_of(parent)]:
        for state in states.values():
            with in_state(parent, state) as changed:
                is_allowed = (
                    changed is not None and allowed.filter(pk=parent.pk).exists()
                )
            if is_allowed:
                take(state, type(parent)._base_manager.filter(pk=parent.pk))
                setattr(row, field.source, type(parent)._base_manager.get(pk=parent.pk))
                return
    parent = make(type(parent), full=True)
    if allowed.filter(pk=parent.pk).exists():
        setattr(row, field.source, parent)
        row.save()


# The view around a serializer


def context_for(cls, row, by=None):
    """Request, view and format, and what else the serializer looks up by name."""
    owner = by or member_with(row, owner_of(row))
    view = next(iter(uses().get(cls, {}).values()), GenericAPIView)()
    view.kwargs = {"pk": row.pk, **_keys(row)}
    http = APIRequestFactory().get("/")
    http.user, http.session = owner, new_session()
    force_authenticate(http, owner)
    request = Request(http, parser_context={"kwargs": view.kwargs, "view": view})
    request.user, request.auth = owner, None
    for name in sorted(names_on_requests() - {*dir(http)}):
        known = getattr(row, name, None) or getattr(owner, name, None)
        setattr(http, name, known or _row_called(name, owner, row))
    request.versioning_scheme = view.versioning_class and view.versioning_class()
    request.version = next(iter(versions(type(view))), None)
    view.request, view.args, view.format_kwarg, view.action = request, (), None, "list"
    context = {"request": request, "view": view, "format": None, **_view_context(view)}
    for name in sorted(
        {*re.findall(r"context(?:\.get\(|\[)[\"'](\w+)", source_of(cls))}
    ):
        if name not in context and hasattr(row, name):
            is_user = (
                getattr(_column_of(row, name), "related_model", None)
                is get_user_model()
            )
            context[name] = getattr(row, name) or (owner if is_user else None)
    return context


def new_session():
    """An empty session of the project's engine, or the little that does without one."""
    if not apps.is_installed("django.contrib.sessions"):
        return {}
    return import_module(settings.SESSION_ENGINE).SessionStore()


def _row_called(name, owner, row):
    """The ``profile`` of a user, by the model's name, in what the row is in; None without such a model."""
    model = next(
        (one for one in first_party_models() if one._meta.model_name == name), None
    )
    keys = (
        [key for key in model._meta.concrete_fields if key.is_relation] if model else ()
    )
    needed = [key for key in keys if not key.null]
    of_user = [key.name for key in needed if key.related_model is get_user_model()]
    if not of_user:
        return None
    values = {of_user[0]: owner}
    for key in needed:
        if isinstance(shared := getattr(row, key.name, None), key.related_model):
            values.setdefault(key.name, shared)
    return model._base_manager.filter(**values).first() or make(
        model, full=True, **values
    )


def made(cls, context, **known):
    """A serializer as a view makes it: its constructor may ask for the request, or the user."""
    request = context["request"]
    given = {"request": request, "user": request.user}
    for name in arguments_asked(cls):
        if found := re.fullmatch(
            "(request)(_obj|_object)?|(?:current_|request_)?(user)", name
        ):
            known[name] = given[found[1] or found[3]]
    return cls(context=context, **known)


@cache
def arguments_asked(cls):
    """Arguments that constructors of the project take out for themselves: ``kwargs.pop("user")``."""
    return {*re.findall(r"\bkwargs(?:\.pop\(|\.get\(|\[)\s*[\"'](\w+)", source_of(cls))}


def _column_of(row, name):
    return next(
        (field for field in row._meta.concrete_fields if field.name == name), None
    )


def _view_context(view):
    """What the view adds to the context, if it can do so without a real request."""
    try:
        return view.get_serializer_context()
    except NOT_WITHOUT_A_REQUEST:
        return {}


def skip_if_context_is_missing(cls, context):
    """A value that only a real request brings, such as one of its middleware's."""
    for name in re.findall(r"context\[[\"'](\w+)[\"']\]", source_of(cls)):
        elsewhere = project_source().count(name) > source_of(cls).count(name)
        if name not in context and elsewhere:
            pytest.skip(f"needs context[{name!r}], which a view of the project adds")


def owner_of(row, depth=2):
    """The user that the row is, or belongs to, or any."""
    if isinstance(row, get_user_model()):
        return row
    keys = [key for key in row._meta.concrete_fields if key.is_relation]
    for key in keys:
        if issubclass(key.related_model, get_user_model()) and getattr(row, key.name):
            return getattr(row, key.name)
    for key in keys if depth else ():
        parent = getattr(row, key.name)
        if parent and (owner := owner_of(parent, depth - 1)):
            return owner
    return user_with("is_active") if depth == 2 else None


def member_with(row, user):
    """The user as a member of the tenant, or the team, that the row is of."""
    parents = [
        getattr(row, key.name) for key in row._meta.concrete_fields if key.is_relation
    ]
    for field in group_keys() if row != user else ():
        for group in [row, *parents]:
            if isinstance(group, field.related_model) and not field.unique:
                join(user, field, group)
                break
    return user


def maker_of(row):
    """Who makes a row again that is deleted: for a user somebody else, who may."""
    if not isinstance(row, get_user_model()):
        return None
    return user_with("is_active", "is_staff", "is_superuser")


def user_with(*flags):
    """A new user, with those of Django's flags that the model has for columns."""
    model = get_user_model()
    known = {field.name for field in model._meta.get_fields()}
    return make(model, **{flag: True for flag in flags if flag in known})


def _keys(row):
    """Arguments that nested routes commonly have: ``course_pk``, ``course_id``."""
    keys = [key for key in row._meta.concrete_fields if key.is_relation]
    found = {}
    for key in keys:
        parent = getattr(row, key.name)
        for suffix in ("", "_pk", "_id"):
            found[f"{key.name}{suffix}"] = getattr(row, key.attname)
        for name in ("slug", "uuid", "external_id"):
            if hasattr(parent, name):
                found[f"{key.name}_{name}"] = getattr(parent, name)
    return found


ACTIONS = {
    "create": "POST",
    "partial_update": "PATCH",
    "update": "PUT",
    "retrieve": "GET",
    "list": "GET",
}


@cache
def uses():
    """The generic views that use a serializer, by serializer and action."""
    found = {}
    for view in _views(get_resolver().url_patterns):
        for action, method in ACTIONS.items():
            if hasattr(view, action) and method.lower() in view.http_method_names:
                cls = _serializer_of(view, action, method)
                found.setdefault(cls, {}).setdefault(action, view)
    return found


def serves(cls, *actions):
    """Whether views use the serializer for an action; without a generic view it may be any.

    As a field of another, which stores its values, it is for the action "nested" only.
    """
    if cls in uses():
        return bool(set(actions) & set(uses()[cls]))
    taking = names_taking_data()
    if cls.__name__ not in taking["request"]:
        return "nested" in actions and cls.__name__ in taking["field"]
    if not {"update", "partial_update"} & {*actions} and is_only_for_changes(
        cls.__name__
    ):
        return "nested" in actions and cls.__name__ in taking["field"]
    return not any(_is_computed(cls, *item) for item in cls._declared_fields.items())


def stored_by_views(cls, *actions):
    """Whether what the serializer has checked is stored by its views' own code, without it."""
    views = {
        action: view
        for action, view in uses().get(cls, {}).items()
        if action in actions
    }
    return bool(views) and not any(
        _saves(view, action) for action, view in views.items()
    )


def _saves(view, action):
    for name in HOOKS[action]:
        method = getattr(view, name, None)
        if method is not None and is_first_party(method.__module__):
            text = inspect.getsource(method)
            if not re.search(
                r"\.save\(|\bsuper\(|\bself\.(perform_|update\(|create\()", text
            ):
                return False
    return True


def _is_computed(cls, name, field):
    """Whether a field that a client could write shows what the model computes."""
    own = {serializers.ModelSerializer.create, serializers.ModelSerializer.update}
    if field.read_only or field.write_only or not {cls.create, cls.update} <= own:
        return False
    attribute = inspect.getattr_static(cls.Meta.model, field.source or name, None)
    if isinstance(attribute, property):
        return attribute.fset is None
    return callable(attribute) or isinstance(attribute, cached_property)


def _serializer_of(view, action, method):
    instance = view(action=action, kwargs={}, args=(), format_kwarg=None)
    instance.request = Request(APIRequestFactory().generic(method, "/"))
    instance.request.version = next(iter(versions(view)))
    instance.swagger_fake_view = True
    try:
        return (
            instance.get_serializer_class()
            if method == "GET"
            else input_class(instance)
        )
    except NOT_WITHOUT_A_REQUEST:
        return getattr(view, "serializer_class", None)


def input_class(view):
    """The serializer class for what a client sends: views of drf-rw-serializers tell two apart."""
    return getattr(view, "get_write_serializer_class", view.get_serializer_class)()


def _views(patterns):
    views = [callback.cls for callback, _ in api_callbacks(patterns)]
    return [view for view in views if issubclass(view, GenericAPIView)]


def api_callbacks(patterns, namespaces=()):
    """The callbacks of REST framework's views below the patterns, with their namespaces."""
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            inner = (pattern.namespace,) if pattern.namespace else ()
            yield from api_callbacks(pattern.url_patterns, (*namespaces, *inner))
        elif hasattr(pattern.callback, "cls"):
            yield pattern.callback, namespaces


@cache
def versions(wanted=APIView):
    """Versions of the API, or of one view of it: [None] where there are none."""
    found = [api_settings.DEFAULT_VERSION]
    for callback, namespaces in api_callbacks(get_resolver().url_patterns):
        view, scheme = callback.cls, callback.cls.versioning_class
        if (
            scheme
            and issubclass(view, wanted)
            and issubclass(scheme, NamespaceVersioning)
        ):
            allowed = [name for name in namespaces if scheme().is_allowed_version(name)]
            found = [*allowed, *found]
        elif scheme and issubclass(view, wanted):
            found += scheme.allowed_versions or ()
    return list(dict.fromkeys(version for version in found if version)) or [None]


def as_view_reads(cls, row):
    """The row from the view's queryset, which may annotate it, or as the database has it."""
    view = context_for(cls, row)["view"]
    with suppress(*NOT_WITHOUT_A_REQUEST, FieldError, ValidationError, ValueError):
        rows = view.get_queryset()
        is_of_row = isinstance(
            row, rows.model
        )  # it may be of what the row is a part of
        found = rows.filter(pk=row.pk).first() if is_of_row else None
        if found is None and is_of_row and rows.query.annotations:
            pytest.skip("the view annotates its rows, and this is not one of them")
        if found is not None:
            return found
    # A default such as the time of today is a date once it is stored.
    return type(row)._base_manager.get(pk=row.pk)


def is_due(row, field):
    """Whether what a dotted source goes through is there, so that it must go out."""
    for part in field.source.split(".")[:-1]:
        try:
            row = getattr(row, part)
        except ObjectDoesNotExist:
            return False
        except AttributeError:
            return isinstance(row, Model)  # else it is a None on the way
    return isinstance(row, Model)


# What is sent


def writable_fields(serializer):
    """Fields that a client may send, by name."""
    return {
        name: field
        for name, field in serializer.fields.items()
        if not field.read_only and not isinstance(field, serializers.HiddenField)
    }


def payload(serializer, row):
    """What a client would send to store the row's values: JSON, and files."""
    values = {
        name: _sent(field, row) for name, field in writable_fields(serializer).items()
    }
    values = {name: value for name, value in values.items() if value is not OMITTED}
    if isinstance(row, Model) and row.pk:
        values |= {
            field.name: _links_sent(field, row) for field in links_by_hand(serializer)
        }
    files = {name: value for name, value in values.items() if files_in(value)}
    plain = {name: value for name, value in values.items() if name not in files}
    return {**json.loads(JSONRenderer().render(plain)), **files}


def required_names(serializer):
    """Fields that a new row needs, those among them that are unique together: DRF wants each of these."""
    together = {field.name for field in links_by_hand(serializer)}
    for rule in serializer.validators:
        together |= {
            *getattr(rule, "fields", ()),
            *getattr(rule, "condition_fields", ()),
        }
    fields = serializer.fields.items()
    return {name for name, field in fields if field.required or name in together}


def links_by_hand(serializer):
    """Many-to-many fields with a table of their own that the serializer's code takes from what is sent.

    DRF does not write them: ``for item in self.initial_data["ingredients"]: item["amount"]``.
    """
    model = getattr(getattr(serializer, "Meta", None), "model", None)
    shown = {name for name, field in serializer.fields.items() if field.read_only}
    return [
        field
        for field in (model._meta.many_to_many if model else ())
        if not field.remote_field.through._meta.auto_created and field.name in shown
        if re.search(TAKEN_BY_HAND % field.name, source_of(type(serializer)))
    ]


def taken_by_hand(cls):
    """Names that a serializer takes past its fields: ``User.objects.get(pk=self.initial_data["user"])``."""
    return {
        *re.findall(
            r"\binitial_data(?:\.(?:get|pop)\(|\[)\s*[\"'](\w+)", source_of(cls)
        )
    }


TAKEN_BY_HAND = r"data(?:\.(?:get|pop)\(|\[)[\"']%s[\"']"


def _links_sent(field, row):
    """``[{"id": 3, "ingredient": 3, "amount": 5}]``: which row a link is to, by each usual name."""
    through, owner = field.remote_field.through, {field.m2m_field_name(): row}
    links = [*through._base_manager.filter(**owner).order_by("pk")]
    if not links:
        try:
            links = [make(through, full=True, **owner)]
        except CannotMake:
            return []
    key = through._meta.get_field(field.m2m_reverse_field_name())
    columns = [one.name for one in through._meta.concrete_fields if not one.is_relation]
    held = [name for name in columns if name != through._meta.pk.name]
    keys = ("id", key.name, key.attname)
    return [
        {
            **{name: getattr(link, name) for name in held},
            **dict.fromkeys(keys, getattr(link, key.attname)),
        }
        for link in links
    ]


def _sent(field, row):
    kind = field.child if isinstance(field, serializers.ListField) else field
    if isinstance(kind, serializers.FileField):
        is_text = any("Base64" in parent.__name__ for parent in type(kind).__mro__)
        if field.parent is not field.root and not is_text:  # JSON holds no file
            return OMITTED
        file = in_base64(kind) if is_text else upload(kind)
        return file if kind is field else [file]
    value = _stored(field, row)
    nested = getattr(field, "child", field)
    if row is None and isinstance(nested, serializers.Serializer):
        part = _invented_part(nested)
        return part if nested is field else [part]
    if isinstance(field, serializers.ListSerializer):
        rows = value.all() if hasattr(value, "all") else value or []
        send = payload if hasattr(field.child, "fields") else _shown
        return [send(field.child, child) for child in rows]
    if isinstance(field, serializers.BaseSerializer) and value is not None:
        return payload(field, value) if hasattr(field, "fields") else OMITTED
    if value is not None:
        try:
            return _shown(field, value)
        except (
            AttributeError,
            KeyError,
        ):  # as it lacks what only some view puts into the context
            return OMITTED
    if field.allow_null and not field.write_only:
        return None
    is_free = row is None and not isinstance(field, (RelatedField, ManyRelatedField))
    return invented(field) if field.required or field.write_only or is_free else OMITTED


def _invented_part(serializer):
    """What a client would send of a nested row that is not there."""
    model = getattr(getattr(serializer, "Meta", None), "model", None)
    if model is None or not isinstance(serializer, serializers.ModelSerializer):
        return payload(serializer, None)
    row = make(model, full=True)
    fit(serializer, row)
    sent = payload(serializer, row)
    with suppress(Exception):  # what keeps it, the tests of models tell
        erase(row)  # it would keep what is unique
    return sent


def _shown(field, value):
    """The value as it goes out; for rows, plain fields take keys."""
    if isinstance(field, serializers.ListField) and hasattr(value, "all"):
        return [_shown(field.child, row) for row in value.all()]
    is_plain = field.source != "*" and type(field).__module__ == "rest_framework.fields"
    reads_row = isinstance(field, serializers.ModelField)
    if is_plain and not reads_row and isinstance(value, Model):
        return _key(field, value)
    return field.to_representation(value)


def _key(field, row):
    """The first unique value of a row that a field takes."""
    for column in row._meta.concrete_fields:
        if column.unique:
            with suppress(APIException):
                return field.to_representation(
                    field.to_internal_value(str(column.value_from_object(row)))
                )
    return OMITTED


def _stored(field, row):
    """The row's value for a field; None where it has none or keeps it secret."""
    if "passw" in field.field_name:
        return None
    try:
        value = field.get_attribute(row)
    except (AttributeError, KeyError, ObjectDoesNotExist, serializers.SkipField):
        return None
    return None if isinstance(value, PKOnlyObject) and value.pk is None else value


def upload(field):
    """A new file as a browser would send it."""
    if isinstance(field, serializers.ImageField):
        image = random_gen.gen_image_field()
        return SimpleUploadedFile(image.name, image.read(), "image/jpeg")
    file = sample_file(field)
    return SimpleUploadedFile(file.name, file.read())


def in_base64(field):
    """A new file as JSON holds it, for fields that take no other."""
    if isinstance(field, serializers.ImageField):
        return PIXEL
    content = sample_file(field).read()
    return f"data:text/plain;base64,{b64encode(content).decode()}"


# The smallest GIF.
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def invented(field):
    """A value for a serializer field from its kind, where no row has one."""
    if isinstance(field, serializers.ChoiceField):
        return next(iter(choices_in(field.choices)), OMITTED)
    if isinstance(field, RelatedField):
        return field.to_representation(_row_for(field))
    if isinstance(field, ManyRelatedField):
        return [invented(field.child_relation)]
    if isinstance(field, serializers.ListField):
        return [invented(field.child)]
    if isinstance(field, serializers.BaseSerializer):
        return OMITTED
    if "passw" in field.field_name:
        return PASSWORD
    known = serializers.ModelSerializer.serializer_field_mapping.items()
    for column, kind in known:
        if type(field) is kind:
            narrow = _column(column, field)
            own = [one for one in field.validators if isinstance(one, LIMITS)]
            narrow.validators = [*narrow.validators, *own]
            value = sample(narrow)
            return OMITTED if value is None else field.to_representation(value)
    if isinstance(field, serializers.RegexField):
        column = _column(CharField, field)
        column.validators = [one for one in field.validators if isinstance(one, LIMITS)]
        value = sample(column)
        return OMITTED if value is None else value
    return OMITTED


def _row_for(field):
    """A new row, or where the field does not take such a one, the first that it takes."""
    rows = field.get_queryset()
    row = make(rows.model)
    return (
        row if rows.filter(pk=row.pk).exists() else rows.order_by("pk").first() or row
    )


def _column(column, field):
    """A model field that resembles the serializer field."""
    options = {
        option: getattr(field, option)
        for option in ("max_length", "max_digits", "decimal_places")
        if getattr(field, option, None) is not None
    }
    built = column(**options)
    built.set_attributes_from_name(field.field_name)
    built.model = get_user_model()
    siblings = [*getattr(field.parent, "fields", ())]
    built.place = (
        siblings.index(field.field_name) if field.field_name in siblings else 0
    )
    return built


def updatable(serializer, sent):
    """Names that may be sent alone: nested ones only where it has its own update."""
    own_update = type(serializer).update is not serializers.ModelSerializer.update
    key = serializer.Meta.model._meta.pk.name
    return [
        name
        for name, field in serializer.fields.items()
        if name in sent
        and field.source != key
        and (own_update or not _is_nested(field))
    ]


def _is_nested(field):
    return isinstance(field, serializers.BaseSerializer) or "." in field.source


def once_only(serializer):
    """Nested serializers that refuse the values of a row that is there, by name."""
    return {
        name: field
        for name, field in writable_fields(serializer).items()
        if isinstance(field, serializers.ModelSerializer)
        for part in writable_fields(field).values()
        if any(isinstance(validator, UniqueValidator) for validator in part.validators)
    }


def parts_sent(serializer, row):
    """Rows that a new payload must not meet, as their own values are sent with it."""
    rows = [
        getattr(row, field.source, None) for field in once_only(serializer).values()
    ]
    user = serializer.context["request"].user
    return [part for part in rows if isinstance(part, Model) and part != user]


def patches(serializer, sent):
    """What to send: each field alone where a view takes that, else all at once."""
    cls, names = type(serializer), updatable(serializer, sent)
    if stored_by_views(cls, "update", "partial_update"):
        return []
    if "partial_update" in uses().get(cls, {}) or cls.__name__ in called_partially():
        return [[name] for name in names]
    plain = cls.update is serializers.ModelSerializer.update
    return [names] if names and plain else []


def probes(field, taken):
    """Values at the edges of what a field might take, by a word for each."""
    module = type(field).__module__
    any_kind = module.startswith("rest_framework.") or is_first_party(module)
    edges = {
        "nothing": None,
        "an empty text": "",
        "a word": "junk",
        "-1": -1,
        "0": 0,
        "7": 7,
        "99": 99,
        "10**9": 10**9,
        "a list": [],
        "an object": {},
        "a list of words": ["junk"],
        "5000 letters": "x" * 5000,
        "a past day": "1970-01-01",
        "a day to come": "2970-01-01",
        "a past moment": "1970-01-01T10:00Z",
        "a moment to come": "2970-01-01T10:00Z",
    }
    if isinstance(field, serializers.RelatedField) or re.search(
        "(^|_)(id|pk)$", field.field_name
    ):
        del edges["7"], edges["99"]  # there may be such a row
    if isinstance(field, serializers.DateField) and is_day_certain():
        today = timezone.localdate() if settings.USE_TZ else date.today()
        for days, word in enumerate(("yesterday", "today", "tomorrow"), -1):
            edges[word] = (today + timedelta(days=days)).isoformat()
    for word, value in edges.items():
        is_short = isinstance(value, str) and len(value) < 100
        if any_kind or is_short:  # how a package's fields fail is its own
            yield word, value
    if isinstance(taken, str):
        yield from {"taken": taken, "taken, in capitals": taken.upper()}.items()
    for choice in (
        [*field.choices][:10] if isinstance(field, serializers.ChoiceField) else ()
    ):
        yield f"choice {choice}", choice


def change_nested_choices(serializer, sent, wanted):
    """Nested rows have their defaults in common: send other choices, so that it shows."""
    for name, nested in writable_fields(serializer).items():
        fields = writable_fields(nested) if hasattr(nested, "fields") else {}
        for key, field in fields.items():
            path, value = f"{name}.{key}", (sent.get(name) or {}).get(key)
            if path in wanted and type(field) is serializers.ChoiceField:
                others = [
                    choice for choice in choices_in(field.choices) if choice != value
                ]
                sent[name][key] = wanted[path] = next(iter(others), value)


def passwords(serializer):
    """Write-only fields for the user's password, unless a view may be what hashes it."""
    cls = type(serializer)
    view = uses().get(cls, {}).get("create")
    own_create = cls.create is not serializers.ModelSerializer.create
    if not issubclass(cls.Meta.model, get_user_model()) or "password" in names_given(
        "save"
    ):
        return []
    if not own_create and (view is None or "password" in source_of(view)):
        return []
    return [
        name
        for name, field in writable_fields(serializer).items()
        if field.source == "password" and field.write_only
    ]


def secrets_in(data):
    """Names of what is called a secret and is not hidden behind ``*****``."""
    for name, value in data.items():
        if re.search("passw|secret", name) and isinstance(value, str):
            if not re.fullmatch(r"([*•x]?)\1*", value):
                yield name


def skip_if_input_only(serializer, row):
    """A form for input declares fields that no row has, so that nothing goes out."""
    if all(field.write_only for field in serializer.fields.values()):
        pytest.skip("takes input only: every field is write-only")
    for name, field in writable_fields(serializer).items():
        if is_only_taken(field, row) and not (may_be_absent(field) or field.write_only):
            pytest.skip(f"takes input only: {name} is no attribute of the model")


def is_only_taken(field, row):
    """Whether a declared field is of the request only, as no row has it."""
    own = field.field_name in field.parent._declared_fields and not field.read_only
    return own and field.source != "*" and not hasattr(row, field.source.split(".")[0])


def may_be_absent(field):
    """Whether the output does without a field that the row has not."""
    return not field.required or field.allow_null


# What the project's code says


@cache
def source_of(cls):
    """Source of a class and its first-party parents."""
    return "\n".join(
        inspect.getsource(parent)
        for parent in cls.__mro__
        if is_first_party(parent.__module__)
    )


@cache
def project_source():
    """The text of the project's modules that are loaded, tests left out."""
    own = [
        name
        for name in sys.modules
        if is_first_party(name) and not TEST_MODULE.search(name)
    ]
    files = {sys.modules[name].__file__ for name in own}
    return "\n".join(
        Path(file).read_text(encoding="utf-8")
        for file in sorted(files)
        if file.endswith(".py")
    )


# What describes an API in drf-spectacular and drf-yasg.
DOCUMENTING = ("extend_schema", "swagger_auto_schema")
QUERY = re.compile(r"\.(query_params|GET)\b")


@cache
def names_taking_data():
    """Names of serializers that the code may give a request's data, and of writable fields.

    Those that it only shows rows with, inherits from, or documents something else than a body
    with are in neither.
    """
    tree, shown, fields = ast.parse(project_source()), set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            shown |= {part for base in node.bases for part in ast.walk(base)}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
            DOCUMENTING
        ):
            told = [
                one.value
                for one in node.keywords
                if not str(one.arg).startswith("request")
            ]
            shown |= {part for value in told for part in ast.walk(value)}
        elif isinstance(node, ast.Call) and not is_given_data(node):
            shown |= {*_parts_of(node.func)}
            if not node.args and "read_only" not in {one.arg for one in node.keywords}:
                fields.add(node.func)
    named = {"request": [n for n in ast.walk(tree) if n not in shown], "field": fields}
    return {
        use: {
            getattr(node, "id", None) or getattr(node, "attr", None) for node in nodes
        }
        for use, nodes in named.items()
    }


def _parts_of(name):
    """The nodes of a dotted name."""
    while isinstance(name, ast.Attribute):
        yield name
        name = name.value
    yield name


def is_given_data(call):
    """Whether a call passes a second argument, ``data=`` that is no query, or what cannot be seen."""
    is_open = any(isinstance(one, ast.Starred) for one in call.args)
    names = {
        one.arg for one in call.keywords if not QUERY.search(ast.unparse(one.value))
    }
    return len(call.args) > 1 or is_open or bool({"data", None} & names)


@cache
def names_given(method):
    """Names that the project's code passes to a method, such as ``serializer.save()``."""
    return {
        keyword.arg
        for node in ast.walk(ast.parse(project_source()))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == method
        for keyword in node.keywords
    }


@cache
def names_put_on_rows():
    """Names that views give rows by hand: ``annotate(total=...)``, ``course.rating = ...``."""
    own = r"\b(?!self\b|cls\b|request\b)\w+\.([a-z]\w*)\s*=(?!=)"
    return {*names_given("annotate"), *re.findall(own, project_source())}


def name_put_by_hand(error):
    """The attribute that is missed, if it is one that a view puts on its rows."""
    found = re.search(r"object has no attribute '(\w+)'", str(error))
    return found[1] if found and found[1] in names_put_on_rows() else None


def is_missed_by_user(error):
    """Whether code asks for a row that some users have, such as ``user.employer_profile``."""
    name = type(error).__qualname__
    return name.startswith(f"{get_user_model().__name__}.") and name.count(".") == 2


@cache
def names_on_requests():
    """What views and middleware of the project put on a request: ``request.tenant = ...``."""
    return {*re.findall(r"\brequest\.([a-z]\w*)\s*=(?!=)", project_source())}


def lost_children(serializer, sent):
    """Nested lists of rows that were sent, and of which the new row has none."""
    row = type(serializer.instance)._base_manager.get(pk=serializer.instance.pk)
    return [
        name
        for name, field in writable_fields(serializer).items()
        if isinstance(field, serializers.ListSerializer) and sent.get(name)
        if hasattr(field.child, "Meta")
        and hasattr(getattr(row, field.source, None), "all")
        if not getattr(row, field.source).exists()
    ]


@cache
def calls_by_name():
    """Calls of functions and classes in the project's code: each name, and what is given."""
    return [
        (
            node.func.id,
            len(node.args),
            [ast.unparse(keyword) for keyword in node.keywords],
        )
        for node in ast.walk(ast.parse(project_source()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]


@cache
def called_partially():
    """Names of the classes that the project's code calls with ``partial=True``."""
    return {name for name, _, keywords in calls_by_name() if "partial=True" in keywords}


def is_only_for_changes(name):
    """Whether each call of a serializer that gives it data gives it a row, too."""
    calls = [
        (count, given) for called, count, given in calls_by_name() if called == name
    ]
    calls = [call for call in calls if "data=" in " ".join(call[1])]
    return bool(calls) and all(
        count > 0 or any(one.startswith("instance=") for one in given)
        for count, given in calls
    )


def why_not_created(serializer):
    """Why what a client sends and a view adds is not all that a new row needs."""
    cls, fields = type(serializer), writable_fields(serializer)
    own_create = cls.create is not serializers.ModelSerializer.create
    if not fields:
        return "it has no field that a client may write"
    if stored_by_views(cls, "create"):
        return "the view makes the rows by code of its own"
    if not own_create and any(_is_nested(field) for field in fields.values()):
        return "has nested fields and no create() of its own"
    given = {*_sources(fields), *names_given("save"), *_set_by(cls)}
    columns = wanted_fields(serializer.Meta.model)
    missing = [c.name for c in columns if not {c.name, c.attname} & given]
    missing += [
        key.name
        for key in generic_keys(serializer.Meta.model)
        if key.name not in given and not {key.ct_field, key.fk_field} <= given
    ]
    return f"nothing gives the new row its {missing}" if missing else None


def taken_names(cls):
    """Names that the serializer, or its view, takes out of the validated data by hand."""
    found = re.findall(
        r"_data(?:\.pop\(|\.get\(|\[)\s*[\"'](\w+)|[\"'](\w+)[\"'] in \w*_data",
        source_of(cls),
    )
    return {name for names in found for name in names if name} | taken_by_views(cls)


@cache
def taken_by_views(cls):
    """Names that the views of a serializer take away before they save."""
    views = {*uses().get(cls, {}).values()}
    found = [
        re.findall(r"validated_data\.pop\(\s*[\"'](\w+)", source_of(view))
        for view in views
    ]
    return {name for names in found for name in names}


def overruled_names(cls):
    """Names that the serializer's own code assigns, or a view takes, whatever is sent."""
    assigned = re.findall(r"_data\[[\"'](\w+)[\"']\]\s*=(?!=)", source_of(cls))
    worked_out = (
        r"^\s*(?!self\b)\w+\.(\w+)\s*=(?!=)(?!\s*[\w.]+$)(?!.*(?:_data|attrs)\b)"
    )
    assigned += re.findall(worked_out, source_of(cls), re.M)
    return {*assigned, *taken_by_views(cls)}


def overruled_in_children(cls, child, names):
    """Those of the names to which code that stores nested rows gives values of its own."""
    source = "\n".join([source_of(cls), source_of(child)])
    given = {
        name: re.findall(rf"\b{name}=(?!=)([^,()]*(?:\([^()]*\))?)", source)
        for name in names
    }
    own = {
        name
        for name in names
        if any(not re.search(rf"\b{name}\b", text) for text in given[name])
    }
    return {
        *own,
        *overruled_names(cls),
        *overruled_names(child),
        *taken_names(child),
        *clocked_names(),
    }


@cache
def clocked_names():
    """Names of attributes that the project's code sets to the time of the moment."""
    clock = r"\.(\w+)\s*=\s*(?:timezone|datetime|dt)(?:\.\w+)*\.(?:now|utcnow|today)\("
    return {*re.findall(clock, project_source())}


def server_values(serializer, row, creating=False):
    """What a view adds on saving: the columns that are missing, and names asked for."""
    fields, names = writable_fields(serializer), set()
    if creating:
        names = {column.name for column in wanted_fields(serializer.Meta.model)}
        names |= {key.name for key in generic_keys(serializer.Meta.model)}
        names -= _passed_by(_own_source(type(serializer), "create", "save"))  # or twice
    names |= taken_names(type(serializer))
    names = (names & names_given("save")) - _sources(fields)
    saving = "create" if creating else "update"
    if getattr(type(serializer), saving) is getattr(
        serializers.ModelSerializer, saving
    ):
        names = {name for name in names if hasattr(row, name)}  # others fit no row
    owner = serializer.context["request"].user
    return {name: getattr(row, name, owner) for name in names}


def _sources(fields):
    return {field.source.split(".")[0] for field in fields.values()}


def _set_by(cls):
    """Names that methods of the serializer, or of the model, give to the row."""
    own = _own_source(cls, "create", "save", "validate")
    both = own + _own_source(cls.Meta.model, "save", "__init__", "clean")
    assigned = re.findall(r"[\"'](\w+)[\"']\]\s*=(?!=)|self\.(\w+)\s*=(?!=)", both)
    return {name for names in [_passed_by(own), *assigned] for name in names}


def _passed_by(source):
    """Names of arguments, but for those that rows are looked for by."""
    made = re.sub(r"\.(exclude|filter|get)\([^()]*\)", "", source)
    return {*re.findall(r"[(,\s](\w+)=", made)}


def _own_source(cls, *names):
    methods = [getattr(cls, name) for name in names]
    own = [method for method in methods if is_first_party(method.__module__)]
    return "\n".join(inspect.getsource(method) for method in own)
