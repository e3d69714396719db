import { removeSync } from "fs-extra/esm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counts, exampleWith, expectSuccess, run } from "./environment.js";

// Rows that code finds by an address, and rows beside which others are or may not be.
const TEST = `
import pytest
from courses.models import Category, Course, Lesson
from django.contrib.auth import get_user_model
from django.db.models import DO_NOTHING
from django.shortcuts import get_object_or_404
from django.views import View

from .support.rows import erase, make_strictly
from .support.views import sought


def shown(request, lesson_id):
    return Lesson.objects.filter(course__isnull=False).get(id=lesson_id)


def owned(request, **kwargs):
    return get_object_or_404(get_user_model(), email=kwargs["name"]), Course.objects.get(slug="x")


class Detail(View):
    def get(self, request, **kwargs):
        slug = self.kwargs["course"]
        return Lesson.objects.select_related("course").get(course__slug__iexact=slug)


def counted(request, lesson_id):
    return Lesson.objects.filter(id=lesson_id).count()


@pytest.mark.parametrize(
    "view, name, found",
    [
        (shown, "lesson_id", (Lesson, "id")),
        (owned, "name", None),  # get_user_model() is no name of a model
        (Detail, "course", (Lesson, "course__slug")),
        (Detail, "lesson", None),
        (counted, "lesson_id", None),
    ],
)
def test_row_that_code_finds_by_an_address(view, name, found):
    for one in (shown, owned, Detail, counted):
        one.__module__ = __name__
    assert sought(view, name) == found


@pytest.mark.django_db
def test_row_to_which_others_point_that_the_database_keeps(monkeypatch):
    lesson = make_strictly(Lesson)
    monkeypatch.setattr(Lesson._meta.get_field("course").remote_field, "on_delete", DO_NOTHING)
    erase(lesson.course)
    assert not Lesson._base_manager.filter(pk=lesson.pk).exists()


@pytest.mark.django_db
def test_row_that_is_stored_beside_one_of_its_parent(monkeypatch):
    relation = next(one for one in get_user_model()._meta.related_objects if one.one_to_one)
    relation.related_model._base_manager.all().delete()
    user = make_strictly(get_user_model())
    relation.related_model._base_manager.filter(**{relation.field.name: user}).delete()
    user = get_user_model()._base_manager.get(pk=user.pk)
    save = Course.save

    def saved(course, *args, **kwargs):
        assert getattr(user, relation.get_accessor_name())
        save(course, *args, **kwargs)

    monkeypatch.setattr(Course, "save", saved)
    assert make_strictly(Course, instructor=user).pk
`;

let repo: string;
let python: string;

beforeAll(() => {
  ({ repo, python } = exampleWith({ "test_found.py": TEST }));
});

afterAll(() => removeSync(repo));

test("rows are found as the project's code finds them", () => {
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_found.py"], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed: 7 });
});
