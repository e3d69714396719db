import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

/** The methods that a function view keeps from a user like any other, where these are its permissions. */
async function keptFor(...permissions: readonly string[]) {
  const { routes } = await readShop({
    "shop/views.py": python(
      "from rest_framework.decorators import api_view, permission_classes",
      "from rest_framework.permissions import IsAuthenticated, BasePermission",
      "class Rule(BasePermission):",
      "    def has_permission(self, request, view):",
      "        return request.user.email.endswith('@example.com')",
      "class Staff(BasePermission):",
      "    def has_permission(self, request, view):",
      "        return request.user.is_staff",
      '@api_view(["GET", "PUT"])',
      `@permission_classes([${permissions.join(", ")}])`,
      "def v(request):",
      "    return None",
    ),
    "config/urls.py": python(
      "from django.urls import path",
      "from shop.views import v",
      'urlpatterns = [path("v/", v)]',
    ),
  });
  return routes[0]?.kept ?? [];
}

test.each([
  ["anybody who has logged in", ["IsAuthenticated"], []],
  ["those of a kind", ["IsAuthenticated", "Staff"], ["GET", "PUT"]],
  ["those with a certain address", ["Rule"], []],
])("a function for %s", async (_, permissions, kept) => {
  expect(await keptFor(...permissions)).toEqual(kept);
});
