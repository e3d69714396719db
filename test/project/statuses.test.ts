import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

const HEAD = [
  "from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse",
  "from rest_framework import generics, status, viewsets",
  "from rest_framework.decorators import action, api_view",
  "from rest_framework.response import Response",
  "from packages import decorated",
];

/** The statuses of writes at a route to `V`, or the view set `V`. */
async function statusesOf(...lines: readonly string[]) {
  const isSet = lines.some((line) => line.startsWith("class V(viewsets."));
  const { routes } = await readShop({
    "shop/views.py": python(...HEAD, ...lines),
    "config/urls.py": isSet
      ? python(
          "from rest_framework.routers import SimpleRouter",
          "from shop.views import V",
          "router = SimpleRouter()",
          'router.register("v", V, basename="v")',
          "urlpatterns = router.urls",
        )
      : python(
          "from django.urls import path",
          "from shop import views",
          `urlpatterns = [path("v/", views.V${lines.some((line) => line.startsWith("def V")) ? "" : ".as_view()"})]`,
        ),
  });
  return Object.assign({}, ...routes.map((route) => route.statuses ?? {})) as object;
}

const own = (...body: readonly string[]) => [
  "class V(generics.GenericAPIView):",
  "    def post(self, request):",
  ...body.map((line) => `        ${line}`),
];

test.each([
  ["DRF's own", ["class V(viewsets.ModelViewSet):", "    pass"], [201, 200, 200, 204]],
  [
    "an action",
    [
      "class V(viewsets.GenericViewSet):",
      '    @action(detail=True, methods=["post"])',
      "    def close(self, request, pk):",
      "        if pk:",
      "            return Response({}, status=status.HTTP_409_CONFLICT)",
      "        return Response(status=202)",
    ],
    [202, 409],
  ],
  [
    "what a function beside it answers",
    [
      "def answered(request):",
      "    if not request.data:",
      "        return Response({}, status=400)",
      "    return Response({}, status=status.HTTP_201_CREATED)",
      '@api_view(["POST"])',
      "def V(request):",
      "    return answered(request)",
    ],
    [201, 400],
  ],
  ["what an answer has by default", own("return Response({})"), [200]],
  ["a status without a name", own("return Response({}, status.HTTP_201_CREATED)"), [201]],
  [
    "one of two",
    own("return Response({}, status=201 if request.data else status.HTTP_200_OK)"),
    [200, 201],
  ],
  [
    "a name that is given each",
    own("code = 201 if request.data else 200", "return Response({}, status=code)"),
    [200, 201],
  ],
  [
    "an answer that has a name",
    own("answer = Response({}, status=202)", "answer.set_cookie('a', 'b')", "return answer"),
    [202],
  ],
  [
    "Django's answers",
    own(
      "try:",
      "    return JsonResponse({}, status=201)",
      "except ValueError:",
      "    return HttpResponseBadRequest()",
    ),
    [201, 400],
  ],
  [
    "a create() that goes on",
    [
      "class V(generics.CreateAPIView):",
      "    def create(self, request, *args, **kwargs):",
      "        return super().create(request, *args, **kwargs)",
    ],
    [201],
  ],
  [
    "a handler that calls another",
    [
      "class V(generics.GenericAPIView):",
      "    def post(self, request):",
      "        return self.store(request)",
      "    def store(self, request):",
      "        return Response(status=204)",
    ],
    [204],
  ],
  [
    "a function",
    ['@api_view(["POST"])', "def V(request):", "    return Response({}, status=201)"],
    [201],
  ],
  ["no answer that succeeds", own("return Response(status=400)"), null],
  ["an answer made elsewhere", own("return answer(request)"), null],
  ["a status that is worked out", own("return Response(status=status_of(request))"), null],
  [
    "an answer whose status is changed",
    own("answer = Response()", "answer.status_code = 201", "return answer"),
    null,
  ],
  [
    "a status of several that are unpacked",
    own("code, data = 200, {}", "code, data = tell(request)", "return Response(data, code)"),
    null,
  ],
  [
    "a status that is bound in passing",
    own(
      "code = 200",
      "if code := tell(request):",
      "    return Response({}, code)",
      "return Response({}, code)",
    ),
    null,
  ],
  ["a status that is given", own("code = code", "return Response({}, code)"), null],
  [
    "a decorator of a package",
    ["class V(generics.GenericAPIView):", "    @decorated", "    def post(self, request):"].concat(
      "        return Response()",
    ),
    null,
  ],
  [
    "a view that changes answers",
    [...own("return Response()"), "    def finalize_response(self, *args): return answer"],
    null,
  ],
])("%s", async (_, lines, statuses) => {
  const found = Object.values(await statusesOf(...lines)).flat();
  expect(found.toSorted()).toEqual((statuses ?? []).toSorted());
});
