import { removeSync } from "fs-extra/esm";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counts, exampleWith, expectSuccess, run } from "./environment.js";

const MODELS = `

class Basket(models.Model):
    lines = models.ManyToManyField(Category, through="BasketLine")


class BasketLine(models.Model):
    basket = models.ForeignKey(Basket, on_delete=models.CASCADE)
    category = models.ForeignKey(Category, on_delete=models.CASCADE)
    amount = models.PositiveSmallIntegerField()
`;

const TEST = `
from base64 import b64decode
from types import SimpleNamespace

import pytest
from courses.models import Basket, BasketLine
from enrolments.models import Enrollment
from rest_framework import serializers

from .support import payloads
from .support.flows import foreign_values


class ShownSerializer(serializers.ModelSerializer):
    class Meta:
        model = Basket
        fields = ["lines"]


class BasketSerializer(ShownSerializer):
    def create(self, validated_data):
        basket = Basket.objects.create()
        for line in self.initial_data["lines"]:
            key, amount = line["id"], line["amount"]
            BasketLine.objects.create(basket=basket, category_id=key, amount=amount)
        return basket


class Base64FileField(serializers.FileField):
    def to_internal_value(self, data):
        return b64decode(data.rpartition(",")[2])


class NoteSerializer(serializers.Serializer):
    note = Base64FileField()


class PlaceSerializer(serializers.ModelSerializer):
    class Meta:
        model = Enrollment
        fields = ["course"]


class GivenPlaceSerializer(PlaceSerializer):
    def validate(self, attrs):
        return {**attrs, "user_id": self.initial_data["user"]}


@pytest.mark.parametrize(
    ("cls", "names"), [(PlaceSerializer, ["user"]), (GivenPlaceSerializer, [])]
)
def test_owners_whom_nobody_may_choose(cls, names):
    stranger = SimpleNamespace(pk=7)
    step = SimpleNamespace(model=Enrollment, world=SimpleNamespace(users={"stranger": stranger}))
    assert [*foreign_values(step, cls())] == names


@pytest.mark.django_db
def test_links_that_code_takes_itself():
    row = payloads.make_row(BasketSerializer, "courses.Basket")
    sent = payloads.payload(BasketSerializer(row), row)
    serializer = BasketSerializer(data=sent)
    serializer.is_valid(raise_exception=True)
    [line] = serializer.save().basketline_set.all()
    [told] = sent["lines"]
    assert (line.category_id, line.amount) == (told["category"], told["amount"])
    assert told["id"] == told["category"] == told["category_id"]
    assert payloads.required_names(serializer) == {"lines"}


@pytest.mark.django_db
def test_links_that_nobody_takes():
    row = payloads.make_row(ShownSerializer, "courses.Basket")
    assert payloads.payload(ShownSerializer(row), row) == {}
    assert payloads.required_names(ShownSerializer()) == set()


class SizeSerializer(serializers.Serializer):
    size = serializers.IntegerField()


class BoxSerializer(serializers.Serializer):
    options = SizeSerializer()


def test_data_that_a_column_of_json_holds():
    stored = {"options": {"size": 3}}
    assert payloads.payload(BoxSerializer(), stored) == stored


def test_files_in_a_text():
    sent = payloads.payload(NoteSerializer(), None)
    serializer = NoteSerializer(data=sent)
    serializer.is_valid(raise_exception=True)
    assert serializer.validated_data == {"note": b"sample"}
`;

let repo: string;
let python: string;

beforeAll(() => {
  ({ repo, python } = exampleWith({ "test_sent.py": TEST }));
  appendFileSync(join(repo, "courses/models.py"), MODELS);
  expectSuccess(run(python, ["manage.py", "makemigrations", "courses"], { cwd: repo }));
});

afterAll(() => removeSync(repo));

test("what code takes past DRF's fields is sent, too", () => {
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_sent.py"], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed: 6 });
});
