"""Rows for the tests: ``make("shop.Order")`` saves one of any model.

What a random value cannot satisfy is written in RECIPES (``recipes.py``); a value from
there always wins.
"""

import ast
import operator
import random
import re
import subprocess
import sys
import sysconfig
import traceback
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import islice, permutations
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.fields import GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.core.management.color import no_style
from django.db import IntegrityError, connections, models, router, transaction
from django.db.models import ProtectedError, RestrictedError
from django.template import TemplateDoesNotExist, engines
from model_bakery import baker
from rest_framework.exceptions import ValidationError as ApiValidationError

from ..recipes import RECIPES
from .recording import REACHED_FOR
from .samples import choices_in, draw, is_valid, other_samples, sample

# Among the rows that are shared: whether those on the way get all that they may have.
FULL = "full"
# Code that talks to other machines, or runs other programs.
CLIENTS = re.compile(
    r"/(requests|urllib3|httpx|urllib/request|smtplib|socket|redis|botocore|subprocess)\b"
)
# Where tools put what they have made of a frontend.
BUILT = re.compile(r"\b(build|bundles?|client|dist|frontend|webpack)\b")
PASSWORD = "Sample-Passw0rd-42"
TESTS = Path(__file__).parent.parent
STDLIB = Path(sysconfig.get_path("stdlib"))

# How a model refuses values; some models say it as their serializers would.
REFUSALS = (ValidationError, ApiValidationError)

# Kinds of parents that are tried for a row which a rule refuses.
MOST_KINDS = 20

# What a row on the way may raise before it is tried again with its optional values.
NEEDS_MORE = (*REFUSALS, IntegrityError, AttributeError)


# Keys of rows that were there before the tests: migrations and their signals make rows
# that the code knows, such as one for each plug-in.
REFERENCE_ROWS = {}


class CannotMake(pytest.skip.Exception):
    """No row can be made from what the fields say; skips the test with the reason."""

    def __init__(self, label, reason):
        super().__init__(f"{label}: {reason}; say how in RECIPES of recipes.py")


def first_party_models():
    """The project's own models, proxies left out, sorted by label."""
    return sorted(
        (
            model
            for model in apps.get_models()
            if not model._meta.proxy and not is_installed(model._meta.app_config.path)
            if not is_made_by_a_test(model)
        ),
        key=lambda model: model._meta.label,
    )


def is_made_by_a_test(model):
    """Whether a module of tests defines the model, which then has no table of its own."""
    return re.match(r"(test_\w+|\w+_test|conftest)$", model.__module__.split(".")[-1])


def group_keys():
    """Columns of the user model that point at models of the project: a tenant, a team."""
    user, groups = get_user_model(), first_party_models()
    keys = [
        field for field in user._meta.concrete_fields if field.related_model in groups
    ]
    return [field for field in keys if not issubclass(user, field.related_model)]


def join(user, field, group):
    """Point a user's column at a row, in the database and in the object at hand."""
    type(user)._base_manager.filter(pk=user.pk).update(**{field.name: group})
    setattr(user, field.name, group)


@cache
def code_of_project():
    """Every node of the source in the folders of the project's models, migrations left out."""
    nodes = []
    for source in sources_of_project():
        with suppress(SyntaxError):  # nobody imports such a file
            nodes += ast.walk(ast.parse(source))
    return nodes


def sources_of_project():
    """The files in these folders, as bytes."""
    folders = {model._meta.app_config.path for model in first_party_models()}
    for file in sorted(
        {file for folder in folders for file in Path(folder).rglob("*.py")}
    ):
        if "migrations" not in file.parts:
            yield file.read_bytes()


def note_reference_rows():
    """Remember a row of each table that is not empty before the first test.

    Migrations may have given them keys, which the next row would be given again.
    """
    own = {*first_party_models()} - {get_user_model()}
    for model in filled_models():
        if model._meta.managed:
            number_on(connections[router.db_for_write(model)], [model])
        if model in own:
            REFERENCE_ROWS[model] = (
                model._base_manager.order_by("pk").values_list("pk").first()[0]
            )


def filled_models():
    """The models that have a table with rows."""
    aliases = {model: router.db_for_write(model) for model in apps.get_models()}
    tables = {
        alias: {*connections[alias].introspection.table_names(include_views=True)}
        for alias in {*aliases.values()}
    }
    there = [
        model
        for model, alias in aliases.items()
        if model._meta.db_table in tables[alias]
    ]
    return [model for model in there if model._base_manager.exists()]


def reference_row(model):
    """The row of a model that was there before the tests, or None."""
    key = REFERENCE_ROWS.get(model)
    return model._base_manager.filter(pk=key).first() if key is not None else None


@cache
def is_installed(path):
    """Whether a path lies among installed packages or in Python's own library."""
    parts = set(Path(path).parts)
    return (
        bool({"site-packages", "dist-packages"} & parts) or STDLIB in Path(path).parents
    )


def is_first_party(module):
    """Whether the module of a name is loaded from a file of the repository."""
    file = getattr(sys.modules.get(module), "__file__", None)
    return bool(file) and not is_installed(file)


def said_by(error):
    """The message of an error, or its class where it names a row that cannot be shown."""
    try:
        return str(error)
    except Exception:  # of any class, as it is the project's code
        return type(error).__name__


def talks_to_others(error):
    """Whether an error, or what led to it, arose on the way to another machine."""
    while error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        if any(CLIENTS.search(frame.filename) for frame in frames):
            return True
        error = error.__cause__ or error.__context__
    return False


def make(model, /, *, full_parents=False, **values):
    """A saved row for a test of something else, which is skipped if there is none."""
    label = model if isinstance(model, str) else model._meta.label
    try:
        return make_strictly(model, full_parents=full_parents, **values)
    except Exception as error:  # save() and signals may raise a class of their own
        if isinstance(error, (AttributeError, TypeError)) and not full_parents:
            return make(
                model, full_parents=True, **values
            )  # the code wants more of them
        reason = (
            f"see test_model_factories.py, {type(error).__name__}: {said_by(error)}"
        )
        raise CannotMake(label, reason) from error


def make_strictly(model, /, *, full=False, full_parents=False, **values):
    """Save a row with what it requires and, if ``full``, everything it may have.

    Rows that it needs are made first; those on the way share their own parents, so
    that a lesson and an enrolment of one row belong to the same course.
    """
    if isinstance(model, str):
        model = apps.get_model(model)
    for target, key in default_parents() if model._meta.apps is apps else ():
        if not target._base_manager.filter(pk=key).exists():
            _make(target, False, {"pk": key}, {}, (target,))
    shared = {FULL: full_parents}
    _share(values, shared)
    try:
        with transaction.atomic(using=router.db_for_write(model)):
            return _make(model, full, values, shared, ())
    except ObjectDoesNotExist:  # the code may know a row by its name
        from .known_rows import make_known_rows  # which makes rows by this module

        if not make_known_rows():
            raise
        return make_strictly(model, full=full, full_parents=full_parents, **values)
    except Exception as error:  # of any class: the client of a service picks it
        if host := host_wanted(error):
            reason = f"saving it needs {host}, which tests do without"
            raise CannotMake(model._meta.label, reason) from error
        if reason := unbuilt(error):
            raise CannotMake(model._meta.label, reason) from error
        raise


def unbuilt(error):
    """Why a template is not there: it comes from a build that was not made."""
    if not isinstance(error, TemplateDoesNotExist):
        return None
    folders = [Path(folder) for engine in engines.all() for folder in engine.dirs]
    if gone := [
        folder
        for folder in folders
        if BUILT.search(str(folder)) and not folder.exists()
    ]:
        return f"{error} is in no template folder, and {gone[0]} is not built"
    folders += [Path(app.path) / "templates" for app in apps.get_app_configs()]
    if any(
        is_ignored(folder / str(error))
        for folder in folders
        if not is_installed(folder)
    ):
        return f"{error} is in no template folder, and git ignores it, as what a build makes"
    return None


def is_ignored(file):
    """Whether the repository leaves a file out."""
    try:
        check = ["git", "check-ignore", "--quiet", file]
        return (
            subprocess.run(check, cwd=TESTS, stderr=subprocess.DEVNULL).returncode == 0
        )
    except OSError:  # no git here
        return False


def host_wanted(error):
    """The machine that the package which failed has wanted to reach, or None."""
    frames = traceback.extract_tb(error.__traceback__)
    package = package_of(frames[-1].filename) if frames else None
    return REACHED_FOR.get(package) if package else None


def package_of(file):
    """The installed package that a file belongs to, or None."""
    found = re.search(r"(?:site|dist)-packages[/\\](\w+)", file)
    return found and found[1]


def _make(model, full, given, shared, stack):
    lenient = NEEDS_MORE if stack else REFUSALS
    given = {**recipe_for(model), **given}
    values = dict(given)
    stack = (*stack, model._meta.concrete_model)
    for field in wanted_fields(model, full):
        if field.name in values or field.attname in values:
            continue
        if field.is_relation:
            values.update(_parent(model, field, values, shared, stack))
        else:
            values.update(_value(model, field))
    values.update(_generic_target(model, full, values, stack))
    _be_of_a_kind(model, values, given)
    _obey_checks(model, values, given, shared, stack)
    _obey_uniqueness(model, values, given, stack)
    _keep_apart(model, values, given)
    try:
        row = _stored_of_a_kind(model, values, given)
    except lenient:
        if full:
            raise
        return _make(model, True, given, shared, stack[:-1])
    if {"pk", model._meta.pk.name} & {*given}:
        number_on(connections[router.db_for_write(model)], [model])
    if full:
        _add_many_to_many(row, given)
    return row


def _be_of_a_kind(model, values, given):
    """Take another choice than the one drawn where the row could not even be shown with it.

    A kind may say what the other columns mean, and only some of them what a text may be.
    """
    for field in model._meta.concrete_fields:
        if (
            field.choices
            and not field.has_default()
            and field.name in values.keys() - given.keys()
        ):
            drawn = values[field.name]
            kinds = [drawn, *choices_in(value for value, _ in field.flatchoices)]
            able = (
                kind
                for kind in kinds
                if _can_be_shown(model, {**values, field.name: kind})
            )
            values[field.name] = next(able, drawn)


def _can_be_shown(model, values):
    try:
        with transaction.atomic(using=router.db_for_write(model)):
            str(model(**values))
            return True
    except Exception:  # of any class, as it is the project's code
        return False


def number_on(connection, some_models):
    """Let the next keys follow the rows of some models, of which PostgreSQL keeps no count."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), some_models):
            cursor.execute(statement)


def _stored_of_a_kind(model, values, given):
    """The saved row, of parents of another kind where a rule refuses those it has: a teacher's, a shop's."""
    plain = dict(values)
    try:
        return _stored_beside(model, values, given)
    except (*REFUSALS, ValueError) as error:
        if not _may_be_of_parents(model, error):
            raise
        for parent, name, value in islice(_other_kinds(plain, given), MOST_KINDS):
            was, rows = (
                getattr(parent, name),
                type(parent)._base_manager.filter(pk=parent.pk),
            )
            with (
                suppress(Exception),
                transaction.atomic(using=rows.db),
            ):  # of any class, as it is the project's code
                rows.update(**{name: value})
                setattr(parent, name, value)
                return _stored_beside(model, dict(plain), given)
            setattr(parent, name, was)
        raise


def _may_be_of_parents(model, error):
    """Whether what refuses a row is a rule of the project, and not about its own columns alone."""
    wrong = {*getattr(error, "error_dict", ())}
    keys = {field.name for field in model._meta.concrete_fields if field.is_relation}
    return (
        bool(wrong & {NON_FIELD_ERRORS, *keys})
        if wrong
        else is_raised_by_project(error)
    )


def _other_kinds(values, given):
    """Yes and no, and other choices, of the parents that were made for a row: which, its column, a value."""
    for key in sorted(values.keys() - given.keys()):
        parent = values[key]
        if (
            not isinstance(parent, models.Model)
            or reference_row(type(parent)) == parent
        ):
            continue
        for field in parent._meta.concrete_fields:
            is_flag = isinstance(field, models.BooleanField)
            known = (
                [True, False]
                if is_flag
                else choices_in(value for value, _ in field.flatchoices)
            )
            others = [
                value for value in known if value != getattr(parent, field.attname)
            ]
            yield from ((parent, field.attname, value) for value in others)


def _stored_beside(model, values, given):
    """The saved row, beside what one of its parents lacks: a user's profile, made on signing up."""
    try:
        return _stored(model, values, given)
    except ObjectDoesNotExist as error:
        parents = [one for one in values.values() if isinstance(one, models.Model)]
        for relation, parent in [
            (r, one) for one in parents for r in one._meta.related_objects
        ]:
            cls, found = relation.related_model, {relation.field.name: parent}
            is_lacking = relation.one_to_one and isinstance(error, cls.DoesNotExist)
            if is_lacking and not cls._base_manager.filter(**found).exists():
                make_strictly(cls, **found)
                parent.refresh_from_db()
                return _stored_beside(model, values, given)
        raise


def _stored(model, values, given):
    """The saved row; what save() itself refuses gives way to other samples."""
    fields = {
        field.name: field
        for field in model._meta.concrete_fields
        if not field.is_relation
    }
    free = fields.keys() & values.keys() - given.keys()
    others = {name: other_samples(fields[name]) for name in free}
    moments = {
        name: values[name]
        for name in free
        if isinstance(fields[name], models.DateField)
    }
    arranged = _arranged({name: moment for name, moment in moments.items() if moment})
    keys = {
        f.name: f
        for f in model._meta.concrete_fields
        if f.is_relation and f.name not in given
    }
    emptied, alone = (
        _emptied([fields[name] for name in free], values),
        _one_of(keys, values),
    )
    digits = _in_digits([fields[name] for name in free], values)
    while True:
        try:
            with transaction.atomic(using=router.db_for_write(model)):
                row = _update_made_by_signal(model, values) or _save(model, values)
                _refuse_long_numbers(row)
                for parent in _only_children_of(model, values).values():
                    vars(parent).setdefault("_made_for", set()).add(model)
                return row
        except (*REFUSALS, ValueError) as error:
            wrong = {*getattr(error, "error_dict", ())}
            names = free & wrong
            changes = {name: next(others[name], None) for name in names}
            if not changes or None in changes.values():
                changes = _left_out([fields[name] for name in names], values)
            if not changes and isinstance(error, REFUSALS):
                changes = next(arranged, None)
            if not changes and wrong == {NON_FIELD_ERRORS}:
                changes = next(digits, None)
            if not changes and (
                isinstance(error, TooLong) or is_raised_by_project(error)
            ):
                changes = next(emptied, None)
            if not changes and (
                keys.keys() & wrong or (not wrong and is_raised_by_project(error))
            ):
                changes = next(alone, None)
            if (
                not changes
                and names
                and all(values[n] in fields[n].empty_values for n in names)
            ):
                reason = f"no sample is known for {', '.join(sorted(names))}"
                raise CannotMake(model._meta.label, reason) from error
            if not changes:
                raise
            values.update(changes)


class TooLong(ValueError):
    """A number that save() has worked out has more digits than its column."""


def _refuse_long_numbers(row):
    """SQLite stores a number of any length, and then cannot read the row."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(field, models.DecimalField) and isinstance(
            value, (int, float, Decimal)
        ):
            digits = (field.max_digits or 0) - (field.decimal_places or 0)
            if digits > 0 and abs(value) >= 10**digits:
                raise TooLong(
                    f"{field.name} is {value}, more than its {field.max_digits} digits"
                )


def is_raised_by_project(error):
    """Whether its own code says so, and no conversion has failed."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return not is_installed(frame.filename) and str(frame.line).startswith("raise")


def _emptied(fields, values):
    """Each optional value left out in turn, as a rule may forbid two of them together."""
    for field in sorted(fields, key=lambda field: field.name):
        if left := _left_out([field], values):
            value = values[field.name]
            yield left
            values[field.name] = value


def _in_digits(fields, values):
    """Each required text in turn as a number of some length, which a rule may ask for."""
    for field in sorted(fields, key=lambda field: field.name):
        if (
            isinstance(field, models.CharField)
            and is_required(field)
            and not field.choices
        ):
            value = values[field.name]
            for size in {10, min(field.max_length or 10, 34)}:
                yield {field.name: "".join(random.choices("0123456789", k=size))}
            values[field.name] = value


def _one_of(keys, values):
    """One optional key alone, each in turn, as a rule may allow no more."""
    known = {
        name: values[name] for name in keys if keys[name].null and values.get(name)
    }
    for name in sorted(known) if len(known) > 1 else ():
        yield {**dict.fromkeys(known), name: known[name]}


def _left_out(fields, values):
    """What takes the place of the optional values among these columns."""
    filled = [field for field in fields if values[field.name] not in field.empty_values]
    optional = [field for field in filled if not is_required(field)]
    return {
        field.name: None if field.null else field.get_default() for field in optional
    }


def _arranged(moments):
    """Up to four moments in every order, far apart, ahead of now and then in the past."""
    names = list(moments)[:4]
    for days in (10, -200):
        for order in permutations(range(len(names))):
            shifts = [timedelta(days=days + 40 * place) for place in order]
            yield {name: moments[name] + shift for name, shift in zip(names, shifts)}


def erase(row, above=()):
    """Remove a row for good, whatever its ``delete()`` does; rows that protect it let go of it, or go too."""
    rows = type(row)._base_manager.filter(pk=row.pk)
    for relation in row._meta.related_objects:
        if relation.on_delete is models.DO_NOTHING and relation.field.db_constraint:
            for other in relation.related_model._base_manager.filter(
                **{relation.field.name: row}
            ):
                erase(other, (row, *above))
    try:
        with transaction.atomic(using=rows.db):
            rows.delete()
    except (ProtectedError, RestrictedError) as error:
        for other in {*error.args[1]} - {row, *above}:
            if found := [key.attname for key in _keys_to(row, other) if key.null]:
                type(other)._base_manager.filter(pk=other.pk).update(
                    **dict.fromkeys(found)
                )
            else:
                erase(other, (row, *above))
        rows.delete()


def _keys_to(row, other):
    """The columns of another row that point to this one."""
    for key in other._meta.concrete_fields:
        if key.is_relation and isinstance(row, key.related_model):
            if getattr(other, key.attname) == getattr(row, key.target_field.attname):
                yield key


@cache
def default_parents():
    """Rows that foreign keys name as their default, as data migrations make them."""
    fields = [field for model in first_party_models() for field in model._meta.fields]
    return sorted(
        {
            (field.related_model, field.default)
            for field in fields
            if field.is_relation and isinstance(field.default, (int, str))
        },
        key=str,
    )


def _save(model, values):
    if hasattr(model, "add_root"):  # django-treebeard
        return model.add_root(**values)
    tree = dict.fromkeys(
        _tree_columns(model)
    )  # one that has them has been stored, to django-mptt
    return baker.make(model, **tree, **{**_translations(model), **values})


def _translations(model):
    """What django-parler keeps of a row in another table, for the language of the moment."""
    values = {}
    for meta in getattr(model, "_parler_meta", None) or ():
        for field in wanted_fields(meta.model, full=True):
            if field.name in meta.get_translated_fields():
                values.update(_value(meta.model, field))
    return values


def _only_children_of(model, values):
    """The given parents that can have one row of the model only, by field."""
    return {
        field.name: values[field.name]
        for field in model._meta.concrete_fields
        if field.is_relation
        and field.unique
        and getattr(values.get(field.name), "pk", None)
    }


def _update_made_by_signal(model, values):
    """A one-to-one row that a signal made with its parent is taken, but only once."""
    for name, parent in _only_children_of(model, values).items():
        if model in vars(parent).get("_made_for", ()):
            raise CannotMake(model._meta.label, f"its {name} has one already")
        if row := model._base_manager.filter(**{name: parent}).first():
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            return row
    return None


# Which columns


def mail_column(model):
    """Where the address of a user is; a model that is not made of Django's base does not say."""
    return getattr(model, "get_email_field_name", lambda: "email")()


def recipe_for(model):
    """RECIPES of the model and its parents, the model's own first."""
    merged = {}
    for parent in reversed(model.__mro__):
        if hasattr(parent, "_meta"):
            merged.update(RECIPES.get(parent._meta.label, {}))
    return {
        name: value() if callable(value) else value for name, value in merged.items()
    }


def wanted_fields(model, full=False):
    """The columns that a row needs and, if ``full``, those it may have."""
    skipped = _tree_columns(model) | {
        name for key in generic_keys(model) for name in (key.ct_field, key.fk_field)
    }
    for field in model._meta.concrete_fields:
        wanted = is_required(field) or (full and field.editable)
        if wanted and field.name not in skipped and not fills_itself(field):
            yield field


def is_of_package(model, field):
    """Whether a model has a column from a parent that an installed package brings."""
    parents = [
        cls
        for cls in model.__mro__
        if issubclass(cls, models.Model) and hasattr(cls, "_meta")
    ]
    found = [
        cls for cls in parents if field.name in {one.name for one in cls._meta.fields}
    ]
    return not is_first_party(found[-1].__module__)


def is_required(field):
    """Whether a row without this value cannot be saved, or would be a bad one."""
    if field.is_relation:  # a default key may point to a row that is not there
        return field.has_default() or not field.null
    if field.null or (field.has_default() and field.get_default() is not None):
        return False
    # Whatever the schema allows, a user logs in with something.
    is_login = field.name == getattr(field.model, "USERNAME_FIELD", None)
    return is_login or not (field.blank and field.empty_strings_allowed)


def fills_itself(field):
    """Whether Django, or a package that maintains the column, gives the value."""
    return (
        isinstance(field, models.AutoField)
        or getattr(field, "auto_now", False)
        or getattr(field, "auto_now_add", False)
        or getattr(field, "generated", False)
        or getattr(field.remote_field, "parent_link", False)
        or getattr(field, "db_default", models.NOT_PROVIDED) is not models.NOT_PROVIDED
        or field.name in ("polymorphic_ctype", "_order")
    )


def _tree_columns(model):
    """Columns that django-mptt and django-treebeard compute."""
    if hasattr(model, "_mptt_meta"):
        tree = model._mptt_meta
        return {tree.left_attr, tree.right_attr, tree.tree_id_attr, tree.level_attr}
    if hasattr(model, "add_root"):
        return {"path", "depth", "numchild", "lft", "rgt", "tree_id"}
    return set()


# Values


def _value(model, field):
    if issubclass(model, get_user_model()) and field.name == "password":
        return {"password": make_password(PASSWORD)}
    value = sample(field)
    if value is None and is_required(field):
        value = draw(field)
        if value is None:
            raise CannotMake(model._meta.label, f"no sample is known for {field.name}")
    return {} if value is None else {field.name: value}


def _parent(model, field, values, shared, stack):
    """The row that a foreign key points to: a shared one, or one of its own."""
    target = field.related_model._meta.concrete_model
    if target is ContentType:  # packages note there which class a row is of
        kind = model if is_of_package(model, field) else get_user_model()
        return {field.name: ContentType.objects.get_for_model(kind)}
    row = shared.get(_share_key(target, field.name))
    row = row or (None if target in stack else reference_row(target))
    key = field.target_field  # with to_field a column that may be empty
    is_free = not field.unique and row not in values.values()
    if row and is_free and getattr(row, key.attname) is not None:
        return {field.name: row}
    if target in stack:
        error = CannotMake(
            model._meta.label, f"{field.name} needs a {target.__name__} that needs it"
        )
    else:
        limits = field.get_limit_choices_to()
        limits = limits if isinstance(limits, dict) else {}
        plain = {name: value for name, value in limits.items() if "__" not in name}
        try:
            full = shared.get(FULL) or key.null
            row = _make(field.related_model, full, plain, shared, stack)
        except (CannotMake, *NEEDS_MORE) as nested:
            error = nested
        else:
            shared.setdefault(_share_key(target, field.name), row)
            return {field.name: row}
    if field.null:
        return {}
    raise error


def may_hold(field, row):
    """Whether a row is one of those that its model limits a foreign key to."""
    limits = field.get_limit_choices_to()
    rows = type(row)._base_manager.filter(pk=row.pk)
    return not limits or rows.complex_filter(limits).exists()


def _share(values, shared, depth=2):
    """Remember the given rows and those that they belong to."""
    for name, row in values.items():
        if isinstance(row, models.Model):
            shared.setdefault(_share_key(row._meta.concrete_model, name), row)
            keys = [key.name for key in row._meta.concrete_fields if key.is_relation]
            if depth:
                _share({key: getattr(row, key) for key in keys}, shared, depth - 1)


def _share_key(model, name):
    """One row of a model serves all, but users only where their part has one name."""
    return (model, name) if issubclass(model, get_user_model()) else model


def generic_keys(model):
    """The generic foreign keys of a model."""
    return [key for key in model._meta.private_fields if hasattr(key, "fk_field")]


def _generic_target(model, full, values, stack):
    """Generic foreign keys point at what they mean, or a content type if keys must fit."""
    found = {}
    for key in generic_keys(model):
        content_type = model._meta.get_field(key.ct_field)
        if {key.name, key.ct_field} & set(values) or (content_type.null and not full):
            continue
        target = ContentType.objects.get_for_model(get_user_model())
        row = _row_of_a_kind(kinds_of_target(model, key), stack)
        if row and is_valid(model._meta.get_field(key.fk_field), row.pk):
            target = row
        found[key.ct_field] = ContentType.objects.get_for_model(target)
        found[key.fk_field] = target.pk
    return found


def _row_of_a_kind(kinds, stack):
    """A row of the first of some models that one can be made of."""
    for kind in [kind for kind in kinds if kind not in stack]:
        try:
            return _make(kind, False, {}, {}, stack)
        except (CannotMake, *NEEDS_MORE):
            if kind is kinds[-1]:
                raise
    return None


def kinds_of_target(model, key):
    """A user, unless the key is limited to other models, or these point back at it."""
    limits = model._meta.get_field(key.ct_field).get_limit_choices_to()
    allowed = (
        ContentType.objects.complex_filter(limits).order_by("pk") if limits else ()
    )
    kinds = [kind for kind in (one.model_class() for one in allowed) if kind]
    kinds = kinds or pointing_back(model, key) or _meant_elsewhere(key)
    user = get_user_model()
    return kinds if kinds and user not in kinds else [user]


def pointing_back(model, key):
    """The models with a GenericRelation to a generic foreign key."""
    names = (key.ct_field, key.fk_field)
    return [
        other
        for other in apps.get_models()
        for back in other._meta.private_fields
        if isinstance(back, GenericRelation)
        and issubclass(model, back.related_model)
        and (back.content_type_field_name, back.object_id_field_name) == names
    ]


def _meant_elsewhere(key):
    """What generic foreign keys of the same name mean, where it is no name that all have."""
    if key.name == "content_object":
        return []
    alike = [
        (other, one)
        for other in apps.get_models()
        for one in generic_keys(other)
        if one.name == key.name
    ]
    return [kind for other, one in alike for kind in pointing_back(other, one)]


def _add_many_to_many(row, given):
    for field in row._meta.many_to_many:
        target = field.related_model
        simple = getattr(field.remote_field.through._meta, "auto_created", False)
        if simple and field.name not in given and target is not type(row):
            shared = {_share_key(type(row), field.name): row}
            getattr(row, field.name).add(_make(target, False, {}, shared, ()))


# Constraints

COMPARISONS = {
    "exact": operator.eq,
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
    "in": lambda value, options: value in options,
    "range": lambda value, bounds: bounds[0] <= value <= bounds[1],
    "isnull": lambda value, wanted: (value is None) == wanted,
}


def _obey_checks(model, values, given, shared, stack):
    """Change what breaks a plain CHECK; a value that already obeys it stays."""
    for constraint in model._meta.constraints:
        if not isinstance(constraint, models.CheckConstraint):
            continue
        condition = getattr(constraint, "condition", None) or constraint.check
        if _holds(condition, model, values):
            continue
        for changes in _changes(condition, model, values, given):
            for name in [name for name in changes if changes[name] is ...]:
                field = model._meta.get_field(name)
                changes.update(
                    _parent(model, field, values, shared, stack)
                    if field.is_relation
                    else _value(model, field)
                )
            changed = {**values, **changes}
            if ... in changes.values():  # no row can be made for a key
                continue
            if not set(changes) & set(given) and _holds(condition, model, changed):
                values.update(changes)
                break


def _holds(node, model, values):
    """Whether a Q or one of its leaves is true; what cannot be told counts as true."""
    if not isinstance(node, models.Q):
        compare, actual, wanted = _leaf(node, model, values)
        if compare is None or (actual is None and compare is not COMPARISONS["isnull"]):
            return True
        try:
            return compare(actual, wanted)
        except TypeError:
            return True
    results = [_holds(child, model, values) for child in node.children]
    return (any(results) if node.connector == "OR" else all(results)) != node.negated


def _leaf(node, model, values):
    """The comparison of a leaf such as ("price__gte", 0), with its two sides."""
    unknown = (None, None, None)
    if not isinstance(node, tuple):
        return unknown
    name, _, lookup = node[0].partition("__")
    wanted = getattr(node[1], "value", node[1])
    if isinstance(wanted, models.F):
        wanted = _current(model, wanted.name, values)
    names = {field.name for field in model._meta.concrete_fields}
    compare = COMPARISONS.get(lookup or "exact")
    if name not in names or hasattr(wanted, "resolve_expression") or wanted is None:
        return unknown
    return compare, _current(model, name, values), wanted


def _current(model, name, values):
    field = next((f for f in model._meta.concrete_fields if f.name == name), None)
    if field is None or name in values:
        return values.get(name)
    return field.get_default() if field.has_default() else None


def _changes(node, model, values, given):
    """Changes that may make a condition true, one alternative after another."""
    if isinstance(node, models.Q) and node.connector == "OR":
        for child in sorted(
            node.children, key=_is_about_null
        ):  # what is full stays full
            yield from _changes(child, model, values, given)
    elif isinstance(node, models.Q):
        merged = {}
        for child in node.children:
            changed = {**values, **merged}
            if not _holds(child, model, changed):
                merged.update(next(_changes(child, model, changed, given), {}))
        yield merged
    else:
        compare, actual, wanted = _leaf(node, model, values)
        name, _, lookup = node[0].partition("__")
        if lookup == "isnull":
            yield {name: None if wanted else ...}
        elif compare:
            if isinstance(node[1], models.F):
                swapped = {name: wanted, node[1].name: actual}
                fields = {field.name: field for field in model._meta.concrete_fields}
                if not swapped.keys() & {*given} and all(
                    is_valid(fields[each], value) for each, value in swapped.items()
                ):
                    yield swapped
            first = wanted[0] if lookup in ("in", "range") else wanted
            step = {"gt": 1, "lt": -1}.get(lookup, 0)
            yield {name: first + _unit(first) * step if step else first}


def _is_about_null(node):
    return isinstance(node, tuple) and node[0].endswith("__isnull")


def _unit(value):
    if isinstance(value, datetime):
        return timedelta(minutes=1)
    return timedelta(days=1) if isinstance(value, date) else 1


def _obey_uniqueness(model, values, given, stack):
    """Draw again what is taken: short choices, small numbers, shared parents.

    A unique column with a constant default is left alone: two rows must not clash. One that is
    unique under a condition only has a value, as all rows may be empty there that do not meet it.
    """
    for field in model._meta.concrete_fields:
        if (
            field.name in _sometimes_unique(model)
            and field.name not in values
            and not field.null
        ):
            values.update(_value(model, field))
    for names in dict.fromkeys([*unique_sets(model), *unique_later(model)]):
        free = [name for name in names if name not in given]
        if not free or (len(names) == 1 and names[0] not in values):
            continue
        for _ in range(50):
            wanted = {name: _current(model, name, values) for name in names}
            if None in wanted.values():
                break
            if not model._base_manager.filter(**wanted).exists():
                break
            field = model._meta.get_field(free[-1])
            values.update(
                _parent(model, field, values, {}, stack)
                if field.is_relation
                else _value(model, field)
            )
        else:
            if len(names) == 1 and field.choices:
                raise CannotMake(
                    model._meta.label, f"each choice of {field.name} has its row"
                )


def _keep_apart(model, values, given):
    """Move dates on where an exclusion constraint lets no two rows be at the same time."""
    if any(
        type(rule).__name__ == "ExclusionConstraint" for rule in model._meta.constraints
    ):
        ahead = timedelta(days=400) * model._base_manager.count()
        for field in model._meta.concrete_fields:
            if (
                isinstance(field, models.DateField)
                and field.name not in given
                and values.get(field.name)
            ):
                values[field.name] += ahead


def unique_sets(model):
    """Names of the fields that are unique, alone or together."""
    sets = [rule.fields for rule in unique_constraints(model)]
    for parent in [model, *model._meta.get_parent_list()]:
        sets += [names for names in parent._meta.unique_together]
        key = getattr(parent._meta, "pk_fields", ())
        sets += [[field.name for field in key]] if len(key) > 1 else []
    sets += [
        (f.name,)
        for f in model._meta.concrete_fields
        if f._unique and not f.is_relation
    ]
    return [tuple(names) for names in sets if names]


def _sometimes_unique(model):
    """Names of columns that are unique alone, where a condition holds."""
    rules = [rule for rule in unique_constraints(model) if rule.condition]
    return {name for rule in rules if len(rule.fields) == 1 for name in rule.fields}


def unique_constraints(model):
    """Those of a model and its parents."""
    rules = [
        rule
        for one in [model, *model._meta.get_parent_list()]
        for rule in one._meta.constraints
    ]
    return [rule for rule in rules if isinstance(rule, models.UniqueConstraint)]


def unique_later(model):
    """What today's model has unique, and the one that an old migration knows has not yet.

    Two short texts that are the same by chance would tell nothing of the step between.
    """
    try:
        today = apps.get_model(model._meta.label)
    except LookupError:  # it has another name now, or is gone
        return []
    columns = {field.name: field for field in model._meta.concrete_fields}
    sets = [names for names in unique_sets(today) if columns.keys() >= {*names}]
    return [names for names in sets if not columns[names[-1]].is_relation]
