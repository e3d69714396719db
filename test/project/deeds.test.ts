import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

const SERVICES = python(
  "from celery import shared_task",
  "from django.core.mail import EmailMessage, send_mail",
  "from django.db import transaction",
  "from people.models import Note, Order",
  "@shared_task",
  "def pack(pk):",
  "    pass",
  "@shared_task(name='other')",
  "def renamed(pk):",
  "    pass",
  "def log(order, text):",
  "    Note.objects.create(order=order, text=text)",
  "@transaction.atomic",
  "def ship(order):",
  "    if order.sent:",
  "        raise ValueError('sent already')",
  "    order.sent = True",
  "    order.save()",
  "    log(order, 'sent')",
  "    if order.mail:",
  "        send_mail('a', 'b', None, [order.mail])",
);

/** What a POST to a view with this body does in any case. */
async function deedsOf(...body: readonly string[]) {
  const { routes } = await readShop({
    "people/models.py": python(
      "from django.db import models",
      "class Order(models.Model):",
      "    sent = models.BooleanField(default=False)",
      "class Note(models.Model):",
      "    text = models.TextField()",
    ),
    "shop/services.py": SERVICES,
    "shop/views.py": python(
      "from functools import partial",
      "from django.core.mail import EmailMessage, send_mail",
      "from django.db import transaction",
      "from people.models import Note, Order",
      "from rest_framework.response import Response",
      "from rest_framework.views import APIView",
      "from shop import services",
      "from shop.services import pack, renamed",
      "def refused(error):",
      "    return Response({'detail': str(error)}, status=409)",
      "def said(error):",
      "    if error.args:",
      "        return Response({'detail': str(error)}, status=409)",
      "    return Response({})",
      "class V(APIView):",
      "    def note(self):",
      "        Note.objects.create(text='x')",
      "    def post(self, request, pk):",
      "        order = Order.objects.get(pk=pk)",
      ...body.map((line) => `        ${line}`),
    ),
    "config/urls.py": python(
      "from django.urls import path",
      "from shop.views import V",
      'urlpatterns = [path("<int:pk>/", V.as_view())]',
    ),
  });
  return routes[0]?.deeds?.["POST"] ?? [];
}

test.each([
  ["below a condition", ["if order.sent:", "    self.note()", "return Response({})"]],
  ["behind an end", ["if order.sent:", "    return Response({})", "self.note()"]],
  ["in a loop", ["for one in order.notes.all():", "    self.note()"]],
  ["that an error may skip", ["try:", "    self.note()", "except ValueError:", "    pass"]],
  [
    "that an error may skip, as a helper may not refuse",
    ["try:", "    self.note()", "except ValueError as error:", "    return said(error)"],
  ],
  ["of a choice", ["order.sent or self.note()", "self.note() if order.sent else None"]],
  ["of a task with another name", ["renamed.delay(pk)"]],
])("nothing is said of what is done %s", async (_, body) => {
  expect(await deedsOf(...body)).toEqual([]);
});

test.each([
  ["a method of the view", ["self.note()", "return Response({})"], ["+people.Note"]],
  [
    "a service behind refusals",
    [
      "if order.sent:",
      "    return Response(status=409)",
      "order = services.ship(order=order)",
      "return Response({})",
    ],
    ["+people.Note"],
  ],
  [
    "mails and tasks",
    [
      "with transaction.atomic():",
      "    send_mail('a', 'b', None, ['c@example.com'])",
      "    transaction.on_commit(lambda: pack.delay(pk))",
    ],
    ["mail", "task shop.services.pack"],
  ],
  [
    "the same otherwise",
    [
      "EmailMessage('a', 'b', None, ['c@example.com']).send()",
      "transaction.on_commit(partial(pack.delay, pk))",
      "return Response(Note.objects.create().pk)",
    ],
    ["+people.Note", "mail", "task shop.services.pack"],
  ],
  [
    "what is tried, where an error is a refusal",
    ["try:", "    self.note()", "except ValueError:", "    return Response({}, status=400)"],
    ["+people.Note"],
  ],
  [
    "what is tried, where a helper refuses",
    ["try:", "    self.note()", "except ValueError as error:", "    return refused(error)"],
    ["+people.Note"],
  ],
])("%s", async (_, body, deeds) => {
  expect(await deedsOf(...body)).toEqual(deeds);
});
