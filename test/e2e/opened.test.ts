import { removeSync } from "fs-extra/esm";
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { counts, exampleWith, expectSuccess, run } from "./environment.js";

const MODELS = `

class Locker(models.Model):
    class Size(models.TextChoices):
        SMALL = "small"
        LARGE = "large"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lockers"
    )
    size = models.CharField(max_length=5, choices=Size.choices)
    shelves = models.PositiveSmallIntegerField(default=2)
    is_let = models.BooleanField(default=True)


class LockerQueue(models.Model):
    locker = models.ForeignKey(Locker, on_delete=models.CASCADE, related_name="queue")
`;

const LOCKERS = `
from courses.models import Locker
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import ModelViewSet


class LockerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Locker
        fields = ["size", "shelves"]

    def validate_size(self, size):
        if size != Locker.Size.LARGE:
            raise serializers.ValidationError("Only large ones are left.")
        return size

    def validate_shelves(self, shelves):
        if shelves > 3:
            raise serializers.ValidationError("Three shelves at most.")
        return shelves


class LockerViewSet(ModelViewSet):
    serializer_class = LockerSerializer

    def get_queryset(self):
        return Locker.objects.filter(user=self.request.user)

    def perform_create(self, serializer):
        serializer.save(user=self.request.user)


class KeepView(APIView):
    def post(self, request, pk):
        locker = Locker.objects.get(pk=pk)
        if locker.queue.exists():
            return Response("somebody waits", status=409)
        return Response(locker.pk)


class SwapView(APIView):
    queryset = Locker.objects.all()

    def post(self, request, pk):
        locker = Locker.objects.get(pk=pk)
        Locker.objects.filter(pk=pk).update(shelves=3)
        return Response({False: "swapped"}[locker.is_let])


class LeaveView(APIView):
    def post(self, request):
        lockers = Locker.objects.filter(user=request.user, is_let=False)
        return Response(len(lockers), status=200 if lockers else 409)
`;

const TEST = `
import random

import pytest
from courses.models import Locker, LockerQueue

from .support.flows import Step
from .support.samples import seed
from .support.world import make_world
from .test_integration import BODIES

PATHS = {
    "all": "/api/lockers/",
    "keep": "/api/lockers/{pk}/keep/",
    "leave": "/api/leave/",
    "swap": "/api/lockers/{pk}/swap/",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    requests = {("POST", path): None for path in PATHS.values()}
    with django_db_blocker.unblock(), make_world(requests) as world:
        yield world


@pytest.fixture(autouse=True)
def begun(world, db):
    world.begin()


def taken(world, name):
    """What opens a request, once it is made, and the answer to it."""
    step = Step(world, f"POST {PATHS[name]}", BODIES).about_what_takes_it("owner")
    body, answer, _ = next(step.twice("owner"))
    return step.state and step.state[0], body, answer.status_code


def test_a_choice_and_numbers_that_a_rule_takes(world):
    _, body, status = taken(world, "all")
    assert status == 201
    assert body["size"] == "large" and "shelves" in body


def test_rows_that_stand_in_the_way(world):
    for locker in Locker.objects.all():
        LockerQueue.objects.create(locker=locker)
    state, _, status = taken(world, "keep")
    assert (state, status) == ("rows of courses.LockerQueue is gone", 200)


def test_what_who_asks_has(world):
    state, _, status = taken(world, "leave")
    assert (state, status) == ("lockers of the owner's is_let is False", 200)


def test_an_error_behind_what_is_stored_is_no_refusal(world):
    state, _, status = taken(world, "swap")
    assert (state, status) == (None, 500)


def test_draws_are_the_same_whoever_looks_first(world):
    def draw():
        seed("here")
        Step(world, f"POST {PATHS['leave']}", BODIES).about_what_takes_it("owner")
        return random.random()

    world.states_found.clear()
    assert draw() == draw()
`;

let repo: string;
let python: string;

beforeAll(() => {
  ({ repo, python } = exampleWith({ "test_opened.py": TEST }));
  appendFileSync(join(repo, "courses/models.py"), MODELS);
  writeFileSync(join(repo, "courses/lockers.py"), LOCKERS);
  appendFileSync(
    join(repo, "config/urls.py"),
    `
from courses import lockers

urlpatterns += [
    path("api/lockers/", lockers.LockerViewSet.as_view({"get": "list", "post": "create"})),
    path("api/lockers/<int:pk>/keep/", lockers.KeepView.as_view()),
    path("api/lockers/<int:pk>/swap/", lockers.SwapView.as_view()),
    path("api/leave/", lockers.LeaveView.as_view()),
]
`,
  );
  expectSuccess(run(python, ["manage.py", "makemigrations", "courses"], { cwd: repo }));
});

afterAll(() => removeSync(repo));

test("requests that rules refuse are opened", () => {
  const outcome = run(python, ["-m", "pytest", "-q", "tests/test_opened.py"], { cwd: repo });
  expect(counts(expectSuccess(outcome))).toEqual({ passed: 5 });
});
