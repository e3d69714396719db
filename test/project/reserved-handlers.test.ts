import { describe, expect, test } from "vitest";
import { reservedIn } from "./reserved-in.js";

test("an object that code refuses, unless it is the user's", async () => {
  const view = [
    "class V(viewsets.ModelViewSet):",
    "    permission_classes = [permissions.IsAuthenticated]",
    "    def get_object(self):",
    '        order = get_object_or_404(Order, pk=self.kwargs["pk"])',
    "        if not (self.request.user == order.user or self.request.user in order.team.all()):",
    "            raise PermissionDenied()",
    "        return order",
  ];
  expect(await reservedIn(...view)).toEqual({ "": "", "{pk}/": "DELETE GET PATCH PUT" });
});

describe("a handler", () => {
  test.each([
    [
      "that looks whose the object is",
      [
        "user = request.user",
        "order = get_object_or_404(Order, pk=pk)",
        "if order.user != user:",
        "    return Response({}, status=403)",
        "return Response({})",
      ],
      "POST",
    ],
    [
      "that has DRF look",
      ["order = self.get_object()", "return Response({'total': order.total})"],
      "POST",
    ],
    [
      "that lets the permissions decide about what it has found",
      ["order = Order.objects.get(pk=pk)", "self.check_object_permissions(request, order)"],
      "POST",
    ],
    [
      "that never has the permissions asked",
      ["order = Order.objects.get(pk=pk)", "self.note(order)", "return Response({})"],
      "",
    ],
    [
      "that tries",
      [
        "try:",
        "    order = Order.objects.get(pk=pk)",
        "except Order.DoesNotExist:",
        "    return Response(status=404)",
        "if order.user_id != request.user.id:",
        "    raise PermissionDenied('not yours')",
        "return Response({})",
      ],
      "POST",
    ],
    [
      "that looks among what is the user's",
      ["order = get_object_or_404(Order, pk=pk, user=request.user)", "return Response({})"],
      "POST",
    ],
    [
      "that looks among these in two steps",
      ["mine = Order.objects.filter(user=request.user)", "order = get_object_or_404(mine, pk=pk)"],
      "POST",
    ],
    [
      "that looks for them by what is sent",
      [
        "order = get_object_or_404(Order, pk=request.data.get('pk'), user=request.user)",
        "return Response({})",
      ],
      "",
    ],
    [
      "that says itself what is not there",
      [
        "try:",
        "    order = Order.objects.get(pk=pk, user=request.user)",
        "except Order.DoesNotExist:",
        "    return Response(status=404)",
        "return Response({})",
      ],
      "POST",
    ],
    [
      "that lets who has none pass",
      [
        "try:",
        "    order = Order.objects.get(pk=pk, user=request.user)",
        "except Order.DoesNotExist:",
        "    order = None",
        "return Response({})",
      ],
      "",
    ],
    ["that has one of its own look", ["return Response(self.show(self.mine(pk)).data)"], "POST"],
    [
      "that answers errors otherwise",
      [
        "try:",
        "    order = self.get_object()",
        "except Exception as error:",
        "    return Response({'error': str(error)}, status=400)",
        "return Response({})",
      ],
      "",
    ],
    [
      "that refuses some states only",
      [
        "order = Order.objects.get(pk=pk)",
        "if order.state and order.user != request.user:",
        "    raise PermissionDenied()",
        "return Response({})",
      ],
      "",
    ],
    [
      "that is no use to some users first",
      [
        "if not request.user or not request.user.is_authenticated:",
        "    return Response(status=403)",
        "order = get_object_or_404(Order, pk=pk)",
        "if request.user.is_staff:",
        "    return Response({})",
        "if order.user != request.user or order.state:",
        "    return Response(status=403)",
        "return Response({})",
      ],
      "POST",
    ],
    [
      "that refuses a user and a body together first",
      [
        "if request.user.is_authenticated and request.data['size']:",
        "    return Response(status=400)",
        "order = get_object_or_404(Order, pk=pk)",
        "if order.user != request.user:",
        "    return Response(status=403)",
      ],
      "",
    ],
    [
      "that refuses a body first",
      [
        "request.data['size']",
        "order = get_object_or_404(Order, pk=pk)",
        "if order.user != request.user:",
        "    raise PermissionDenied()",
      ],
      "",
    ],
  ])("%s", async (_, body, reserved) => {
    const view = [
      "class Rule(permissions.BasePermission):",
      "    def has_object_permission(self, request, view, obj):",
      "        return obj.user == request.user",
      "class V(viewsets.GenericViewSet):",
      body.join().includes("self.") ? "    permission_classes = [Rule]" : "    pass",
      "    def mine(self, pk):",
      "        orders = Order.objects.filter(user=self.request.user)",
      "        return get_object_or_404(orders, pk=pk)",
      '    @action(detail=True, methods=["post"])',
      "    def close(self, request, pk=None):",
      ...body.map((line) => `        ${line}`),
    ];
    expect(await reservedIn(...view)).toEqual({ "{pk}/close/": reserved });
  });
});

test.each([
  ["lets a kind of user alone do it", 'request.user.role != "vendor"', "kept POST"],
  ["lets one of several", "request.user.role not in ('vendor', User.Role.VENDOR)", "kept POST"],
  ["lets everybody of what one is by default", 'request.user.role != "buyer"', ""],
  ["asks the request, too", 'request.data["role"] != request.user.role', ""],
])("a handler that %s", async (_, test, reserved) => {
  const view = [
    "class V(viewsets.GenericViewSet):",
    "    queryset = Order.objects.all()",
    '    @action(detail=True, methods=["post"])',
    "    def close(self, request, pk=None):",
    `        if ${test}:`,
    "            return Response({}, status=403)",
    "        order = self.get_object()",
    "        return Response({})",
  ];
  expect(await reservedIn(...view)).toEqual({ "{pk}/close/": reserved });
});
