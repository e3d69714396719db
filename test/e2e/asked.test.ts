import { removeSync } from "fs-extra/esm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counts, exampleWith, expectSuccess, run } from "./environment.js";

// What views ask for, in the ways in which other projects write it.
const TEST = `
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import default_token_generator
from django.utils.http import urlsafe_base64_decode
from enrolments.models import Enrollment
from rest_framework.decorators import api_view
from rest_framework.response import Response

from rest_framework.utils.serializer_helpers import ReturnDict, ReturnList

from .support import bodies, kinds, samples, views
from .support.rows import make

SORTS = {"name": "name", "-cost": "-price"}


class Listing:
    STATES = ["open", "closed"]

    def get_queryset(self):
        params = self.request.query_params
        order = params.get("order", "name")
        if params.get("done") in ("1", "true") or "all" in params:
            return order in SORTS
        return params["state"] in self.STATES and sized(self.request)


def sized(request):
    if request.GET.get("size") == "small":
        return request.data["amount"]
    return None


@api_view(["POST"])
def activate(request, uid, token):
    user = get_user_model().objects.get(pk=urlsafe_base64_decode(uid))
    return Response(default_token_generator.check_token(user, token))


@api_view(["POST"])
def sign_in(request):
    code = request.data["code"]
    return Response(default_token_generator.check_token(request.user, code))


@api_view(["POST"])
def step(request, name):
    return Response(name == "ship" or name in ("receive", "cancel"))


Listing.__module__ = sized.__module__ = __name__


@pytest.fixture(autouse=True)
def own(monkeypatch):
    for module in (views, kinds):
        monkeypatch.setattr(module, "is_first_party", lambda name: True)


def test_names_and_words_of_a_query():
    route = SimpleNamespace(view=Listing)
    assert sorted(views.names_asked(route)) == ["all", "done", "order", "size", "state"]
    assert views.values_asked(route) == {
        "done": ["1", "true"],
        "order": ["-cost", "name"],
        "size": ["small"],
        "state": ["closed", "open"],
    }


def test_functions_that_are_handed_the_request():
    def handler(request):
        return sized(request)

    handler.__module__ = __name__
    assert views.helpers_of(handler) == [sized]
    assert bodies.source_of_handler(handler).count("amount") == 1
    assert bodies.names_read(handler) == {"amount": 1}


def test_words_of_an_address():
    assert views.words_for(step.cls, "name") == ["ship", "cancel", "receive"]


@pytest.mark.django_db
def test_proof_that_a_mail_holds():
    user = make(get_user_model())
    assert urlsafe_base64_decode(views.proof_for(activate.cls, "uid", user)).decode() == str(user.pk)
    assert default_token_generator.check_token(user, views.proof_for(activate.cls, "token", user))
    assert default_token_generator.check_token(user, views.proof_for(sign_in.cls, "code", user))
    assert views.proof_for(step.cls, "token", user) is None


def test_names_that_code_puts_into_an_answer():
    def names(data):
        return dict(views.keys_by_hand("", data))

    rows = ReturnList([{"sku": 1}], serializer=None)
    assert names({"count": 1, "items": [{"sku": 1, "low": True}], "rows": rows}) == {
        "names()": "count items rows",
        "names(items[])": "low sku",
    }
    assert names(ReturnDict({"sku": 1}, serializer=None)) == {}
    assert names({"2026-01": 1}) == names({"Nov": 1}) == names([]) == {}


def test_texts_that_names_tell_of():
    assert samples.text_for("email").endswith("@example.com")
    assert samples.text_for("display_name").startswith("Sample display_name ")
    assert samples.text_for("amount") is samples.text_for("order_id") is None


@pytest.mark.django_db
def test_kinds_of_members(monkeypatch):
    monkeypatch.setattr(kinds, "links_to_users", lambda: [(Enrollment, Enrollment._meta.get_field("user"))])
    row = make(Enrollment)
    told = [kind for kind, *_ in kinds.kinds_of(row.user) if "enrolments.Enrollment.status" in kind]
    assert {"enrolments.Enrollment.status": "withdrawn"} in told
    was = kinds.be(row.user, {"enrolments.Enrollment.status": "withdrawn"})
    assert Enrollment.objects.get(pk=row.pk).status == "withdrawn"
    kinds.be(row.user, was)
    assert Enrollment.objects.get(pk=row.pk).status == "active"
`;

let repo: string;
let python: string;

beforeAll(() => {
  ({ repo, python } = exampleWith({ "test_asked.py": TEST }));
});

afterAll(() => removeSync(repo));

test("what views ask for is found as other projects write it", () => {
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_asked.py"], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed: 7 });
});
