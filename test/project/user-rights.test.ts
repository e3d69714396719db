import { describe, expect, test } from "vitest";
import { list, str } from "../../src/python/index.js";
import { accessTo, all, BOTH } from "./doors.js";
import { reservedIn } from "./reserved-in.js";
import { python, readShop, SETTINGS } from "./shop.js";

const backends = (...names: readonly string[]) => ({
  AUTHENTICATION_BACKENDS: list(names.map((name) => str(name))),
});

describe("what nobody has been given", () => {
  test.each([
    ["a group", "user.groups.filter(name='Editors').exists()", "staff"],
    ["a group in a list", "'Editors' in user.groups.values_list('name', flat=True)", "staff"],
    ["any group", "user.groups.count() > 0", "staff"],
    ["a permission", "user.has_perm('shop.add_order')", "staff"],
    ["an app's permissions", "user.has_module_perms('shop')", "staff"],
    ["some permissions", "user.has_perms(['shop.add_order'])", "staff"],
    ["no permissions", "user.is_authenticated and user.has_perms([])", "login"],
    ["one group that is looked up", "user.is_authenticated and user.groups.get(name='x')", "login"],
  ])("%s lets nobody in", (_, condition, access) => {
    const source = `class V(UserPassesTestMixin, View):
    def test_func(self):
        user = self.request.user
        return user.is_authenticated and (user.is_superuser or ${condition})
${BOTH}`;
    expect(accessTo(source)).toEqual(all(access));
  });

  test.each([
    ["Django's backend", ["django.contrib.auth.backends.ModelBackend"], "staff"],
    ["one that may give rights", ["guardian.backends.ObjectPermissionBackend"], "login"],
  ])("%s", (_, names, access) => {
    const source = `class V(PermissionRequiredMixin, View):${BOTH}`;
    expect(accessTo(source, "V.as_view()", backends(...names))).toEqual(all(access));
  });

  test("Django's permissions for models are asked by writes alone", () => {
    const source =
      "class V(generics.ListCreateAPIView):\n    permission_classes = [permissions.DjangoModelPermissions]\n";
    expect(accessTo(source)).toEqual({ GET: "login", POST: "staff" });
  });
});

test("rows are the user's own where all are for a group", async () => {
  const lines = [
    "class V(viewsets.ModelViewSet):",
    "    permission_classes = [permissions.IsAuthenticated]",
    "    def get_queryset(self):",
    "        if self.request.user.groups.filter(name='Editors').exists():",
    "            return Order.objects.all()",
    "        return Order.objects.filter(user=self.request.user)",
  ];
  expect(await reservedIn(...lines)).toEqual({ "": "own GET", "{pk}/": "DELETE GET PATCH PUT" });
});

const SIGNAL = [
  "from django.db.models.signals import post_save",
  "from django.dispatch import receiver",
  "@receiver(post_save, sender=User)",
];

test.each([
  ["a signal", SIGNAL, "login"],
  ["a request", [], "staff"],
])("a group that %s gives", async (_, above, access) => {
  const { routes } = await readShop({
    "config/settings.py": SETTINGS,
    "people/models.py": python(
      "from django.contrib.auth.models import Group, User",
      ...above,
      "def join(instance, **kwargs):",
      "    instance.groups.add(Group.objects.get(name='Editors'))",
    ),
    "shop/views.py": python(
      "from django.contrib.auth.mixins import UserPassesTestMixin",
      "from django.views.generic import TemplateView",
      "class V(UserPassesTestMixin, TemplateView):",
      "    def test_func(self):",
      "        user = self.request.user",
      "        return user.is_authenticated and user.groups.filter(name='Editors').exists()",
    ),
    "config/urls.py": python(
      "from django.urls import path",
      "from shop.views import V",
      'urlpatterns = [path("v/", V.as_view())]',
    ),
  });
  expect(routes[0]?.access?.["GET"]).toEqual(access);
});
