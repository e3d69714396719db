import { removeSync } from "fs-extra/esm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counts, exampleWith, expectSuccess, run } from "./environment.js";

// PostgreSQL's ArrayField is empty where the settings allow none of the values it may have.
const TEST = `
import ast
import random
from types import SimpleNamespace

import courses.models
import pytest
from courses.models import Category, Course, Lesson, Review
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import PROTECT, BooleanField, ProtectedError, Q, TextField, UniqueConstraint
from django.db.models.signals import pre_save

from rest_framework import serializers

from . import test_model_factories
from .support import known_rows, payloads, samples
from .support.faults import fault_of
from .support.routes import operations_of
from .support.rows import CannotMake, erase, kinds_of_target, make_strictly
from .support.world import make_world


KINDS = "abcdefgh"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_kind_that_can_be_shown(monkeypatch, kind):
    def show(category):
        return {kind: "as it should be"}[category.name]

    monkeypatch.setattr(Category, "__str__", show)
    monkeypatch.setattr(Category._meta.get_field("name"), "choices", [(one, one) for one in KINDS])
    assert make_strictly(Category).name == kind


@pytest.mark.parametrize("drawn_before", [0, 3])
def test_values_drawn_apart(drawn_before):
    def draw():
        return samples.sample(Category._meta.get_field("name")), random.random()

    samples.seed("first")
    plain = [draw() for _ in range(drawn_before + 1)][-1]
    samples.seed("first")
    for _ in range(drawn_before):
        draw()
    with samples.drawn_apart("second"):
        apart = draw()
    after = draw()
    samples.seed("second")
    assert (apart, after) == (draw(), plain)


def test_error_about_a_row_that_cannot_be_shown(monkeypatch):
    def show(category):
        raise LookupError

    monkeypatch.setattr(Category, "__str__", show)
    with pytest.raises(ProtectedError) as met:
        raise ProtectedError("needed", {Category(pk=1)})
    assert fault_of(met.value)[0] is ProtectedError


@pytest.mark.django_db
@pytest.mark.parametrize("null", [True, False])
def test_rows_that_protect_each_other(monkeypatch, null):
    course = make_strictly(Course, full=True)
    review = make_strictly(Review, course=course)
    for key in (Course._meta.get_field("category"), Review._meta.get_field("course")):
        monkeypatch.setattr(key.remote_field, "on_delete", PROTECT)
    monkeypatch.setattr(Course._meta.get_field("category"), "null", null)
    erase(course.category)
    assert not Category._base_manager.filter(pk=course.category.pk).exists()
    assert Course._base_manager.filter(pk=course.pk, category=None).exists() == null
    assert Review._base_manager.filter(pk=review.pk).exists() == null


@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False])
def test_parent_of_the_kind_that_a_signal_wants(known):
    def refuse(sender, instance, **kwargs):
        if instance.course.level != Course.Level.ADVANCED:
            raise ValidationError("Only advanced courses have lessons.")

    course = make_strictly(Course, level=Course.Level.BEGINNER)
    pre_save.connect(refuse, sender=Lesson)
    try:
        if known:
            with pytest.raises(ValidationError):  # whose it is, its test has said
                make_strictly(Lesson, course=course)
        else:
            lesson = make_strictly(Lesson)
            assert Course._base_manager.get(pk=lesson.course.pk).level == Course.Level.ADVANCED
    finally:
        pre_save.disconnect(refuse, sender=Lesson)
    assert Course._base_manager.get(pk=course.pk).level == Course.Level.BEGINNER


@pytest.mark.django_db
def test_key_that_is_limited(monkeypatch):
    key = Review._meta.get_field("author").remote_field
    monkeypatch.setattr(key, "limit_choices_to", {"is_staff": True})
    with make_world({}) as world:
        assert world.row(Review).author.is_staff
        assert not world.users["owner"].is_staff


def test_kinds_that_a_generic_key_means(monkeypatch):
    def key_named(name):
        return SimpleNamespace(name=name, ct_field="content_type", fk_field="object_id")

    plain = SimpleNamespace(get_limit_choices_to=dict)
    monkeypatch.setattr(Review._meta, "get_field", lambda name: plain)
    monkeypatch.setattr(Category._meta, "get_field", lambda name: plain)
    assert kinds_of_target(Review, key_named("about")) == [get_user_model()]

    monkeypatch.setattr(Course._meta, "private_fields", [GenericRelation(Review)])
    monkeypatch.setattr(Review._meta, "private_fields", [key_named("about")])
    assert kinds_of_target(Review, key_named("about")) == [Course]
    assert kinds_of_target(Category, key_named("about")) == [Course]
    assert kinds_of_target(Category, key_named("content_object")) == [get_user_model()]


class FirstSerializer(serializers.ModelSerializer):
    first = serializers.SerializerMethodField()

    class Meta:
        model = Category
        fields = ["first"]

    def get_first(self, category):
        return category.courses.first()


@pytest.mark.django_db
def test_rows_that_the_code_of_a_serializer_names():
    row = payloads.make_row(FirstSerializer, "courses.Category", children=2)
    assert row.courses.exists()


@pytest.fixture
def checked(monkeypatch):
    """Categories are saved where all of their values are valid; no name is."""

    def save(category, **options):
        category.full_clean()
        super(Category, category).save(**options)

    def refuse(value):
        raise ValidationError(f"{value} is not among the names allowed")

    monkeypatch.setattr(Category, "save", save)
    monkeypatch.setattr(Category._meta.get_field("name"), "validators", [refuse])


@pytest.mark.django_db
def test_value_that_is_refused(checked):
    with pytest.raises(ValidationError, match="not among the names allowed"):
        make_strictly(Category)


@pytest.mark.django_db
def test_numbers_that_another_row_has_room_for(monkeypatch):
    def save(lesson, **options):
        if not 1 <= lesson.position <= 2:
            raise ValidationError({"position": "There is room for two."})
        super(Lesson, lesson).save(**options)

    monkeypatch.setattr(Lesson, "save", save)
    first = make_strictly(Lesson, full=True)
    assert (first.position, make_strictly(Lesson, course=first.course).position) == (1, 2)


@pytest.mark.django_db
@pytest.mark.parametrize("refusal", [ValidationError, serializers.ValidationError])
def test_one_of_two_values(monkeypatch, refusal):
    """A rule of the model's, in Django's words or in those of DRF."""

    def save(lesson, **options):
        if bool(lesson.content) == bool(lesson.attachment):
            raise refusal("content or attachment")
        super(Lesson, lesson).save(**options)

    monkeypatch.setattr(Lesson, "save", save)
    lesson = make_strictly(Lesson)
    assert bool(lesson.content) != bool(lesson.attachment)


@pytest.mark.django_db
def test_one_of_two_keys(monkeypatch):
    def save(course, **options):
        if course.category_id and course.is_published:
            raise ValidationError("not in a category")
        super(Course, course).save(**options)

    monkeypatch.setattr(Course._meta.get_field("instructor"), "null", True)
    monkeypatch.setattr(Course, "save", save)
    monkeypatch.setattr(Course._meta.get_field("is_published"), "default", True)
    assert make_strictly(Course, full=True).category is None


@pytest.mark.django_db
def test_text_that_is_unique_where_something_holds(monkeypatch):
    rule = UniqueConstraint(fields=["summary"], condition=Q(category=None), name="one")
    monkeypatch.setattr(Course._meta, "constraints", [rule])
    first, second = make_strictly(Course), make_strictly(Course)
    assert first.summary != second.summary


@pytest.mark.django_db
@pytest.mark.parametrize("is_decided", [True, False])
def test_flag_that_follows_from_a_role(monkeypatch, is_decided):
    def save(user, **options):
        user.is_staff = user.is_staff or is_decided
        super(get_user_model(), user).save(**options)

    user = make_strictly(get_user_model(), is_staff=True)
    monkeypatch.setattr(get_user_model(), "save", save)
    assert test_model_factories.is_decided(user, "is_staff", False) == is_decided


@pytest.mark.django_db
def test_value_that_nobody_can_give(checked, monkeypatch):
    monkeypatch.setitem(samples.SAMPLES, "CharField", lambda field: "")
    with pytest.raises(CannotMake, match="no sample is known for name"):
        make_strictly(Category)


@pytest.mark.django_db
def test_durable_block_within_one_of_the_tests():
    with transaction.atomic(), transaction.atomic(durable=True):
        assert make_strictly(Category).pk


@pytest.mark.django_db
@pytest.mark.parametrize("asked, count", [("", 1), ("name='x'", 2)])
def test_model_of_which_code_takes_the_only_row(monkeypatch, asked, count):
    call = ast.parse(f"Category.objects.get({asked})", mode="eval").body
    monkeypatch.setattr(known_rows, "_lookups", lambda: [(call, courses.models)])
    known_rows.models_of_one_row.cache_clear()
    with make_world([]) as world:
        assert len(world.rows[Category]) == count
    known_rows.models_of_one_row.cache_clear()


@pytest.mark.parametrize("module", ["ninja.operation", "ninja_extra.operation"])
def test_view_of_a_controller(module):
    view = type("PathView", (), {"__module__": module})()
    view.operations = ["what answers"]
    assert operations_of(lambda request: view) == ["what answers"]


def test_box_that_may_stay_empty():
    box, text = BooleanField(blank=True), TextField(blank=True)
    assert [test_model_factories.is_left_out(one) for one in (box, text)] == [False, True]
`;

const UNTELLABLE = `
def test_error_that_cannot_be_shown():
    class Row:
        def __repr__(self):
            raise LookupError

    raise ValueError(Row())
`;

let repo: string;
let python: string;

beforeAll(() => {
  ({ repo, python } = exampleWith({ "test_rows.py": TEST, "test_untellable.py": UNTELLABLE }));
});

afterAll(() => removeSync(repo));

test("rows are such as the model's own code copes with", () => {
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_rows.py"], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed: 33 });
});

test("an error that names a row which cannot be shown fails its own test alone", () => {
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_untellable.py"], { cwd: repo });
  expect(counts(outcome)).toEqual({ failed: 1 });
  expect(outcome.stdout).toContain("cause and remedy");
});
