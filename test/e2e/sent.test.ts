import { removeSync } from "fs-extra/esm";
import { appendFileSync, writeFileSync } from "node:fs";
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


class Pass(models.Model):
    is_open = models.BooleanField(default=False)
    is_paid = models.BooleanField(default=False)


class Shelf(models.Model):
    basket = models.ForeignKey(Basket, on_delete=models.CASCADE)


class Trip(models.Model):
    basket = models.ForeignKey(Basket, on_delete=models.CASCADE)
    ticket = models.ForeignKey(Pass, on_delete=models.CASCADE)


class TripPart(models.Model):
    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="parts")
    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE)
`;

const REDEEM = `
from courses.models import Category, Pass
from rest_framework.response import Response
from rest_framework.views import APIView


def redeem(*, voucher):
    return Category.objects.exclude(name="").filter(slug__iexact=voucher.lower()).first()


def what_lacks(pk):
    row = Pass.objects.get(pk=pk)
    if not row.is_open:
        return "closed"
    return "" if row.is_paid else "unpaid"


class RedeemView(APIView):
    def post(self, request):
        other = request.data.get("other")
        Category.objects.get_or_create(name=other)
        return Response(redeem(voucher=request.data["voucher"]).name)
`;

const TEST = `
import ast
from base64 import b64decode
from types import SimpleNamespace

import pytest
from courses.models import Basket, BasketLine, Category, Pass, Trip, TripPart
from courses.redeem import RedeemView, what_lacks
from django.http import HttpResponse
from enrolments.models import Enrollment
from rest_framework import serializers

from .support import payloads
from .support.bodies import takes_body
from .support.flows import Action, Step, foreign_values
from .support.reads import Reads
from .support.recording import fits
from .support.views import looked_up


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


class TripPartSerializer(serializers.ModelSerializer):
    class Meta:
        model = TripPart
        fields = ["shelf"]


class TripSerializer(serializers.ModelSerializer):
    parts = TripPartSerializer(many=True)
    ticket = serializers.PrimaryKeyRelatedField(
        queryset=Pass.objects.filter(is_open=True, is_paid=True)
    )

    class Meta:
        model = Trip
        fields = ["basket", "ticket", "parts"]


@pytest.mark.django_db
def test_parts_belong_to_what_the_whole_belongs_to():
    row = payloads.make_row(TripSerializer, "courses.Trip")
    assert row.parts.get().shelf.basket == row.basket
    assert row.ticket.is_open and row.ticket.is_paid


class CodeSerializer(serializers.Serializer):
    code = serializers.CharField(min_length=12, max_length=12)


def test_secrets_that_are_hidden():
    data = {"password": "********", "secret": "", "passwords": 3, "client_secret": "a**"}
    assert [*payloads.secrets_in(data)] == ["client_secret"]


def test_limits_of_a_field_alone():
    serializer = CodeSerializer(data=payloads.payload(CodeSerializer(), None))
    assert serializer.is_valid()


def test_rows_that_code_looks_up_by_what_is_sent():
    assert looked_up(RedeemView, "voucher") == (Category, "slug")
    assert looked_up(RedeemView, "other") is None


def test_code_that_reads_a_body():
    for line in ("request.data['a']", "self.perform_update(s)", "super().post(a)", "go(request)"):
        assert takes_body(ast.parse(line)), line
    for line in ("pay(self.get_object())", "Show(a, context={'request': request}).data"):
        assert not takes_body(ast.parse(line)), line


def test_what_a_row_leaves_open():
    assert fits(["201; +a.B(c) xN; mail"], ["201; +a.B(c) x3; mail"])
    assert fits({"new": "~a.B(c up or down)"}, {"new": "~a.B(c down)"})
    assert not fits("201; +a.B(c) xN", "201; +a.D(c) x3")
    assert not fits(["201"], ["201", "409"])
    assert fits(["201", "if a state allows it"], ["201", "if size is 3"])


class Gated(Step):
    """A request that two columns refuse, one after the other."""

    def __init__(self, row):
        Action.__init__(self, Reads())
        self.row, self.request, self.model = row, "POST", Pass
        self.world = SimpleNamespace(states_found={}, rows_of=lambda model: ())

    def body_of_method(self, role):
        return {"all": 1}

    def required(self, role):
        return {*()}

    def rows_to_change(self, role, body):
        return [("", self.row)]

    def tried(self, role, body):
        with self.reads.noting():
            lacks = what_lacks(self.row.pk)
        return HttpResponse(lacks, status=409 if lacks else 200)


@pytest.mark.django_db
def test_states_behind_one_another():
    step = Gated(Pass.objects.create())
    assert step.finds_state("owner")
    assert step.state[0] == "is_open is True and is_paid is True"
    assert step.finds_state("owner", "is_open is True and is_paid is True")
    assert not step.finds_state("owner", "is_open is True")


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
  writeFileSync(join(repo, "courses/redeem.py"), REDEEM);
  expectSuccess(run(python, ["manage.py", "makemigrations", "courses"], { cwd: repo }));
});

afterAll(() => removeSync(repo));

test("what code takes past DRF's fields is sent, too", () => {
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_sent.py"], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed: 13 });
});
