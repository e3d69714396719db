import { describe, expect, test } from "vitest";
import { list, str, type Value } from "../../src/python/index.js";
import { accessTo, all, BOTH, doors } from "./doors.js";
import { accessOf } from "./read-urls.js";

const api = (classes: string, more = "") =>
  `${more}\nclass V(views.APIView):\n    permission_classes = ${classes}\n${BOTH}`;

describe("views of REST framework", () => {
  test.each([
    ["a user", api("[IsAuthenticated]"), all("login")],
    ["staff, by module", api("(permissions.IsAdminUser,)"), all("staff")],
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
    expect(accessTo(source)).toEqual(access);
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
    expect(accessTo(source)).toEqual(all("anybody"));
    expect(accessTo(source, "V.as_view()", settings)).toEqual(all("login"));
    expect(accessTo(source, "v", settings)).toEqual({ PUT: "login" });
  });

  test("permissions of functions", () => {
    const source = `@api_view(["GET", "POST"])\n@permission_classes([IsAuthenticatedOrReadOnly])\ndef v(request): pass\n`;
    expect(accessTo(source, "v")).toEqual({ GET: "anybody", POST: "login" });
  });

  test("actions of view sets", () => {
    const source = `class Doors(viewsets.ModelViewSet):
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
    expect(accessOf(urls, doors(source))).toEqual({
      "/doors/": { GET: "anybody", POST: "login" },
      "/doors/knock/": { POST: "anybody" },
      "/doors/{pk}/": { DELETE: "login", GET: "anybody", PATCH: "login", PUT: "login" },
    });
  });
});
