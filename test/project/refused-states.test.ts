import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

/** The states in which a view with this handler refuses a POST. */
async function refusedBy(...body: readonly string[]) {
  const { routes } = await readShop({
    "people/models.py": python(
      "from django.db import models",
      "class Order(models.Model):",
      "    class State(models.TextChoices):",
      '        NEW = "new", "New"',
      '        SENT = "sent", "Sent"',
      "    state = models.CharField(max_length=9, choices=State.choices)",
      "    paid_at = models.DateTimeField(null=True)",
      "    def cancel(self):",
      "        if self.state == self.State.SENT:",
      "            raise ValueError('sent')",
    ),
    "shop/services.py": python(
      "from people.models import Order",
      "def ship(order, *, by):",
      "    if order.state != Order.State.NEW:",
      "        raise ValueError('too late')",
      "    order.state = Order.State.SENT",
      "    if order.state == Order.State.SENT:",
      "        raise ValueError('never')",
    ),
    "shop/views.py": python(
      "from django.shortcuts import get_object_or_404",
      "from people.models import Order",
      "from rest_framework.response import Response",
      "from rest_framework.views import APIView",
      "from shop import services",
      "def refused():",
      "    return Response({}, status=409)",
      "class V(APIView):",
      "    model = Order",
      "    def no(self):",
      "        return refused()",
      "    def order(self, pk):",
      "        return get_object_or_404(Order, pk=pk)",
      "    def post(self, request, pk):",
      "        order = get_object_or_404(Order, pk=pk)",
      ...body.map((line) => `        ${line}`),
    ),
    "config/urls.py": python(
      "from django.urls import path",
      "from shop.views import V",
      'urlpatterns = [path("<int:pk>/", V.as_view())]',
    ),
  });
  return routes[0]?.refusedStates?.["POST"] ?? [];
}

test.each([
  ["of somebody else", ["if request.user.state != 'new':", "    raise ValueError()"]],
  ["together with another", ["if order.paid_at and request.data:", "    raise ValueError()"]],
  ["compared with what is not known", ["if order.state == unknown():", "    raise ValueError()"]],
  [
    "that ends the request well, unless something else is wrong",
    [
      "if order.paid_at:",
      "    if request.data:",
      "        return Response({})",
      "    return Response({}, status=400)",
    ],
  ],
  ["that ends the request well", ["if order.paid_at:", "    return Response({})"]],
  [
    "behind another way out",
    ["if request.data:", "    return Response({})", "if order.paid_at:", "    raise ValueError()"],
  ],
  ["of another row", ["order = request.user", "if order.paid_at:", "    raise ValueError()"]],
])("nothing is said of a state %s", async (_, body) => {
  expect(await refusedBy(...body)).toEqual([]);
});

test.each([
  [
    "conditions of the view",
    [
      "if order.paid_at is None or order.state not in (Order.State.NEW, 'open'):",
      "    return Response({}, status=409)",
      "if not order.paid_at:",
      "    raise ValueError()",
    ],
    ["not paid_at", "paid_at is None", 'state not in ["new", "open"]'],
  ],
  ["those of a service", ["services.ship(order, by=request.user)"], ['state != "new"']],
  ["the same by name", ["services.ship(order=self.order(pk), by=1)"], ['state != "new"']],
  [
    "those that a helper answers, or a method of the view",
    ["if order.paid_at:", "    return refused()", "if not order.state:", "    return self.no()"],
    ["not state", "paid_at"],
  ],
  ["those of the model", ["order.cancel()"], ['state == "sent"']],
])("%s", async (_, body, states) => {
  expect(await refusedBy(...body)).toEqual(states);
});
