import { expect, it } from "vitest";
import { python, readShop } from "./shop.js";

it("a manager that hands on to its query set has what Django's managers have", async () => {
  const { routes, doubts } = await readShop({
    "shop/models.py": python(
      "from django.db import models",
      "class Manager(models.Manager):",
      "    def get_queryset(self):",
      "        return models.QuerySet(self.model, using=self._db)",
      "    def __getattr__(self, name):",
      '        if name.startswith("_"):',
      "            raise AttributeError(name)",
      "        return getattr(self.get_queryset(), name)",
      "class Order(models.Model):",
      "    objects = Manager()",
    ),
    "shop/views.py": python(
      "from rest_framework.viewsets import ModelViewSet",
      "from shop.models import Order",
      "class OrderViewSet(ModelViewSet):",
      "    queryset = Order.objects.all()",
    ),
    "config/urls.py": python(
      "from rest_framework.routers import SimpleRouter",
      "from shop.views import OrderViewSet",
      "router = SimpleRouter()",
      'router.register("orders", OrderViewSet)',
      "urlpatterns = router.urls",
    ),
  });
  expect(routes.map(({ model }) => model)).toEqual(["shop.Order", "shop.Order"]);
  expect(doubts).toEqual([]);
});
