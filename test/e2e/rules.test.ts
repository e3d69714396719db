import { removeSync } from "fs-extra/esm";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  copyOf,
  counts,
  expectSuccess,
  requirementLines,
  run,
  soundcheck,
  virtualEnvironment,
} from "./environment.js";

const MODELS = `

class Basket(models.Model):
    code = models.CharField(max_length=8)
    is_open = models.BooleanField(default=True)
    ready_on = models.DateField(default="2020-01-01")

    @property
    def takes_more(self):
        return self.is_open


class BasketLine(models.Model):
    basket = models.ForeignKey(Basket, on_delete=models.CASCADE, related_name="lines")
    name = models.CharField(max_length=20)
    amount = models.PositiveSmallIntegerField()
`;

const SERIALIZERS = `

class NoteSerializer(serializers.Serializer):
    pages = serializers.IntegerField()

    def validate_pages(self, value):
        if value < 1:
            raise serializers.ValidationError("no note without pages")
        return value
`;

const TEST = `
from types import SimpleNamespace

import pytest
from courses.models import Basket, BasketLine
from rest_framework import serializers

from . import test_serializers
from .support import flows, payloads
from .support.rows import make
from .support.rules import breaking

pytestmark = pytest.mark.django_db


class LineSerializer(serializers.ModelSerializer):
    class Meta:
        model = BasketLine
        fields = ["name", "amount"]


class BasketSerializer(serializers.ModelSerializer):
    lines = LineSerializer(many=True)

    class Meta:
        model = Basket
        fields = ["code", "ready_on", "lines"]

    def create(self, validated_data):
        lines = validated_data.pop("lines")
        basket = Basket.objects.create(**validated_data)
        for line in lines:
            BasketLine.objects.create(basket=basket, **line)
        return basket


class ForgetfulSerializer(BasketSerializer):
    def create(self, validated_data):
        for line in validated_data["lines"]:
            line["amount"] = 30_000
        return super().create(validated_data)


class OrderSerializer(serializers.Serializer):
    kind = serializers.CharField()
    note = serializers.CharField(allow_blank=True)
    baskets = serializers.ListField(child=serializers.IntegerField())
    basket = serializers.PrimaryKeyRelatedField(queryset=Basket.objects.all())


def stored(cls):
    row = payloads.make_row(cls, "courses.Basket")
    serializer = cls(context=payloads.context_for(cls, row))
    wanted = test_serializers.values_of_children(serializer, row)
    sent = payloads.payload(serializer, row)
    made = cls(data=sent, context=serializer.context)
    made.is_valid(raise_exception=True)
    now = test_serializers.values_of_children(serializer, made.save())
    return [*test_serializers.lost_in_children(serializer, wanted, now, {*sent})]


def test_nested_rows_hold_what_was_sent():
    assert stored(BasketSerializer) == []
    assert stored(ForgetfulSerializer) == ["lines.amount"]


class ShipmentSerializer(serializers.Serializer):
    code = serializers.RegexField("^[A-Z]{2}-[0-9]{3}$")
    lines = LineSerializer(many=True)


def test_nested_rows_that_are_not_there():
    sent = payloads.payload(ShipmentSerializer(), None)
    assert BasketLine.objects.count() == 0
    ShipmentSerializer(data=sent).is_valid(raise_exception=True)
    assert len(sent["lines"]) == 1


def broken(rule, **options):
    sent = {"kind": "letter", "note": "x", "baskets": [3], "basket": make(Basket).pk}
    with breaking(OrderSerializer(), sent, rule, **options) as data:
        basket = Basket.objects.get(pk=sent["basket"])
        return data and {name: data[name] for name in data if data[name] != sent[name]}, basket


def test_rules_that_hold_at_once():
    assert broken('kind == "salt and pepper" and not note')[0] == {"kind": "salt and pepper", "note": ""}
    assert broken("note and not baskets")[0] == {"baskets": []}
    assert broken("not kind")[0] is None  # it takes no empty text


def test_what_stands_twice():
    assert broken("baskets repeats")[0] == {"baskets": [3, 3]}


def test_what_a_row_says():
    data, basket = broken("not basket.takes_more")
    assert data == {} and not basket.is_open
    data, basket = broken('basket.code == "gone"')
    assert data == {} and basket.code == "gone"
    assert Basket.objects.get(pk=basket.pk).is_open


class PackingSerializer(serializers.Serializer):
    line = serializers.PrimaryKeyRelatedField(queryset=BasketLine.objects.all())
    basket = serializers.PrimaryKeyRelatedField(queryset=Basket.objects.all(), required=False)


def test_what_belongs_to_another():
    line = make(BasketLine)
    for name in ("basket.pk", "basket_id", "basket"):
        sent = {"line": line.pk, "basket": line.basket.pk}
        with breaking(PackingSerializer(), sent, f"line.basket_id != {name}") as data:
            assert data == sent
            assert BasketLine.objects.get(pk=line.pk).basket_id != line.basket_id
    with breaking(PackingSerializer(), {"line": line.pk}, "line.basket_id != basket.pk") as data:
        assert data is None  # the rule may be for those that name a basket


def test_what_never_changes():
    row = make(Basket)
    assert broken("kind != instance.kind", instance=row, other={"kind": "parcel"})[0] == {"kind": "parcel"}
    assert broken("kind != instance.kind", other={"kind": "parcel"})[0] is None


@pytest.mark.parametrize(("is_tested", "told"), [(True, {}), (False, {"weight": "-1"})])
def test_what_a_serializer_of_an_action_refuses(monkeypatch, is_tested, told):
    monkeypatch.setattr(flows, "serves", lambda cls, *uses: is_tested)
    serializer = serializers.Serializer()
    serializer.Meta, serializer.fields["weight"] = LineSerializer.Meta, serializers.IntegerField()
    step = SimpleNamespace(
        serializer=lambda role: serializer, status=lambda role, body: 400 if body["weight"] == -1 else 200
    )
    assert flows.with_wrong_values(step, None, "owner", {"weight": 2}) == told
`;

let repo: string;
let python: string;

beforeAll(() => {
  repo = copyOf("examples/learning-platform/before");
  appendFileSync(join(repo, "courses/models.py"), MODELS);
  appendFileSync(join(repo, "courses/serializers.py"), SERIALIZERS);
  expectSuccess(soundcheck(repo, "all", "--yes"));
  python = virtualEnvironment(requirementLines(join(repo, "requirements/dev.txt")));
  expectSuccess(run(python, ["manage.py", "makemigrations", "courses"], { cwd: repo }));
  writeFileSync(join(repo, "tests/test_rules.py"), TEST);
});

afterAll(() => removeSync(repo));

test("data breaks the rules that the source tells, and nested rows are compared", () => {
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_rules.py"], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed: 9 });
});

test("what a serializer without a model refuses is refused", () => {
  const only = ["-m", "pytest", "-q", "tests/test_serializers.py", "-k", "without_a_model"];
  expect(counts(expectSuccess(run(python, only, { cwd: repo })))).toMatchObject({ passed: 1 });
  const file = join(repo, "courses/serializers.py");
  writeFileSync(file, readFileSync(file, "utf8").replace("if value < 1:", "if value < -9:"));
  expect(counts(run(python, only, { cwd: repo }))).toMatchObject({ failed: 1 });
});
