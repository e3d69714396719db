import { expect, test } from "vitest";
import { python, readShop } from "./shop.js";

const HEAD = [
  "from django.db import DatabaseError, connection",
  "from django.http import HttpResponseServerError, JsonResponse",
  "from rest_framework import status",
  "from rest_framework.permissions import AllowAny",
  "from rest_framework.response import Response",
  "from rest_framework.views import APIView",
];

/** What is claimed of the view `health`, or of the class `HealthView`. */
async function claimOf(...lines: readonly string[]) {
  const isClass = lines.some((line) => line.startsWith("class HealthView"));
  const { routes } = await readShop({
    "shop/views.py": python(...HEAD, ...lines),
    "config/urls.py": python(
      "from django.urls import path",
      "from shop import views",
      `urlpatterns = [path("health/", views.${isClass ? "HealthView.as_view()" : "health"})]`,
    ),
  });
  return routes[0]?.withoutDatabase;
}

const asking = (...caught: readonly string[]) => [
  "def health(request):",
  "    try:",
  "        connection.ensure_connection()",
  ...caught.map((line) => `    ${line}`),
  '    return JsonResponse({"status": "up"})',
];

test("a view that catches what a database raises says with which status", async () => {
  const lines = asking("except DatabaseError:", "    return JsonResponse({}, status=503)");
  await expect(claimOf(...lines)).resolves.toEqual({ statuses: [503] });
});

test("so does a class, by a method of its own and a status with a name", async () => {
  const lines = [
    "class HealthView(APIView):",
    "    permission_classes = [AllowAny]",
    "    def is_up(self):",
    "        try:",
    '            connection.cursor().execute("SELECT 1")',
    "        except Exception:",
    "            return False",
    "        return True",
    "    def get(self, request):",
    "        up = self.is_up()",
    "        return Response({}, status=status.HTTP_200_OK if up else status.HTTP_503_SERVICE_UNAVAILABLE)",
  ];
  await expect(claimOf(...lines)).resolves.toEqual({ statuses: [503] });
});

test("one that shows the error is told from one that logs it", async () => {
  const shown = asking(
    "except Exception as e:",
    '    return JsonResponse({"error": str(e)}, status=500)',
  );
  await expect(claimOf(...shown)).resolves.toEqual({ statuses: [500], tells: true });
  const logged = asking(
    "except Exception as e:",
    "    logger.error(e)",
    "    return HttpResponseServerError()",
  );
  await expect(claimOf(...logged)).resolves.toEqual({ statuses: [500] });
});

test.each([
  ["asks no database", ["def health(request):", "    return JsonResponse({}, status=503)"]],
  [
    "catches none of its errors",
    asking("except KeyError:", "    return JsonResponse({}, status=503)"),
  ],
  [
    "names no server error",
    asking("except DatabaseError:", '    return JsonResponse({"up": False})'),
  ],
  [
    "is no health check by its name",
    [
      "def stock(request):",
      ...asking("except DatabaseError:", "    return JsonResponse({}, status=503)").slice(1),
      "health = stock",
    ],
  ],
])("nothing is claimed of a view that %s", async (_, lines) => {
  await expect(claimOf(...lines)).resolves.toBeUndefined();
});
