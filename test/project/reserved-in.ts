import { python, readShop, SETTINGS } from "./shop.js";

const MODELS = python(
  "from django.contrib.auth.models import AbstractUser",
  "from django.db import models",
  "class User(AbstractUser):",
  "    class Role(models.TextChoices):",
  '        BUYER = "buyer", "Buyer"',
  '        VENDOR = "vendor", "Vendor"',
  "    role = models.CharField(max_length=9, choices=Role.choices, default=Role.BUYER)",
  "    level = models.IntegerField()",
  "    is_editor = models.BooleanField(default=False)",
  "    @property",
  "    def is_vendor(self):",
  "        return self.role == self.Role.VENDOR",
  "class Profile(models.Model):",
  '    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="profile")',
  '    kind = models.CharField(max_length=9, choices=User.Role.choices, default="buyer")',
  "    @property",
  "    def is_vendor(self):",
  '        return self.kind == "vendor"',
  "class OrderQuerySet(models.QuerySet):",
  "    def of(self, user):",
  "        if user.is_editor:",
  "            return self",
  "        return self.filter(user=user)",
  "class OrderManager(models.Manager):",
  "    def seen_by(self, user):",
  "        return self.get_queryset().filter(user=user)",
  "class Order(models.Model):",
  "    user = models.ForeignKey(User, on_delete=models.CASCADE)",
  "    objects = OrderQuerySet.as_manager()",
  "    seen = OrderManager()",
  "    both = OrderManager.from_queryset(OrderQuerySet)()",
);
const HEAD = [
  "from django.core.exceptions import PermissionDenied",
  "from django.db.models import Q",
  "from django.shortcuts import get_object_or_404",
  "from rest_framework.response import Response",
  "from rest_framework import permissions, viewsets",
  "from rest_framework.decorators import action",
  "from people.models import Order, User",
];

/** The methods of a view set's routes that are kept or reserved, and those about one's own, by path. */
export async function reservedIn(...lines: readonly string[]) {
  const { routes } = await readShop({
    "config/settings.py": `${SETTINGS}AUTH_USER_MODEL = "people.User"\n`,
    "people/models.py": MODELS,
    "shop/views.py": python(...HEAD, ...lines),
    "config/urls.py": python(
      "from rest_framework.routers import SimpleRouter",
      "from shop.views import V",
      "router = SimpleRouter()",
      'router.register("orders", V, basename="order")',
      "urlpatterns = router.urls",
    ),
  });
  return Object.fromEntries(
    routes.map(({ path, kept = [], reserved = [], own = [] }) => [
      path.replace("/orders/", ""),
      [
        ...kept.map((method) => `kept ${method}`),
        ...reserved,
        ...own.map((method) => `own ${method}`),
      ].join(" "),
    ]),
  );
}
