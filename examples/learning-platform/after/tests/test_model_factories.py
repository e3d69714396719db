"""Models: every one can be made, read back, shown, saved again and deleted."""

import ast
import inspect
import re
import traceback
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.core.management import call_command, get_commands
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import IntegrityError, transaction
from django.db.models import (
    NOT_PROVIDED,
    BooleanField,
    Model,
    ProtectedError,
    RestrictedError,
)

from .recipes import SKIPPED_MODELS
from .support.answers import (
    answers_of,
    by_state,
    choices_of,
    columns_in,
    in_state,
    is_clock,
    pairs_of,
    small_numbers,
    states_of,
)
from .support.faults import fault_met, run_telling_once
from .support.recording import claim, recorded, wanted
from .support.rows import (
    PASSWORD,
    CannotMake,
    code_of_project,
    erase,
    first_party_models,
    is_first_party,
    is_of_package,
    is_raised_by_project,
    make,
    make_strictly,
    recipe_for,
    wanted_fields,
)
from .support.samples import seed

pytestmark = pytest.mark.django_db(databases="__all__")

# Methods whose keyword arguments do not fill a new row.
QUERIES = {"annotate", "exclude", "filter", "get", "update"}

# Columns that a new row must be given, as the source says: one more is a decision, as neither the
# rows that are there nor the code that makes others have a value for it.
REQUIRED_COLUMNS = {
    "accounts.Profile": "user",
    "accounts.User": "email password",
    "courses.Category": "name slug",
    "courses.Course": "description instructor slug title",
    "courses.Lesson": "course position title",
    "courses.Review": "author course rating",
    "enrolments.Enrollment": "course user",
    "enrolments.LegacyCertificate": "course_slug email issued_at number",
    "notifications.Notification": "message user",
    "progress.LessonProgress": "enrollment lesson",
}

# What code around a model relies on, as the source says: one less is a decision.
PROMISES = {
    "accounts.Profile": [
        "user is unique",
        "user leads back by profile",
        "user on_delete CASCADE",
        "visibility is members by default",
    ],
    "accounts.User": ["email is unique"],
    "courses.Category": ["name is unique", "slug is unique", "rows go by name"],
    "courses.Course": [
        "category leads back by courses",
        "category on_delete SET_NULL",
        "enrolment_count is 0 by default",
        "instructor leads back by courses_taught",
        "instructor on_delete PROTECT",
        "is_published is False by default",
        "level is beginner by default",
        "price >= 0",
        "price is 0 by default",
        "slug is unique",
        "constraint course_price_not_negative",
        "rows go by title, pk",
    ],
    "courses.Lesson": [
        "course leads back by lessons",
        "course on_delete CASCADE",
        "position >= 1",
        "course, position are unique together",
        "rows go by course, position",
    ],
    "courses.Review": [
        "author leads back by reviews",
        "author on_delete CASCADE",
        "course leads back by reviews",
        "course on_delete CASCADE",
        "rating <= 5",
        "rating >= 1",
        "course, author are unique together",
        "constraint review_rating_from_1_to_5",
        "rows go by -created_at, -pk",
    ],
    "enrolments.Enrollment": [
        "course leads back by enrolments",
        "course on_delete CASCADE",
        "reference is unique",
        "status is active by default",
        "user leads back by enrolments",
        "user on_delete CASCADE",
        "user, course are unique together",
        "rows go by -created_at, -pk",
    ],
    "notifications.Notification": [
        "course on_delete CASCADE",
        "user leads back by notifications",
        "user on_delete CASCADE",
        "rows go by -created_at, -pk",
    ],
    "progress.LessonProgress": [
        "enrollment leads back by lesson_progress",
        "enrollment on_delete CASCADE",
        "lesson leads back by progress",
        "lesson on_delete CASCADE",
        "enrollment, lesson are unique together",
        "rows go by -created_at, -pk",
    ],
}

# What properties, questions and queries of a row say, as recorded.
MODEL_ANSWERS = {}


def skip_reason(model):
    """Why a model is left out, if it is."""
    if hasattr(model, "history_object"):
        return "django-simple-history writes these rows"
    return SKIPPED_MODELS.get(model._meta.label)


MODELS = [
    pytest.param(
        model,
        id=model._meta.label,
        marks=pytest.mark.skipif(
            bool(skip_reason(model)), reason=str(skip_reason(model))
        ),
    )
    for model in first_party_models()
]
ROWS = {
    f"{model._meta.label} [{kind} row]": (model, kind == "full")
    for model in first_party_models()
    for kind in ("full", "minimal")
    if not skip_reason(model)
}
NAMED = [
    model for model in first_party_models() if model._meta.label in REQUIRED_COLUMNS
]
every_model = pytest.mark.parametrize("model", MODELS)
required_and_all = pytest.mark.parametrize(
    "full", [False, True], ids=["minimal", "full"]
)


@every_model
@required_and_all
def test_model_can_be_created(model, full):
    """A row is stored, found again, shown, saved again and deleted."""
    run_telling_once(
        lead_a_life,
        {"model": model, "full": full},
        minimal_fault(model) if full else (),
    )


def minimal_fault(model):
    """What the row with required values only meets already."""
    name = f"test_model_can_be_created[minimal-{model._meta.label}]"
    seed(f"{Path(__file__).name}::{name}")
    yield name, fault_met(lead_a_life, model=model, full=False)


def lead_a_life(model, full):
    """Make a row and do with it what its life may bring."""
    pk = make_strictly(model, full=full).pk
    row = model._base_manager.get(pk=pk)
    assert isinstance(str(row), str) and isinstance(repr(row), str)
    if hasattr(row, "get_absolute_url"):
        assert row.get_absolute_url()
    save_again(row)
    try:
        with transaction.atomic():
            row.delete()
    except (ProtectedError, RestrictedError):
        pass
    except Exception as error:
        if not is_kept(error):
            raise


def is_kept(error):
    """Whether a ``delete()`` of the project's own says that the row must stay."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return last.name == "delete" and is_raised_by_project(error)


def save_again(row):
    """Save a stored row, unless a rule of the model's own says that it may not change."""
    try:
        row.save()
    except PermissionDenied:
        pass
    except ValidationError as error:
        assert {*getattr(error, "error_dict", {NON_FIELD_ERRORS})} == {
            NON_FIELD_ERRORS
        }, error


@every_model
@required_and_all
def test_model_row_is_valid(model, full):
    """Choices and lengths hold, those of the defaults included."""
    row = model._base_manager.get(pk=make(model, full=full).pk)
    empty = [
        f.name for f in model._meta.fields if getattr(row, f.attname) in f.empty_values
    ]
    # django-fsm lets a state change by its transitions only, not by cleaning.
    empty += [f.name for f in model._meta.fields if getattr(f, "protected", False)]
    row.clean_fields(exclude=empty)
    try:
        row.full_clean(exclude=empty, validate_unique=False)
    except ValidationError as refusal:
        if {*refusal.message_dict} - {NON_FIELD_ERRORS}:
            pytest.skip(
                f"its clean() wants other values, give them in RECIPES: {refusal}"
            )


@every_model
def test_model_can_be_created_twice(model):
    """No unique column has a constant default."""
    first = make(model)
    try:
        second = make_strictly(model)
    except Exception as refusal:
        if keeps_its_key(model, refusal):
            pytest.skip(
                "its save() gives each row the same key, so that there is one only"
            )
        is_plain = type(refusal) is Exception
        if not (is_plain or isinstance(refusal, (ValidationError, ValueError))):
            raise
        if not is_own_rule(refusal):
            raise
        erase(first)
        make_strictly(model)  # or it is no rule about a second row
        pytest.skip(f"a rule of its own allows one row only: {refusal}")
    if model.save is not Model.save and second.pk == first.pk:
        pytest.skip("its save() gives each row the same key, so that there is one only")
    assert first.pk != second.pk


def keeps_its_key(model, refusal):
    """Whether a second row is refused for the key that the model's own ``save()`` gives it."""
    names = {*getattr(refusal, "error_dict", ())}
    return model.save is not Model.save and names == {model._meta.pk.name}


def is_own_rule(refusal):
    """Whether the project raises it, about the row as a whole; no conversion has failed."""
    if {*getattr(refusal, "error_dict", ())} == {NON_FIELD_ERRORS}:
        return True
    return is_raised_by_project(refusal) and not hasattr(refusal, "error_dict")


def test_users_can_be_made(monkeypatch):
    """``createsuperuser`` makes somebody who may do all; ``create_user`` does not."""
    model = get_user_model()
    names = [model.USERNAME_FIELD, *model.REQUIRED_FIELDS]
    if not hasattr(model._default_manager, "create_superuser"):
        pytest.skip("the manager of users has no create_superuser()")
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    for is_super in (True, False):
        row = make(model, full=True)
        values = values_told(row, names)
        erase(row)
        create_user(row, is_super, values)
        named = {
            f"{names[0]}__iexact": values[names[0]]
        }  # the manager may write it small
        for user in model._base_manager.filter(**named):
            assert_may_do_all(user, is_super)
            erase(user)  # the next one may have the same unique columns empty


def values_told(row, names):
    """What a command or a caller tells of a new user, by name."""
    fields = [row._meta.get_field(name) for name in names]
    values = {
        field.name: getattr(row, field.attname) for field in fields if field.concrete
    }
    flags = [field.name for field in fields if isinstance(field, BooleanField)]
    values |= dict.fromkeys(flags, True)  # the command takes a no for no answer
    return values | {name: PASSWORD for name in names if name == "password"}


def create_user(row, is_super, values):
    """Make a user in the way of the project: by Django's command, or by its manager."""
    manager, command = type(row)._default_manager, get_commands().get("createsuperuser")
    if is_super and command == "django.contrib.auth":  # a project may have its own
        call_command("createsuperuser", interactive=False, verbosity=0, **values)
    else:
        create = manager.create_superuser if is_super else manager.create_user
        with suppress(TypeError):  # it may ask for more
            created_by(create, row, **{**values, "password": PASSWORD})


def assert_may_do_all(user, is_super):
    """Whether a new user has its password, and may do what it was made for."""
    assert user.check_password(PASSWORD), "the password was not set"
    for name in ("is_superuser", "is_staff"):
        value = getattr(user, name, is_super)
        is_told = bool(value) != is_super and is_decided(user, name, is_super)
        assert bool(value) == is_super or is_told, f"{name} of a new user is {value!r}"


def is_decided(user, name, value):
    """Whether saving a user says what a flag is, as where it follows from a role."""
    setattr(user, name, value)
    user.save()
    return getattr(type(user)._base_manager.get(pk=user.pk), name) != value


def created_by(create, row, **values):
    """Call ``create_user()``; the columns that neither it nor the model fills are the caller's."""
    try:
        with transaction.atomic():
            create(**values)
    except IntegrityError:
        columns = [
            f
            for f in row._meta.concrete_fields
            if asks_for_value(f) and not f.primary_key
        ]
        create(**{field.name: getattr(row, field.name) for field in columns} | values)


@every_model
def test_model_managers_can_be_read(model):
    """Every manager runs its query and makes a row of it."""
    make(model, full=True)
    for manager in model._meta.managers:
        list(manager.all()[:2])


@pytest.mark.parametrize("key", recorded(MODEL_ANSWERS, ROWS))
def test_model_answers(key):
    """Properties, questions and queries say what they said before, in each state of a row."""
    model, full = ROWS[key]
    row = model._base_manager.get(pk=make(model, full=full).pk)
    subjects = [("", row, own_states), *(relatives_of(row) if full else ())]
    known = wanted("MODEL_ANSWERS", MODEL_ANSWERS, key)
    told, telling = by_state(lambda: answers_of(again(row)), subjects, known)
    said = said_of(row) if full else said_by_saving(model)
    if told | said:
        claim(
            "MODEL_ANSWERS",
            MODEL_ANSWERS,
            key,
            told | said,
            __file__,
            telling=[*telling, *said],
        )


def relatives_of(row):
    """The parents of a row, and children made for it, of each kind another number, with states to try."""
    children = []
    for number, relation in enumerate(row._meta.related_objects):
        with suppress(CannotMake):  # what counts or sums up children needs some
            for _ in range(2 + number % 3 if relation.one_to_many else 1):
                make(relation.related_model, full=True, **{relation.field.name: row})
            children += relation.related_model._base_manager.order_by("-pk")[:1]
    parents = [
        (f.name, getattr(row, f.name)) for f in row._meta.fields if f.is_relation
    ]
    relatives = [*parents, *((child._meta.model_name, child) for child in children)]
    return [(f"{name}'s ", one, choices_of) for name, one in relatives if one]


def said_of(row):
    """What ``str()`` of a row says."""
    said = {"str() in each state": shown_in_states(row)}
    if shown := ", ".join(columns_in(str(again(row)), again(row))):
        said["str() shows"] = shown
    return said


def said_by_saving(model):
    """What ``save()`` of a new row fills in, and what meets the same row again."""
    said = {}
    if names := set_by_saving(model):
        said["save() sets"] = ", ".join(names)
    if met := met_by_twin(model):
        said["the same again"] = met
    return said


def set_by_saving(model):
    """Columns that have another value in the database than a new row was made with."""
    row = make(model)
    fields = model._meta.concrete_fields
    fresh = model(
        **{f.attname: getattr(row, f.attname) for f in fields if asks_for_value(f)}
    )
    fields = [f for f in fields if not (f.primary_key or f.is_relation or is_clock(f))]
    given = {field: getattr(fresh, field.attname) for field in fields}
    try:
        with transaction.atomic():
            erase(row)
            fresh.save()
            stored = again(fresh)
            transaction.set_rollback(True)
        return [
            f.name
            for f in fields
            if getattr(stored, f.attname) != f.to_python(given[f])
        ]
    except Exception:  # of any class: what it lacks, test_model_can_be_created says
        return []


def met_by_twin(model):
    """What a second row with the same values meets where code fills a unique column, or None."""
    fields = [
        f for f in model._meta.concrete_fields if not (f.primary_key or f.is_relation)
    ]
    filled = {f.attname for f in fields if f.unique and (f.blank or not f.editable)}
    row = make(model)
    values = {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields}
    values = {
        name: value
        for name, value in values.items()
        if name not in {model._meta.pk.attname, *filled}
    }
    if not filled or any(
        f.unique for f in model._meta.concrete_fields if f.attname in values
    ):
        return None
    try:
        with transaction.atomic():
            model(**values).save()
            transaction.set_rollback(True)
    except Exception as refusal:  # of any class: that it is refused is an answer, too
        return f"raises {type(refusal).__name__}"
    return "is stored"


def asks_for_value(field):
    """Whether a column has no default, and may be neither null nor left out."""
    has_default = (
        field.has_default()
        or getattr(field, "db_default", NOT_PROVIDED) is not NOT_PROVIDED
    )
    return not (field.null or field.blank or has_default)


def own_states(row):
    """States of one column, of two, and of all numbers."""
    return [*states_of(row), *pairs_of(row), *small_numbers(row)]


def shown_in_states(row):
    """What ``str()`` raises in some state of the row, or that it works."""
    for column, states in states_of(row):
        for state, values in states.items():
            with in_state(row, values) as changed:
                try:
                    str(changed)
                except Exception as error:  # of any class
                    return f"raises {type(error).__name__} if {column} is {state}"
    return "works"


def again(row):
    """The row as it is stored, with nothing remembered."""
    return type(row)._base_manager.get(pk=row.pk)


@pytest.mark.parametrize("model", NAMED, ids=[model._meta.label for model in NAMED])
def test_rows_need_no_other_columns(model):
    """What has had a default, or could be null or left out, still does."""
    needed = {
        field.name for field in model._meta.concrete_fields if asks_for_value(field)
    }
    others = sorted(needed - {*REQUIRED_COLUMNS[model._meta.label].split()})
    assert not others, (
        f"a row must be given {others}, too; if meant, change REQUIRED_COLUMNS"
    )


@pytest.mark.parametrize("label", PROMISES)
def test_model_keeps_its_promises(label):
    """What is unique, what deletions do, related names, defaults, limits and order are as code expects."""
    broken = [
        one for one in PROMISES[label] if one not in promises_of(apps.get_model(label))
    ]
    assert not broken, f"no longer so: {broken}; if meant, change PROMISES"


def promises_of(model):
    """What the columns and the Meta of a model say, in words."""
    options, told = model._meta, []
    for field in options.many_to_many:
        told.append(f"{field.name} leads back by {field.remote_field.related_name}")
    for field in options.concrete_fields:
        told += [f"{field.name} is unique"] if field.unique else []
        if field.has_default():
            default = getattr(field.default, "value", field.default)
            told.append(f"{field.name} is {default} by default")
        if field.is_relation:
            told.append(
                f"{field.name} on_delete {field.remote_field.on_delete.__name__}"
            )
            told.append(f"{field.name} leads back by {field.remote_field.related_name}")
        for limit in field.validators:
            sign = {MinValueValidator: ">=", MaxValueValidator: "<="}.get(type(limit))
            told += [f"{field.name} {sign} {limit.limit_value}"] if sign else []
            checker = getattr(limit, "__name__", type(limit).__name__)
            told.append(f"{field.name} is checked by {checker}")
    together = [(names, "") for names in options.unique_together]
    for one in options.constraints:
        told.append(f"constraint {one.name}")
        if getattr(one, "fields", ()):
            some = " in some rows" if getattr(one, "condition", None) else ""
            together.append((one.fields, some))
    told += [
        f"{', '.join(names)} are unique together{some}" for names, some in together
    ]
    return [*told, f"rows go by {', '.join(map(str, options.ordering))}"]


@every_model
def test_hidden_columns_fill_themselves(model):
    """A column that no form shows has a default, or code of the project sets it."""
    hidden = [
        field.name
        for field in wanted_fields(model)
        if not (field.is_relation or is_of_package(model, field))
        and (is_left_out(field) or not field.editable)
        and type(field).pre_save.__module__.startswith("django.db.")  # no AutoSlugField
        and field.name not in recipe_for(model)
    ]
    unset = [name for name in hidden if not holders_of(name)]
    assert not unset, f"NOT NULL, without a default, and set nowhere: {unset}"
    own = [name for name in hidden if holders_of(name) == {"self"}]
    if own := [name for name in own if is_set_on_saving(model, name)]:
        make_without(own, model)
        try:
            erase(make(model))
        except (
            Exception
        ) as refusal:  # of any class: a rule of its own allows one row only
            pytest.skip(f"no second row is made: {refusal}")
        make_without(own, model)


def is_left_out(field):
    """Whether a form may say nothing of a column; a box that is not ticked says no."""
    return field.blank and not isinstance(field, BooleanField)


def make_without(names, model):
    """A row that is stored without these columns, which ``save()`` has to set."""
    row = make(model)
    columns = [
        field for field in model._meta.concrete_fields if field.name not in names
    ]
    values = {f.attname: getattr(row, f.attname) for f in columns if not f.primary_key}
    erase(row)
    model(**values).save()


@cache
def holders_of(name):
    """On what the project's code sets a column: variables, and "" for keyword arguments."""
    return {holder for holder, attribute in assignments() if attribute == name}


@cache
def assignments():
    """What the project's code sets, as ``(variable, attribute)``."""
    return {found for node in code_of_project() for found in _set_by(node)}


def _set_by(node):
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
        yield ast.unparse(node.value), node.attr
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") not in QUERIES:
        yield from (("", keyword.arg) for keyword in node.keywords)


def is_set_on_saving(model, name):
    """Whether a ``save()`` of the project's own sets the column of the row."""
    sources = [
        inspect.getsource(cls.save)
        for cls in model.__mro__
        if "save" in vars(cls) and is_first_party(cls.__module__)
    ]
    return any(re.search(rf"\bself\.{name}\s*=(?!=)", source) for source in sources)
