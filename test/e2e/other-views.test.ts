import { removeSync } from "fs-extra/esm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counts, exampleWith, expectSuccess, run } from "./environment.js";

// What views and serializers of other projects are like.
const REQUESTS = `
import json
from functools import partial
from types import SimpleNamespace

from django import forms
from django.db import InternalError, IntegrityError
from django.http import HttpResponse
from courses.models import Category
from django.urls import re_path
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory
import pytest

from .conftest import cause_and_remedy
from .support.bodies import form_body, form_fields, form_value
from .support.routes import Route
from .support.views import is_refused, shown_rows
from .support.world import answer_in_spite_of, assert_answered, out_of_reach


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = ["name"]


FORMS = forms.modelformset_factory(Category, form=CategoryForm)


def test_set_of_forms_is_filled():
    body = form_body(FORMS)
    assert body["form-TOTAL_FORMS"] == 1 and body["form-0-name"]
    assert "form-0-name" in form_fields(FORMS)
    assert [*form_body(CategoryForm)] == ["name"]


def test_choices_that_a_form_finds_when_it_is_made():
    assert form_value(forms.ModelChoiceField(queryset=None)) is None


@pytest.mark.parametrize("status", [302, 308, 403])
def test_visitor_who_is_sent_elsewhere(status):
    assert is_refused(HttpResponse(status=status))


def test_answer_that_tells_of_a_service():
    said = "HTTPSConnectionPool(host='api.example.com', port=443): Max retries exceeded"
    assert out_of_reach(None, said) == "needs a service outside of the tests"
    assert out_of_reach(None, "division by zero") is None
    assert out_of_reach(None, "celery: down", 503) == "says that a service it needs is away"
    assert out_of_reach(ZeroDivisionError(), "division by zero", 503) is None


def test_client_that_a_view_asks_for():
    class Tokens(BaseAuthentication):
        pass

    def asked(way):
        request = Request(APIRequestFactory().get("/"), authenticators=[way()])
        request.auth = None
        with pytest.raises(AttributeError) as met:
            request.auth.has_scope("read")
        return out_of_reach(met.value, "no attribute")

    assert asked(Tokens) == "asks for what a client of its own has signed in with"
    assert asked(SessionAuthentication) is None


@pytest.mark.parametrize(
    "regex, words",
    [
        (r"^(?P<version>(v0.1|v1))/", ["v0.1", "v1"]),
        (r"^(?P<version>v[12])/", ["v1", "v2"]),
        (r"^(?P<version>v1|v2a?)/", []),
        (r"^(?P<version>.+)/", []),
    ],
)
def test_parameter_that_its_expression_lists(regex, words):
    route = Route("/{version}/", None, None, {}, (re_path(regex, print).pattern,))
    assert route.words("version") == words
    assert route.words("pk") == []


def test_look_up_that_a_property_tells():
    class View:
        lookup_field = property(lambda view: view.kwargs["key"])
        lookup_url_kwarg = "key"

    assert Route("/{key}/", View, View, {}, ()).lookup("key") == "pk"


def test_page_that_shows_what_an_error_looks_like():
    answer = HttpResponse("sorry", status=500)
    assert_answered(answer, "GET /500/ as anonymous")
    with pytest.raises(pytest.fail.Exception):
        assert_answered(answer, "GET /500/items/ as anonymous")


def test_file_that_is_called_json():
    response = SimpleNamespace(
        status_code=200,
        headers={"Content-Type": "application/json"},
        json=partial(json.loads, "no json"),
    )
    assert shown_rows(response) is None


def test_remedy_of_what_a_model_refuses_is_told_of_models_alone():
    def remedies(error):
        cause = SimpleNamespace(exconly=lambda: f"{error}: refused", traceback=[])
        return cause_and_remedy(cause)[1:]

    assert remedies("django.core.exceptions.ValidationError")
    assert remedies("jsonschema.exceptions.ValidationError") == []


def test_answer_where_the_database_fails_before_there_is_one():
    assert answer_in_spite_of(InternalError(), None).status_code == 500
    answer = HttpResponse()
    assert answer_in_spite_of(InternalError(), answer) is answer and answer.status_code == 200
    assert answer_in_spite_of(IntegrityError(), answer) is answer and answer.status_code == 500
`;

const SERIALIZERS = `
import pytest
from django.contrib.auth import get_user_model
from django.db import models
from rest_framework import serializers

from .support import payloads

SOURCE = """
def show(request, pk):
    course = Course.objects.get(pk=pk)
    course.rating = average(course)
    course.save()
    Courses(course, data=request.data)
    Themes(data=request.data)
    Themes(instance=course, data=request.data)
"""


@pytest.fixture(autouse=True)
def project(monkeypatch):
    caches = [payloads.names_put_on_rows, payloads.names_given, payloads.calls_by_name]
    for cache in caches:
        cache.cache_clear()
    monkeypatch.setattr(payloads, "project_source", lambda: SOURCE)
    yield
    for cache in caches:
        cache.cache_clear()


def test_names_that_views_put_on_rows():
    missed = AttributeError("'Course' object has no attribute 'rating'")
    assert payloads.name_put_by_hand(missed) == "rating"
    assert payloads.name_put_by_hand(AttributeError("'Course' object has no attribute 'price'")) is None


def test_serializers_that_rows_are_only_changed_with():
    assert payloads.is_only_for_changes("Courses")
    assert not payloads.is_only_for_changes("Themes")
    assert not payloads.is_only_for_changes("Others")


def test_names_that_a_serializer_works_out(monkeypatch):
    source = """
        theme.position = Theme.objects.count() + 1
        theme.title = validated_data["title"]
        theme.owner = owner
    """
    monkeypatch.setattr(payloads, "source_of", lambda cls: source)
    monkeypatch.setattr(payloads, "taken_by_views", lambda cls: set())
    assert payloads.overruled_names(serializers.ModelSerializer) == {"position"}


def test_names_that_create_passes():
    made = "Certificate.objects.create(master=user.profile, **validated_data)"
    assert payloads._passed_by(made) == {"master"}
    assert payloads._passed_by("Certificate.objects.filter(master=1)") == set()


def test_rows_that_some_users_have():
    name = get_user_model().__name__
    kinds = [f"{name}.teacher.RelatedObjectDoesNotExist", "Course.owner.RelatedObjectDoesNotExist"]
    errors = [type("Missing", (models.ObjectDoesNotExist,), {"__qualname__": one})() for one in kinds]
    assert [payloads.is_missed_by_user(error) for error in errors] == [True, False]
`;

let repo: string;
let python: string;

beforeAll(() => {
  ({ repo, python } = exampleWith({
    "test_requests.py": REQUESTS,
    "test_own_code.py": SERIALIZERS,
  }));
});

afterAll(() => removeSync(repo));

test.each([
  ["test_requests.py", 16],
  ["test_own_code.py", 5],
])("the suite copes with how other projects are written: %s", (file, passed) => {
  const outcome = run(python, ["-m", "pytest", "-q", `tests/${file}`], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed });
});
