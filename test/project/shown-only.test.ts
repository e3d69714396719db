import { expect, test } from "vitest";
import { noteRoutes } from "./note-routes.js";

/** What all rows of the list of a view set with this body have in common. */
async function only(...view: readonly string[]) {
  const routes = await noteRoutes({
    columns: [
      "class State(models.TextChoices):",
      '    DRAFT = "draft", "Draft"',
      '    DONE = "done", "Done"',
      "state = models.CharField(max_length=9, choices=State.choices)",
      "is_open = models.BooleanField(default=True)",
    ],
    head: [
      "from django.db.models import Q",
      "from rest_framework import permissions, viewsets",
      "from people.models import Note",
    ],
    view,
  });
  return routes.find(({ path }) => path === "/notes/")?.only;
}

const LISTER = ["def get_queryset(self):", "    rows = super().get_queryset()"];

test.each([
  [
    "what its queryset is filtered by",
    ['queryset = Note.objects.filter(is_open=True, size__gt=1, owner=None).order_by("pk")'],
    { is_open: true },
  ],
  [
    "what a method filters by, beside what the queryset was",
    [
      "queryset = Note.objects.filter(is_open=True)",
      ...LISTER,
      "    return rows.filter(state=Note.State.DONE)",
    ],
    { is_open: true, state: "done" },
  ],
  [
    "what it is filtered by where a request asks for nothing",
    [
      ...LISTER,
      '    word = self.request.query_params.get("open")',
      "    if word is not None:",
      '        return rows.filter(is_open=word == "yes")',
      "    return rows.filter(is_open=True)",
    ],
    { is_open: true },
  ],
  [
    "what a user sees, where staff sees more",
    [
      ...LISTER,
      "    if self.request.user.is_staff:",
      "        return rows",
      '    return rows.filter(state="done")',
    ],
    { state: "done" },
  ],
  [
    "what staff sees, where the list is for staff",
    [
      "permission_classes = [permissions.IsAdminUser]",
      ...LISTER,
      "    if self.request.user.is_staff:",
      "        return rows",
      '    return rows.filter(state="done")',
    ],
    undefined,
  ],
  [
    "what two branches share",
    [
      ...LISTER,
      '    if self.request.headers["X-Short"]:',
      '        return rows.filter(is_open=True, state="done")',
      '    return rows.filter(is_open=True, state="draft")',
    ],
    { is_open: true },
  ],
  [
    "what either of two conditions asks for, which is nothing",
    [...LISTER, '    return rows.filter(is_open=True) | rows.filter(state="done")'],
    undefined,
  ],
  [
    "nothing where other rows may be added",
    [...LISTER, "    return rows.filter(is_open=True).union(Note.objects.all())"],
    undefined,
  ],
  [
    "nothing where code of its own makes the list",
    [
      "queryset = Note.objects.filter(is_open=True)",
      "def list(self, request):",
      "    return other()",
    ],
    undefined,
  ],
])("%s", async (_, body, common) => {
  expect(await only(...body)).toEqual(common);
});
