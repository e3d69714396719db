import { removeSync } from "fs-extra/esm";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counts, exampleWith, expectSuccess, run } from "./environment.js";

const MODELS = `

class Device(models.Model):
    model = models.ForeignKey(Category, on_delete=models.CASCADE)
    checked_at = models.DateTimeField(null=True, blank=True)
    size = models.PositiveSmallIntegerField()


class Room(models.Model):
    places = models.PositiveSmallIntegerField()
    floor = models.SmallIntegerField()
    state = models.CharField(max_length=9, choices=[("open", "Open"), ("closed", "Closed")], default="open")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(places__gte=5, places__lte=90), name="places_range"),
            models.CheckConstraint(
                condition=~models.Q(state="closed") | models.Q(closed_at__isnull=False), name="closed_once"
            ),
        ]


class Page(models.Model):
    title = models.CharField(max_length=40)
    slug = models.SlugField(unique=True, blank=True)

    def save(self, *args, **kwargs):
        self.slug = self.slug or self.title.lower().replace(" ", "-")
        super().save(*args, **kwargs)


class Complaint(models.Model):
    kind = models.ForeignKey("contenttypes.ContentType", on_delete=models.CASCADE)
    key = models.PositiveIntegerField()
    about = GenericForeignKey("kind", "key")
    text = models.CharField(max_length=40)
`;

const VIEWS = `

from django.shortcuts import get_object_or_404
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from . import selectors
from .models import Complaint, Device


class Devices:
    def devices(self):
        return Device.objects.select_related("model")


class DeviceList(Devices, APIView):
    def get(self, request):
        return Response([one.pk for one in selectors.devices_of(self.devices(), asked=request.query_params)])


class DeviceCheck(Devices, APIView):
    def post(self, request, number):
        return Response({"model": get_object_or_404(self.devices(), pk=number).model_id})


class ComplaintSerializer(serializers.ModelSerializer):
    class Meta:
        model = Complaint
        fields = ["text"]


def complain(request, device):
    serializer = ComplaintSerializer(data=request.data)
    serializer.is_valid(raise_exception=True)
    serializer.save(about=device)
`;

const SELECTORS = `def devices_of(devices, asked):
    if asked.get("big") == "1":
        devices = devices.filter(size__gt=9)
    if asked.get("model"):
        devices = devices.filter(model_id=asked["model"])
    return devices
`;

const URLS = `
from courses.views import DeviceCheck, DeviceList  # noqa: E402

urlpatterns += [
    path("devices/", DeviceList.as_view()),
    path("devices/<int:number>/check/", DeviceCheck.as_view()),
    path("devices/<int:number>/", DeviceCheck.as_view()),
]
`;

const TEST = `
from datetime import timedelta

import pytest
from courses.models import Complaint, Device, Page, Room
from courses.views import ComplaintSerializer
from django.contrib.auth import get_user_model
from django.utils import timezone
from rest_framework import serializers

from .support import payloads
from .support.answers import SmallNumbers, in_state
from .support.flows import raised, states_where
from .support.kinds import telling_columns
from .support.members import memberships
from .support.reads import WRITTEN
from .support.routes import route_at
from .support.rows import make
from .support.views import model_of, names_asked, switches_of
from .test_model_factories import met_by_twin, promises_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/devices/", "/devices/{number}/check/"])
def test_the_model_is_the_one_that_code_looks_for(path):
    assert model_of(route_at(path)) is Device


def test_a_helper_takes_names_out_of_the_query():
    route = route_at("/devices/")
    assert [*names_asked(route)] == ["big", "model"]
    assert switches_of(route) == {"big": ["1"]}


def test_a_column_may_be_called_model():
    category = make("courses.Category")
    assert make("courses.Device", model=category).model == category


def test_a_moment_may_have_come_or_not():
    [none, past, future] = telling_columns(Device)["checked_at"]
    assert none is None and past < timezone.now() < future


def test_a_view_gives_what_a_generic_key_is_about():
    row = payloads.make_row(ComplaintSerializer, "courses.Complaint")
    serializer = ComplaintSerializer(context=payloads.context_for(ComplaintSerializer, row))
    given = payloads.server_values(serializer, row, creating=True)
    assert given == {"about": row.about}


def test_numbers_are_small_and_apart():
    rows = [make("courses.Device") for _ in range(2)]
    sizes = []
    for row in rows:
        with in_state(row, SmallNumbers()) as changed:
            sizes.append(changed.size)
    assert sizes == [3, 4]
    rooms = [make("courses.Room", places=40, floor=number) for number in range(2)]
    with in_state(rooms[0], SmallNumbers()):
        assert [*Room.objects.order_by("pk").values_list("places", "floor")] == [(13, 5), (14, 6)]
    assert raised({"size": "1", "lines": {"price": "0"}}, 1) == {"size": "2", "lines": {"price": "1"}}


def test_a_state_brings_the_moment_that_goes_with_it():
    room = make("courses.Room", state="open", closed_at=None)
    with in_state(room, {"state": "closed"}) as changed:
        assert changed.closed_at < timezone.now()
    with in_state(room, {"places": 3}) as changed:
        assert changed is None


def test_a_user_may_be_the_one_that_a_key_names():
    review, user = make("courses.Review", full=True), make(get_user_model())
    states = dict(memberships(user, review))
    with in_state(review, states["courses.Review.author"]["yes"]) as changed:
        assert changed.author == user
    with in_state(review, states["courses.Course.instructor"]["yes"]) as changed:
        assert changed.course.instructor == user and changed.author != user


@pytest.mark.parametrize(
    ("rule", "states"),
    [
        ("checked_at is not None", ["checked_at is past", "checked_at is future"]),
        ("not checked_at", ["as it is", "checked_at is None"]),
        ("size not in [0, 1]", []),
    ],
)
def test_states_for_which_a_condition_holds(rule, states):
    device = make("courses.Device", size=1)
    found = [name for name, _ in states_where(rule, device)]
    assert [name for name in found if not name.startswith("size") and states] == states


def test_a_second_row_with_the_same_texts():
    assert met_by_twin(Page) == "raises IntegrityError"
    assert met_by_twin(Device) is None


def test_promises_in_words():
    assert "slug is unique" in promises_of(Page)
    assert "model on_delete CASCADE" in promises_of(Device)


@pytest.mark.parametrize("way", ["INSERT INTO", "INSERT OR IGNORE INTO", "INSERT IGNORE INTO", "DELETE FROM"])
def test_links_that_are_added_are_written(way):
    assert WRITTEN.match(f'{way} "courses_course_tags" ("a") VALUES (1)')[1] == "courses_course_tags"


class SpanSerializer(serializers.Serializer):
    begin = serializers.DateTimeField()
    end = serializers.DateTimeField()


def test_later_fields_are_later():
    fields = SpanSerializer().fields
    begin, end = (fields[name].to_internal_value(payloads.invented(fields[name])) for name in fields)
    assert timedelta(0) < end - begin < timedelta(days=1)
`;

let repo: string;
let python: string;

beforeAll(() => {
  ({ repo, python } = exampleWith({ "test_by_hand.py": TEST }));
  const models = join(repo, "courses/models.py");
  const generic = "from django.contrib.contenttypes.fields import GenericForeignKey\n";
  const text = readFileSync(models, "utf8");
  writeFileSync(models, text.replace("from django.db import", `${generic}from django.db import`));
  appendFileSync(models, MODELS);
  appendFileSync(join(repo, "courses/views.py"), VIEWS);
  writeFileSync(join(repo, "courses/selectors.py"), SELECTORS);
  appendFileSync(join(repo, "config/urls.py"), URLS);
  expectSuccess(run(python, ["manage.py", "makemigrations", "courses"], { cwd: repo }));
});

afterAll(() => removeSync(repo));

test("views that do by hand what generic ones declare are understood", () => {
  const tests = ["-m", "pytest", "-q", "tests/test_by_hand.py"];
  expect(counts(expectSuccess(run(python, tests, { cwd: repo })))).toEqual({ passed: 19 });
});
