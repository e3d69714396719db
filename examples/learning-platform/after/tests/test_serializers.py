"""Serializers: what goes out, what comes in, and that it is stored."""

import json
import re
from importlib import import_module
from itertools import combinations

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.http import Http404
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer

from .recipes import SKIPPED_MODELS
from .support import payloads
from .support.payloads import load, payload, writable_fields
from .support.recording import claim
from .support.rows import erase, is_first_party, make, unique_sets, talks_to_others

pytestmark = pytest.mark.django_db(databases="__all__")

# The serializers of each model.
SERIALIZER_MAP = {
    "accounts.Profile": [
        "accounts.serializers.ProfileSerializer",
    ],
    "accounts.User": [
        "accounts.serializers.RegistrationSerializer",
        "accounts.serializers.UserSerializer",
    ],
    "courses.Category": [
        "courses.serializers.CategorySerializer",
    ],
    "courses.Course": [
        "courses.serializers.CourseDetailSerializer",
        "courses.serializers.CourseListSerializer",
    ],
    "courses.Lesson": [
        "courses.serializers.LessonSerializer",
        "courses.serializers.LessonSummarySerializer",
    ],
    "courses.Review": [
        "courses.serializers.ReviewSerializer",
    ],
    "enrolments.Enrollment": [
        "enrolments.serializers.EnrollmentSerializer",
    ],
    "notifications.Notification": [
        "notifications.serializers.NotificationSerializer",
    ],
    "progress.LessonProgress": [
        "progress.serializers.LessonProgressSerializer",
    ],
}

# Serializers that are not tested: "shop.serializers.CartSerializer": "the reason".
IGNORED_SERIALIZERS = {}

# Fields that look secret but are meant to go out: "dotted.path": ["field"].
PUBLIC_FIELDS = {}

# The fields that go out and their JSON types, as recorded: a new one is a decision.
OUTPUT_FIELDS = {}

# The fields that a client may write, as recorded.
WRITABLE_FIELDS = {}

# Tests may define serializers of their own.
TEST_MODULE = re.compile(r"(^|\.)(tests|conftest|test_\w+|\w+_tests?)(\.|$)")

# Values of a field that are refused, as recorded: {"dotted.path [new]": {"rating": "-1, 0"}}.
REFUSED_VALUES = {}

# Fields of which a rule may compare two.
ORDERED = (
    serializers.DateField,
    serializers.DateTimeField,
    serializers.DecimalField,
    serializers.IntegerField,
    serializers.TimeField,
)

CASES = [
    pytest.param(label, path, id=path)
    for label, paths in SERIALIZER_MAP.items()
    for path in paths
    if path not in IGNORED_SERIALIZERS and label not in SKIPPED_MODELS
]
every_serializer = pytest.mark.parametrize("label, path", CASES)


def bound(cls, row, **kwargs):
    """The serializer as a view makes it for a request by the row's owner."""
    context = payloads.context_for(cls, row)
    payloads.skip_if_context_is_missing(cls, context)
    return cls(context=context, **kwargs)


def refusals(errors, fields):
    """Errors split into those about form, and those of the project's own rules."""
    form, rules = {}, {}
    for name, messages in errors.items():
        known = getattr(fields.get(name), "error_messages", {})
        plain = [m for m in messages if known.get(getattr(m, "code", None)) == str(m)]
        (form if plain else rules)[name] = messages
    return form, rules


def store(serializer, **given):
    """Save and return None, or return why a rule of the project's own refuses to."""
    try:
        if serializer.is_valid():
            with transaction.atomic():
                serializer.save(**given)
            return None
    except (APIException, Http404, NotImplementedError, ValidationError) as refusal:
        return repr(refusal)
    except Exception as error:
        if talks_to_others(error):
            pytest.skip(f"needs a service outside of the tests: {error}")
        raise
    form, rules = refusals(serializer.errors, serializer.fields)
    assert not form, f"refuses what it sends out itself: {form}"
    return json.dumps(rules, default=str)


def stored_values(serializer, row):
    """What the database holds for the writable fields, those of nested ones too."""
    row = type(row)._base_manager.get(pk=row.pk)
    columns = {column.name for column in row._meta.concrete_fields}
    values = {}
    for name, field in writable_fields(serializer).items():
        if isinstance(field, serializers.ModelSerializer):
            child = getattr(row, field.source, None)
            nested = stored_values(field, child) if child else {}
            values |= {f"{name}.{key}": value for key, value in nested.items()}
        elif field.source in columns and not field.write_only:
            value = getattr(row, field.source)
            if not isinstance(value, (dict, list, FieldFile)):
                values[name] = value
    return values


def lost_values(names, wanted, stored, before):
    """Fields whose value did not arrive; texts may be stored in a tidier form."""
    return [
        key
        for key, value in wanted.items()
        if key.split(".")[0] in names
        and stored.get(key) != value
        and (
            not isinstance(value, str) or stored.get(key) in (None, "", before.get(key))
        )
    ]


def keeps(row, fields, name, value):
    """Whether the model itself stores the value; what its ``save()`` works out, no client sets."""
    if name not in fields:  # of a nested row
        return True
    source = fields[name].source
    with transaction.atomic():
        row = type(row)._base_manager.get(pk=row.pk)
        setattr(row, source, value)
        row.save()
        kept = getattr(type(row)._base_manager.get(pk=row.pk), source) == value
        transaction.set_rollback(True)
    return kept


@every_serializer
@pytest.mark.parametrize("full", [False, True], ids=["minimal", "full"])
def test_output_renders(label, path, full):
    """A row with required values only and one with all go out as JSON."""
    cls = load(path)
    row = payloads.make_row(cls, label, children=2) if full else make(label)
    serializer = bound(cls, row, instance=row)
    payloads.skip_if_input_only(serializer, row)
    data = serializer.to_representation(payloads.as_view_reads(cls, row))
    assert json.loads(JSONRenderer().render(data)) not in ({}, [], None), (
        "sends nothing"
    )
    if full and cls.to_representation is serializers.Serializer.to_representation:
        shown = {n for n, f in serializer.fields.items() if not f.write_only}
        lost = {n for n in shown - set(data) if "." not in serializer.fields[n].source}
        assert not lost, f"declared, but left out of the output: {sorted(lost)}"


@every_serializer
def test_output_keeps_secrets(label, path):
    """No password, and no other field than recorded, goes out."""
    cls = load(path)
    row = payloads.make_row(cls, label)
    payloads.skip_if_input_only(bound(cls, row), row)
    data = bound(cls, row, instance=row).to_representation(
        payloads.as_view_reads(cls, row)
    )
    if isinstance(data, dict):
        allowed = PUBLIC_FIELDS.get(path, [])
        named = [n for n, v in data.items() if re.search("passw|secret", n) and v]
        named = [n for n in named if n not in allowed and isinstance(data[n], str)]
        assert not named, f"secrets go out: {named}; PUBLIC_FIELDS if that is meant"
    text = JSONRenderer().render(data).decode()
    if isinstance(data, dict):
        values = json.loads(text).items()
        types = {n: "null" if v is None else type(v).__name__ for n, v in values}
        claim("OUTPUT_FIELDS", OUTPUT_FIELDS, path, types, __file__)
    assert not re.search(r'"(md5|pbkdf2_|argon2|bcrypt|scrypt)\w*\$', text), text


@every_serializer
def test_update(label, path):
    """A row takes the values of another, field by field, and they are stored."""
    cls = load(path)
    row, other = payloads.make_row(cls, label), payloads.make_row(cls, label)
    serializer = bound(cls, row, instance=row)
    names = sorted(writable_fields(serializer))
    claim("WRITABLE_FIELDS", WRITABLE_FIELDS, path, names, __file__)
    sent, wanted = payload(serializer, other), stored_values(serializer, other)
    payloads.change_nested_choices(serializer, sent, wanted)
    wanted = {n: v for n, v in wanted.items() if n not in payloads.taken_names(cls)}
    if unique_sets(type(other)):
        erase(other)
    refused, patches = {}, payloads.patches(serializer, sent)
    if not patches:
        pytest.skip("no view changes rows with it")
    for names in patches:
        data = {name: sent[name] for name in names}
        patch = bound(cls, row, instance=row, data=data, partial=True)
        before = stored_values(patch, row)
        if reason := store(patch, **payloads.server_values(serializer, row)):
            refused.update(dict.fromkeys(names, reason))
        else:
            lost = lost_values(names, wanted, stored_values(patch, row), before)
            lost = [
                name
                for name in lost
                if keeps(row, serializer.fields, name, wanted[name])
            ]
            assert not lost, f"sent, but not stored: {lost}"
    if refused and len(refused) == len(sent):
        pytest.skip(
            f"refused by rules of its own: {' '.join(sorted({*refused.values()}))}"
        )


@every_serializer
def test_create(label, path):
    """A row that is deleted comes back, with the same values, from its own payload."""
    cls = load(path)
    row = payloads.make_row(cls, label)
    serializer = bound(cls, row)
    if reason := payloads.why_not_created(serializer):
        pytest.skip(reason)
    given = payloads.server_values(serializer, row, creating=True)
    sent, wanted = payload(serializer, row), stored_values(serializer, row)
    wanted = {n: v for n, v in wanted.items() if n not in payloads.overruled_names(cls)}
    for gone in (row, *payloads.parts_sent(serializer, row)):
        erase(gone)
    created = cls(data=sent, context=serializer.context)
    try:
        reason = store(created, **given)
    except type(row).DoesNotExist as error:
        pytest.skip(f"looks for the deleted row itself: {error}")
    if reason:
        pytest.skip(f"refused by rules of its own: {reason}")
    if not isinstance(created.instance, type(row)):
        pytest.skip(f"makes no {label}")
    for field in payloads.passwords(created):
        stored = type(row)._base_manager.get(pk=created.instance.pk)
        assert stored.check_password(sent[field]), f"{field} is not stored as a hash"
    lost = lost_values(sent, wanted, stored_values(created, created.instance), {})
    children = payloads.lost_children(created, sent)
    required = {name for name in sent if serializer.fields[name].required}
    for key in list(lost):  # another optional field may have overruled this one
        erase(created.instance or row)
        data = {name: sent[name] for name in {*required, key.split(".")[0]}}
        created = cls(data=data, context=serializer.context)
        stored = (
            {} if store(created, **given) else stored_values(created, created.instance)
        )
        if not stored or not lost_values([key.split(".")[0]], wanted, stored, {}):
            lost.remove(key)
    kept = created.instance
    lost = [name for name in lost if keeps(kept, serializer.fields, name, wanted[name])]
    lost += children
    assert not lost, f"sent, but not stored: {lost}"


@every_serializer
def test_refused_values(label, path):
    """Nonsense is an error message, never an exception; what was refused before still is."""
    cls = load(path)
    uses = {"new": ["create"], "changed": ["update", "partial_update"]}
    if cls not in payloads.uses() and "self.instance" in payloads.source_of(cls):
        del uses["new"]  # an action may use it for rows that are there, only
    served = [use for use in uses if payloads.serves(cls, *uses[use])]
    if not served:
        pytest.skip("no view takes what a client sends with it")
    row, other = payloads.make_row(cls, label), payloads.make_row(cls, label)
    serializer = bound(cls, row)
    sent = payload(bound(cls, other), other)
    erase(other)
    for use in served:
        known = {"context": serializer.context} | (
            {"instance": row} if use == "changed" else {}
        )
        refused = refused_values(serializer, sent, payload(serializer, row), **known)
        names = [name for name in refused if refused[name]]
        key = f"{path} [{use}]"
        claim("REFUSED_VALUES", REFUSED_VALUES, key, refused, __file__, telling=names)


def refused_values(serializer, sent, taken, **known):
    """For each writable field the values that change a good payload into a bad one."""
    cls = type(serializer)
    before, refused = errors_of(cls, sent, **known), {}
    for name, field in writable_fields(serializer).items():
        probes = dict(payloads.probes(field, taken.get(name)))
        errors = {p: errors_of(cls, {**sent, name: probes[p]}, **known) for p in probes}
        wrong = [probe for probe in errors if errors[probe] - (before - {name})]
        random = [probe for probe in wrong if "taken" in probe]
        plain = [
            probe for probe in wrong if probe not in random and " list" not in probe
        ]
        refused |= {name: ", ".join(plain), f"{name} of another row": ", ".join(random)}
    for one, other in compared(serializer, sent):
        pair = {"equal": (sent[one], sent[one]), "swapped": (sent[other], sent[one])}
        for how, (first, second) in pair.items():
            wrong = errors_of(cls, {**sent, one: first, other: second}, **known)
            is_wrong = wrong - (before - {one, other})
            refused[f"{one} and {other} {how}"] = "refused" if is_wrong else ""
    return refused


def compared(serializer, sent):
    """Pairs of numbers or moments of one kind, of which one may have to be the larger."""
    fields = writable_fields(serializer)
    names = [
        n for n in fields if isinstance(fields[n], ORDERED) and sent.get(n) is not None
    ]
    pairs = combinations(names[:6], 2)
    return [pair for pair in pairs if type(fields[pair[0]]) is type(fields[pair[1]])]


def errors_of(cls, data, **known):
    """Names of the fields that are refused, and of the request where all of it is."""
    serializer = cls(data=data, **known)
    try:
        serializer.is_valid()
    except (APIException, Http404) as refusal:
        return {type(refusal).__name__}
    errors = serializer.errors
    return {*errors} if isinstance(errors, dict) else {"request"}


def test_every_serializer_is_listed():
    """Each model serializer that the URLs load has its row in SERIALIZER_MAP."""
    import_module(settings.ROOT_URLCONF)
    listed = {path for paths in SERIALIZER_MAP.values() for path in paths}
    missing = [
        f'"{cls.Meta.model._meta.label}": ["{cls.__module__}.{cls.__qualname__}"]'
        for cls in loaded_serializers(serializers.ModelSerializer)
        if f"{cls.__module__}.{cls.__qualname__}" not in {*listed, *IGNORED_SERIALIZERS}
    ]
    assert not missing, "add to SERIALIZER_MAP:\n" + "\n".join(sorted(missing))


def loaded_serializers(base):
    """First-party subclasses with a concrete model, at module level or in a class."""
    for cls in base.__subclasses__():
        yield from loaded_serializers(cls)
        model = getattr(getattr(cls, "Meta", None), "model", None)
        if model is None or model._meta.abstract or hasattr(model, "history_object"):
            continue
        if "<locals>" in cls.__qualname__:
            continue
        if is_first_party(cls.__module__) and not TEST_MODULE.search(cls.__module__):
            yield cls
