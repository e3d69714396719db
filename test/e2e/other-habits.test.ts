import { removeSync } from "fs-extra/esm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counts, exampleWith, expectSuccess, run } from "./environment.js";

// What projects are like that the examples are not: each test once failed for one that is healthy.
const VALUES = `
import ast
import re
import sys
from types import SimpleNamespace

import pytest
from courses.models import Category, Course
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models

from .support import known_rows, samples
from .support.rows import CannotMake, filled_models, is_of_package, mail_column, make, make_strictly
from .test_model_factories import keeps_its_key


class PhoneNumberField(models.CharField):
    pass


def only_films(file):
    if not file.name.endswith(".mp4"):
        raise ValidationError("no film")


def only_numbers(text):
    if not text.isdigit():
        raise ValidationError("no number")


def beginning():
    return "CVE-"




def column(kind, name, **options):
    field = kind(**options)
    field.name, field.model = name, Course
    return field


def test_file_whose_ending_a_function_asks_for():
    field = column(models.FileField, "film", validators=[only_films])
    assert samples.sample_file(field).name == "sample.mp4"


def test_number_of_the_region(monkeypatch):
    example = SimpleNamespace(country_code=47, national_number=40612345)
    found = SimpleNamespace(example_number={"NO": example}.get)
    monkeypatch.setitem(sys.modules, "phonenumbers", found)
    field = column(PhoneNumberField, "phone", max_length=20)
    assert samples.draw(field).startswith("+1212555")
    field.region = "NO"
    assert samples.draw(field).startswith("+4740612")


def test_texts_that_addresses_and_versions_are_made_of():
    assert " " not in samples.draw(column(models.CharField, "path", max_length=80))
    assert samples.draw(column(models.CharField, "version", max_length=16)).startswith("1.")


def test_default_that_a_person_completes():
    options = dict(max_length=12, default=beginning, validators=[only_numbers])
    assert samples.sample(column(models.CharField, "number", **options)).isdigit()


def like_a_sku(value):
    if not re.fullmatch(r"[A-Z]{2}-[0-9]{4}", value):
        raise ValidationError("such as AB-0042")


CODE = re.compile("^[0-9]{3}/[a-z]+$")


class LikeACode:
    def __call__(self, value):
        if not CODE.match(value):
            raise ValidationError("such as 123/a")


def test_texts_that_code_compares_with_an_expression():
    for validator in (like_a_sku, LikeACode()):
        options = dict(max_length=20, validators=[validator])
        validator(samples.sample(column(models.CharField, "name", **options)))


def test_moments_lie_before_later_dates(monkeypatch):
    start = column(models.DateTimeField, "start")
    end = column(models.DateField, "end")
    monkeypatch.setattr(Course._meta, "fields", [start, end], raising=False)
    assert samples.draw(start).date() < samples.draw(end)


@pytest.mark.django_db
def test_text_that_a_rule_wants_as_a_number(monkeypatch):
    def clean(category):
        if not (category.name.isdigit() and len(category.name) == 10):
            raise ValidationError("ten digits, please")

    def save(category, **options):
        category.full_clean()
        super(Category, category).save(**options)

    monkeypatch.setattr(Category, "clean", clean)
    monkeypatch.setattr(Category, "save", save)
    assert len(make_strictly(Category).name) == 10


@pytest.mark.django_db
def test_choices_that_have_rows_already(monkeypatch):
    monkeypatch.setattr(Category._meta.get_field("name"), "choices", [("one", "One")])
    make_strictly(Category)
    with pytest.raises(CannotMake, match="each choice of name has its row"):
        make_strictly(Category)


def test_user_that_is_not_made_of_djangos_base():
    assert mail_column(get_user_model()) == "email"
    assert mail_column(type("Person", (), {})) == "email"
    assert issubclass(get_user_model(), AbstractBaseUser)


def test_columns_that_packages_bring():
    user = get_user_model()
    assert is_of_package(user, user._meta.get_field("last_name"))
    assert not is_of_package(Course, Course._meta.get_field("title"))


@pytest.mark.django_db
def test_models_with_rows():
    assert Category not in filled_models()
    make(Category)
    assert Category in filled_models()


def test_row_that_there_is_one_of(monkeypatch):
    refusal = ValidationError({"id": ["There is one already."]})
    assert not keeps_its_key(Category, refusal)
    monkeypatch.setattr(Category, "save", lambda row: None)
    assert keeps_its_key(Category, refusal)
    assert not keeps_its_key(Category, ValidationError({"name": ["no"]}))


LOOKED_FOR = {
    "Enrollment.objects.get_or_create(user=user, course=course)": [],  # the schema says so
    "Enrollment.objects.get(user=user)": ["user"],
    "Course.objects.get_or_create(category=category, title=title)": [],
}


def keys_in(code):
    from enrolments.models import Enrollment

    module = SimpleNamespace(Enrollment=Enrollment, Course=Course)
    return [key.name for key in known_rows._taken_for_one(ast.parse(code, mode="eval").body, module)]


@pytest.mark.parametrize("code", LOOKED_FOR)
def test_keys_by_which_there_is_one_row(code):
    assert keys_in(code) == LOOKED_FOR[code]


def test_keys_of_a_pair_that_the_schema_lets_come_twice(monkeypatch):
    monkeypatch.setattr(known_rows, "unique_sets", lambda model: [])
    assert keys_in("Enrollment.objects.get_or_create(user=user, course=course)") == ["course"]
`;

let repo: string;
let python: string;

beforeAll(() => {
  ({ repo, python } = exampleWith({ "test_values.py": VALUES }));
});

afterAll(() => removeSync(repo));

test("values and rows fit what other projects ask for", () => {
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_values.py"], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed: 16 });
});
