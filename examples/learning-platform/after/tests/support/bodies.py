"""Bodies that a client would send: data for the serializer or the form of a view."""

from contextlib import suppress

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.test import RequestFactory
from django.urls import resolve
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.test import force_authenticate
from rest_framework.views import APIView

from .payloads import payload

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


def plausible_body(world, role, method, url):
    """What a client would send to an address; None where the view does not say."""
    if serializer := asked(serializer_of, world.users.get(role), method, url):
        body = fresh_payload(world, serializer)
        return {**body, **keys_of_rows(world, serializer, body)}
    if (form := asked(form_of, world.users.get(role), method, url)) is None:
        return None
    return {name: form_value(field) for name, field in form.base_fields.items()}


def asked(question, *request):
    """What a view says of itself, or None where it only can within a request."""
    try:
        return question(prepared_view(*request))
    except Exception:  # if that is a fault, the requests of the tests meet it, too
        return None


def prepared_view(user, method, url):
    """The view as it is when a request has come in, or None for a function."""
    match = resolve(url)
    view_class = getattr(match.func, "cls", getattr(match.func, "view_class", None))
    if view_class is None:
        return None
    options = getattr(match.func, "initkwargs", None)
    view = view_class(**(options or getattr(match.func, "view_initkwargs", {})))
    request = RequestFactory().generic(method, url)
    request.user, request.resolver_match = user, match
    if isinstance(view, APIView):
        view.action_map = getattr(match.func, "actions", None) or {}
        view.format_kwarg = None
        force_authenticate(request, user)
        request = view.initialize_request(request)
    view.request, view.args, view.kwargs, view.object = request, (), match.kwargs, None
    return view


def serializer_of(view):
    """The serializer that the view would check a body with, or None."""
    kind = None
    if isinstance(view, GenericAPIView):
        if declares_serializer(view):
            kind = view.get_serializer_class()
    elif view is not None:
        names = [name for name in dir(type(view)) if "nput" in name]
        kind = next((getattr(view, name) for name in names), None)
        kind = getattr(view, "serializer_class", kind)
    if isinstance(kind, type) and issubclass(kind, serializers.Serializer):
        return kind(context={"request": view.request, "view": view, "format": None})
    return None


def declares_serializer(view):
    """Whether the view has a serializer class, or a method that picks one."""
    own = type(view).get_serializer_class is not GenericAPIView.get_serializer_class
    return own or view.serializer_class is not None


def fresh_payload(world, serializer):
    """A body that the serializer has not seen: of a row that is gone again."""
    model = getattr(getattr(serializer, "Meta", None), "model", None)
    if model is None:
        return payload(serializer, None)
    row = world.make(model, full=True)
    if row is None:
        return payload(serializer, None)
    body = payload(serializer, row)
    with suppress(ProtectedError, RestrictedError), transaction.atomic():
        row.delete()
    return body


def keys_of_rows(world, serializer, body):
    """Rows for fields that, by their name alone, hold a key: ``course_id``."""
    plain = [name for name in body if not hasattr(serializer.fields[name], "queryset")]
    rows = {name: world.named(name[:-3]) for name in plain if name.endswith("_id")}
    return {name: str(row.pk) for name, row in rows.items() if row}


def form_of(view):
    """The class of the form that the view shows, or None."""
    return view.get_form_class() if hasattr(view, "get_form_class") else None


def form_value(field):
    """A value that a person might type into the field of a form."""
    if isinstance(field, forms.ModelChoiceField):
        row = field.queryset.first()
        return row and row.pk
    if isinstance(field, forms.ChoiceField):
        values = [value for value, _ in field.choices if value not in (None, "")]
        return values[0] if values else None
    if isinstance(field, forms.FileField):
        return SimpleUploadedFile("sample.txt", b"sample")
    for cls, value in FORM_VALUES.items():
        if isinstance(field, cls):
            return getattr(field, "min_value", None) or value
    return "Sample text"[: getattr(field, "max_length", None)]
