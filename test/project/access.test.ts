import { describe, expect, test } from "vitest";
import type { Value } from "../../src/python/index.js";
import { list, str } from "../../src/python/index.js";
import { accessOf } from "./read-urls.js";

const HEAD = `from django.contrib.auth.decorators import login_required, permission_required, user_passes_test
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin, UserPassesTestMixin
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from rest_framework import generics, permissions, views, viewsets
from rest_framework.decorators import action, api_view, permission_classes
from rest_framework.permissions import AllowAny, IsAdminUser, IsAuthenticated, IsAuthenticatedOrReadOnly
`;

/** Who gets an answer from the class \`V\`, or the function \`v\`, of a module with this text. */
function of(source: string, view = "V.as_view()", settings: Readonly<Record<string, Value>> = {}) {
  const urls = `from doors import *\nurlpatterns = [path("v/", ${view})]\n`;
  return accessOf(urls, { "doors.py": HEAD + source }, settings)["/v/"];
}

const BOTH = `
    def get(self, request): pass
    def post(self, request): pass
`;
const all = (access: string) => ({ GET: access, POST: access });

describe("views of Django", () => {
  test.each([
    ["a mix-in", `class V(LoginRequiredMixin, View):${BOTH}`, all("login")],
    ["a permission", `class V(PermissionRequiredMixin, View):${BOTH}`, all("login")],
    ["a mix-in that comes too late", `class V(View, LoginRequiredMixin):${BOTH}`, all("login")],
    ["nothing at all", `class V(View):${BOTH}`, {}],
    [
      "a decorated dispatch",
      `class V(View):
    @method_decorator(login_required)
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)
${BOTH}`,
      all("login"),
    ],
    [
      "a dispatch that goes on to a mix-in",
      `class V(LoginRequiredMixin, View):
    def dispatch(self, *args, **kwargs):
        return super().dispatch(*args, **kwargs)
${BOTH}`,
      all("login"),
    ],
    [
      "a dispatch that sends strangers away",
      `class Staff:
    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_staff:
            return redirect("login")
        return super().dispatch(request, *args, **kwargs)
class V(Staff, View):${BOTH}`,
      all("login"),
    ],
    [
      "a dispatch that asks something else",
      `class Keyed:
    def dispatch(self, request, *args, **kwargs):
        if not request.headers.get("key"):
            return redirect("login")
        return super().dispatch(request, *args, **kwargs)
class V(Keyed, LoginRequiredMixin, View):${BOTH}`,
      {},
    ],
    [
      "a test that strangers fail",
      `class V(UserPassesTestMixin, View):
    def test_func(self): return self.request.user.is_superuser
${BOTH}`,
      all("login"),
    ],
    [
      "a decorated class",
      `@method_decorator([csrf_exempt, login_required], name="dispatch")
class Base(View): pass
class V(Base):${BOTH}`,
      all("login"),
    ],
    [
      "one decorated method",
      `class V(View):
    def get(self, request): pass
    @method_decorator(login_required)
    def post(self, request): pass
`,
      { POST: "login" },
    ],
    [
      "an answer of its own to strangers",
      `class V(LoginRequiredMixin, View):
    def handle_no_permission(self): pass
${BOTH}`,
      {},
    ],
  ])("%s", (_, source, access) => {
    expect(of(source)).toEqual(access);
  });

  test.each([
    ["a decorator", "@login_required\ndef v(request): pass\n", "v", { GET: "login" }],
    ["a decorator in the URLconf", "def v(request): pass\n", "login_required(v)", { GET: "login" }],
    ["around a class", `class V(View):${BOTH}`, "login_required(V.as_view())", all("login")],
    [
      "beneath others of Django",
      "@csrf_exempt\n@require_POST\n@permission_required('a.b')\ndef v(request): pass\n",
      "v",
      { POST: "login" },
    ],
    [
      "a test that is not read",
      "from tests import f\n@user_passes_test(f)\ndef v(request): pass\n",
      "v",
      {},
    ],
    [
      "beneath one of the repository, which may answer first",
      "def ajax(f):\n    def inner(request):\n        return f(request)\n    return inner\n@ajax\n@login_required\ndef v(request): pass\n",
      "v",
      {},
    ],
  ])("%s of a function", (_, source, view, access) => {
    expect(of(source, view)).toEqual(access);
  });
});

describe("views of REST framework", () => {
  const api = (classes: string, more = "") =>
    `${more}\nclass V(views.APIView):\n    permission_classes = ${classes}\n${BOTH}`;
  test.each([
    ["a user", api("[IsAuthenticated]"), all("login")],
    ["staff, by module", api("(permissions.IsAdminUser,)"), all("login")],
    ["anybody", api("[AllowAny]"), all("anybody")],
    ["nobody to ask", api("[]"), all("anybody")],
    ["whoever writes", api("[IsAuthenticatedOrReadOnly]"), { GET: "anybody", POST: "login" }],
    ["both of two", api("[IsAuthenticated & AllowAny]"), all("login")],
    ["one of two", api("[IsAdminUser | AllowAny]"), all("anybody")],
    ["either of two", api("[IsAdminUser | IsAuthenticated]"), all("login")],
    [
      "one that asks the database as well",
      api(
        "[Member]",
        `class Member(permissions.BasePermission):
    def has_permission(self, request, view):
        return request.user.is_authenticated and request.user.teams.exists()
`,
      ),
      all("login"),
    ],
    [
      "one that goes on from another",
      api(
        "[Owner]",
        `class Owner(IsAuthenticated):
    def has_permission(self, request, view):
        if not super().has_permission(request, view):
            return False
        return view.kwargs["pk"] == request.user.pk
`,
      ),
      all("login"),
    ],
    [
      "one that knows a header",
      api(
        "[Key]",
        `class Key(permissions.BasePermission):
    def has_permission(self, request, view):
        return request.headers.get("X-Key") == "x"
`,
      ),
      {},
    ],
    [
      "one that is not read, beside one that is",
      "from api_keys import HasKey\n" + api("[HasKey, IsAuthenticated]"),
      all("login"),
    ],
    ["one that is not read", "from api_keys import HasKey\n" + api("[HasKey]"), {}],
    [
      "a check of its own",
      `class V(views.APIView):
    permission_classes = [IsAuthenticated]
    def check_permissions(self, request): pass
${BOTH}`,
      {},
    ],
    [
      "more to do once they have been asked",
      `class V(views.APIView):
    permission_classes = [IsAuthenticated]
    def initial(self, request, *args, **kwargs):
        # refuses first
        super().initial(request, *args, **kwargs)
        log(request.user)
${BOTH}`,
      all("login"),
    ],
    [
      "permissions by method",
      `class V(views.APIView):
    def get_permissions(self):
        if self.request.method == "GET":
            return [AllowAny()]
        return super().get_permissions()
${BOTH}    permission_classes = [IsAuthenticated]
`,
      { GET: "anybody", POST: "login" },
    ],
    [
      "a base that is not read",
      `from elsewhere import Mixin
class V(Mixin, views.APIView):
    permission_classes = [IsAuthenticated]
${BOTH}`,
      {},
    ],
    [
      "a base of its own",
      `class Base(generics.ListCreateAPIView):
    permission_classes = [IsAuthenticated]
class V(Base): pass
`,
      all("login"),
    ],
  ])("%s", (_, source, access) => {
    expect(of(source)).toEqual(access);
  });

  test("what the settings say for all", () => {
    const source = `class V(views.APIView):${BOTH}@api_view(["PUT"])\ndef v(request): pass\n`;
    const classes = list([str("rest_framework.permissions.IsAuthenticated")]);
    const entry = { key: str("DEFAULT_PERMISSION_CLASSES"), value: classes, maybe: null };
    const settings: Readonly<Record<string, Value>> = {
      REST_FRAMEWORK: {
        kind: "dict",
        open: null,
        entries: new Map([["s:DEFAULT_PERMISSION_CLASSES", entry]]),
      },
    };
    expect(of(source)).toEqual(all("anybody"));
    expect(of(source, "V.as_view()", settings)).toEqual(all("login"));
    expect(of(source, "v", settings)).toEqual({ PUT: "login" });
  });

  test("permissions of functions", () => {
    const source = `@api_view(["GET", "POST"])\n@permission_classes([IsAuthenticatedOrReadOnly])\ndef v(request): pass\n`;
    expect(of(source, "v")).toEqual({ GET: "anybody", POST: "login" });
  });

  test("actions of view sets", () => {
    const doors = `class Doors(viewsets.ModelViewSet):
    permission_classes = [IsAuthenticated]

    def get_permissions(self):
        if self.action in ("list", "retrieve"):
            return [AllowAny()]
        return [permission() for permission in self.permission_classes]

    @action(detail=False, methods=["post"], permission_classes=[AllowAny])
    def knock(self, request): pass
`;
    const urls = `from doors import *
router = routers.SimpleRouter()
router.register("doors", Doors, basename="door")
urlpatterns = router.urls
`;
    expect(accessOf(urls, { "doors.py": HEAD + doors })).toEqual({
      "/doors/": { GET: "anybody", POST: "login" },
      "/doors/knock/": { POST: "anybody" },
      "/doors/{pk}/": { DELETE: "login", GET: "anybody", PATCH: "login", PUT: "login" },
    });
  });
});
