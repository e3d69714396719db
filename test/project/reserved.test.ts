import { describe, expect, test } from "vitest";
import { reservedIn } from "./reserved-in.js";

/** A view set whose `get_queryset()` has this body. */
const showing = (...body: readonly string[]) => [
  "class V(viewsets.ModelViewSet):",
  "    permission_classes = [permissions.IsAuthenticated]",
  "    queryset = Order.objects.all()",
  "    def get_queryset(self):",
  ...body.map((line) => `        ${line}`),
];

/** A view set whose permission has this method, with this body. */
const letting = (method: string, ...body: readonly string[]) => [
  "class Rule(permissions.BasePermission):",
  `    def ${method}:`,
  ...body.map((line) => `        ${line}`),
  "class V(viewsets.ModelViewSet):",
  "    permission_classes = [Rule]",
  "    queryset = Order.objects.all()",
];

const ROW = "has_object_permission(self, request, view, obj)";
const OWN = { "": "own GET", "{pk}/": "DELETE GET PATCH PUT" };
const OPEN = { "": "", "{pk}/": "" };

describe("a queryset", () => {
  test.each([
    ["of the user", ["return Order.objects.filter(user=self.request.user)"], OWN],
    ["of the user's key", ["return Order.objects.filter(user_id=self.request.user.id)"], OWN],
    [
      "that goes on from another",
      ["return super().get_queryset().filter(user=self.request.user)"],
      OWN,
    ],
    [
      "of all for staff, or a kind that a user is not by default",
      [
        "user = self.request.user",
        "if user.is_staff or user.is_vendor or user.role == User.Role.VENDOR:",
        "    return self.queryset",
        "return self.queryset.filter(user=user).order_by('pk')",
      ],
      OWN,
    ],
    [
      "of the user or none",
      [
        "if self.request.user.level > 2:",
        "    return Order.objects.filter(user=self.request.user)",
        "return Order.objects.none()",
      ],
      OWN,
    ],
    ["of a query set's own", ["return Order.objects.of(self.request.user)"], OWN],
    [
      "of what is the user's own",
      ["return Order.objects.filter(parent__in=Order.objects.of(self.request.user))"],
      OWN,
    ],
    [
      "of what is anybody's",
      ["return Order.objects.filter(parent__in=Order.objects.filter(is_public=True))"],
      OPEN,
    ],
    ["of a query set's own, later", ["return Order.objects.all().of(self.request.user)"], OWN],
    ["of a manager's own", ["return Order.seen.seen_by(self.request.user)"], OWN],
    ["of both's own", ["return Order.both.of(self.request.user)"], OWN],
    [
      "of a query set's own, and others",
      ["return Order.objects.of(self.request.user) | Order.objects.filter(is_public=True)"],
      OPEN,
    ],
    [
      "of rows that are like the user",
      ["return Order.objects.filter(level=self.request.user.level)"],
      OPEN,
    ],
    [
      "of the user, in one of two ways",
      [
        "user = self.request.user",
        "return Order.objects.filter(Q(user=user) | Q(pk__gt=1, team__members=user)).distinct()",
      ],
      OWN,
    ],
    [
      "of two that are the user's",
      [
        "own = Order.objects.filter(user=self.request.user)",
        "shared = Order.objects.filter(team__members=self.request.user)",
        "return (own | shared).distinct()",
      ],
      OWN,
    ],
    [
      "of the user's and others",
      ["return Order.objects.filter(Q(user=self.request.user) | Q(is_public=True))"],
      OPEN,
    ],
    ["of others", ["return Order.objects.exclude(user=self.request.user)"], OPEN],
    [
      "that may be of all",
      [
        "if self.request.user.level > 2:",
        "    return Order.objects.all()",
        "return Order.objects.filter(user=self.request.user)",
      ],
      OPEN,
    ],
    [
      "of what a user is by default",
      [
        "if self.request.user.role == User.Role.BUYER:",
        "    return Order.objects.all()",
        "return Order.objects.none()",
      ],
      OPEN,
    ],
  ])("%s", async (_, body, reserved) => {
    expect(await reservedIn(...showing(...body))).toEqual(reserved);
  });

  test("does not tell of a handler that does something else first", async () => {
    const own = [
      "    def destroy(self, request, *args, **kwargs):",
      "        if not request.data:",
      "            return Response(status=400)",
      "        return super().destroy(request, *args, **kwargs)",
      '    @action(detail=True, methods=["post"])',
      "    def cancel(self, request, pk=None):",
      "        # whose order is it?",
      "        order = self.get_object()",
      '    @action(detail=True, methods=["post"])',
      "    def note(self, request, pk=None):",
      "        text = request.data['text']",
      "        order = self.get_object()",
    ];
    const body = showing("return Order.objects.filter(user=self.request.user)");
    expect(await reservedIn(...body, ...own)).toEqual({
      "": "own GET",
      "{pk}/": "GET PATCH PUT",
      "{pk}/cancel/": "POST",
      "{pk}/note/": "",
    });
  });
});

describe("an object", () => {
  test.each([
    ["that is the user", "self.request.user"],
    ["that points at the user", "self.request.user.cart"],
    ["that is looked for by the user", "Order.objects.get(user=self.request.user)"],
    ["that is there or not", "get_object_or_404(Order, user=self.request.user)"],
  ])("%s", async (_, found) => {
    const view = [
      "from django.shortcuts import get_object_or_404",
      "class V(viewsets.ModelViewSet):",
      "    permission_classes = [permissions.IsAuthenticated]",
      "    def get_object(self):",
      `        return ${found}`,
    ];
    expect(await reservedIn(...view)).toEqual({
      "": "",
      "{pk}/": "own DELETE own GET own PATCH own PUT",
    });
  });
});

describe("a permission", () => {
  test.each([
    ["for an owner", letting(ROW, "return obj.order.user == request.user"), "DELETE GET PATCH PUT"],
    [
      "that lets look",
      letting(
        ROW,
        "return request.method in permissions.SAFE_METHODS or obj.user_id == request.user.pk",
      ),
      "DELETE PATCH PUT",
    ],
    [
      "that asks the row",
      letting(ROW, 'return obj.state == "open" or obj.user == request.user'),
      "",
    ],
    ["that does not say", letting(ROW, "return obj.team.holds(request.user)"), ""],
    [
      "for members",
      letting(ROW, "return obj.user == request.user or request.user in obj.members.all()"),
      "DELETE GET PATCH PUT",
    ],
    [
      "for whoever is found among them",
      letting(ROW, "return obj.members.filter(pk=request.user.pk).exists()"),
      "DELETE GET PATCH PUT",
    ],
    ["for whoever is not", letting(ROW, "return request.user not in obj.banned.all()"), ""],
  ])("%s", async (_, lines, reserved) => {
    expect(await reservedIn(...lines)).toEqual({ "": "", "{pk}/": reserved });
  });

  test("that is one of two", async () => {
    const lines = letting(ROW, "return obj.user == request.user").join("\n");
    const classes = "permission_classes = [Rule | permissions.IsAdminUser]";
    const either = lines.replace("permission_classes = [Rule]", classes).split("\n");
    expect(await reservedIn(...either)).toEqual({ "": "", "{pk}/": "DELETE GET PATCH PUT" });
  });

  test("for a kind that a user is not by default", async () => {
    const rule = letting("has_permission(self, request, view)", "return request.user.is_editor");
    expect(await reservedIn(...rule)).toEqual({
      "": "kept GET kept POST",
      "{pk}/": "kept DELETE kept GET kept PATCH kept PUT",
    });
  });

  test.each([
    ["by its column", 'return request.user.profile.kind == "vendor"'],
    ["by what it says of itself", "return request.user.profile.is_vendor"],
    ["where there is one", 'return getattr(request.user, "profile", None).kind == "vendor"'],
  ])("for a kind that a user's profile is not by default, %s", async (_, body) => {
    const rule = letting("has_permission(self, request, view)", body);
    expect(await reservedIn(...rule)).toEqual({
      "": "kept GET kept POST",
      "{pk}/": "kept DELETE kept GET kept PATCH kept PUT",
    });
  });

  test("for the kind that a profile is by default", async () => {
    const body = 'return request.user.profile.kind == "buyer"';
    expect(await reservedIn(...letting("has_permission(self, request, view)", body))).toEqual(OPEN);
  });

  test("that get_permissions() picks by the action", async () => {
    const rule = letting("has_permission(self, request, view)", "return request.user.is_editor");
    const picked = rule.filter((line) => !line.includes("permission_classes"));
    const picks = [
      "    def get_permissions(self):",
      "        if self.action in ('list', 'retrieve'):",
      "            return [permissions.AllowAny()]",
      "        return [Rule()]",
    ];
    expect(await reservedIn(...picked, ...picks)).toEqual({
      "": "kept POST",
      "{pk}/": "kept DELETE kept PATCH kept PUT",
    });
  });

  test("for whoever has rows, as the owner may", async () => {
    const asks = "return Order.objects.filter(user=request.user).exists()";
    const rule = letting("has_permission(self, request, view)", asks);
    expect(await reservedIn(...rule)).toEqual(OPEN);
  });
});
