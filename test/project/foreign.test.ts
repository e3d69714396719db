import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

/** The methods of a view set that take no body about what is somebody else's. */
async function foreign(serializer: readonly string[], view: readonly string[] = []) {
  const { routes } = await readShop({
    "people/models.py": python(
      "from django.contrib.auth.models import User",
      "from django.db import models",
      "class Team(models.Model):",
      "    owner = models.ForeignKey(User, on_delete=models.CASCADE)",
      "class Task(models.Model):",
      "    team = models.ForeignKey(Team, on_delete=models.CASCADE)",
    ),
    "shop/views.py": python(
      "from rest_framework import serializers, viewsets",
      "from rest_framework.exceptions import PermissionDenied",
      "from people.models import Task",
      "class TaskSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = Task",
      '        fields = ["team"]',
      ...serializer.map((line) => `    ${line}`),
      "class V(viewsets.ModelViewSet):",
      "    queryset = Task.objects.all()",
      "    serializer_class = TaskSerializer",
      ...view.map((line) => `    ${line}`),
    ),
    "config/urls.py": python(
      "from rest_framework.routers import SimpleRouter",
      "from shop.views import V",
      "router = SimpleRouter()",
      'router.register("tasks", V)',
      "urlpatterns = router.urls",
    ),
  });
  return routes.flatMap(({ foreign: methods = [] }) => methods).toSorted();
}

const refusing = (test: string) => [
  "def validate(self, data):",
  '    user = self.context["request"].user',
  '    team = data.get("team")',
  "    if not team:",
  '        raise serializers.ValidationError("which team?")',
  `    if ${test}:`,
  '        raise PermissionDenied("not yours")',
  "    return data",
];

test.each([
  ["an owner's", refusing("team.owner != user"), [], ["PATCH", "POST", "PUT"]],
  [
    "members only",
    refusing("not (user == team.owner or user in team.members.all())"),
    [],
    ["PATCH", "POST", "PUT"],
  ],
  [
    "a rule of one field",
    [
      "def validate_team(self, value):",
      '    if value.owner_id != self.context["request"].user.id:',
      '        raise serializers.ValidationError("not yours")',
      "    return value",
    ],
    [],
    ["PATCH", "POST", "PUT"],
  ],
  [
    "what the view stores",
    [],
    [
      "def perform_create(self, serializer):",
      '    if serializer.validated_data["team"].owner != self.request.user:',
      '        raise PermissionDenied("not yours")',
      "    serializer.save()",
    ],
    ["POST"],
  ],
  ["a state as well", refusing("team.owner != user and team.closed"), [], []],
  ["two that may be the same", refusing("team.owner == team.deputy or user is None"), [], []],
  ["no rule", [], [], []],
])("%s", async (_, serializer, view, methods) => {
  expect(await foreign(serializer, view)).toEqual(methods);
});

test("what a handler does to a class while it is looked at does not stay", async () => {
  const { doubts, serializers } = await readShop({
    "people/models.py": python(
      "from django.contrib.auth.models import User",
      "from django.db import models",
      "class Task(models.Model):",
      "    owner = models.ForeignKey(User, on_delete=models.CASCADE)",
    ),
    "shop/views.py": python(
      "from rest_framework import serializers, viewsets",
      "from rest_framework.response import Response",
      "from people.models import Task",
      "class AnySerializer(serializers.ModelSerializer):",
      "    def __init__(self, model, *args, **kwargs):",
      "        self.Meta.model = model",
      "    class Meta:",
      '        fields = ["id"]',
      "class V(viewsets.ModelViewSet):",
      "    queryset = Task.objects.all()",
      "    serializer_class = AnySerializer",
      "    def retrieve(self, request, pk):",
      "        task = Task.objects.get(pk=pk)",
      "        if task.owner == request.user:",
      "            return Response(AnySerializer(Task, task).data)",
    ),
    "config/urls.py": python(
      "from rest_framework.routers import SimpleRouter",
      "from shop.views import V",
      "router = SimpleRouter()",
      'router.register("tasks", V)',
      "urlpatterns = router.urls",
    ),
  });
  expect([doubts, serializers]).toEqual([[], []]);
});
