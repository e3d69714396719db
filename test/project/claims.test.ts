import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readProject } from "../../src/project/read.js";
import { python, readShop, SETTINGS } from "./shop.js";
import { folderOf, manageNaming } from "./temporary.js";

it("what is remembered without the claims of generated tests is not enough for these", async () => {
  const root = folderOf({
    "manage.py": manageNaming("config.settings"),
    "config/__init__.py": "",
    "config/settings.py": SETTINGS,
    "config/urls.py": python(
      "from django.contrib.auth.decorators import login_required",
      "from django.urls import path",
      "def cart(request):",
      "    return None",
      "urlpatterns = [path('cart/', login_required(cart))]",
    ),
    "shop/__init__.py": "",
    "people/__init__.py": "",
  });
  mkdirSync(join(root, ".git"));
  const read = async (claims: boolean) => {
    const { routes } = await readProject({ root, cache: "on", claims });
    return routes.map(({ path, access }) => [path, access]);
  };

  expect(await read(false)).toEqual([["/cart/", undefined]]);
  expect(await read(true)).toEqual([["/cart/", { GET: "login" }]]);
  expect(await read(false)).toEqual([["/cart/", { GET: "login" }]]);
});

it("what takes too much work for a claim is no doubt about the facts", async () => {
  const { routes, doubts } = await readShop({
    "shop/views.py": python(
      "from rest_framework.permissions import BasePermission",
      "from rest_framework.views import APIView",
      "class Counted(BasePermission):",
      "    def has_permission(self, request, view):",
      "        count = 0",
      "        while count < 10 ** 9:",
      "            count += 1",
      "        return request.user.is_staff",
      "class OrderView(APIView):",
      "    permission_classes = [Counted]",
      "    def get(self, request):",
      "        pass",
    ),
    "config/urls.py": python(
      "from django.urls import path",
      "from shop.views import OrderView",
      'urlpatterns = [path("orders/", OrderView.as_view())]',
    ),
  });
  expect(routes.map(({ view }) => view)).toEqual(["shop.views.OrderView"]);
  expect(doubts).toEqual([]);
});
