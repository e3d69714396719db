"""Serializers: what goes out, what comes in, and that it is stored."""

import json
import re
from datetime import date, timedelta
from functools import cache, wraps
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connections, router, transaction
from django.db.models.fields.files import FieldFile
from django.http import Http404
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer

from .recipes import SKIPPED_MODELS
from .support import payloads
from .support.answers import (
    by_state,
    choices_of,
    columns_in,
    facts,
    small_numbers,
    states_of,
)
from .support.faults import fault_met, run_telling_once
from .support.payloads import TEST_MODULE, load, payload, writable_fields
from .support.recording import claim, claiming_nothing, recorded, wanted
from .support.rows import erase, is_first_party, make, unique_sets
from .support.samples import files_in, later, seed

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

# The fields that go out, as the source says, with the class of each that it declares: a new one
# is a decision, and so is another kind of value.
SHOWN_FIELDS = {
    "accounts.serializers.ProfileSerializer": "bio headline visibility website",
    "accounts.serializers.RegistrationSerializer": "email first_name id last_name",
    "accounts.serializers.UserSerializer": "date_joined email first_name id last_name profile=ProfileSerializer",
    "courses.serializers.CategorySerializer": "name slug url",
    "courses.serializers.CourseDetailSerializer": "category=SlugRelatedField description enrolment_count id instructor=CharField is_enrolled=SerializerMethodField is_published lessons=[LessonSummarySerializer] level price published_at slug summary title",
    "courses.serializers.CourseListSerializer": "category=StringRelatedField lesson_count=SerializerMethodField level price slug summary title url",
    "courses.serializers.LessonSerializer": "attachment content course=SlugRelatedField duration_minutes id position title",
    "courses.serializers.LessonSummarySerializer": "duration_minutes id position title",
    "courses.serializers.ReviewSerializer": "author=CharField comment course=SlugRelatedField created_at id rating",
    "enrolments.serializers.EnrollmentSerializer": "completed_at course=CourseListSerializer created_at id percent_complete=IntegerField reference status",
    "progress.serializers.LessonProgressSerializer": "course=SlugField created_at id lesson=LessonSummarySerializer percent_complete=IntegerField",
}

# The same with their JSON types, as recorded.
OUTPUT_FIELDS = {}

# What goes out beside generated data, and in which state of the row it differs, as recorded.
OUTPUT_ANSWERS = {}

# The fields that a client may write, as the source says or as recorded.
WRITABLE_FIELDS = {
    "accounts.serializers.ProfileSerializer": "bio headline visibility website",
    "accounts.serializers.RegistrationSerializer": "email first_name last_name password",
    "accounts.serializers.UserSerializer": "first_name last_name profile",
    "courses.serializers.CourseDetailSerializer": "category description is_published level price slug summary title",
    "courses.serializers.LessonSerializer": "attachment content course duration_minutes position title",
    "courses.serializers.LessonSummarySerializer": "duration_minutes position title",
    "courses.serializers.ReviewSerializer": "comment course rating",
}

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
CASES_OF = {}


def for_serializers(*actions):
    """Once for each serializer, or each with which a view may do one of these.

    A case is skipped where one before it meets the same error of the project's code.
    """

    def decorated(test):
        cases = [case for case in CASES if not actions or may_serve(case.id, actions)]
        CASES_OF[test] = {case.id: case.values[0] for case in cases}

        @wraps(test)
        def telling(**case):
            __tracebackhide__ = True
            try:
                run_telling_once(
                    test,
                    case,
                    faults_of_same(test, **case),
                    faults_of_others(test, **case),
                )
            except ObjectDoesNotExist as error:
                if payloads.is_missed_by_user(error):
                    pytest.skip(
                        f"is for users of some kind, whom a view lets in: {error}"
                    )
                raise

        none = pytest.mark.skip(
            reason=f"no serializer is there to {' or '.join(actions)}"
        )
        nothing = pytest.param("", "", marks=none, id="no serializer")
        return pytest.mark.parametrize("label, path", cases or [nothing])(telling)

    return decorated


def may_serve(path, actions):
    """Whether views use a serializer for one of the actions, as far as can be told."""
    try:
        return payloads.serves(load(path), *actions)
    except Exception:  # of any class: where it cannot be imported, the tests say why
        return True


def faults_of_same(test, label, path, full=None):
    """What earlier tests of the same serializer meet."""
    earlier = [(test, False)] if full else []
    tests = [*CASES_OF]
    for other in tests[: tests.index(test)]:
        both = (False, True) if other.__name__ == "test_output_renders" else (None,)
        earlier += [(other, variant) for variant in both if path in CASES_OF[other]]
    for other, variant in earlier:
        yield name_of(other, variant, path), fault_of_case(other, label, path, variant)


def faults_of_others(test, label, path, full=None):
    """What the same test of serializers that come earlier meets."""
    for other, label in CASES_OF[test].items():
        if other == path:
            return
        yield name_of(test, full, other), fault_of_case(test, label, other, full)


def name_of(test, full, path):
    """What pytest calls a case of a test."""
    variant = {None: "", False: "minimal-", True: "full-"}[full]
    return f"{test.__name__}[{variant}{path}]"


@cache
def fault_of_case(test, label, path, full):
    """The fault that a case of a test meets, made up from the same random values."""
    seed(f"{Path(__file__).name}::{name_of(test, full, path)}")
    variant = {} if full is None else {"full": full}
    with claiming_nothing():
        return fault_met(test, label=label, path=path, **variant)


def bound(cls, row, by=None, **kwargs):
    """The serializer as a view makes it for a request, by the row's owner unless said."""
    context = payloads.context_for(cls, row, by)
    payloads.skip_if_context_is_missing(cls, context)
    return payloads.made(cls, context, **kwargs)


def shown(cls, row):
    """What goes out of a row, unless it is not for its owner."""
    try:
        return bound(cls, row, instance=row).to_representation(
            payloads.as_view_reads(cls, row)
        )
    except (APIException, Http404, PermissionDenied) as refusal:
        pytest.skip(f"a rule of its own shows nothing: {refusal!r}")
    except AttributeError as error:
        if name := payloads.name_put_by_hand(error):
            pytest.skip(f"a view puts {name} on the rows that it shows")
        raise


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
            for name in payloads.taken_by_views(type(serializer)):
                serializer.validated_data.pop(name, None)
            with transaction.atomic():
                serializer.save(**given)
                connections[
                    router.db_for_write(serializer.Meta.model)
                ].check_constraints()
            return None
    except (APIException, Http404, NotImplementedError, ValidationError) as refusal:
        return repr(refusal)
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
        elif (
            field.source in columns
            and not is_timed(row, field)
            and not field.write_only
        ):
            value = getattr(row, field.source)
            if not isinstance(value, (dict, list, FieldFile)):
                values[name] = value
    return values


def values_of_children(serializer, row):
    """What the database holds of each nested list with one row, which belongs to this one, by name."""
    row, found = type(row)._base_manager.get(pk=row.pk), {}
    for name, field in writable_fields(serializer).items():
        relation = getattr(getattr(type(row), field.source, None), "rel", None)
        child = getattr(field, "child", None)
        if (
            isinstance(child, serializers.ModelSerializer)
            and relation
            and relation.one_to_many
        ):
            rows = relation.related_model._base_manager.filter(
                **{relation.field.name: row}
            )
            if rows.count() == 1:
                found[name] = rows.get(), child, stored_values(child, rows.get())
    return found


def lost_in_children(serializer, wanted, stored, names):
    """What was sent of such rows and is not in those that are there now."""
    for name in names & wanted.keys() & stored.keys():
        row, child, now = stored[name]
        sent = wanted[name][2]
        overruled = payloads.overruled_in_children(type(serializer), type(child), sent)
        overruled = {*overruled, row._meta.pk.name}  # it names a row that is there
        sent = {key: value for key, value in sent.items() if key not in overruled}
        for key in lost_values({key.split(".")[0] for key in sent}, sent, now, {}):
            if keeps(row, child.fields, key, sent[key]):
                yield f"{name}.{key}"


def is_timed(row, field):
    """Whether the database row says itself when it was made or changed."""
    column = row._meta.get_field(field.source)
    return getattr(column, "auto_now", False) or getattr(column, "auto_now_add", False)


def ahead(values):
    """The same once what was sent lies as much later as ``later()`` has it."""
    step = timedelta(days=10)
    return {name: v + step if isinstance(v, date) else v for name, v in values.items()}


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


@for_serializers()
@pytest.mark.parametrize("full", [False, True], ids=["minimal", "full"])
def test_output_renders(label, path, full):
    """A row with required values only and one with all go out as JSON."""
    cls = load(path)
    row = payloads.make_row(cls, label, children=2) if full else make(label)
    serializer = bound(cls, row, instance=row)
    payloads.skip_if_input_only(serializer, row)
    data = shown(cls, row)
    text = JSONRenderer().render(data)
    is_of_others = all("." in field.source for field in serializer.fields.values())
    if full or not is_of_others:  # a minimal row may belong to none
        assert json.loads(text) not in ({}, [], None), "sends nothing"
    if full and cls.to_representation is serializers.Serializer.to_representation:
        sent = {n for n, f in serializer.fields.items() if not f.write_only}
        row = payloads.as_view_reads(cls, row)
        lost = {
            n for n in sent - set(data) if payloads.is_due(row, serializer.fields[n])
        }
        lost -= {n for n in lost if payloads.is_only_taken(serializer.fields[n], row)}
        lost -= payloads.names_put_on_rows()
        assert not lost, f"declared, but left out of the output: {sorted(lost)}"


@pytest.mark.parametrize("path", recorded(OUTPUT_ANSWERS, [case.id for case in CASES]))
def test_output_in_states(path):
    """What code works out of a row goes out as it did before, in each state of the row."""
    cls, label = load(path), next(case.values[0] for case in CASES if case.id == path)
    row = payloads.make_row(cls, label, children=2)
    parents = [
        (f.name, getattr(row, f.name)) for f in row._meta.fields if f.is_relation
    ]
    if "raises" in facts_shown(cls, row):
        pytest.skip(f"test_output_renders[full-{path}] says why nothing goes out")
    subjects = [("", row, states_of), ("", row, small_numbers)]
    subjects += [
        (f"{name}'s ", parent, choices_of) for name, parent in parents if parent
    ]
    known = wanted("OUTPUT_ANSWERS", OUTPUT_ANSWERS, path)
    told, telling = by_state(lambda: facts_shown(cls, row), subjects, known)
    claim("OUTPUT_ANSWERS", OUTPUT_ANSWERS, path, told, __file__, telling=telling)


def facts_shown(cls, row):
    """What goes out of the row as it is stored, or the class of what its output raises."""
    try:
        data = shown(cls, type(row)._base_manager.get(pk=row.pk))
    except pytest.skip.Exception:  # no view reads it so
        return {}
    except Exception as error:  # of any class: what it cannot show is an answer, too
        return {"raises": type(error).__name__}
    return facts(data) if isinstance(data, dict) else {}


@for_serializers()
def test_output_keeps_secrets(label, path):
    """No password goes out, and no field but those that the source or the record says."""
    cls = load(path)
    row = payloads.make_row(cls, label)
    serializer = bound(cls, row)
    assert_fields_are_said(path, serializer)
    payloads.skip_if_input_only(serializer, row)
    payloads.make_counted(serializer, row)
    data = shown(cls, row)
    text = JSONRenderer().render(data).decode()
    if isinstance(data, dict):
        named = [
            name
            for name in payloads.secrets_in(data)
            if name not in PUBLIC_FIELDS.get(path, [])
        ]
        assert not named, f"secrets go out: {named}; PUBLIC_FIELDS if that is meant"
        claim(
            "OUTPUT_FIELDS",
            OUTPUT_FIELDS,
            path,
            types_shown(serializer, data, text, row),
            __file__,
        )
    assert not re.search(r'"(md5|pbkdf2_|argon2|bcrypt|scrypt)\w*\$', text), text


def assert_fields_are_said(path, serializer):
    """The fields that go out are those that the source had when the tests were made."""
    if path in SHOWN_FIELDS:
        fields = serializer.fields.items()
        sent = {
            with_class(name, field) for name, field in fields if not field.write_only
        }
        changed = sorted(sent ^ {*SHOWN_FIELDS[path].split()})
        assert not changed, (
            f"not as SHOWN_FIELDS says: {changed}; if meant, change the row"
        )


def types_shown(serializer, data, text, row):
    """The type of each value as its JSON has it, and the columns that a text is made of."""
    values = json.loads(text).items()
    types = {n: "null" if v is None else type(v).__name__ for n, v in values}
    own = {column.name for column in row._meta.concrete_fields}
    for name in [
        n for n, v in data.items() if isinstance(v, str) and n in serializer.fields
    ]:
        if serializer.fields[name].source not in own and (
            parts := [*columns_in(data[name], row)]
        ):
            types[name] = f"str of {', '.join(parts)}"
    return types


def with_class(name, field):
    """The name of a field, with its class where the serializer declares it: ``total=IntegerField``."""
    if name not in field.parent._declared_fields:
        return name
    one = getattr(field, "child_relation", None)
    if isinstance(field, serializers.ListSerializer):
        one = field.child
    return f"{name}=[{type(one).__name__}]" if one else f"{name}={type(field).__name__}"


@for_serializers("update", "partial_update")
def test_update(label, path):
    """A row takes the values of another, field by field, and they are stored."""
    cls = load(path)
    row, other = payloads.make_row(cls, label), payloads.make_row(cls, label)
    serializer = bound(cls, row, instance=row)
    sent, target = payload(serializer, other), Stored.of(serializer, other)
    payloads.change_nested_choices(serializer, sent, target.values)
    target = target.without(payloads.taken_names(cls) | payloads.clocked_names())
    if unique_sets(type(other)):
        erase(other)
    refused, patches = {}, payloads.patches(serializer, sent)
    if not patches:
        pytest.skip("no view changes rows with it")
    for names in patches:
        reason, lost = outcome_of_patch(
            serializer, row.pk, sent, names, target, len(patches) == 1
        )
        refused.update(dict.fromkeys(names, reason) if reason else {})
        assert not lost, f"sent, but not stored: {lost}"
    if refused and len(refused) == len(sent):
        pytest.skip(
            f"refused by rules of its own: {' '.join(sorted({*refused.values()}))}"
        )


class Stored(NamedTuple):
    """What the database holds of a row, or is to hold, and of its nested rows."""

    values: dict
    children: dict

    @classmethod
    def of(cls, serializer, row):
        """What it holds for the writable fields."""
        return cls(stored_values(serializer, row), values_of_children(serializer, row))

    def without(self, names):
        """The same without these fields of the row."""
        return self._replace(
            values={n: v for n, v in self.values.items() if n not in names}
        )

    def ahead(self):
        """The same once what was sent lies as much later as ``later()`` has it."""
        children = self.children.items()
        moved = {
            name: (row, child, ahead(values)) for name, (row, child, values) in children
        }
        return Stored(ahead(self.values), moved)


def outcome_of_patch(serializer, pk, sent, names, target, is_whole):
    """Why a row does not take these fields, or None; and those whose values did not arrive."""
    cls, row = type(serializer), type(serializer.instance)._base_manager.get(pk=pk)
    data = {name: sent[name] for name in names}
    patch = bound(cls, row, instance=row, data=data, partial=True)
    before, given, wished = (
        Stored.of(patch, row),
        payloads.server_values(serializer, row),
        target,
    )
    if (reason := store(patch, **given)) and later(data) != data:
        patch = bound(cls, row, instance=row, data=later(data), partial=True)
        reason, wished = store(patch, **given), target.ahead()
    if reason:
        return reason, []
    lost = lost_values(names, wished.values, stored_values(patch, row), before.values)
    lost = [
        name
        for name in lost
        if keeps(row, serializer.fields, name, wished.values[name])
    ]
    if lost and not is_whole:  # it may look at all fields together
        names = {name.split(".")[0] for name in lost}
        lost = lost_from_whole(serializer, row, sent, names, target, before)
    has = values_of_children(patch, row)
    replaced = {name for name in names if has.get(name) != before.children.get(name)}
    return None, [*lost, *lost_in_children(patch, wished.children, has, replaced)]


def lost_from_whole(serializer, row, sent, names, target, before):
    """Fields whose values do not arrive where all are sent; none where a rule refuses these."""
    whole = bound(type(serializer), row, instance=row, data=sent, partial=True)
    if store(whole, **payloads.server_values(serializer, row)):
        return []
    return lost_values(names, target.values, stored_values(whole, row), before.values)


@for_serializers("create")
def test_create(label, path):
    """A row that is deleted comes back, with the same values, from its own payload."""
    cls = load(path)
    row = payloads.make_row(cls, label)
    serializer = bound(cls, row, by=payloads.maker_of(row))
    if reason := payloads.why_not_created(serializer):
        pytest.skip(reason)
    given = payloads.server_values(serializer, row, creating=True)
    sent = payload(serializer, row)
    target = Stored.of(serializer, row).without(payloads.overruled_names(cls))
    for gone in (row, *payloads.parts_sent(serializer, row)):
        erase(gone)
    created, sent, target = created_from(serializer, row, sent, target, given)
    assert_passwords_are_hashed(created, sent)
    lost = lost_in_nested(created, sent, target.children)
    lost += lost_alone(created, row, sent, target.values, given)
    assert not lost, f"sent, but not stored: {lost}"
    data = {
        name: sent[name] for name in sent.keys() & payloads.required_names(serializer)
    }
    for file in [file for value in data.values() for file in files_in(value)]:
        file.seek(0)
    store(
        payloads.made(cls, serializer.context, data=data), **given
    )  # what is optional may be left out


def created_from(serializer, row, sent, target, given):
    """The serializer that has stored a payload, or the same later; with what was sent, and is to be stored."""
    cls, context = type(serializer), serializer.context
    created = payloads.made(cls, context, data=sent)
    try:
        if (reason := store(created, **given)) and later(sent) != sent:
            sent, target = later(sent), target.ahead()
            created = payloads.made(cls, context, data=sent)
            reason = store(created, **given)
    except type(row).DoesNotExist as error:
        pytest.skip(f"looks for the deleted row itself: {error}")
    if reason:
        pytest.skip(f"refused by rules of its own: {reason}")
    if not isinstance(created.instance, type(row)):
        pytest.skip(f"makes no {row._meta.label}")
    return created, sent, target


def assert_passwords_are_hashed(created, sent):
    """No password is stored as it was sent."""
    for field in payloads.passwords(created):
        stored = type(created.instance)._base_manager.get(pk=created.instance.pk)
        assert stored.check_password(sent[field]), f"{field} is not stored as a hash"


def lost_in_nested(created, sent, children):
    """What was sent of nested rows, and is not in those of the new row."""
    stored = values_of_children(created, created.instance)
    return [
        *payloads.lost_children(created, sent),
        *lost_in_children(created, children, stored, {*sent}),
    ]


def lost_alone(created, row, sent, target, given):
    """Fields whose values do not arrive even if they come alone, as another optional one may overrule them.

    The new row is gone afterwards.
    """
    lost, serializer = [], created
    for key in lost_values(sent, target, stored_values(created, created.instance), {}):
        erase(created.instance or row)
        name = key.split(".")[0]
        tried = {name, *payloads.required_names(serializer)}
        data = {field: value for field, value in sent.items() if field in tried}
        created = payloads.made(type(created), created.context, data=data)
        stored = (
            {} if store(created, **given) else stored_values(created, created.instance)
        )
        if stored and lost_values([name], target, stored, {}):
            lost += (
                [key]
                if keeps(created.instance, serializer.fields, key, target[key])
                else []
            )
    if created.instance is not None:
        erase(created.instance)
    return lost


@for_serializers("create", "update", "partial_update", "nested")
def test_refused_values(label, path):
    """Nonsense is an error message, never an exception; what was refused before still is."""
    cls = load(path)
    uses = {"new": ["create", "nested"], "changed": ["update", "partial_update"]}
    if cls not in payloads.uses() and "self.instance" in payloads.source_of(cls):
        del uses["new"]  # an action may use it for rows that are there, only
    row, other = payloads.make_row(cls, label), payloads.make_row(cls, label)
    serializer = bound(cls, row)
    names = " ".join(sorted(writable_fields(serializer)))
    claim("WRITABLE_FIELDS", WRITABLE_FIELDS, path, names, __file__)
    sent = payload(bound(cls, other), other)
    erase(other)
    for use in [use for use in uses if payloads.serves(cls, *uses[use])]:
        known = {"context": serializer.context} | (
            {"instance": row} if use == "changed" else {}
        )
        refused = refused_values(serializer, sent, payload(serializer, row), **known)
        names = [name for name in refused if refused[name]]
        key = f"{path} [{use}]"
        claim("REFUSED_VALUES", REFUSED_VALUES, key, refused, __file__, telling=names)


def refused_values(serializer, sent, taken, **known):
    """What of a payload is refused as it is, and the values of each field that make it a bad one."""
    cls = type(serializer)
    before = errors_of(cls, sent, **known)
    refused = {"as it is": ", ".join(sorted(before)) or "taken"}
    for name, field in writable_fields(serializer).items():
        probes = dict(payloads.probes(field, taken.get(name)))
        rest = {other: value for other, value in sent.items() if other != name}
        alike = [
            other for other in sent if "passw" in name and sent[other] == sent[name]
        ] or [name]
        bodies = {
            p: {**sent, **dict.fromkeys(alike, probes[p])} for p in probes
        }  # typed twice
        errors = {"left out": errors_of(cls, rest, **known)}
        errors |= {p: errors_of(cls, bodies[p], **known) for p in probes}
        if len(alike) > 1:
            errors["another than the other"] = errors_of(
                cls, {**sent, name: "x" * 12}, **known
            )
        wrong = [probe for probe in errors if errors[probe] - (before - {name})]
        random = [probe for probe in wrong if "taken" in probe]
        plain = [
            probe for probe in wrong if probe not in random and " list" not in probe
        ]
        refused |= {name: ", ".join(plain), f"{name} of another row": ", ".join(random)}
    for one, other in compared(serializer, sent):
        pair = {"equal": (sent[one], sent[one]), "swapped": (sent[other], sent[one])}
        errors = {
            how: errors_of(cls, {**sent, one: first, other: second}, **known)
            for how, (first, second) in pair.items()
        }
        wrong = [how for how in errors if errors[how] - (before - {one, other})]
        refused[f"{one} and {other}"] = ", ".join(wrong)
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
    serializer = payloads.made(cls, data=data, **known)
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
