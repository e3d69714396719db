"""Bodies that a client would send: data for the serializer or the form of a view."""

import ast
import inspect
import re
import textwrap
from contextlib import suppress
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.test import RequestFactory
from django.urls import resolve
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.test import force_authenticate
from rest_framework.views import APIView

from .payloads import fit, input_class, once_only, payload, writable_fields
from .rows import PASSWORD, erase, is_first_party
from .samples import choices_in, later, sample_file, sample_image, text_for
from .views import (
    JSON_READ,
    function_below,
    helpers_of,
    looked_up,
    made_up_number,
    proof_for,
)

# request.data["name"], request.POST.get("name"), data.get("name", {}), data["name"].strip()
NAME_READ = (
    r"\b(?:request\.POST|%s)(?:\.get\(|\[)\s*[\"'](\w+)[\"']"
    r"(?:,\s*(\{\}|\[\]|[\"']))?(?:[^()\[\]\n]*[)\]]\.(?:strip|lower|upper)(\(\)))?"
)
FORM_VALUES = {
    forms.DateTimeField: "2026-01-15 10:30",
    forms.DateField: "2026-01-15",
    forms.TimeField: "10:30",
    forms.DurationField: "00:10:00",
    forms.BooleanField: "on",
    forms.EmailField: "sample@example.com",
    forms.URLField: "https://example.com/",
    forms.UUIDField: "00000000-0000-4000-8000-000000000000",
    forms.JSONField: "{}",
    forms.IntegerField: 1,
}


def plausible_body(world, role, method, url, *, is_own=True, signs_in=False):
    """What a client would send to an address; None where the view does not say.

    Without a model, names such as ``email`` hold the user's own data, if ``is_own``; with one,
    too, where the user ``signs_in``.
    """
    user = world.users.get(role)
    person = user if is_own else None
    if serializer := asked(serializer_of, user, method, url):
        # A rule that no field tells of may limit numbers of nested rows, which are drawn anew each time.
        nested = {
            name: least
            for name, least in least_of(serializer).items()
            if isinstance(least, dict)
        }
        body = with_least(fresh_payload(world, serializer), nested)
        plain = [
            name for name in body if not hasattr(serializer.fields[name], "queryset")
        ]
        is_of_model = hasattr(serializer, "Meta") and not signs_in
        known = {name: known_value(world, person, name, is_of_model) for name in plain}
        by_hand = read_by_hand(
            world, serializer, asked(names_read, user, method, url) or {}
        )
        owner, view = world.users["owner"], class_or_function_at(url)
        known |= {name: proof_for(view, name, owner) or known[name] for name in known}
        known |= {
            name: value
            for name, (_, value) in rows_looked_up(world, url, plain).items()
        }
        return {
            **by_hand,
            **body,
            **{name: value for name, value in known.items() if value},
        }
    if (form := asked(form_of, user, method, url)) is not None:
        return form_body(form)
    names = asked(names_read, user, method, url) or {}
    owner, view = world.users["owner"], class_or_function_at(url)
    body = {
        name: proof_for(view, name, owner) or known_value(world, person, name) or value
        for name, value in names.items()
    }
    files = asked(files_read, user, method, url) or ()
    body.update({name: SimpleUploadedFile("sample.txt", b"sample") for name in files})
    return body or None


def rows_looked_up(world, url, names):
    """The rows of the world that a view's code finds by what a body says, with that, by name."""
    found, match = {}, resolve(url)
    for name in names:
        model, column = looked_up(class_or_function_at(url), name) or (None, None)
        row = world.row(model) if name not in match.kwargs else None
        if (
            row
            and (value := getattr(row, column))
            and isinstance(value, (int, str, UUID))
        ):
            found[name] = row, str(value)
    return found


def read_by_hand(world, serializer, names):
    """Values for what a view takes past its serializer: those of a row, where it has such columns."""
    model = getattr(getattr(serializer, "Meta", None), "model", None)
    row = world.row(model)
    columns = {field.name for field in model._meta.concrete_fields} if row else set()
    values = {}
    for name in names.keys() - serializer.fields.keys():
        own = getattr(row, name) if name in columns else None
        known = (
            own if isinstance(own, (bool, int, str)) else known_value(world, None, name)
        )
        values[name] = names[name] if known in (None, "") else known
    return values


def bodies_to_try(world, role, method, url):
    """That body, later, and with the smallest numbers that it may have, now and later."""
    body, least = plausible_body(world, role, method, url), {}
    if not body:
        return []
    if serializer := asked(serializer_of, world.users.get(role), method, url):
        least = least_of(serializer)
    small = with_least(body, least)
    return [body, later(body), small, later(small)]


def least_of(serializer):
    """The smallest numbers that a serializer takes, by name, those of nested rows among them."""
    found = {}
    for name, field in serializer.fields.items():
        nested = getattr(field, "child", field)
        if isinstance(field, (serializers.IntegerField, serializers.DecimalField)):
            found[name] = str(small_number(field))
        elif isinstance(nested, serializers.Serializer):
            found[name] = least_of(nested)
    return found


def small_number(field):
    """The least that a field takes above zero; columns of a database begin far below it."""
    low, high = field.min_value, field.max_value
    return low if low and (low > 0 or (high is not None and high < 1)) else 1


def with_least(value, least):
    """The same with these numbers, in each row of a list."""
    if isinstance(value, list):
        return [with_least(item, least) for item in value]
    if isinstance(value, dict) and isinstance(least, dict):
        return {
            k: with_least(item, least[k]) if k in least else item
            for k, item in value.items()
        }
    return value if isinstance(least, dict) else least


def known_value(world, user, name, of_model=False):
    """What a field holds by its name alone: the key of a row, or the user's own data."""
    if name.endswith("_id"):
        row = world.named(name[:-3])
        return row and str(row.pk)
    if of_model:
        return None
    if "passw" in name:
        return PASSWORD
    own = getattr(user, name, None)
    is_text = isinstance(own, str) or (own and name in texts_of(user))
    return str(own) if is_text else None


def texts_of(user):
    """Names of the columns that are texts for whoever types them in, such as a phone number's."""
    return {
        field.name for field in user._meta.fields if isinstance(field, models.CharField)
    }


def class_or_function_at(url):
    """The class of the view at an address, or the function that it is."""
    function = resolve(url).func
    return getattr(
        function, "cls", getattr(function, "view_class", inspect.unwrap(function))
    )


def asked(question, *request):
    """What a view says of itself, or None where it only can within a request."""
    try:
        return question(prepared_view(*request))
    except Exception:  # if that is a fault, the requests of the tests meet it, too
        return None


def prepared_view(user, method, url):
    """The view as it is when a request has come in, or the function that it is."""
    match = resolve(url)
    view_class = getattr(match.func, "cls", getattr(match.func, "view_class", None))
    if view_class is None:
        return inspect.unwrap(match.func)
    options = getattr(match.func, "initkwargs", None)
    view = view_class(**(options or getattr(match.func, "view_initkwargs", {})))
    request = RequestFactory().generic(method, url)
    request.user, request.resolver_match = user, match
    if isinstance(view, APIView):
        view.action_map = getattr(match.func, "actions", None) or {}
        view.format_kwarg = None
        force_authenticate(request, user)
        request = view.initialize_request(request)
        version = view.determine_version(request, **match.kwargs)
        request.version, request.versioning_scheme = version
    view.request, view.args, view.kwargs, view.object = request, (), match.kwargs, None
    return view


# What the code of a view names


def handler_of(view):
    """The function that answers: a method of the view, or the view itself."""
    if inspect.isfunction(view):
        return view
    method = view.request.method.lower()
    name = getattr(view, "action_map", {}).get(method, method)
    handler = inspect.unwrap(getattr(type(view), name))
    return function_below(handler) or handler


def source_of_handler(view):
    """The text of that function, and of those that it hands the request to."""
    return "\n".join(source for _, source in handlers_with_source(view))


def handlers_with_source(view):
    """That function and those, each with its text; nothing where there is none."""
    with suppress(AttributeError, OSError, TypeError):
        handler = handler_of(view)
        for one in (handler, *helpers_of(handler)):
            yield one, textwrap.dedent(inspect.getsource(one))


def named_in(view, base):
    """The first class of the kind that the handler of the request calls, or None."""
    for handler, source in handlers_with_source(view):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call):
                first, *rest = ast.unparse(node.func).split(".")
                found = view if first == "self" else handler.__globals__.get(first)
                for name in rest:
                    found = getattr(found, name, None)
                if (
                    inspect.isclass(found)
                    and issubclass(found, base)
                    and takes_data(node)
                ):
                    return found
    return None


def takes_data(call):
    """Whether data of the request is passed on, and not only shown."""
    given = [ast.unparse(item) for item in [*call.args, *call.keywords]]
    return any(re.search(r"\b(data|POST|body)\b", text) for text in given)


def names_read(view):
    """Names that the handler takes out of the body by hand, with a value of the default's kind."""
    source = source_of_handler(view)
    holders = {"data", *filter(None, JSON_READ.findall(source))}
    taken = re.findall(NAME_READ % "|".join(sorted(holders)), source)
    kinds = {"{}": {}, "[]": []}
    made = {name: text_for(name) or made_up_number(name) for name, *_ in taken}
    # As a form has it where code may strip it; it finds keys by it, too.
    texts = {name for name, default, call in taken if call or default in ("'", '"')}
    texts |= {*made} if JSON_READ.search(source) else set()
    made |= {name: str(made[name]) for name in texts}
    return {name: kinds.get(default, made[name]) for name, default, _ in sorted(taken)}


def files_read(view):
    """Names of the uploads that the handler takes."""
    return re.findall(r"\.FILES(?:\.get\(|\[)\s*[\"'](\w+)", source_of_handler(view))


def serializer_of(view):
    """The serializer that the view would check a body with, or None."""
    kind = named_in(view, serializers.Serializer)
    if kind is None and isinstance(view, GenericAPIView):
        if declares_serializer(view) and may_take_data(view):
            kind = input_class(view)
    elif kind is None and isinstance(view, APIView):
        names = [name for name in dir(type(view)) if "nput" in name]
        kind = next((getattr(view, name) for name in names), None)
        kind = getattr(view, "serializer_class", kind) or documented_serializer(view)
    if isinstance(kind, type) and issubclass(kind, serializers.Serializer):
        request = getattr(view, "request", None)
        serializer = kind(context={"request": request, "view": view, "format": None})
        _ = serializer.fields  # raises where they cannot be named
        return serializer
    return None


def may_take_data(view):
    """Whether the handler may look at a body; ``services.publish(self.get_object())`` does not."""
    handlers = [*handlers_with_source(view)]
    is_own = [is_first_party(handler.__module__) for handler, _ in handlers]
    return (
        not is_own
        or not all(is_own)
        or any(takes_body(ast.parse(text)) for _, text in handlers)
    )


def takes_body(tree):
    """Whether code reads the body of a request, or hands the request to what may."""
    of_request = {"data", "POST", "body", "FILES"}
    shown = [
        value
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for value in node.values
    ]
    parts = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    } | {*map(id, shown)}
    for node in ast.walk(tree):
        name = ast.unparse(node) if isinstance(node, (ast.Name, ast.Attribute)) else ""
        if name == "super" or (
            name in ("request", "self.request") and id(node) not in parts
        ):
            return True
        if isinstance(node, ast.Attribute):
            whole = ast.unparse(node.value)
            is_of_view = whole == "self" and re.search(
                "create|update|is_valid|form", node.attr
            )
            if (
                is_of_view
                or node.attr == "is_valid"
                or (whole.endswith("request") and node.attr in of_request)
            ):
                return True
        if isinstance(node, ast.keyword) and node.arg == "data":
            return True
    return False


def documented_serializer(view):
    """What @extend_schema(request=...) of drf-spectacular says of the handler, or None."""
    method = view.request.method
    handler = getattr(
        view, getattr(view, "action_map", {}).get(method.lower(), method.lower())
    )
    schema = getattr(handler, "kwargs", {}).get("schema")
    if schema is None:
        return None
    described = schema()
    described.view, described.method = view, method
    return described.get_request_serializer()


def declares_serializer(view):
    """Whether the view has a serializer class, or a method that picks one."""
    own = type(view).get_serializer_class is not GenericAPIView.get_serializer_class
    return own or view.serializer_class is not None


def fresh_payload(world, serializer):
    """A body that the serializer has not seen: of rows that are gone again."""
    model = getattr(getattr(serializer, "Meta", None), "model", None)
    if model is None:
        return payload(serializer, None)
    row = world.make(model, full=True)
    if row is None:
        return payload(serializer, None)
    fit(serializer, row)
    make_parts(world, serializer, row)
    body = payload(serializer, row)
    with (
        suppress(Exception),
        transaction.atomic(),
    ):  # what keeps it, the tests of models tell
        erase(row)
    parts = {
        name: fresh_payload(world, part) for name, part in once_only(serializer).items()
    }
    return {**body, **parts}


def make_parts(world, serializer, row):
    """A row of each nested list that a client sends with it, as an empty one says nothing."""
    for field in writable_fields(serializer).values():
        relation = getattr(getattr(type(row), field.source, None), "rel", None)
        is_list = isinstance(getattr(field, "child", None), serializers.ModelSerializer)
        if (
            is_list
            and relation
            and relation.one_to_many
            and not getattr(row, field.source).exists()
        ):
            world.make_part(relation.related_model, relation.field.name, row)


def form_of(view):
    """The class of the form that the view checks, or None."""
    if hasattr(view, "get_form_class"):
        return view.get_form_class()
    return named_in(view, forms.BaseForm)


def form_fields(form):
    """The fields of a form, or those of the first of a set of forms, by the names that are sent."""
    if not hasattr(form, "get_default_prefix"):
        return getattr(form, "base_fields", {})
    prefix = f"{form.get_default_prefix()}-0"
    return {f"{prefix}-{name}": field for name, field in form.form.base_fields.items()}


def form_body(form):
    """What a browser sends; of a set of forms, one that is new."""
    body = {name: form_value(field) for name, field in form_fields(form).items()}
    if hasattr(form, "get_default_prefix"):
        prefix = form.get_default_prefix()
        body |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 0}
    return body


def form_value(field):
    """A value that a person might type into the field of a form."""
    if isinstance(field, forms.ModelChoiceField):
        rows = field.queryset  # None where the form finds them when it is made
        row = rows.first() if rows is not None else None
        return row and row.pk
    if isinstance(field, forms.ChoiceField):
        return next(iter(choices_in(value for value, _ in field.choices)), None)
    if isinstance(field, forms.FileField):
        return (
            sample_image()
            if isinstance(field, forms.ImageField)
            else sample_file(field)
        )
    for cls, value in FORM_VALUES.items():
        if isinstance(field, cls):
            return getattr(field, "min_value", None) or value
    return "Sample text"[: getattr(field, "max_length", None)]
